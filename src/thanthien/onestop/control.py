"""Form 06, phiếu kiểm soát: the hand-overs of a dossier as its timeline keeps them, drawn at any time.

Law: TT 03/2025/TT-VPCP, Mẫu 06. The timeline is append-only; who received and how the clock stood are written into
its line by the act itself (``commands._tasks.hand``), so that no later change of hands rewrites an earlier one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.onestop import access
from thanthien.onestop.commands import _papers
from thanthien.onestop.models import Dossier, Event, Task
from thanthien.org import service as org
from thanthien.papers import service as forms
from thanthien.rules.dossier import MACHINE
from thanthien.rules.machine import STAY

PERSON: Final = "Người nộp"
POSTS: Final[Mapping[str, str]] = {
    Role.CLERK: "Một cửa", Role.HANDLER: "người xử lý", Role.RECORDS: "văn thư", Role.CHAIR: "Chủ tịch",
}  # fmt: skip
# Where nobody of the office holds it any more, the state says who does.
HOLDERS: Final[Mapping[str, str]] = {
    "accept": "người xử lý", "guide": PERSON, "request_supplement": PERSON, "hand_over": PERSON, "give_at_once": PERSON,
    "reject": PERSON, "withdraw": PERSON, "stop": "Trả giấy tờ cho người nộp", "lapse": "Trả giấy tờ cho người nộp",
    "close": "Lưu hồ sơ", "confirm_transfer": "Nơi nhận", "file": "Một cửa",
}  # fmt: skip
CLOCKS: Final[Mapping[str, str]] = {
    "waiting": "chưa chạy", "running": "đang chạy", "paused": "đang dừng", "stopped": "đã dừng hẳn",
}  # fmt: skip


def control_slip(dossier: Dossier, now: datetime) -> bytes:
    """Return form 06 of a dossier as PDF, as of this moment. The caller has seen to it that it may be read."""
    office, limit = org.office_of(dossier.unit_id), dossier.limit
    paper = forms.Control(
        head=_papers.head(office),
        issued_on=clock.local(now).date(),
        printed_at=clock.local(now),
        dossier=_papers.of_dossier(dossier),
        limit=_papers.limit(dossier) if limit else forms.Limit("chưa biết thời hạn", assumed=True),
        state=MACHINE.states[dossier.state].label,
        passings=tuple(passings(dossier)),
    )
    return forms.render(forms.PaperKind.CONTROL, forms.to_json(paper))


def passings(dossier: Dossier) -> list[forms.Passing]:
    """Return every hand-over of a dossier, oldest first."""
    events = [one for one in access.events(dossier) if _passes(one)]
    tasks = list(access.tasks(dossier))
    names = org.staff_names({str(one.data.get("hand", {}).get("to") or "") for one in events} - {""})
    return [_passing(one, _next(events, at), tasks, names) for at, one in enumerate(events) if one.move != "start"]


def _passes(event: Event) -> bool:
    move = MACHINE.moves.get(event.move)
    return event.move == "assign" or (move is not None and move.to != STAY)


def _next(events: Sequence[Event], at: int) -> Event | None:
    """The counter's hand-over and the handler's beginning are one line: the second follows by itself."""
    after = events[at + 1] if at + 1 < len(events) else None
    return after if after is not None and after.move == "start" and after.at == events[at].at else None


def _passing(event: Event, start: Event | None, tasks: Sequence[Task], names: Mapping[str, str]) -> forms.Passing:
    receiving = start or event
    return forms.Passing(
        what=_what(event.move),
        at=clock.local(event.at),
        giver=", ".join(part for part in (event.by or PERSON, event.position) if part),
        receiver=_receiver(receiving, tasks, names),
        clock=_clock(event),
        result=_result(event.at, tasks),
        note=event.note[:300],
    )


def _what(move: str) -> str:
    known = MACHINE.moves.get(move)
    words = known.noted if known is not None else "giao lại hồ sơ"
    return words[:1].upper() + words[1:]


def _receiver(event: Event, tasks: Sequence[Task], names: Mapping[str, str]) -> str:
    hand: Mapping[str, Any] | None = event.data.get("hand")
    if hand is None:  # a line from before hand-overs were written down: the step that was opened says who
        task = next((one for one in tasks if one.opened_at == event.at), None)
        hand = {"role": task.role, "to": str(task.owner_id or "")} if task is not None else {}
        names = {str(task.owner_id): task.owner.name} if task is not None and task.owner else names
    post = POSTS.get(str(hand.get("role", "")), "")
    body = str(event.data.get("body", ""))
    who = names.get(str(hand.get("to", "")), "")
    return ", ".join(part for part in (who, post) if part) or body or HOLDERS.get(event.move, "")


def _clock(event: Event) -> str:
    hand: Mapping[str, Any] = event.data.get("hand") or {}
    words = CLOCKS.get(str(hand.get("clock", "")), "không ghi")
    if not hand.get("due"):
        return words
    due = datetime.fromisoformat(str(hand["due"]))
    late = ", đã quá hẹn" if event.at > due and hand.get("clock") != "paused" else ""
    return f"{words}, hẹn {clock.local(due):%d/%m/%Y}{late}"


def _result(at: datetime, tasks: Sequence[Task]) -> str:
    """How the step that this act ended stood to its date."""
    ended = next((one for one in tasks if one.done_at == at and one.due_at is not None), None)
    if ended is None or ended.due_at is None:
        return ""
    if at > ended.due_at:
        return "quá hạn"
    return "trước hạn" if clock.local(at).date() < clock.local(ended.due_at).date() else "đúng hạn"
