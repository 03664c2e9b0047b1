"""Digital signatures put under issued papers, one by one, in the background; and papers that no longer count.

The act that issues a paper ends before its signature begins, so nobody waits at the keyboard. A signature that fails
is tried again, four times within an hour; then an officer is told why, and can ask for it anew.
"""

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import signing
from thanthien.onestop.access import marks
from thanthien.onestop.commands import _marks
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.commands.certificates import trial_signer
from thanthien.onestop.models import PaperMark
from thanthien.papers import service as papers

AT_ONCE: Final = 20
PAUSES: Final = tuple(timedelta(minutes=one) for one in (1, 4, 15, 40))
PURPOSE: Final = "signed"
NO_KEY: Final = "Chứng thư của xã chưa mở được. Báo quản trị xem lại tệp chứng thư và mật khẩu của nó."
PIN: Final = "Mật khẩu (PIN) chứng thư của xã không đúng. Máy không thử lại, để thiết bị khỏi khóa. Báo quản trị sửa."
ENDED: Final = (
    "Chứng thư của xã chỉ dùng được từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}. Báo quản trị thay chứng thư mới."
)
DEVICE: Final = "Máy không mở được thiết bị ký số. Xem thiết bị đã cắm chưa; cắm rồi thì báo quản trị."
TIME: Final = "Máy chủ cấp dấu thời gian không trả lời. Giấy không mất. Vẫn vậy thì báo quản trị."
ELSE: Final = "Máy ký số gặp lỗi. Báo quản trị xem nhật ký máy."
GONE: Final = "Lời của giấy đã được tiêu hủy."
Signing, Standing = PaperMark.Signing, PaperMark.Standing
log = logging.getLogger("thanthien.onestop")


def sign_waiting(now: datetime) -> int:
    """Sign what waits (the loop); return how many signatures were made. One that fails holds up no other.

    What the key itself refuses it refuses to each: the rest of the round is not made to wait for a token or a
    time-stamp that does not answer.
    """
    made, shut = 0, None
    for mark_id in marks.to_sign(now, AT_ONCE):
        try:
            made += _sign(mark_id, now, shut)
        except Exception as error:
            shut = error if isinstance(error, papers.signer.NoKey) else shut
            # Whatever it was: the others wait behind it, and an officer sees this one.
            log.exception("paper %s could not be signed", mark_id)
            signature_failed(actor=SYSTEM, now=now, mark_id=mark_id, why=_why(error), hopeless=_hopeless(error))
    return made


def _sign(mark_id: UUID, now: datetime, shut: Exception | None) -> bool:
    mark = marks.mark_of(mark_id)
    if mark is None:
        return False
    if shut is not None:
        raise shut
    real = signing.source(mark.unit_id) == "seal"
    signer = signing.seal() if real else trial_signer(mark.unit_id, mark.signer_id, now)
    made = signing.make(mark, signer, now)
    keep_signature(actor=SYSTEM, now=now, mark_id=mark_id, made=made)
    return True


def _why(error: Exception) -> str:
    """Say to an officer what went wrong, and who mends it."""
    if isinstance(error, papers.signer.NotNow):
        return ENDED.format(first=clock.local(error.first), last=clock.local(error.last))
    known = {
        papers.signer.WrongPin: PIN, papers.signer.NoToken: DEVICE, papers.signer.NoTime: TIME,
        papers.signer.NoKey: NO_KEY, NotThere: GONE, FileNotFoundError: NO_KEY, PermissionError: NO_KEY,
    }  # fmt: skip
    return known.get(type(error), ELSE)


def _hopeless(error: Exception) -> bool:
    """Whether trying again by itself changes nothing: a person has to mend it first."""
    return isinstance(error, papers.signer.WrongPin | papers.signer.NotNow | NotThere)


@command("paper.keep_signature")
def keep_signature(run: Run, *, actor: Actor, now: datetime, mark_id: UUID, made: signing.Made) -> Kept:
    """Keep the signed bytes as the paper. What another process has signed meanwhile stays as it is."""
    mark = marks.take_mark(actor, mark_id)
    said = {"kind": mark.kind, "number": mark.number}
    if mark.signing != Signing.WAITING:
        run.audit(mark.unit_id, ("paper", mark.id), {**said, "known": "yes"})
        return Kept(str(mark.id))
    name = f"{mark.kind}-{mark.number}".replace("/", "-")[:100] + ".pdf"
    mark.file = files.keep(
        name, made.pdf, unit_id=mark.unit_id, purpose=PURPOSE, attached_to=mark.dossier_id or mark.id, now=now
    )
    mark.signing, mark.signed_at, mark.trouble, mark.line = Signing.SIGNED, now, "", made.line
    mark.trial, mark.certificate, mark.sha256 = made.trial, made.certificate, mark.file.sha256
    mark.save(update_fields=["file", "signing", "signed_at", "trouble", "line", "trial", "certificate", "sha256"])
    run.audit(mark.unit_id, ("paper", mark.id), {**said, "sha256": mark.sha256, "certificate": mark.certificate})
    return Kept(str(mark.id))


