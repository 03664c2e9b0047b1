"""``/can-bo/mot-cua/tiep-nhan/``: the counter. One page, one form, by keyboard in under a minute.

The date, its reason and the owner stand on the right before anything is promised. Every button is one ``act``
of the same form, so that all of it works without script; script only saves presses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thanthien.core import text
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office import desk_choice, desk_done, desk_people, desk_ticket
from thanthien.office.desk_choice import Chosen
from thanthien.office.desk_form import DeskForm, key_of, once_of, ticked, units_of
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.rules.legal_texts import in_order

TAKE, GUIDE, GUIDE_NOW, AT_ONCE = "nhan", "huong-dan", "in-huong-dan", "tra-ngay"
LOOK_UP: Final = "tra-to-chuc"
UNCHOSEN: Final = "Chọn thủ tục trước: gõ hai chữ cái, hoặc vài chữ trong tên."
FIELDS: Final = {
    "limit": "value", "procedure": "words", "papers": "words", "items": "reason", "answers": "words", "waiver": "words",
}  # fmt: skip


@dataclass
class Desk:
    """The counter as it stands after one press: what was typed, what was chosen, what is asked for."""

    request: StaffRequest
    form: DeskForm
    unit_id: UUID
    chosen: Chosen | None = None
    others: list[tuple[onestop.Offer, str]] = field(default_factory=list)
    guiding: bool = False
    missing_ok: bool = False
    asked: frozenset[int] = frozenset()
    paper_error: str = ""
    queue: desk_ticket.Standing | None = None

    def page(self, status: int = 200) -> HttpResponse:
        """Draw it."""
        context: dict[str, Any] = {
            "desk": self, "form": self.form, "chosen": self.chosen, "area": "desk", "now": self.request.now,
            "tab": reverse("office:counter"), "figures": self.request.figures,
            "queue": self.queue or desk_ticket.standing(self.request),
        }  # fmt: skip
        return render(self.request, "office/desk/page.html", context, status=status)

    def filing(self) -> onestop.Filing:
        """Return what is handed in."""
        assert self.chosen is not None
        assert self.request.actor.unit_id is not None
        items = [onestop.Item(one.number, "brought" if one.ticked else "missing") for one in self.chosen.papers]
        return onestop.Filing(
            unit_id=self.unit_id,
            code=self.chosen.entry.code,
            applicant=self.form.applicant(),
            answers={},
            items=items,
            channel="counter",
            received_unit_id=self.request.actor.unit_id,
            version_id=key_of(self.request.POST.get("version", "")),
            helper=self.form.helper(),
            registrant=self.form.registrant(),
            counted=self.form.counted(self.chosen.by, self.request.POST.get("waiver", "")),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("counter.work")
def counter(request: StaffRequest) -> HttpResponse:
    """Show the empty counter, or do what the pressed button says."""
    if request.method != "POST":
        done = desk_done.done(request, key_of(request.GET.get("xong", "")))
        form = DeskForm(units=units_of(request), unit_id=request.actor.unit_id, initial={"unit": ""})
        assert request.actor.unit_id is not None
        desk = Desk(request, form, request.actor.unit_id)
        context = {"desk": desk, "form": form, "done": done, "area": "desk", "now": request.now}
        context |= {"tab": reverse("office:counter"), "figures": request.figures}
        context["queue"] = desk_ticket.standing(request)
        return render(request, "office/desk/page.html", context)
    desk = _read(request)
    pressed = request.POST.get("viec", "")
    if pressed in desk_ticket.ACTS:
        desk.queue = desk_ticket.press(request)
        return _look(desk)
    act = ACTS.get(pressed)
    return act(desk) if act else _look(desk)


def _read(request: StaffRequest) -> Desk:
    data = request.POST
    assert request.actor.unit_id is not None
    units = units_of(request)
    form = DeskForm(data, units=units, unit_id=request.actor.unit_id)
    asked_unit = key_of(data.get("unit", ""))
    known = {key for key, _ in units}
    unit_id = asked_unit if asked_unit and str(asked_unit) in known else request.actor.unit_id
    desk = Desk(request, form, unit_id, missing_ok="missing_ok" in data, asked=ticked(data, "asked"))
    words = text.clean(data.get("words", ""))[:200]
    code = desk_choice.resolve(unit_id, words, data.get("chon") or data.get("code", ""), request.now)
    if "chon" in data:
        code = data["chon"]
    if code:
        desk.chosen = desk_choice.choose(unit_id, code, data.get("case", ""), ticked(data), request.now)
    if words and data.get("viec") == "tim":
        desk.others = [one for one in desk_choice.find(unit_id, words, request.now) if one[0].entry.code != code]
    return desk


def _look(desk: Desk) -> HttpResponse:
    """Show the date for what is typed so far; nothing is complained about yet."""
    desk.form = _as_typed(desk)
    return desk.page()


def _look_up(desk: Desk) -> HttpResponse:
    """Fill in what is written of an organisation whose number was typed."""
    desk.form = _as_typed(desk)
    desk.form.initial.update(desk_people.known(desk.request))
    return desk.page()


def _as_typed(desk: Desk) -> DeskForm:
    """Return the form with what was typed, but without errors."""
    typed: dict[str, Any] = {name: desk.request.POST.get(name, "") for name in desk.form.fields if name not in TICKS}
    typed |= {name: bool(desk.request.POST.get(name)) for name in TICKS}
    if desk.chosen is not None:
        typed["words"] = desk.chosen.entry.title
    units, unit_id = units_of(desk.request), desk.request.actor.unit_id
    return DeskForm(units=units, unit_id=unit_id, initial=typed | {"once": str(uuid7())})


TICKS: Final = ("letters_wanted", "receipt")


def _take(desk: Desk) -> HttpResponse:
    """Take it in and give the date (F9)."""
    if not _complete(desk) or not _papers_said(desk):
        return desk.page(422)

    def do() -> onestop.Filed:
        assert desk.chosen is not None
        return sent_once(
            once_of(desk.request), onestop.receive_at_counter, actor=desk.request.actor, now=desk.request.now,
            filing=desk.filing(), case=desk.chosen.case,
            entered=desk.form.entered() if desk.chosen.promise.limit_unknown else None,
        )  # fmt: skip

    return _done(desk, do, "nhan")


def _give_at_once(desk: Desk) -> HttpResponse:
    """Accept, issue and hand over in one act."""
    if not _complete(desk):
        return desk.page(422)

    def do() -> onestop.Filed:
        typed = desk.form.cleaned_data
        return sent_once(
            once_of(desk.request), onestop.give_at_once, actor=desk.request.actor, now=desk.request.now,
            filing=desk.filing(), receipt=typed["receipt"], result_note=typed["result_note"],
        )  # fmt: skip

    return _done(desk, do, "tra-ngay")


def _open_guiding(desk: Desk) -> HttpResponse:
    """Ask what is missing and why (Shift F9); what was not ticked is offered as missing."""
    if desk.chosen is None:
        return _take(desk)
    desk.guiding, desk.form = True, _as_typed(desk)
    desk.asked = frozenset(one.number for one in desk.chosen.papers if one.required and not one.ticked)
    desk.form.fields["reason"].widget.attrs["data-focus"] = ""
    laws = in_order(one.text[:300] for one in desk.chosen.entry.legal_basis)
    desk.form.initial["ground"] = desk.form.initial.get("ground") or (laws[0].value if laws else "")
    return desk.page()


def _guide(desk: Desk) -> HttpResponse:
    """Write form 02 once, whole."""
    desk.guiding = True
    if not _complete(desk):
        return desk.page(422)
    if not desk.asked:
        desk.form.add_error("reason", "Chọn ít nhất một giấy còn thiếu.")
        return desk.page(422)

    def do() -> onestop.Filed:
        typed = desk.form.cleaned_data
        return sent_once(
            once_of(desk.request), onestop.guide_at_counter, actor=desk.request.actor, now=desk.request.now,
            filing=desk.filing(), items=sorted(desk.asked), reason=typed["reason"], ground=typed["ground"],
        )  # fmt: skip

    return _done(desk, do, "huong-dan")


def _complete(desk: Desk) -> bool:
    good = desk.form.is_valid()
    if desk.chosen is None:
        desk.form.add_error("words", UNCHOSEN)
    return good and desk.chosen is not None


def _papers_said(desk: Desk) -> bool:
    """A required paper left unticked is asked about once; pressing again takes it as it is."""
    missing = desk.chosen.missing if desk.chosen else []
    if not missing or desk.missing_ok:
        return True
    desk.missing_ok = True
    desk.paper_error = (
        f"Chưa đánh dấu: {', '.join(missing)}. Có rồi thì đánh dấu. Thiếu thật thì bấm Hướng dẫn bổ sung."
        " Vẫn nhận được thì bấm Nhận lần nữa."
    )
    desk.form.add_error(None, desk.paper_error)
    return False


def _done(desk: Desk, do: Callable[[], onestop.Filed], how: str) -> HttpResponse:
    try:
        filed = do()
    except Refused as no:
        desk.form.refuse(Refused(no.message, FIELDS.get(no.field, no.field), no.code))
        return desk.page(422)
    desk_done.no_slip_needed(desk.request, UUID(filed.id))
    desk_ticket.finish(desk.request)
    return HttpResponseRedirect(f"{reverse('office:counter')}?xong={filed.id}&in={how}")


ACTS: Final[dict[str, Callable[[Desk], HttpResponse]]] = {
    TAKE: _take, LOOK_UP: _look_up, AT_ONCE: _give_at_once, GUIDE: _open_guiding, GUIDE_NOW: _guide,
}  # fmt: skip


@require_safe
@staff_page("counter.work")
def find(request: StaffRequest) -> HttpResponse:
    """List procedures while the clerk types."""
    unit_id = _unit(request, request.GET)
    found = desk_choice.find(unit_id, text.clean(request.GET.get("words", ""))[:200], request.now)
    return render(request, "office/desk/options.html", {"found": found})


@require_safe
@staff_page("counter.work")
def choose(request: StaffRequest) -> HttpResponse:
    """Return papers and promise of the procedure that was meant (Enter takes the first)."""
    unit_id, words = _unit(request, request.GET), text.clean(request.GET.get("words", ""))[:200]
    code = request.GET.get("chon") or desk_choice.resolve(unit_id, words, request.GET.get("code", ""), request.now)
    chosen = desk_choice.choose(unit_id, code, request.GET.get("case", ""), ticked(request.GET), request.now)
    context: dict[str, Any] = {
        "chosen": chosen,
        "form": DeskForm(units=units_of(request)),
        "desk": {},
        "swap": True,
        "words": words,
    }
    return render(request, "office/desk/chosen.html", context)


@require_POST
@staff_page("counter.work")
def person(request: StaffRequest) -> HttpResponse:
    """Return what this counter knows of a person by identity number. POST, so that no number stands in a log.

    Never by telephone: it may be a helper's, a neighbour's, or have another owner since.
    """
    bare = "".join(sign for sign in request.POST.get("id_number", "") if sign.isdigit())
    known = onestop.person_known(request.actor, bare, "") if len(bare) in (9, 12) else None
    if known is None:
        return JsonResponse({})
    privacy.note_opened(request.actor, request.now, known)
    same = {name: getattr(known, name) for name in ("phone", "address", "address_as", "tell_by", "email")}
    helper = onestop.people.helper_of(known.unit_id, known.id)
    if helper is not None and helper.contact == "helper":
        same |= {"phone": "", "email": "", "tell_by": "slip"}  # those were the helper's
    return JsonResponse({"name": known.applicant, **same})


def _unit(request: StaffRequest, data: QueryDict) -> UUID:
    asked = key_of(data.get("unit", ""))
    assert request.actor.unit_id is not None
    return asked if asked and str(asked) in {key for key, _ in units_of(request)} else request.actor.unit_id
