"""Invitations as the administrator hands them out, and setting a colleague's second step back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.identity import service as identity
from thanthien.identity.commands.links import link_of
from thanthien.office.dossier_acts import once_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.people_forms import FactorForm
from thanthien.office.press import METHODS, PressForm, form_page, typed
from thanthien.org import service as org


def person(request: StaffRequest, staff_id: UUID) -> Any:
    """Return somebody of the administrator's unit, today's or a former colleague."""
    held = org.people_of(request.actor).filter(staff_id=staff_id).first()
    if held is None:
        raise NotThere
    return held.staff


def invited(request: StaffRequest, staff_id: UUID, name: str, login: str, key: str) -> HttpResponse:
    """Make an invitation and show it once, to be printed; a second press shows the same one."""
    made = sent_once(
        once_of(request, f"{key}-moi"[:64]), identity.invite, actor=request.actor, now=request.now,
        unit_id=request.actor.scope, staff_id=staff_id,
    )  # fmt: skip
    link = request.build_absolute_uri(reverse("office:invitation", args=[identity.token_of(UUID(made.id))]))
    shown = {"name": name, "login": login, "link": link, "ends_at": parse_datetime(made.ends_at), "area": "people"}
    return render(request, "office/people/invited.html", shown)


@require_http_methods(METHODS)
@staff_page("staff.change")
def invite(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Let somebody who forgot the password, or lost the first invitation, choose a new password."""
    staff = person(request, staff_id)
    form = PressForm(typed(request))
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "office/people/invite.html", form, {"staff": staff, "area": "people"})
    try:
        return invited(request, staff_id, staff.name, staff.login, form.cleaned_data["once"])
    except Refused as no:
        return form_page(request, "office/people/invite.html", form, {"staff": staff, "area": "people"}, no)


@require_POST
@staff_page("staff.change")
def withdraw(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Take back an invitation that went to the wrong hands; a second press leads back to the list too."""
    person(request, staff_id)
    done = "rut-moi"
    try:
        identity.withdraw(actor=request.actor, now=request.now, unit_id=request.actor.scope, staff_id=staff_id)
    except NotThere:
        done = "het-moi"
    return HttpResponseRedirect(f"{reverse('office:people')}?xong={done}")


@require_http_methods(METHODS)
@staff_page("staff.change")
def factor_reset(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Take a colleague's factors away, with the reason; they set up again."""
    staff, template = person(request, staff_id), "office/people/factor_reset.html"
    form, context = FactorForm(typed(request)), {"staff": staff, "area": "people", "linked": link_of(staff_id)}
    if not (form.is_bound and form.is_valid()):
        return form_page(request, template, form, context)
    try:
        sent_once(
            once_of(request, form.cleaned_data["once"]), identity.reset, actor=request.actor, now=request.now,
            unit_id=request.actor.scope, staff_id=staff_id, reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Refused as no:
        return form_page(request, template, form, context, no)
    return HttpResponseRedirect(f"{reverse('office:people')}?xong=buoc-hai")