@command("paper.signature_failed")
def signature_failed(run: Run, *, actor: Actor, now: datetime, mark_id: UUID, why: str, hopeless: bool = False) -> Kept:
    """Note a signature that could not be made: it is tried again unless ``hopeless``, or an officer sees why not."""
    mark = marks.take_mark(actor, mark_id)
    if mark.signing == Signing.WAITING:
        last = hopeless or mark.tries >= len(PAUSES)
        mark.signing = Signing.FAILED if last else Signing.WAITING
        mark.next_try_at = now if last else now + PAUSES[mark.tries]
        mark.tries, mark.trouble = mark.tries + 1, why
        mark.save(update_fields=["signing", "next_try_at", "tries", "trouble"])
    run.audit(mark.unit_id, ("paper", mark.id), {"kind": mark.kind, "number": mark.number, "tries": mark.tries})
    return Kept(str(mark.id))


@command("paper.sign")
def sign_paper(run: Run, *, actor: Actor, now: datetime, mark_id: UUID) -> Kept:
    """The chair signs a paper that was issued in their name by somebody else. Raises Refused, NotThere."""
    mark = _allowed(actor, mark_id, "paper.sign")
    if mark.signing != Signing.ASKED:
        raise Refused("Giấy này không còn chờ ký.", "", "not-asked")
    mark.signing, mark.signer_id, mark.asked_at, mark.next_try_at = Signing.WAITING, UUID(actor.id), now, now
    mark.save(update_fields=["signing", "signer", "asked_at", "next_try_at"])
    run.audit(mark.unit_id, ("paper", mark.id), {"kind": mark.kind, "number": mark.number})
    return Kept(str(mark.id))


@command("paper.sign_again")
def sign_again(run: Run, *, actor: Actor, now: datetime, mark_id: UUID) -> Kept:
    """Ask once more for a signature that failed; whose it is does not change. Raises Refused, NotThere."""
    mark = _allowed(actor, mark_id, "paper.signing")
    if mark.signing != Signing.FAILED:
        raise Refused("Giấy này không còn chờ ký lại.", "", "not-failed")
    mark.signing, mark.tries, mark.next_try_at = Signing.WAITING, 0, now
    mark.save(update_fields=["signing", "tries", "next_try_at"])
    run.audit(mark.unit_id, ("paper", mark.id), {"kind": mark.kind, "number": mark.number})
    return Kept(str(mark.id))


@command("paper.recall")
def recall_paper(run: Run, *, actor: Actor, now: datetime, mark_id: UUID, reason: str, replaced_by: str = "") -> Kept:
    """Take an issued paper back, or say which later paper of the same dossier stands for it.

    The paper keeps its number and its place; whoever checks it reads that it no longer counts, never why.
    Raises Refused, NotThere.
    """
    mark = _allowed(actor, mark_id, "paper.recall")
    reason = clean(reason)[:300]
    if mark.kind == _marks.RECEIPT:
        raise Refused("Phiếu thu thì hủy ở sổ quỹ của người thu.", "", "receipt")
    if mark.standing != Standing.VALID:
        raise Refused("Giấy này đã thu hồi hoặc đã được thay rồi.", "", "not-valid")
    if len(reason) < 6:
        raise Refused("Ghi vì sao thu hồi giấy này.", "reason")
    if replaced_by and not _later(mark, replaced_by):
        raise Refused("Giấy thay phải là giấy phát hành sau, trong cùng hồ sơ.", "replaced_by")
    mark.standing = Standing.REPLACED if replaced_by else Standing.VOIDED
    mark.standing_at, mark.standing_note, mark.replaced_by = now, reason, replaced_by
    mark.save(update_fields=["standing", "standing_at", "standing_note", "replaced_by"])
    said = {"kind": mark.kind, "number": mark.number, "standing": mark.standing}
    run.audit(mark.unit_id, ("paper", mark.id), said, {"reason": reason})
    return Kept(str(mark.id))


def _later(mark: PaperMark, code: str) -> bool:
    return (
        mark.dossier is not None
        and marks.marks_of(mark.dossier)
        .filter(code=code, issued_at__gte=mark.issued_at, standing=Standing.VALID)
        .exclude(id=mark.id)
        .exists()
    )


def _allowed(actor: Actor, mark_id: UUID, right: str) -> PaperMark:
    if not actor.acts(right):
        raise NotThere
    return marks.take_mark(actor, mark_id)
