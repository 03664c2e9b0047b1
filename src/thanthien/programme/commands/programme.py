"""What the level above does: found a programme, guide, choose communes with reasons, recognise, let one leave."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock, files, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.programme.access import programme as access
from thanthien.programme.commands.artefacts import gather, note
from thanthien.programme.models import Artefact, GuidingText, Participation, Programme

MOST_CHOSEN = 400
_REASONS = 2000


@dataclass(frozen=True, slots=True)
class Done:
    """The record that was made or changed."""

    id: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision or guiding text as typed: number, day, issuer."""

    number: str
    on: date
    issuer: str

    def checked(self, today: date) -> "Ruling":
        """Return it cleaned; raises :class:`Refused` for an empty number or issuer, or a day to come."""
        number, issuer = clean(self.number)[:60], clean(self.issuer)[:120]
        if not number:
            raise Refused("Ghi số văn bản.", "number")
        if not issuer:
            raise Refused("Ghi cơ quan ban hành.", "issuer")
        if self.on > today:
            raise Refused("Ngày ban hành không ở sau hôm nay.", "on")
        return Ruling(number, self.on, issuer)


@command("programme.found")
def found(
    run: Run, *, actor: Actor, now: datetime, name: str, ruling: Ruling, starts_on: date, ends_on: date | None = None,
    other_names: Sequence[str] = (), aims: str = "", criteria_set: str = "",
) -> Done:  # fmt: skip
    """Found a programme of the actor's unit by a decision. ``ends_on`` is its last day.

    Raises :class:`Refused` for a name without words, an end before the beginning, and NotThere without the right.
    """
    if actor.unit_id is None or not actor.may("programme.run"):
        raise NotThere
    title = clean(name)
    if not 5 <= len(title) <= 200:
        raise Refused("Ghi tên mô hình, từ 5 đến 200 chữ cái.", "name")
    if ends_on is not None and ends_on <= starts_on:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu.", "ends_on")
    decided = ruling.checked(clock.local(now).date())
    others = list(dict.fromkeys(filter(None, (clean(one)[:200] for one in other_names))))
    row = Programme(
        unit_id=actor.unit_id, name=title, other_names=others, aims=clean_multiline(aims)[:5000],
        criteria_set=clean(criteria_set)[:60], decision=decided.number, decided_on=decided.on, issuer=decided.issuer,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("programme", row.id), {"number": decided.number, "text": title})
    return Done(str(row.id))


@command("programme.guide")
def guide(
    run: Run, *, actor: Actor, now: datetime, programme_id: UUID, ruling: Ruling, title: str,
    file_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Enter a guiding text; it opens the gate "plan and guide" of every commune in the programme."""
    programme = access.run_by(actor, programme_id)
    issued = ruling.checked(clock.local(now).date())
    words = clean(title)[:300]
    if not words:
        raise Refused("Ghi trích yếu của văn bản.", "title")
    if any(text.number == issued.number for text in access.texts_of(programme)):
        raise Refused("Văn bản số này đã ghi rồi.", "number")
    row = GuidingText(
        unit_id=programme.unit_id, programme=programme, number=issued.number, issued_on=issued.on,
        issuer=issued.issuer, title=words, file_id=file_id,
    )  # fmt: skip
    if file_id is not None:
        files.attach([file_id], unit_id=programme.unit_id, attached_to=row.id)
    row.save(force_insert=True)
    with wall.lifted():
        for part in access.taking_part(programme):
            note(part.unit_id, "guide", row.id, f"{row.number}: {row.title}", row.issued_on)
    run.audit(programme.unit_id, ("programme", programme.id), {"number": row.number})
    return Done(str(row.id))


@command("programme.choose")
def choose(
    run: Run, *, actor: Actor, now: datetime, programme_id: UUID, unit_ids: Collection[UUID], ruling: Ruling,
    reasons: str,
) -> Done:  # fmt: skip
    """Choose communes for a programme, with reasons; what they have already opens their gates at once.

    Raises :class:`Refused` for a commune that takes part in a programme already, or that is not below this unit.
    """
    programme = access.run_by(actor, programme_id)
    today = clock.local(now).date()
    decided, why = ruling.checked(today), clean_multiline(reasons)
    if len(why) < 10 or len(why) > _REASONS:
        raise Refused("Ghi lý do chọn xã, từ 10 đến 2.000 chữ cái.", "reasons")
    below = {one.id: one for one in org.children(programme.unit_id, decided.on)}
    if not 0 < len(set(unit_ids)) <= MOST_CHOSEN or not set(unit_ids) <= set(below):
        raise Refused("Chọn xã thuộc đơn vị mình.", "units")
    with wall.lifted():
        taken = Participation.objects.filter(unit_id__in=set(unit_ids), ended_on__isnull=True).values_list("unit_id")
        for (unit_id,) in taken:
            raise Refused(f"{below[unit_id].label.capitalize()} đang ở trong một mô hình rồi.", "units", "taken")
        for unit_id in sorted(set(unit_ids)):
            _enter(programme, unit_id, decided, why, today)
    about = {"number": decided.number, "rows": len(set(unit_ids))}
    run.audit(programme.unit_id, ("programme", programme.id), about)
    return Done(str(programme.id))


def _enter(programme: Programme, unit_id: UUID, decided: Ruling, why: str, today: date) -> None:
    part = Participation(
        unit_id=unit_id, programme=programme, chosen_on=decided.on, reasons=why, stage="chosen", since=decided.on
    )
    part.save(force_insert=True)
    Artefact(
        unit_id=unit_id, participation=part, kind="choice", subject_id=part.id, day=decided.on,
        label=f"{decided.number}, {decided.issuer}",
    ).save(force_insert=True)  # fmt: skip
    for text in access.texts_of(programme):
        note(unit_id, "guide", text.id, f"{text.number}: {text.title}", text.issued_on)
    gather(part, today)


@command("programme.recognise")
def recognise(run: Run, *, actor: Actor, now: datetime, programme_id: UUID, unit_id: UUID, ruling: Ruling) -> Done:
    """Recognise a commune by decision; it counts when the final review is there, not before."""
    programme = access.run_by(actor, programme_id)
    decided = ruling.checked(clock.local(now).date())
    with wall.lifted():
        part = access.taking_part(programme).filter(unit_id=unit_id).first()
        if part is None:
            raise NotThere
        note(unit_id, "recognition", part.id, f"{decided.number}, {decided.issuer}", decided.on)
    run.audit(programme.unit_id, ("programme", programme.id), {"number": decided.number, "unit": str(unit_id)})
    return Done(str(part.id))


@command("programme.leave")
def leave(run: Run, *, actor: Actor, now: datetime, programme_id: UUID, unit_id: UUID, on: date, reason: str) -> Done:
    """Let a commune leave the programme; what it did stays readable."""
    programme, why = access.run_by(actor, programme_id), clean(reason)
    if len(why) < 5:
        raise Refused("Ghi lý do thôi.", "reason")
    with wall.lifted():
        part = access.taking_part(programme).filter(unit_id=unit_id).first()
        if part is None:
            raise NotThere
        if not part.chosen_on <= on <= clock.local(now).date():
            raise Refused("Ngày thôi nằm giữa ngày được chọn và hôm nay.", "on")
        part.ended_on, part.end_reason = on, why[:300]
        part.save(update_fields=["ended_on", "end_reason"])
    run.audit(programme.unit_id, ("programme", programme.id), {"unit": str(unit_id), "to": on.isoformat()})
    return Done(str(part.id))
