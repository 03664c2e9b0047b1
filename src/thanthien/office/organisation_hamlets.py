"""``/can-bo/to-chuc/thon/``: hamlets as of a day, their heads and groups, and what became of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, address, ask, shown
from thanthien.office.organisation_forms import (
    GroupForm,
    HamletEndForm,
    HamletForm,
    HeadForm,
    LeaveForm,
    ReplaceForm,
)
from thanthien.office.press import METHODS, typed
from thanthien.org import service as org
from thanthien.web.words import first_up


@require_safe
@staff_page("organisation.read")
def hamlets(request: StaffRequest) -> HttpResponse:
    """List the hamlets of a day with their heads and groups."""
    context = shown(request)
    context |= {"hamlets": org.hamlets(request.actor, context["day"]), "may": request.actor.may("hamlet.change")}
    return render(request, "office/organisation/hamlets.html", context)


@require_safe
@staff_page("organisation.read")
def hamlet(request: StaffRequest, hamlet_id: UUID) -> HttpResponse:
    """One hamlet with everybody who ever headed it."""
    found = org.hamlet(request.actor, hamlet_id)
    context = shown(request, hamlet=found, may=request.actor.may("hamlet.change") and found.valid_to is None)
    return render(request, "office/organisation/hamlet.html", context)


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def add(request: StaffRequest) -> HttpResponse:
    """Enter a hamlet."""
    page = Asked("Ghi thêm thôn, bản, tổ dân phố", "Ghi thêm", address("hamlets"), "them")
    return ask(
        request, HamletForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.add_hamlet, actor=request.actor, now=request.now, unit_id=request.actor.scope, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def replace(request: StaffRequest) -> HttpResponse:
    """Rename a hamlet, change its kind, or merge several."""
    today = clock.local(request.now).date()
    standing = org.hamlets_of(request.actor.scope, today).filter(valid_to__isnull=True)
    form = ReplaceForm(typed(request), standing=standing, chosen=request.GET.get("thon", ""))
    lead = "Đổi tên thì trưởng thôn và các tổ tự quản đi theo. Sáp nhập thì các tổ đi theo, trưởng thôn bầu lại."
    page = Asked("Đổi tên hoặc sáp nhập", "Ghi thay đổi", address("hamlets"), "thay", lead)
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.replace_hamlets, actor=request.actor, now=request.now, unit_id=request.actor.scope,
            **(data | {"old": [UUID(key) for key in data["old"]]}),
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def end(request: StaffRequest, hamlet_id: UUID) -> HttpResponse:
    """End a hamlet that has no single successor."""
    found = org.hamlet(request.actor, hamlet_id)
    lead = "Trưởng thôn và các tổ tự quản thôi cùng ngày. Đổi tên hoặc sáp nhập thì dùng trang riêng."
    page = Asked(f"Ghi ngày thôi của {found}", "Ghi ngày thôi", address("hamlets"), "thoi", lead, danger=True)
    return ask(
        request, HamletEndForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.end_hamlet, actor=request.actor, now=request.now, hamlet_id=hamlet_id, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def name_head(request: StaffRequest, hamlet_id: UUID) -> HttpResponse:
    """Enter who heads a hamlet from a day on."""
    found = org.hamlet(request.actor, hamlet_id)
    lead = "Người đang giữ việc này thôi đúng ngày người mới nhận."
    title = f"Ghi {found.head_title} của {found}"
    page = Asked(title, "Ghi lại", address("hamlet", hamlet_id), "thay", lead)
    return ask(
        request, HeadForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.name_head, actor=request.actor, now=request.now, hamlet_id=hamlet_id, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def end_head(request: StaffRequest, head_id: UUID) -> HttpResponse:
    """Let a head leave before anybody follows."""
    found = org.head(request.actor, head_id)
    title = f"{first_up(found.hamlet.head_title)} {found.name} thôi việc"
    page = Asked(title, "Ghi ngày thôi", address("hamlet", found.hamlet_id), "thoi", danger=True)
    return ask(
        request, LeaveForm(typed(request)), page,
        lambda once, data: sent_once(once, org.end_head, actor=request.actor, now=request.now, head_id=head_id, **data),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def add_group(request: StaffRequest, hamlet_id: UUID) -> HttpResponse:
    """Enter a residents' group."""
    found = org.hamlet(request.actor, hamlet_id)
    page = Asked(f"Ghi tổ tự quản của {found}", "Ghi thêm", address("hamlet", hamlet_id), "them")
    return ask(
        request, GroupForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.add_group, actor=request.actor, now=request.now, hamlet_id=hamlet_id, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("hamlet.change")
def end_group(request: StaffRequest, group_id: UUID) -> HttpResponse:
    """End a group; for a new leader it is entered again."""
    found = org.group(request.actor, group_id)
    page = Asked(f"{found.name} thôi hoạt động", "Ghi ngày thôi", address("hamlet", found.hamlet_id), "thoi",
                 "Đổi tổ trưởng thì ghi ngày thôi ở đây, rồi ghi lại tổ với người mới.", danger=True)  # fmt: skip
    return ask(
        request, LeaveForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.end_group, actor=request.actor, now=request.now, group_id=group_id, **data
        ),
    )  # fmt: skip
