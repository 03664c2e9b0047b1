"""Acts about what hangs in the office: hang it with its photo, take it down. Both decide two gates."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.programme.access import posting as access
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.commands.existing import LOOKS
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Posting
from thanthien.rules.posting import GATES, kinds


@dataclass(frozen=True, slots=True)
class Hung:
    """A thing as typed. ``photo`` and ``before`` are staged pictures of the commune; ``before`` may be left out."""

    kind: str
    title: str
    place: str
    on: date
    photo: UUID | None
    before: UUID | None = None


@command("posting.hang")
def hang(run: Run, *, actor: Actor, now: datetime, hung: Hung) -> Done:
    """Write down what was hung up or put right, with its photo. Raises :class:`Refused` for what is lacking."""
    today, title, place = clock.local(now).date(), clean(hung.title), clean(hung.place)
    if actor.unit_id is None or not actor.may("posting.change"):
        raise NotThere
    if hung.kind not in {one.code for one in kinds(today)}:
        raise Refused("Chọn loại.", "kind")
    if not 3 <= len(title) <= 200:
        raise Refused("Ghi tên: treo, dán gì, hay chỉnh chỗ nào.", "title")
    if not 2 <= len(place) <= 120:
        raise Refused("Ghi ở đâu trong trụ sở.", "place")
    if not date(2015, 1, 1) <= hung.on <= today:
        raise Refused("Ngày đã treo là hôm nay hoặc một ngày đã qua.", "on")
    if hung.photo is None:
        raise Refused("Chụp một tấm ảnh để ai cũng thấy.", "photo")
    row = Posting(
        unit_id=actor.unit_id, kind=hung.kind, title=title, place=place, on=hung.on, photo_id=hung.photo,
        before_id=hung.before, by_id=UUID(actor.id),
    )  # fmt: skip
    kept = [one for one in (hung.photo, hung.before) if one is not None]
    files.attach(kept, unit_id=row.unit_id, attached_to=row.id)
    if any(not one.mime.startswith("image/") for one in files.attached(row.id, unit_id=row.unit_id)):
        raise Refused("Gửi ảnh chụp, không gửi tệp khác.", "photo")
    row.save(force_insert=True)
    _gates(row.unit_id, today)
    run.audit(row.unit_id, ("posting", row.id), {"kind": row.kind, "from": row.on.isoformat()})
    return Done(str(row.id))


@command("posting.take_down")
def take_down(run: Run, *, actor: Actor, now: datetime, posting_id: UUID, reason: str) -> Done:
    """Say that it hangs no more; a gate that stood on it closes again."""
    row, why, today = access.take(actor, posting_id), clean(reason), clock.local(now).date()
    if row.taken_down_on is not None:
        raise Refused("Cái này đã gỡ rồi.", "", "ended")
    if len(why) < 5:
        raise Refused("Ghi lý do gỡ.", "reason")
    row.taken_down_on, row.reason = today, why[:300]
    row.save(update_fields=["taken_down_on", "reason"])
    _gates(row.unit_id, today)
    run.audit(row.unit_id, ("posting", row.id), {"to": today.isoformat()}, {"reason": row.reason})
    return Done(str(row.id))


def _gates(unit_id: UUID, today: date) -> None:
    """Open or close the two gates by what hangs now; the commune itself is the subject, there is one of each."""
    for gate in GATES:
        found = next(LOOKS[gate](unit_id, today), None)
        if found is None:
            withdraw(unit_id, gate, unit_id)
        else:
            note(unit_id, gate, *found)
