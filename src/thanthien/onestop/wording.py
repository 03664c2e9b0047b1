"""How a procedure is told to people: how long, how much, where, who. Pure; every sentence is Vietnamese.

What is not known is said so: an unconfirmed fee never reads as "free", a missing limit never as a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thanthien.onestop.catalogue_shape import Fee, Limit, LimitCase, Procedure

NBSP = "\u00a0"
WAITING = "chờ xác nhận"
NO_LIMIT = "Xã chưa có thời hạn được công bố cho việc này. Cán bộ nói rõ ngày hẹn khi nhận hồ sơ."
NO_FEE_KNOWN = "Chưa xác nhận mức thu"
OLD = "rước 2025"  # how the record marks a figure read in an older text
_UNITS = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ"}
_APPLICANTS = {
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": "tổ chức",
    "Doanh nghiệp Việt Nam": "doanh nghiệp",
    "Doanh nghiệp có vốn đầu tư nước ngoài": "doanh nghiệp có vốn nước ngoài",
    "Doanh nghiệp": "doanh nghiệp",
    "Người từ đủ 75 tuổi không có lương hưu; 70–<75 nếu hộ nghèo, cận nghèo": (
        "người từ đủ 75 tuổi không có lương hưu; từ 70 tuổi nếu là hộ nghèo, cận nghèo"
    ),
}
_FIELDS = {
    "authority": "nơi giải quyết",
    "time_limit": "thời hạn",
    "fee": "lệ phí",
    "papers": "giấy tờ phải nộp",
    "forms": "mẫu tờ khai",
    "result": "kết quả",
    "legal_basis": "căn cứ pháp luật",
    "applicants": "ai được làm",
    "online_level": "mức nộp qua mạng",
    "everything not listed in verified_fields": "mọi thông tin khác",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: the headline, a tag beside it ("" or "chờ xác nhận"), and lines under it."""

    text: str
    tag: str = ""
    more: tuple[str, ...] = ()


def how_long(limit: Limit) -> Said:
    """Return how long it takes, with one line for each kind of case."""
    cases = tuple(case_line(one) for one in limit.cases)
    if limit.value is None or limit.unit is None:
        return Said(NO_LIMIT, WAITING, cases)
    old = OLD in (limit.note or "")
    lines = (*cases, "Con số này lấy từ văn bản trước năm 2025.") if old else cases
    sure = limit.verified and not old
    return Said(_span(limit.value, limit.unit, limit.cutoff), "" if sure else WAITING, lines)


def case_line(case: LimitCase) -> str:
    """Return one line for a kind of case: "Phải xác minh: 8 ngày làm việc"."""
    if case.value is None or case.unit is None:
        return f"{case.label}: {case.note or 'chưa rõ bao lâu.'}"
    sure = "" if case.verified and not case.meaning_assumed else f" ({WAITING})"
    note = f". {case.note}" if case.note else ""
    return f"{case.label}: {_span(case.value, case.unit, None)}{sure}{note}"


def _span(value: int, unit: str, cutoff: str | None) -> str:
    if unit == "same_day":
        return f"Trong ngày nếu nộp trước {int(cutoff[:2])}{NBSP}giờ" if cutoff else "Trong ngày"
    return f"{value}{NBSP}{_UNITS[unit]}"


def how_much(fee: Fee) -> Said:
    """Return the fee. Anything but a fee that was read in a text carries the tag."""
    if fee.status == "free" and fee.verified:
        conditional = fee.text.startswith("Đúng hạn")
        said = fee.text not in ("", "Không thu")
        text = "Không mất tiền nếu làm đúng hạn" if conditional else "Không mất tiền"
        return Said(text, "", (_spaced(fee.text),) if said else ())
    if fee.status == "by_province":
        return Said("Theo nghị quyết của tỉnh", "chờ xác nhận mức thu", (_spaced(fee.text),))
    if fee.status in ("fixed", "assumed_fixed") and fee.amount_vnd is not None:
        sure = fee.verified and fee.status == "fixed"
        first, *rest = _spaced(fee.text).split("; ")
        if "trực tuyến" in fee.text and rest:
            first, rest = f"{first}; {rest[0]}", rest[1:]
        headline = first if re.search(r"\d", first) else money(fee.amount_vnd)
        lines = rest if headline == first else [first, *rest]
        return Said(headline, "" if sure else WAITING, tuple(one[0].upper() + one[1:] for one in lines if one))
    return Said(NO_FEE_KNOWN, WAITING)


def money(amount: int) -> str:
    """Return 100000 as "100.000 đ"."""
    return f"{amount:,}".replace(",", ".") + f"{NBSP}đ"


def _spaced(text: str) -> str:
    text = re.sub(r"\s*\((?:ví dụ|VD)[^)]*\)", "", text)  # another province's fee says nothing here
    return re.sub(r"(\d) đ\b", rf"\1{NBSP}đ", text).replace("đ/", "đ một ")


def where(procedure: Procedure, *, online: bool) -> Said:
    """Return where to file. `online`: whether this commune takes dossiers online at all."""
    if procedure.why_not is not None:
        return Said(procedure.why_not)
    by_web = online and (not procedure.channels or "online" in procedure.channels)
    counter = "bất kỳ Một cửa nào trong tỉnh"
    text = f"Qua mạng, hoặc {counter}" if by_web else counter[0].upper() + counter[1:]
    return Said(text, "", tuple(one for one in (handed_over(procedure),) if one))


def handed_over(procedure: Procedure) -> str:
    """Return who settles what the counter only takes in, "" when the commune settles it."""
    if procedure.handler == "police":
        return "Công an xã giải quyết. Một cửa nhận giúp rồi chuyển sang."
    if procedure.handler == "other":
        return f"{procedure.handler_name} giải quyết. Một cửa nhận hồ sơ rồi chuyển đi."
    return ""


def who(procedure: Procedure) -> str:
    """Return who may ask for it, in one sentence part."""
    named = list(dict.fromkeys(_APPLICANTS.get(one, one[0].lower() + one[1:]) for one in procedure.applicants))
    named.sort(key=lambda one: not one.startswith("công dân"))
    text = ", ".join(named)
    return text[:1].upper() + text[1:]


def beforehand(procedure: Procedure) -> str:
    """Return how early the commune must be told, "" when there is no such rule."""
    if procedure.notice_before is None:
        return ""
    value, unit = procedure.notice_before
    return f"Báo cho xã trước ít nhất {value}{NBSP}{_UNITS[unit]}."


def replaced(procedure: Procedure, on: date) -> str:
    """Return what takes its place and when, "" when nothing is known to."""
    new = " và ".join(procedure.replaced_by)
    if procedure.effective_to is not None:
        day = f"{procedure.effective_to:%d/%m/%Y}"
        until = f"Thủ tục này hết hiệu lực từ sau ngày {day}." if on > procedure.effective_to else (
            f"Thủ tục này làm đến hết ngày {day}."
        )  # fmt: skip
        return f"{until} Sau đó là thủ tục {new}." if new else until
    return f"Thủ tục này có thể đã được thay bằng {new} ({WAITING})." if new else ""


def unconfirmed(procedure: Procedure) -> list[str]:
    """Return the names of what an officer has still to confirm, for the page and the officer's list."""
    return [_FIELDS[key] for key in procedure.unverified_fields if key in _FIELDS]
