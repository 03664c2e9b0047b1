"""The figures of ``/bang-diem/`` over the months of a report: a table of all promises, then each with chart and months.

A period's figure adds up the months that could be measured, and no others: what the public page withholds for one
month is not told by a sum either.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from thanthien.programme import drafting
from thanthien.programme.drafting import Chart, Count, Note, Section, Table
from thanthien.quality import service as quality
from thanthien.rules import conduct, words

Months = Mapping[str, quality.Figure]
_DIVIDED = ("share", "each", "mean")


def figures(unit_id: UUID, months: Sequence[str], now: datetime) -> tuple[Section, ...]:
    """Return the sections about the promises, in the order in which the commune says them."""
    found: dict[str, dict[str, quality.Figure]] = {}
    for month, figures_of in quality.boards(unit_id, months, now).items():
        for one in figures_of:
            found.setdefault(one.promise.id, {})[month] = one
    told = {key: of for key, of in found.items() if any(one.definition is not None for one in of.values())}
    measured = {key: of for key, of in told.items() if any(not one.lacking for one in of.values())}
    counts = tuple(_count(key, of) for key, of in told.items())
    text = (
        f"Xã có {len(found)} lời hứa. Trong kỳ đo được {len(measured)};"
        f" còn {len(found) - len(measured)} lời hứa chưa đủ số liệu để đo."
    )
    table = drafting.Figures(counts, "Cả kỳ, cộng các tháng đo được")
    summary = Section("Kết quả thực hiện các lời hứa", text, (table,))
    return (summary, *(_promise(key, of) for key, of in measured.items()))


def _any(of: Months) -> quality.Figure:
    return next(one for one in of.values() if one.definition is not None)


def _total(of: Months) -> quality.Tally:
    """Add up the months that could be measured."""
    good = [one.now for one in of.values() if one.definition is not None and not one.lacking]
    return quality.Tally(sum(one.all for one in good), sum(one.met for one in good), sum(one.points for one in good))


def _kind(of: Months) -> str:
    definition = _any(of).definition
    return definition.kind if definition else ""


def _value(kind: str, tally: quality.Tally) -> float | None:
    if kind == "never":
        return float(tally.met) if tally.all else None
    if kind not in _DIVIDED or not tally.all:
        return None
    return (tally.points if kind == "mean" else tally.met) / tally.all


def _count(key: str, of: Months) -> Count:
    kind, tally, one = _kind(of), _total(of), _any(of)
    value = quality.value_words(kind, _value(kind, tally), tally) if kind != "gain" else ""
    last = max(of)
    how = one.definition.how if one.definition else ""
    note = Note(f"{how} Danh sách tháng {_said(last)}:", _path(key, last))
    if not value:
        by_month = kind == "gain" and tally.all
        return Count(one.promise.text, "theo tháng" if by_month else "chưa đo", note=note if by_month else None)
    above = None if kind == "mean" else tally.met
    return Count(one.promise.text, value, above, tally.all if above is not None else None, tally.all, note)


def _promise(key: str, of: Months) -> Section:
    kind, one = _kind(of), _any(of)
    rows = tuple(_row(kind, month, figure) for month, figure in of.items())
    table = Table(
        ("Tháng", "Kết quả", "Tử số", "Mẫu số"), rows, "Từng tháng; bấm vào tháng để mở danh sách", 1,
        paths=tuple(_path(key, month) for month in of),
    )  # fmt: skip
    charts = (_chart(kind, of),) if kind != "gain" else ()
    group = "" if one.promise.group == "ten" else f"{conduct.GROUPS[one.promise.group]}: "
    return Section(f"{group}{one.promise.text}", _sentence(kind, of), (*charts, table), level=2)


def _sentence(kind: str, of: Months) -> str:
    good = [(month, one) for month, one in of.items() if not one.lacking]
    silent = len(of) - len(good)
    month, one = good[-1]
    said = f"Tháng {_said(month)}: {quality.value_words(kind, one.value, one.now)}."
    if len(good) > 1:
        first, before = good[0]
        said = f"Tháng {_said(first)}: {quality.value_words(kind, before.value, before.now)}. {said}"
    return f"{said} {silent} tháng chưa đủ số liệu." if silent else said


def _row(kind: str, month: str, one: quality.Figure) -> tuple[str, ...]:
    if one.lacking or one.definition is None:
        return (_said(month), f"chưa đo: {one.lacking}", "", "")
    above = one.now.points if kind == "mean" else one.now.met
    return (_said(month), quality.value_words(kind, one.value, one.now), words.number(above), words.number(one.now.all))


def _chart(kind: str, of: Months) -> Chart:
    points = tuple((f"{int(month[5:])}/{month[2:4]}", one.value, _short(kind, one)) for month, one in of.items())
    top, said = {"share": (1.0, "100%"), "each": (1.0, "tất cả"), "mean": (5.0, "5")}.get(kind, (0.0, ""))
    if not top:
        top = max((value for _, value, _ in points if value), default=1.0)
        said = words.number(round(top))
    return Chart(f"Theo tháng: {_measure(kind)}", points, top, said)


def _measure(kind: str) -> str:
    said = {"share": "tỷ lệ", "each": "giữ được trên phải giữ", "mean": "điểm trung bình trên 5", "never": "số lần"}
    return said[kind]


def _short(kind: str, one: quality.Figure) -> str:
    if one.value is None:
        return ""
    if kind == "each":
        return f"{one.now.met}/{one.now.all}"
    return words.number(one.value, 1) if kind == "mean" else quality.value_words(kind, one.value, one.now).split(" ")[0]


def _path(key: str, month: str) -> str:
    return f"/bang-diem/{key}/?thang={month}"


def _said(month: str) -> str:
    return f"{int(month[5:])}/{month[:4]}"
