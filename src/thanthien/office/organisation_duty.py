"""``/can-bo/to-chuc/vang-mat/``: who is away, who acts for whom; an account is closed and opened again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, address, ask, shown, staff_choices
from thanthien.office.organisation_forms import AbsenceForm, BackForm, DelegationForm, SecondPostForm
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.org import service as org
from thanthien.rules.rights import kinds_of
from thanthien.web.words import day_words


@require_safe
@staff_page("organisation.read")
def duty(request: StaffRequest) -> HttpResponse:
    """List absences and delegations: today's and coming ones first, what has ended folded."""
    actor, today = request.actor, clock.local(request.now).date()
    lent = list(org.delegations(actor))
    context = {
        "absences": [(one, _mine_to_change(request, one.staff_id)) for one in org.absences(actor, today)],
        "lent": [(one, _may_end(request, one)) for one in lent if one.valid_to > today],
        "former": [one for one in lent if one.valid_to <= today][:50],
        "sees_why": actor.may("absence.change"), "me_id": actor.id,
        "may_lend": actor.may("delegation.give") or actor.may("delegation.direct"),
    }  # fmt: skip
    return render(request, "office/organisation/duty.html", shown(request, **context))


def _mine_to_change(request: StaffRequest, staff_id: UUID) -> bool:
    return str(staff_id) == request.actor.id or request.actor.may("absence.change")


def _may_end(request: StaffRequest, one: org.Delegation) -> bool:
    mine = request.actor.id in {str(one.delegate_id), str(one.position.staff_id)}
    return mine or request.actor.may("delegation.direct")


@require_http_methods(METHODS)
@staff_page("absence.own")
def enter_absence(request: StaffRequest) -> HttpResponse:
    """Enter that somebody is away: everybody their own, chair and administrator anybody's."""
    people = sorted(staff_choices(request), key=lambda one: one[0] != request.actor.id)  # oneself first
    if not request.actor.may("absence.change"):
        people = [one for one in people if one[0] == request.actor.id]
    form = AbsenceForm(typed(request), people=people)
    lead = "Đồng nghiệp thấy ngày vắng, không thấy lý do."
    page = Asked("Ghi ngày vắng mặt", "Ghi lại", address("duty"), "vang", lead)
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.enter_absence, actor=request.actor, now=request.now, staff_id=UUID(data["staff_id"]),
            reason=data["reason"], **form.days(),
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("absence.own")
def end_absence(request: StaffRequest, absence_id: UUID) -> HttpResponse:
    """Enter that somebody is back sooner."""
    found = org.absence(request.actor, absence_id)
    page = Asked(f"{found.staff.name} trở lại làm việc", "Ghi ngày trở lại", address("duty"), "vang")
    return ask(
        request, BackForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.end_absence, actor=request.actor, now=request.now, absence_id=absence_id, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("delegation.give")
def delegate(request: StaffRequest) -> HttpResponse:
    """Lend the powers of a post to a colleague."""
    today = clock.local(request.now).date()
    held = list(org.lendable(request.actor, today))
    posts = [(str(one.id), f"{one.title} ({one.staff.name})") for one in held]
    kinds = kinds_of(one.role for one in held)
    form = DelegationForm(typed(request), posts=posts, people=staff_choices(request), kinds=kinds)
    lead = (
        "Người nhận làm được những việc đã chọn của chức danh này trong những ngày ấy. Nhật ký ghi họ làm thay."
        " Thay Chủ tịch, văn thư thì họ phải có bước thứ hai khi đăng nhập."
    )
    page = Asked("Ghi ủy quyền", "Ghi ủy quyền", address("duty"), "uy-quyen", lead)
    return ask(
        request, form, page,
        lambda once, data: sent_once(
            once, org.delegate, actor=request.actor, now=request.now, position_id=UUID(data["position"]),
            delegate_id=UUID(data["delegate"]), number=data["number"], decided_on=data["decided_on"],
            scope=data["scope"], kinds=data["kinds"], **form.days(),
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("organisation.read")
def end_delegation(request: StaffRequest, delegation_id: UUID) -> HttpResponse:
    """Take lent powers back, or give them back."""
    found = org.delegation(request.actor, delegation_id)
    if not _may_end(request, found):
        raise NotThere
    lead = (
        f"{found.delegate.name} không làm thay {found.position.title} nữa, ngay từ lúc này."
        f" Văn bản ghi đến hết {day_words(found.last_day)}."
    )
    page = Asked("Kết thúc ủy quyền?", "Kết thúc ủy quyền", address("duty"), "thu", lead, danger=True)
    return ask(
        request, PressForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.end_delegation, actor=request.actor, now=request.now, delegation_id=delegation_id
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("staff.change")
def second_post(request: StaffRequest) -> HttpResponse:
    """Give a post here to somebody who works elsewhere."""
    lead = (
        "Mở trang việc, người ấy chọn làm ở nơi nào."
        " Ai giữ chức danh ở hai nơi thì không quản trị nào đặt lại được mật khẩu của họ."
    )
    page = Asked("Giao chức danh cho người ở nơi khác", "Giao chức danh", address("people"), "chuc-danh", lead)
    return ask(
        request, SecondPostForm(typed(request)), page,
        lambda once, data: sent_once(
            once, org.give_second_post, actor=request.actor, now=request.now, unit_id=request.actor.scope, **data
        ),
    )  # fmt: skip


@require_http_methods(METHODS)
@staff_page("staff.change")
def account(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Close somebody's account, or open it again."""
    held = org.people_of(request.actor).filter(staff_id=staff_id).first()
    if held is None:
        raise NotThere
    name, back = held.staff.name, address("people")
    if held.staff.is_active:
        lead = "Từ hôm nay người này thôi mọi chức danh ở xã và không đăng nhập được nữa. Việc đã làm vẫn giữ tên."
        page = Asked(f"Khóa tài khoản của {name}?", "Khóa tài khoản", back, "khoa", lead, danger=True)
        act = org.deactivate
    else:
        lead = "Mở lại rồi giao chức danh thì người này mới làm được việc."
        page, act = Asked(f"Mở lại tài khoản của {name}?", "Mở lại", back, "mo", lead), org.reactivate
    return ask(
        request, PressForm(typed(request)), page,
        lambda once, data: sent_once(
            once, act, actor=request.actor, now=request.now, unit_id=request.actor.scope, staff_id=staff_id
        ),
    )  # fmt: skip
