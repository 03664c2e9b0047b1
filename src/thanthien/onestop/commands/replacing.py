"""A result paper that went out wrong: a new one, signed again, with a number of its own, stands for it."""

from datetime import datetime
from uuid import UUID

from thanthien.core import files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.text import clean
from thanthien.onestop import access
from thanthien.onestop.access import marks, outgoing
from thanthien.onestop.commands import _outgoing
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import PaperMark, ResultPaper


@command("result.replace")
def replace_result(
    run: Run, *, actor: Actor, now: datetime, result_id: UUID, reason: str, title: str, file_id: UUID
) -> Kept:
    """Issue the newly signed sheet (PDF) of a result under the next number, and say of the old one that it is replaced.

    Both numbers stay in the book; the dossier, its clock and its state stay as they are. Whoever checks the old paper
    reads by which number and on which day it was replaced, never why. Raises Refused, NotThere.
    """
    if not actor.acts("paper.recall"):
        raise NotThere
    old = outgoing.result(actor, result_id, lock=True)
    if old.state != "issued" or old.paper_id is None:
        raise Refused("Số này không có giấy đã phát hành để thay.", "", "no-paper")
    mark = marks.take_mark(actor, old.paper_id)
    if mark.standing != PaperMark.Standing.VALID:
        raise Refused("Giấy này đã thu hồi hoặc đã được thay rồi.", "", "not-valid")
    why, about = clean(reason)[:300], clean(title)
    if len(why) < 6:
        raise Refused("Ghi giấy cũ sai chỗ nào.", "reason")
    if not 3 <= len(about) <= 300:
        raise Refused("Ghi giấy này về việc gì, từ 3 đến 300 chữ cái.", "title")
    dossier = access.take(actor, old.dossier_id)
    sent = files.get(file_id, unit_id=old.unit_id)
    if sent.mime != "application/pdf":
        raise Refused("Bản đã ký gửi bằng tệp PDF.", "file", "not-pdf")
    files.attach([file_id], unit_id=old.unit_id, attached_to=dossier.id)
    new = ResultPaper(
        id=uuid7(), unit_id=old.unit_id, dossier=dossier, kind=old.kind, title=about, file=sent, state="signed",
        drafted_by_id=UUID(actor.id), drafted_at=now, signed_by_id=old.signed_by_id, signed_at=now,
    )  # fmt: skip
    number = _outgoing.number(run, dossier, new)
    _stand_for(mark, new, why, now)
    dossier.result_number, dossier.version = number, dossier.version + 1
    dossier.save(update_fields=["result_number", "version"])
    said = {"number": number, "instead_of": old.number, "kind": old.kind, "sha256": sent.sha256}
    run.audit(old.unit_id, ("dossier", dossier.id), said, {"reason": why})
    return Kept(str(new.id))


def _stand_for(old: PaperMark, new: ResultPaper, why: str, now: datetime) -> None:
    assert new.paper_id is not None
    code = PaperMark.objects.values_list("code", flat=True).get(id=new.paper_id)
    old.standing, old.standing_at = PaperMark.Standing.REPLACED, now
    old.standing_note, old.replaced_by = why, code
    old.save(update_fields=["standing", "standing_at", "standing_note", "replaced_by"])
