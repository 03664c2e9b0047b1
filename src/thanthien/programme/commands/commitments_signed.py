"""Signing a commitment: in the application with a factor shown at that moment, or on paper with its scan."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.org.service import Scheme
from thanthien.programme.access import commitments as access
from thanthien.programme.commands.artefacts import note
from thanthien.programme.commands.commitments import SIGNED
from thanthien.programme.commands.existing import commitment
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Commitment, CommitmentState
from thanthien.rules.commitment import MARK_LENGTH, fingerprint

FACTORS: Final = ("totp", "webauthn")
SCANS: Final = ("image/jpeg", "image/png", "image/webp", "application/pdf")
CHANGED: Final = "Bản cam kết vừa đổi sau khi trang này mở. Đọc lại bản mới rồi ký."


@command("commitment.sign")
def sign(run: Run, *, actor: Actor, now: datetime, commitment_id: UUID, shown: str, second: str) -> Done:
    """Sign one's commitment in the application.

    ``shown`` is the fingerprint of the text that the signer read; ``second`` names the factor that the door has just
    asked for (``FACTORS``): being inside a session is not enough. The fingerprint goes into the audit row.
    Raises :class:`Refused` with code ``no-second``, ``changed``, ``signed`` or ``ended``, and
    :class:`NotThere` for anybody but the signer.
    """
    row = access.take(actor, commitment_id)
    may_sign(actor=actor, now=now, row=row, shown=shown)
    if second not in FACTORS:
        raise Refused("Ký trong máy cần mã 6 số hoặc khóa, hỏi ngay lúc ký.", "code", "no-second")
    row.way, row.signed_on = "app", clock.local(now).date()
    return _signed(run, actor, row, {"second": second})


def may_sign(*, actor: Actor, now: datetime, row: Commitment, shown: str) -> None:
    """Raise what :func:`sign` would, but for the factor: asked before a code that works once is spent."""
    if row.staff_id is None or row.staff_id != UUID(actor.id):
        raise NotThere
    _ready(row, clock.local(now).date())
    if not shown or shown != row.sha256:
        raise Refused(CHANGED, "", "changed")


@command("commitment.record")
def record(
    run: Run, *, actor: Actor, now: datetime, commitment_id: UUID, signed_on: date, mark: str, file_id: UUID | None
) -> Done:  # fmt: skip
    """Record a commitment signed on paper, with its scan. ``mark`` is what stands at the paper's foot.

    The scan came through the door of uploads (``core.files.stage``), which refuses an empty or unsafe file. Raises
    :class:`Refused` without a scan (``no-scan``), for a scan that is no picture and no PDF (``scan-kind``), for
    a mark of another version (``other-mark``), for a day to come or before the commitment that it replaces (``day``).
    """
    row = access.take(actor, commitment_id)
    if not actor.may("commitment.record"):
        raise NotThere
    today = clock.local(now).date()
    _ready(row, today)
    if file_id is None:
        raise Refused("Chọn ảnh chụp hoặc bản PDF của tờ cam kết đã ký.", "scan", "no-scan")
    scan = files.get(file_id, unit_id=row.unit_id)
    if scan.mime not in SCANS:
        raise Refused("Bản chụp là ảnh hoặc PDF, không phải tệp Word.", "scan", "scan-kind")
    if "".join(mark.split()).lower() != row.sha256[:MARK_LENGTH]:
        raise Refused("Mã này không phải của bản đang lưu. Tờ giấy có thể in từ bản cũ: in lại, ký lại.", "mark",
                      "other-mark")  # fmt: skip
    if signed_on > today:
        raise Refused("Ngày ký không ở sau hôm nay.", "signed_on", "day")
    files.attach([file_id], unit_id=row.unit_id, attached_to=row.id)
    row.way, row.signed_on, row.file_id = "paper", signed_on, file_id
    return _signed(run, actor, row, {"file_sha256": scan.sha256})


def _ready(row: Commitment, today: date) -> None:
    if row.state != CommitmentState.DRAFT:
        raise Refused(SIGNED, "", "signed")
    if fingerprint(row.text) != row.sha256:
        raise Refused(CHANGED, "", "changed")
    if not row.witnesses:
        raise Refused("Ghi ít nhất một người chứng kiến.", "", "no-witness")
    ends = [one.valid_to for one in (row.position, row.head, row.board, row.hamlet) if one and one.valid_to]
    if any(day <= today for day in ends):
        raise Refused("Chức danh, ban hoặc thôn trên bản này đã thôi. Bỏ bản này, lập bản khác.", "", "ended")


def _signed(run: Run, actor: Actor, row: Commitment, how: dict[str, str]) -> Done:
    """Let the earlier commitment of the same party end, seal the new one, and open the gate with the first."""
    assert row.signed_on is not None
    before = access.with_key(row.unit_id, row.party_key, CommitmentState.SIGNED)
    if before is not None:
        if before.signed_on is not None and row.signed_on < before.signed_on:
            raise Refused("Ngày ký sớm hơn bản đang có hiệu lực. Xem lại ngày trên tờ giấy.", "signed_on", "day")
        before.state, before.ended_on = CommitmentState.REPLACED, row.signed_on
        before.end_reason = "có bản mới thay"
        before.save(update_fields=["state", "ended_on", "end_reason"])
    row.replaces, row.state = before, CommitmentState.SIGNED
    row.save(update_fields=["replaces", "state", "way", "signed_on", "file"])
    said = {"sha256": row.sha256, "kind": row.scope, "to": row.signed_on.isoformat(), "rows": len(row.witnesses)}
    run.audit(row.unit_id, ("commitment", row.id), said | how | ({"replaces": str(before.id)} if before else {}))
    found = commitment(row)
    if found is not None and not access.gate_is_open(row.unit_id):  # the first one is enough
        note(row.unit_id, "commitment", *found)
    return Done(str(row.id))


def lapse(run: Run, scheme: Scheme) -> int:
    """Let the commitments of units that are reorganised lapse: signed anew in the new one, readable in the old one."""
    rows = access.signed_of(scheme.olds)
    return rows.update(
        state=CommitmentState.LAPSED, ended_on=scheme.day, end_reason=f"sắp xếp đơn vị: {scheme.law}"[:300]
    )
