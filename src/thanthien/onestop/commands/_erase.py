"""The end of what is personal in a dossier. Code, procedure, dates, result and the names of steps stay.

Called by the acts of a higher room (a record of destruction, a data subject's request), inside their transaction.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from thanthien.core import erasing, files, wall
from thanthien.core.command import Run
from thanthien.core.crypto import blind_index
from thanthien.core.text import fold
from thanthien.onestop import access
from thanthien.onestop.commands._applicant import Applicant, checked
from thanthien.onestop.commands._fees import erase_money
from thanthien.onestop.commands.courtesy import take_back_wish
from thanthien.onestop.models import (
    Apology,
    CourtesyLetter,
    Dossier,
    Draft,
    Event,
    Helper,
    KeptPromise,
    OrganisationFiling,
    Paper,
    PaperItem,
    PaperMark,
    ResultPaper,
    ReusedPaper,
    Supplement,
)
from thanthien.onestop.models.dossier import ENDED
from thanthien.org import service as org

GONE: Final = "(đã tiêu hủy)"
_PERSON: Final[dict[str, Any]] = {
    "applicant": GONE, "applicant_fold": "", "phone": "", "email": "", "address": "", "id_number": "", "id_index": "",
    "tell_by": "slip", "address_as": "anh/chị", "letters_wanted": False, "answers": {}, "excused": "", "last_by": "",
}  # fmt: skip
COLUMNS: Final = ("applicant", "applicant_fold", "phone", "email", "address", "id_number", "id_index")
CORRECTED: Final = ("name", "phone", "email", "address", "id_number")


def erase(run: Run, unit_id: UUID, dossier_ids: Collection[UUID], under: str, also: Collection[UUID] = ()) -> int:
    """Erase everything personal of dossiers that have ended; return how many. ``under`` names the record.

    ``also`` are other records about them whose details in the chain and messages go, too. One row of the chain for
    each dossier. What is not ended, or erased already, is left alone. ``unit_id`` is who destroys: its own files and
    those of ended units that it keeps.
    """
    kept = org.kept_by(unit_id)
    wall.admit(*kept)
    own = _erase_in(run, unit_id, dossier_ids, under, also)
    for unit in kept:  # what bears a number stayed in the book of the unit that gave it when its dossier moved
        _erase_numbered(unit, own)
    return len(own) + sum(len(_erase_in(run, unit, dossier_ids, under, also)) for unit in kept)


def _erase_in(
    run: Run, unit_id: UUID, dossier_ids: Collection[UUID], under: str, also: Collection[UUID]
) -> Sequence[UUID]:  # fmt: skip
    rows = Dossier.objects.filter(unit_id=unit_id, id__in=dossier_ids, state__in=ENDED, erased_at__isnull=True)
    ids = list(rows.values_list("id", flat=True))
    of = {"unit_id": unit_id, "dossier_id__in": ids}
    Dossier.objects.filter(unit_id=unit_id, id__in=ids).update(
        **_PERSON, erased_at=run.now, erased_under=under, version=F("version") + 1
    )
    Event.objects.filter(**of).update(by="", public="", note="", data={})
    PaperItem.objects.filter(**of).update(text="", file=None)
    Supplement.objects.filter(**of).update(items=[], reason="", ground="")
    Apology.objects.filter(**of).update(reason="", note="")
    Paper.objects.filter(**of).update(data={})
    # What a paper's mark says names nobody: whoever holds the paper can still check it.
    PaperMark.objects.filter(**of).update(standing_note="", file=None)
    CourtesyLetter.objects.filter(**of).update(name="", address="", words="", note="", data={}, held_for="")
    Draft.objects.filter(unit_id=unit_id, dossier_id__in=ids).delete()
    KeptPromise.objects.filter(**of).update(reason="")
    _erase_numbered(unit_id, ids)
    Helper.objects.filter(**of).delete()
    OrganisationFiling.objects.filter(**of).update(representative="")
    _keep_what_is_used(unit_id, ids)
    erasing.forget([*ids, *also], unit_id)
    for dossier_id in ids:
        run.audit(unit_id, ("dossier", dossier_id), {"under": under}, act="dossier.erase")
    return ids


def _erase_numbered(unit_id: UUID, ids: Collection[UUID]) -> None:
    """Forget what is personal in the books of a unit: of results and of money."""
    ResultPaper.objects.filter(unit_id=unit_id, dossier_id__in=ids).update(title="", body="", file=None)
    erase_money(unit_id, ids)


def _keep_what_is_used(unit_id: UUID, ids: Sequence[UUID]) -> None:
    """A paper that a living dossier uses again belongs to that one from now on: its consent is still there."""
    used = PaperItem.objects.filter(
        unit_id=unit_id, file__attached_to__in=ids, id__in=ReusedPaper.objects.filter(unit_id=unit_id).values("item_id")
    ).exclude(dossier_id__in=ids)
    for file_id, dossier_id in used.order_by("id").values_list("file_id", "dossier_id"):
        files.hand_on([file_id], unit_id=unit_id, before=ids, to=dossier_id)


def correct(run: Run, dossier_id: UUID, changes: dict[str, str]) -> Sequence[str]:
    """Set right what somebody said of themselves; return the fields that changed. Raises Refused or NotThere.

    Papers already issued keep what they said on their day.
    """
    dossier = access.take(run.actor, dossier_id)
    now = Applicant(
        dossier.applicant, dossier.phone, dossier.email, dossier.address, dossier.id_number, dossier.tell_by,
        dossier.address_as, dossier.letters_wanted,
    )  # fmt: skip
    wanted: dict[str, Any] = {name: value for name, value in changes.items() if name in CORRECTED and value}
    new = checked(replace(now, **wanted))
    changed = [name for name in CORRECTED if getattr(new, name) != getattr(now, name)]
    if changed:
        dossier.applicant, dossier.applicant_fold = new.name, fold(new.name)
        dossier.phone, dossier.email, dossier.address = new.phone, new.email, new.address
        dossier.id_number, dossier.id_index = new.id_number, blind_index(new.id_number)
        dossier.version += 1
        dossier.save(update_fields=[*COLUMNS, "version"])
        before = {name: getattr(now, name) for name in changed}
        run.audit(
            dossier.unit_id, ("dossier", dossier.id), {"fields": sorted(changed)}, {"before": before},
            act="dossier.correct",
        )  # fmt: skip
    return changed


def unwish(run: Run, dossier_id: UUID) -> None:
    """Take back what rested on a consent: letters of the heart, and e-mail as the way to be told."""
    dossier = access.take(run.actor, dossier_id)
    take_back_wish(run, dossier_id, dossier.unit_id)
    dossier.letters_wanted, dossier.tell_by, dossier.email = False, "slip", ""
    dossier.version += 1
    dossier.save(update_fields=["letters_wanted", "tell_by", "email", "version"])
