"""The programme follows a unit that is reorganised."""

from thanthien.core import wall
from thanthien.core.command import Run
from thanthien.org import service as org
from thanthien.programme.access import programme as access
from thanthien.programme.commands.artefacts import gather, note
from thanthien.programme.models import Artefact, Participation, Programme


def carry(run: Run, scheme: org.Scheme) -> int:
    """End each old unit's part; let the one successor go on in the programme that was begun first.

    The choice and the texts of the level above hold for the successor, too, and what a successor that stood before
    has of its own; board, plan, commitments and whatever else the old unit had stay in its own history (model.md §3:
    commitments lapse and are signed anew).
    """
    parts = sorted(access.current_in(scheme.olds), key=lambda part: (part.chosen_on, part.id))
    for part in parts:
        part.ended_on, part.end_reason = scheme.day, f"sắp xếp đơn vị: {scheme.law}"[:300]
        part.save(update_fields=["ended_on", "end_reason"])
    if parts and scheme.only is not None and access.current(scheme.only) is None:
        _go_on(run, scheme, parts[0])
    return len(parts)


def _go_on(run: Run, scheme: org.Scheme, before: Participation) -> None:
    assert scheme.only is not None
    _led_by_who_stands(run, scheme, before.programme)
    part = Participation(
        unit_id=scheme.only, programme=before.programme, chosen_on=scheme.day, reasons=before.reasons, stage="chosen",
        since=scheme.day,
    )  # fmt: skip
    part.save(force_insert=True)
    Artefact(
        unit_id=scheme.only, participation=part, kind="choice", subject_id=part.id, day=scheme.day,
        label=f"nối tiếp đơn vị cũ theo {scheme.law}"[:300],
    ).save(force_insert=True)  # fmt: skip
    for text in access.texts_of(before.programme):
        note(scheme.only, "guide", text.id, f"{text.number}: {text.title}", text.issued_on)
    gather(part, scheme.day)


def _led_by_who_stands(run: Run, scheme: org.Scheme, programme: Programme) -> None:
    """Hand a programme of a level that has ended to the one above it: a district's to its province (2025-07-01)."""
    above = programme.unit
    while above.parent is not None and above.valid_to is not None and above.valid_to <= scheme.day:
        above = above.parent
    if above.id == programme.unit_id:
        return
    wall.admit(programme.unit_id, above.id)
    programme.unit = above
    programme.save(update_fields=["unit"])
    run.audit(above.id, ("programme", programme.id), {"to": above.code}, act="programme.follow", here=True)
