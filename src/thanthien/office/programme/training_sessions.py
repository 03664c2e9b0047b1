"""``/can-bo/mo-hinh/tap-huan/lop/``: a session, its code on the screen, its list, and closing it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import staff_choices
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.office.programme import training_forms as forms
from thanthien.office.programme.training import asked, page, streamed, with_file
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.rules import training as rules
from thanthien.rules.ratings import PRIVACY_FLOOR

training = programme.training
DONE: Final = {
    "mo-lop": "Đã mở lớp.", "sua": "Đã ghi lại.", "ten": "Đã ghi tên.", "diem-danh": "Đã điểm danh.",
    "chot": "Đã chốt lớp.", "mo-lai": "Đã mở lại lớp.", "huy": "Đã hủy lớp.", "bo": "Đã bỏ ghi có mặt.",
    "co-mat": "Đã ghi anh/chị có mặt.", "giay": "Đã cấp giấy chứng nhận.",
}  # fmt: skip


def _page_of(session_id: UUID) -> str:
    return reverse("office:training", args=[session_id])


@require_safe
@staff_page("training.read")
def session(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """One session: to everybody its facts and results by group, to its keeper the list, to oneself one's own part."""
    actor, row = request.actor, training.session(request.actor, session_id)
    seat, people, keeps = training.seat(actor, row), training.people(actor, row), training.keeps(actor, row)
    seen = people if keeps else [seat] if seat else []
    best = training.best_of(training.attempts(seen))
    context = {
        "session": row, "seat": seat, "keeps": keeps, "ticks": training.ticks(actor, row), "now": request.now,
        "own_best": best.get(seat.id) if seat else None, "there": training.present(row),
        "lines": [(one, best.get(one.id) if keeps else None) for one in people if one.present_at],
        "absent": _absent(request, row, people) if keeps and not row.held_at else [],
        "results": training.results(actor, row), "quiz": rules.hours(request.now, row.quiz_from, row.quiz_until),
        "doors": rules.doors(request.now, row.starts_at, row.ends_at), "floor": PRIVACY_FLOOR,
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return page(request, "session", **context)


def _absent(
    request: StaffRequest, row: programme.training.TrainingSession, people: Sequence[Any]
) -> list[tuple[str, str]]:
    """Return name and post of those whom the session is for and who are not there yet."""
    there = {one.staff_id for one in people if one.staff_id and one.present_at}
    staff = [(one.name, one.titles) for one in training.expected(request.actor, row) if one.staff_id not in there]
    return staff + [(one.name, one.post) for one in people if one.staff_id is None and not one.present_at]


def _form(request: StaffRequest, quiz: bool, **more: Any) -> forms.SessionForm:
    day = local(request.now).date()
    above = request.actor.may("programme.run")  # its people are those of its communes, whose posts it does not name
    titles = [] if above else sorted({one.title for one in org.colleagues(request.actor, day)})
    return forms.SessionForm(typed(request), keepers=staff_choices(request), titles=titles, quiz=quiz, **more)


@require_http_methods(METHODS)
@staff_page("training.run")
def call(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Call a session of a course."""
    row = training.own_course(request.actor, course_id)
    form = _form(request, bool(row.questions), initial={"keeper": request.actor.id, "audience": "all"})
    back = reverse("office:course", args=[row.id])
    return asked(request, form, ("Mở lớp", "Mở lớp", "mo-lop"), back, lambda once, data: sent_once(
        once, training.call_session, actor=request.actor, now=request.now, course_id=row.id, wanted=form.wanted()
    ), row.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def change(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Change a session."""
    row = training.own_session(request.actor, session_id)
    form = _form(request, bool(row.questions), initial=forms.as_typed(row))
    return asked(request, form, ("Sửa lớp", "Ghi lại", "sua"), _page_of(row.id), lambda once, data: sent_once(
        once, training.change_session, actor=request.actor, now=request.now, session_id=row.id, wanted=form.wanted()
    ), row.course.title)  # fmt: skip


@require_safe
@staff_page("training.read")
def code(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Show the code to scan. The page comes anew by itself, without script, each time with a fresh one."""
    row = training.own_session(request.actor, session_id)
    if row.held_at or row.cancelled_on:
        raise NotThere
    address = reverse("office:training_enter", args=[training.make_code(row.id, request.now)])
    context = {
        "session": row, "there": training.present(row), "link": f"{settings.THANTHIEN_URL}{address}",
        "turns": int(rules.CODE_TURNS.total_seconds()), "doors": rules.doors(request.now, row.starts_at, row.ends_at),
    }  # fmt: skip
    answer = page(request, "code", **context)
    answer.headers["Refresh"] = str(context["turns"])
    return answer


@require_safe
@staff_page("training.read")
def sheet(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """The sheet to print and sign, for those without a phone."""
    row = training.own_session(request.actor, session_id)
    people = training.people(request.actor, row)
    known = [(one.name, one.titles) for one in training.expected(request.actor, row)]
    named = [(one.name, one.post) for one in people]
    return page(request, "sheet", session=row, rows=list(dict.fromkeys([*known, *named])), blank=range(5))


@require_http_methods(METHODS)
@staff_page("training.read")
def names(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Write down people without an account; the heads of the hamlets stand there to begin with."""
    row = training.own_session(request.actor, session_id)
    hamlets = org.hamlets(request.actor, local(request.now).date())
    heads = [f"{one.name}, {hamlet}" for hamlet in hamlets for one in getattr(hamlet, "now_heads", ())]
    form = forms.NamesForm(typed(request), initial={"lines": "\n".join(heads)})
    words = ("Ghi tên người không có tài khoản", "Ghi tên", "ten")
    return asked(request, form, words, _page_of(row.id), lambda once, data: sent_once(
        once, training.name_people, actor=request.actor, now=request.now, session_id=row.id,
        lines=data["lines"].splitlines(),
    ), row.course.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def tick(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Tick by hand who is there: only those who are not yet."""
    row = training.session(request.actor, session_id)
    if not training.ticks(request.actor, row):
        raise NotThere
    people = training.people(request.actor, row)
    there = {one.staff_id for one in people if one.present_at}
    staff = [
        (str(one.staff_id), f"{one.name}, {one.titles}") for one in training.expected(request.actor, row, every=True)
        if one.staff_id not in there
    ]  # fmt: skip
    listed = [(str(one.id), f"{one.name}, {one.post}") for one in people if one.staff_id is None and not one.present_at]
    form = forms.TickForm(typed(request), staff=staff, listed=listed)
    words = ("Điểm danh tay", "Ghi có mặt", "diem-danh")
    return asked(request, form, words, _page_of(row.id), lambda once, data: sent_once(
        once, training.tick, actor=request.actor, now=request.now, session_id=row.id,
        staff=[UUID(one) for one in data.get("staff", ())], listed=[UUID(one) for one in data.get("listed", ())],
    ), row.course.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def untick(request: StaffRequest, attendance_id: UUID) -> HttpResponse:
    """Take back a presence that was wrong."""
    line = training.line(request.actor, attendance_id)
    row = training.own_session(request.actor, line.session_id)
    form, words = WhyForm(typed(request)), ("Bỏ ghi có mặt", "Bỏ ghi có mặt", "bo")
    return asked(request, form, words, _page_of(row.id), lambda once, data: sent_once(
        once, training.untick, actor=request.actor, now=request.now, attendance_id=line.id, reason=data["reason"]
    ), line.name)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def hold(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Close a session that was held, with what shows it."""
    row = training.own_session(request.actor, session_id)
    form, words = with_file(request, forms.HoldForm), ("Chốt lớp", "Chốt lớp", "chot")
    lead = f"{row.course.title}. {training.present(row)} người có mặt. Chốt rồi thì không điểm danh thêm được."
    return asked(request, form, words, _page_of(row.id), lambda once, data: sent_once(
        once, training.hold, actor=request.actor, now=request.now, session_id=row.id, report=data["report"],
        file_id=photos.kept(data),
    ), lead)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def reopen(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Open a session again."""
    row, form = training.own_session(request.actor, session_id), WhyForm(typed(request))
    return asked(request, form, ("Mở lại lớp", "Mở lại", "mo-lai"), _page_of(row.id), lambda once, data: sent_once(
        once, training.reopen, actor=request.actor, now=request.now, session_id=row.id, reason=data["reason"]
    ), row.course.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def cancel(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Cancel a session."""
    row, form = training.own_session(request.actor, session_id), WhyForm(typed(request))
    return asked(request, form, ("Hủy lớp", "Hủy lớp", "huy"), _page_of(row.id), lambda once, data: sent_once(
        once, training.cancel_session, actor=request.actor, now=request.now, session_id=row.id, reason=data["reason"]
    ), row.course.title)  # fmt: skip


@require_safe
@staff_page("training.read")
def evidence(request: StaffRequest, session_id: UUID) -> HttpResponseBase:
    """Hand out the picture or the signed list of a held session to its keeper."""
    return streamed(training.own_session(request.actor, session_id).file)


SESSION: Final = "mo-hinh/tap-huan/lop/<uuid:session_id>/"
urlpatterns: list[URLPattern] = [
    path("mo-hinh/tap-huan/khoa/<uuid:course_id>/mo-lop/", call, name="training_call"),
    path(SESSION, session, name="training"),
    path(f"{SESSION}sua/", change, name="training_change"),
    path(f"{SESSION}ma/", code, name="training_code"),
    path(f"{SESSION}phieu/", sheet, name="training_sheet"),
    path(f"{SESSION}ghi-ten/", names, name="training_names"),
    path(f"{SESSION}diem-danh/", tick, name="training_tick"),
    path(f"{SESSION}chot/", hold, name="training_hold"),
    path(f"{SESSION}mo-lai/", reopen, name="training_reopen"),
    path(f"{SESSION}huy/", cancel, name="training_cancel"),
    path(f"{SESSION}tep/", evidence, name="training_file"),
    path("mo-hinh/tap-huan/nguoi/<uuid:attendance_id>/bo/", untick, name="training_untick"),
]
