"""Acts about who stands behind dossiers: correcting an organisation, using a person's earlier paper again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import fold
from thanthien.onestop import access
from thanthien.onestop.access import people as people_access
from thanthien.onestop.commands import _moves, _people
from thanthien.onestop.commands._applicant import Applicant, checked
from thanthien.onestop.commands._results import Moved
from thanthien.onestop.models import PaperItem, ReusedPaper

OVER = ("closed", "rejected", "withdrawn", "stopped", "lapsed", "handed_over", "issued")


@dataclass(frozen=True, slots=True)
class Changed:
    """The organisation that was changed."""

    id: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an organisation is called, who speaks for it, how to reach it. Its number stays."""

    name: str
    representative: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """Which paper of a dossier is taken from which earlier one, and whether the person said yes."""

    item_id: UUID
    source_id: UUID
    agreed: bool


@command("registrant.change")
def change_organisation(
    run: Run, *, actor: Actor, now: datetime, organisation_id: UUID, particulars: Particulars
) -> Changed:
    """Correct an organisation; dossiers filed before keep what stood then. Raises :class:`Refused` at the field."""
    row = people_access.take_organisation(actor, organisation_id)
    before = {"name": row.name, "representative": row.representative}
    try:
        speaks = checked(
            Applicant(particulars.representative, particulars.phone, particulars.email, particulars.address)
        )
    except Refused as no:
        raise Refused(no.message, "representative" if no.field == "name" else no.field, no.code) from no
    row.name = _people.organisation_name(particulars.name)
    row.name_fold, row.representative = fold(row.name)[:160], speaks.name
    row.phone, row.email, row.address, row.changed_at = speaks.phone, speaks.email, speaks.address, now
    row.save(update_fields=["name", "name_fold", "representative", "phone", "email", "address", "changed_at"])
    run.audit(row.unit_id, ("organisation", row.id), {"number": row.number}, {"before": before})
    return Changed(str(row.id))


@command("dossier.reuse_paper")
def reuse_paper(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, again: Again) -> Moved:
    """Use a paper of an earlier dossier of the same person again, after that person said yes (Luật 91/2025/QH15).

    The file is referenced, not copied. Raises :class:`Refused` (``agreed``) without the yes, for a paper that is here
    already and for a dossier that has ended; :class:`NotThere` for papers of anybody else.
    """
    if not actor.may("counter.receive"):
        raise NotThere
    if not again.agreed:
        raise Refused("Hỏi người nộp. Họ đồng ý thì mới đánh dấu và dùng lại.", "agreed", "no-consent")
    dossier = access.take(actor, dossier_id, version)
    if dossier.state in OVER:
        raise Refused("Hồ sơ này đã xong, không thêm giấy được nữa.", "", "ended")
    item = PaperItem.objects.filter(unit_id=dossier.unit_id, dossier=dossier, id=again.item_id).first()
    source = people_access.reusable(actor, dossier).filter(id=again.source_id).first()
    if item is None or source is None:
        raise NotThere
    if item.file_id is not None:
        raise Refused("Giấy này đã có tệp rồi.", "item", "here")
    item.file_id, item.state = source.file_id, "file"
    item.save(update_fields=["file", "state"])
    run.add(
        ReusedPaper(
            unit_id=dossier.unit_id, dossier=dossier, item=item, source=source, consented_at=now,
            asked_by_id=UUID(actor.id),
        )
    )  # fmt: skip
    _moves.touch(
        run, dossier, "reuse_paper", note=f"Dùng lại giấy của hồ sơ {source.dossier.code}", fields=[],
        public="Dùng lại giấy đã nộp ở hồ sơ trước, người nộp đồng ý",  # no code: the number may be a stranger's
        data={"item": item.number, "source": source.dossier.code},
    )  # fmt: skip
    return _moves.moved(dossier)
