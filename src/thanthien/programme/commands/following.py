"""The programme follows a unit that is reorganised."""

from thanthien.core.command import Run
from thanthien.org import service as org
from thanthien.programme.access import programme as access
from thanthien.programme.commands.artefacts import note, reckon
from thanthien.programme.models import Artefact, Participation


def carry(run: Run, scheme: org.Scheme) -> int:
    """End each old unit's part; let the one successor go on in the programme that was begun first.

    The choice and the texts of the level above hold for the successor, too; board, plan, commitments and whatever
    else the old unit had stay in its own history (model.md §3: commitments lapse and are signed anew).
    """
    parts = sorted(access.current_in(scheme.olds), key=lambda part: (part.chosen_on, part.id))
    for part in parts:
        part.ended_on, part.end_reason = scheme.day, f"sắp xếp đơn vị: {scheme.law}"[:300]
        part.save(update_fields=["ended_on", "end_reason"])
    if parts and scheme.only is not None and access.current(scheme.only) is None:
        _go_on(scheme, parts[0])
    return len(parts)


def _go_on(scheme: org.Scheme, before: Participation) -> None:
    assert scheme.only is not None
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
    reckon(part)
