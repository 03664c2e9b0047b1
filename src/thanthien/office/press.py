"""What every press of a work form shares: its key, the forms that ask for no more than it, whether one came in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from thanthien.core.errors import Refused
from thanthien.office.guard import StaffRequest
from thanthien.web.forms import OnceField, PageForm, TextField

METHODS = ["GET", "HEAD", "POST"]


class PressForm(PageForm):
    """An act that asks for nothing but the press."""

    once = OnceField()


class WhyForm(PressForm):
    """An act that owes a reason."""

    reason = TextField(label="Lý do", limit=300, rows=2)


def typed(request: StaffRequest) -> Any:
    """Return what was posted, None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def whole(text: str) -> int:
    """Return a typed whole number, 0 for anything else; nine digits, because neither ``int`` nor a column takes all."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def form_page(
    request: StaffRequest, template: str, form: PageForm, context: dict[str, Any], no: Refused | None = None
) -> HttpResponse:
    """Draw a page with its form; a refusal is said at its field, and everything typed stays."""
    if no is not None:
        form.refuse(no)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, template, {**context, "form": form}, status=status)
