"""How dates, hours, money and counts are written on a Vietnamese paper."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

NBSP = "\u00a0"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
FEE_UNKNOWN = "Chưa xác nhận mức thu"


def local(at: datetime) -> datetime:
    """The same instant on a Vietnamese wall clock; a time without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError("a paper needs a time with its zone")
    return at.astimezone(HERE)


def weekday(day: date) -> str:
    """`thứ Năm`, with a space that does not break."""
    return WEEKDAYS[day.weekday()].replace(" ", NBSP)


def short_date(day: date) -> str:
    """`05/02/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def weekday_date(day: date) -> str:
    """`thứ Năm 05/02/2026`."""
    return f"{weekday(day)}{NBSP}{short_date(day)}"


def long_date(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`.

    NĐ 30/2020, Phụ lục I: days under 10 and the months 1 and 2 take a leading zero, the others do not.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày{NBSP}{day.day:02d} tháng{NBSP}{month} năm{NBSP}{day.year}"


def hour(at: datetime) -> str:
    """`8 giờ 05 phút`; a full hour is `17 giờ 00`, as forms write it."""
    at = local(at)
    return f"{at.hour}{NBSP}giờ{NBSP}{at.minute:02d}" + (f"{NBSP}phút" if at.minute else "")


def moment(at: datetime) -> str:
    """`8 giờ 05 phút, thứ Năm 05/02/2026`."""
    return f"{hour(at)}, {weekday_date(local(at).date())}"


def number(value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", ".")


def money(dong: int) -> str:
    """`100.000 đ`."""
    return f"{number(dong)}{NBSP}đ"


def count(value: int) -> str:
    """`02`: quantities under ten take a leading zero on a paper, so that nobody can add a digit before."""
    return f"{value:02d}"


def fee(amount: int | None, *, confirmed: bool) -> str:
    """What a fee reads as. Not knowing is never printed as free, nor left blank."""
    if amount is None or (amount == 0 and not confirmed):
        return FEE_UNKNOWN
    if amount == 0:
        return "Không thu"
    return money(amount) if confirmed else f"{money(amount)} (chờ xác nhận)"


def phone(text: str) -> str:
    """`0900 000 123` that does not break over two lines; anything but ten or eleven digits stays as it is."""
    digits = text.replace(" ", "").replace(NBSP, "")
    if not digits.isdecimal() or len(digits) not in {10, 11}:
        return text.strip().replace(" ", NBSP)
    return NBSP.join((digits[:4], digits[4:7], digits[7:]))


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…:;" else ".")


def forms(value: date | datetime) -> dict[str, str]:
    """Every way in which a template may print a date, with the ISO text for machines."""
    if isinstance(value, datetime):
        at = local(value)
        return {**forms(at.date()), "iso": at.isoformat(), "hour": hour(at), "moment": moment(at)}
    return {
        "iso": value.isoformat(),
        "short": short_date(value),
        "weekday": weekday_date(value),
        "long": long_date(value),
    }
