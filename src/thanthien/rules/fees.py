"""What a person owes for a procedure, and why: an explained amount like an explained date. Pure.

Amounts are whole đồng. What is not known stays unknown (``amount`` None, "Chưa xác nhận mức thu"): a blank fee is not
a free one (settled question 5). Tariffs and waivers are dated data, rules/data/choices/fee.toml, each with its text
(TT 226/2016/TT-BTC, TT 281/2016/TT-BTC, TT 75/2022/TT-BTC, TT 85/2019/TT-BTC, TT 117/2026/TT-BTC, NĐ 114/2016/NĐ-CP).
Page: docs/rules/fees.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from thanthien.rules.dated import choices_on
from thanthien.rules.errors import RuleError
from thanthien.rules.words import number

CASE, COPY, PAGE = "case", "copy", "page"
PER_WORDS: Final = {CASE: "một việc", COPY: "một bản", PAGE: "một trang"}
KNOWN: Final = ("free", "fixed", "assumed_fixed", "by_province")
UNKNOWN: Final = "Chưa xác nhận mức thu"
MOST_COPIES, MOST_PAGES, MOST_VND = 1000, 5000, 10**9


class BadFee(RuleError):
    """A tariff or a matter that cannot be: a negative amount, no copy, too many pages."""

    problem = "fee-impossible"


@dataclass(frozen=True, slots=True)
class Tariff:
    """What is asked for one procedure on a day.

    ``per`` says what ``amount`` is for: the case, a copy, a page. ``online`` is what is asked instead of it when
    filed online. By the page, the first ``first_pages`` cost ``amount``, those after ``later``, a copy never more
    than ``ceiling``. ``assumed``: nobody has confirmed it yet.
    """

    status: str
    amount: int | None
    article: str
    per: str = CASE
    online: int | None = None
    first_pages: int = 0
    later: int | None = None
    ceiling: int | None = None
    assumed: bool = False

    @property
    def known(self) -> bool:
        """Tell whether an amount can be worked out."""
        return self.status in KNOWN and self.amount is not None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A class of persons who pay nothing, with the text that says so."""

    code: str
    label: str
    article: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What is being paid for: how many copies, pages of one copy, filed online or not."""

    copies: int = 1
    pages: int = 1
    online: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: what, the amount that it leads to (None: not known), its text of law."""

    words: str
    amount: int | None
    article: str


@dataclass(frozen=True, slots=True)
class Owed:
    """The amount in whole đồng, None where it is not known; how it came about; whether a part is assumed."""

    amount: int | None
    steps: tuple[Step, ...]
    assumed: bool = False


def money(amount: int) -> str:
    """Return 100000 as "100.000 đ" (with a blank that does not break)."""
    return f"{number(amount)}\u00a0đ"


def tariff_of(
    code: str, status: str, amount: int | None, on: date, *, verified: bool, online: int | None = None, source: str = ""
) -> Tariff:
    """Return the tariff of a procedure on a day from its catalogue entry, joined with what is known of its parts.

    ``amount`` and ``online`` are the entry's own. The dated row of the procedure adds pages, copies and the online
    amount as long as it speaks of the same amount; an entry that a commune or province corrected stands alone.
    """
    assumed = not verified or status == "assumed_fixed"
    base = Tariff(status, amount if status != "unknown" else None, source or f"Danh mục, thủ tục {code}", online=online,
                  assumed=assumed)  # fmt: skip
    if status in ("assumed_free", "unknown"):
        return replace(base, amount=None)
    row = next((one for one in choices_on("tariff", on) if code in one["procedures"]), None)
    if row is None or row["amount"] != amount or online is not None:
        return base
    return replace(
        base, article=row["article"], per=row.get("per", CASE), online=row.get("online"),
        first_pages=row.get("first_pages", 0), later=row.get("later"), ceiling=row.get("ceiling"),
    )  # fmt: skip


