"""How dates, numbers, names and phone numbers are written for people. Pure: no clock, no settings.

A space that must not break a line is U+00A0: number and unit, weekday and date, inside a phone number.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from thanthien.rules.words import WEEKDAYS, first_up, number, percent, spoken

__all__ = [
    "NBSP",
    "address_word",
    "day_short",
    "day_words",
    "first_down",
    "first_up",
    "hour",
    "hour_words",
    "joints",
    "letter_word",
    "listed",
    "masked",
    "moment",
    "money",
    "number",
    "percent",
    "phone",
    "size",
    "spoken",
    "weekday",
]

NBSP = "\u00a0"


def first_down(text: str) -> str:
    """Make the first letter small, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def weekday(day: date) -> str:
    """Write the weekday: "thứ Năm", "Chủ nhật"."""
    return WEEKDAYS[day.weekday()].replace(" ", NBSP)


def day_short(day: date, today: date | None = None) -> str:
    """Write "26/11", with the year when it is not this year's (or when ``today`` is unknown)."""
    if today is not None and day.year == today.year:
        return f"{day.day}/{day.month}"
    return f"{day.day}/{day.month}/{day.year}"


def day_words(day: date, today: date | None = None) -> str:
    """Write "thứ Năm 26/11", with the year when it is another year's."""
    return f"{weekday(day)}{NBSP}{day_short(day, today)}"


def hour(at: datetime) -> str:
    """Write "9:20", "17:00"."""
    return f"{at.hour}:{at.minute:02d}"


def hour_words(at: datetime) -> str:
    """Write "15 giờ", "15 giờ 30": inside a sentence about the law."""
    return f"{at.hour}{NBSP}giờ" + (f"{NBSP}{at.minute:02d}" if at.minute else "")


def moment(at: datetime, today: date | None = None) -> str:
    """Write "thứ Tư 11/11, 9:20"."""
    return f"{day_words(at.date(), today)}, {hour(at)}"


def money(dong: int | Decimal) -> str:
    """Write "100.000 đ"."""
    return f"{number(dong)}{NBSP}đ"


def joints(part: int, whole: int, count: int = 10) -> tuple[str, ...]:
    """Fill ``count`` joints of bamboo; the last one in tenths, rounded down. "f" full, "p7" seven tenths."""
    if whole <= 0:
        return ("",) * count
    tenths = min(part, whole) * count * 10 // whole
    full, rest = divmod(tenths, 10)
    marks = ["f"] * full + ([f"p{rest}"] if rest else [])
    return tuple(marks + [""] * (count - len(marks)))


def size(count: int) -> str:
    """Write a size of a file: "14 MB", "2,5 MB", "60 KB"."""
    mega = 1024 * 1024
    if count >= 10 * mega:
        return f"{count // mega}{NBSP}MB"
    if count >= mega:
        return number(count / mega, 1).removesuffix(",0") + f"{NBSP}MB"
    return f"{max(1, count // 1024) if count else 0}{NBSP}KB"


def wait(seconds: int) -> str:
    """Say how long to wait: seconds below a minute, else minutes rounded up."""
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


def phone(digits: str) -> str:
    """Write a phone number in groups: "0900 000 123", "0237 000 0115", "024 0000 0000"."""
    if not digits.isdigit():
        return digits
    if len(digits) == 11 and digits.startswith(("024", "028")):
        cuts = (3, 7)
    elif len(digits) in {10, 11}:
        cuts = (4, 7)
    elif len(digits) == 8:
        cuts = (4, 8)
    else:
        return digits
    groups = (digits[: cuts[0]], digits[cuts[0] : cuts[1]], digits[cuts[1] :])
    return NBSP.join(group for group in groups if group)


def masked(name: str) -> str:
    """Keep the family name and shorten the given name: "Bùi Thị Mơ" becomes "Bùi Thị M."."""
    parts = name.split()
    if not parts:
        return ""
    return " ".join([*parts[:-1], f"{parts[-1][:1].upper()}."])


def listed(items: Sequence[str]) -> str:
    """Join words as one says them: "a, b và c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} và {items[-1]}"


def address_word(sex: str = "", birth_year: int | None = None, year: int | None = None) -> str:
    """Say how one person is addressed on a page; in letters adults and children are "ông" or "bà".

    Without sex or year of birth it is "anh/chị": never guess.
    """
    if sex not in {"nam", "nữ"} or birth_year is None or year is None:
        return "anh/chị"
    age = year - birth_year
    if age < 18:
        return "em"
    if age < 60:
        return "anh" if sex == "nam" else "chị"
    return "ông" if sex == "nam" else "bà"


def letter_word(sex: str = "") -> str:
    """Say how one person is addressed in a letter."""
    return {"nam": "ông", "nữ": "bà"}.get(sex, "ông/bà")
