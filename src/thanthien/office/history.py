"""A dossier's way in the officers' words: what was done, by whom, and what the person was told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from thanthien.core import clock
from thanthien.notify import service as notify
from thanthien.office.case import Case
from thanthien.rules.dossier import MACHINE
from thanthien.web.words import day_words, first_up

if TYPE_CHECKING:
    from thanthien.onestop.models import Event, Task

OTHER: Final = {
    "assign": "giao lại hồ sơ",
    "bring_part": "nhận một phần giấy bổ sung",
    "propose_limit": "nhập thời hạn, chờ người thứ hai",
}
SORRY: Final = frozenset({"sign_apology", "apologise_error"})
CHANNELS: Final = notify.WORDS


def done_as(move: str) -> str:
    """Say what was done, as a colleague would."""
    known = MACHINE.moves.get(move)
    return known.noted if known is not None else OTHER.get(move, "sửa hồ sơ")


def way(case: Case, events: "Sequence[Event]") -> list[dict[str, Any]]:
    """Return the timeline: oldest first, where it stands now, and the date still to come."""
    found: list[dict[str, Any]] = [
        {
            "kind": "sorry" if event.move in SORRY else "done",
            "what": first_up(done_as(event.move)),
            "at": event.at,
            "told": ", ".join(part for part in (event.by, event.position) if part),
            "note": event.note if event.move != "note" else "",
        }
        for event in events
        if event.move != "note"
    ]
    open_still = not MACHINE.states[case.dossier.state].final
    if found and open_still and found[-1]["kind"] == "done":
        found[-1]["kind"] = "now"
    due = case.dossier.revised_at or case.dossier.due_at
    if open_still and due is not None and case.dossier.decided_at is None:
        exact = case.dossier.limit.get("unit") in ("hours", "working_hours")
        when = {"at": due} if exact else {"when": first_up(day_words(clock.local(due).date()))}
        found.append({"kind": "next", "what": "Hẹn trả kết quả", **when})
    return found


class Step(NamedTuple):
    """A step of the process with who holds it and until when."""

    label: str
    owner: str
    opened_at: Any
    due_at: Any
    done_at: Any
    late: bool


def steps(case: Case, tasks: "Sequence[Task]") -> list[Step]:
    """Return the steps, oldest first; a step is late when its date passed before it was done."""
    return [
        Step(
            task.label, task.owner.name if task.owner else "", task.opened_at, task.due_at, task.done_at,
            task.due_at is not None and (task.done_at or case.now) > task.due_at,
        )
        for task in tasks
    ]  # fmt: skip


class Said(NamedTuple):
    """One message to the person: by which way, what about, and what became of it."""

    way: str
    subject: str
    at: Any
    state: str
    bad: bool


def said(rows: Sequence[notify.Told]) -> list[Said]:
    """Return what people were told, oldest first."""
    return [
        Said(CHANNELS.get(row.channel, row.channel), row.subject, row.created_at, _state(row), row.state == "failed")
        for row in rows
    ]


def _state(row: notify.Told) -> str:
    if row.channel == notify.SLIP:
        return "đã in phiếu" if row.sent_at else "chờ in phiếu"
    if row.channel == notify.HAMLET:
        handed = "đã đưa trưởng thôn" if row.sent_at else "chờ đưa trưởng thôn"
        return f"đã báo, {row.told_by}" if row.told_by else handed
    if row.state == "delivered":
        return "đã nhận"
    if row.state == "sent":
        return "đã gửi" if row.attempts < 2 else f"đã gửi, sau {row.attempts} lần thử"
    if not row.attempts:
        return "chờ gửi" if row.state == "queued" else f"chưa tới: {row.why}"
    return f"chưa gửi được, đã thử {row.attempts} lần: {row.why}"