def waivers_of(code: str, field: str, status: str, on: date) -> tuple[Waiver, ...]:
    """Return which classes of persons pay nothing for a procedure on a day."""
    return tuple(
        Waiver(one["code"], one["label"], one["article"]) for one in choices_on("fee_waiver", on)
        if code in one.get("procedures", ()) or _by_field(one, field, status)
    )  # fmt: skip


def _by_field(row: dict[str, Any], field: str, status: str) -> bool:
    return field in row.get("fields", ()) and status in row.get("statuses", ())


def owed(tariff: Tariff, matter: Matter, waiver: Waiver | None = None) -> Owed:
    """Work out what is owed, step by step; raises :class:`BadFee` for what cannot be.

    A waiver holds whatever the tariff is, also where the tariff is not known: who pays nothing owes nothing.
    """
    _check(tariff, matter)
    steps: list[Step] = [_first(tariff)]
    amount = _amount(tariff, matter, steps)
    if waiver is not None:
        steps.append(Step(f"Được miễn: {waiver.label}", 0, waiver.article))
        return Owed(0, tuple(steps))
    return Owed(amount, tuple(steps), tariff.assumed and bool(amount))


def _check(tariff: Tariff, matter: Matter) -> None:
    amounts = (tariff.amount, tariff.online, tariff.later, tariff.ceiling)
    if any(one is not None and not 0 <= one <= MOST_VND for one in amounts) or tariff.per not in PER_WORDS:
        raise BadFee("Mức thu ghi trong danh mục không đúng. Báo người quản trị.")
    if not 1 <= matter.copies <= MOST_COPIES or not 1 <= matter.pages <= MOST_PAGES:
        raise BadFee(f"Số bản từ 1 đến {number(MOST_COPIES)}, số trang từ 1 đến {number(MOST_PAGES)}.")


def _first(tariff: Tariff) -> Step:
    if not tariff.known:
        return Step(UNKNOWN, None, tariff.article)
    if tariff.amount == 0:
        return Step("Không thu", 0, tariff.article)
    return Step(f"Mức thu {money(tariff.amount or 0)} {PER_WORDS[tariff.per]}", tariff.amount, tariff.article)


def _amount(tariff: Tariff, matter: Matter, steps: list[Step]) -> int | None:
    if not tariff.known or tariff.amount is None:
        return None
    unit = tariff.amount
    if matter.online and tariff.online is not None:
        unit = tariff.online
        steps.append(Step(f"Nộp qua mạng: {money(unit)}", unit, tariff.article))
    if tariff.per == PAGE:
        unit = _copy(tariff, unit, matter.pages, steps)
    if tariff.per == CASE or matter.copies == 1:
        return unit
    steps.append(Step(f"{number(matter.copies)} bản, mỗi bản {money(unit)}", unit * matter.copies, tariff.article))
    return unit * matter.copies


def _copy(tariff: Tariff, page: int, pages: int, steps: list[Step]) -> int:
    first = min(pages, tariff.first_pages) if tariff.first_pages else pages
    rest, later = pages - first, tariff.later if tariff.later is not None else page
    cost = first * page + rest * later
    words = f"{number(first)} trang đầu {money(first * page)}"
    if rest:
        words += f", {number(rest)} trang sau mỗi trang {money(later)}"
    steps.append(Step(words, cost, tariff.article))
    if tariff.ceiling is not None and cost > tariff.ceiling:
        steps.append(Step(f"Một bản thu nhiều nhất {money(tariff.ceiling)}", tariff.ceiling, tariff.article))
        return tariff.ceiling
    return cost


def rate(tariff: Tariff) -> str:
    """Return what is asked, in words, where nobody has counted copies or pages; for a known tariff only."""
    words = f"{money(tariff.amount or 0)} {PER_WORDS[tariff.per]}"
    if tariff.later is not None and tariff.first_pages:
        words += f", từ trang thứ {number(tariff.first_pages + 1)} {money(tariff.later)}"
    return f"{words}, một bản nhiều nhất {money(tariff.ceiling)}" if tariff.ceiling is not None else words


def said(steps: Sequence[Step]) -> str:
    """Return the explanation as one line for paper and slip."""
    return "; ".join(one.words for one in steps)
