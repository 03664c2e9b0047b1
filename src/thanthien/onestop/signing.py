"""Who signs a paper with which certificate, and how the paper tells of it.

A real installation signs with the commune's own certificate, out of a file (THANTHIEN_SEAL_P12) or a token
(THANTHIEN_SEAL_P11), with a time-stamp where an authority is named (THANTHIEN_SEAL_TSA). The demo makes trial
certificates, and every paper, page and check says so. Without either nothing is signed digitally: the paper
signature counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from thanthien.core import clock
from thanthien.onestop import pdf
from thanthien.onestop.models import PaperMark
from thanthien.org import service as org
from thanthien.papers import service as papers

# How people call the papers that can be checked; those from decision on are of the model.
NAMES: Final[Mapping[str, str]] = {
    "receipt": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement": "Phiếu yêu cầu bổ sung hồ sơ",
    "refusal": "Phiếu từ chối tiếp nhận",
    "not_eligible": "Thư trả lời hồ sơ chưa đủ điều kiện",
    "apology": "Thư xin lỗi",
    "handover": "Phiếu chuyển hồ sơ",
    "stop": "Thông báo dừng giải quyết hồ sơ",
    "result": "Giấy kết quả",
    "courtesy": "Thư của xã",
    "fee_receipt": "Phiếu thu lệ phí",
    "decision": "Quyết định",
    "regulation": "Quy chế",
    "plan": "Kế hoạch",
    "invitation": "Giấy mời",
    "minutes": "Biên bản",
    "commitment": "Bản cam kết",
    "report": "Báo cáo",
}
TRIAL: Final = "Chữ ký thử nghiệm, không có giá trị pháp lý."


@dataclass(frozen=True, slots=True)
class Made:
    """A signed paper: its bytes, the words on it, the signer's certificate."""

    pdf: bytes
    line: str
    certificate: str
    trial: bool


def source(unit_id: UUID) -> str:
    """Return whence a unit's signatures come: "seal", "trial", or "" where nothing is signed."""
    if settings.THANTHIEN_SEAL_P12 or settings.THANTHIEN_SEAL_P11:
        home = org.unit_by_code(settings.THANTHIEN_HOME_UNIT, None)
        return "seal" if home is not None and home.id == unit_id else ""
    return "trial" if settings.DEMO else ""


def make(mark: PaperMark, signer: papers.signer.Signer, now: datetime) -> Made:
    """Draw and sign one paper. Raises ``NoKey``, or ``NotThere`` when its words were destroyed."""
    line = _line(mark, now, signer.trial)
    drawn = pdf.to_be_signed(mark, line)
    office = org.office_of(mark.unit_id)
    signed = signer.sign(
        drawn, reason=f"Phát hành giấy số {mark.number}", place=office.place_name or office.unit.name,
        name=_who(mark), at=clock.local(now),
    )  # fmt: skip
    return Made(signed, line, signer.fingerprint, signer.trial)


def seal() -> papers.signer.Signer:
    """Return the signer of the commune's own certificate. Raises ``NoKey``, or ``OSError`` for a file that is gone."""
    pin, clock = settings.THANTHIEN_SEAL_PASSPHRASE, settings.THANTHIEN_SEAL_TSA
    if settings.THANTHIEN_SEAL_P11:
        place = settings.THANTHIEN_SEAL_P11, settings.THANTHIEN_SEAL_TOKEN, settings.THANTHIEN_SEAL_LABEL
        return papers.signer.from_token(*place, pin, clock)
    file = Path(settings.THANTHIEN_SEAL_P12)
    return _from_file(file, pin, clock, file.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _from_file(file: Path, passphrase: str, clock: str, changed: int) -> papers.signer.Signer:
    """Open the file once, and again when it was replaced. The library is loaded by whoever signs, not by every page."""
    return papers.signer.from_pkcs12(file.read_bytes(), passphrase, clock)


def _who(mark: PaperMark) -> str:
    return mark.signer.name if mark.signer else f"UBND {mark.unit.kind_word} {mark.unit.name}"


def _line(mark: PaperMark, now: datetime, trial: bool) -> str:
    unit = f"UBND {mark.unit.kind_word} {mark.unit.name}"
    post = f"{mark.position} {mark.unit.name}" if mark.position.endswith("xã") else f"{mark.position}, {unit}"
    who = f"{mark.signer.name}, {post}" if mark.signer else f"{unit}, con dấu"
    text = f"Ký số: {who}, {papers.said_moment(clock.local(now))}."
    return f"{text} {TRIAL.upper()}" if trial else text
