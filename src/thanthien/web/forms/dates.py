"""A date in three boxes, never a picker alone; every mistake is named by what is true."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from thanthien.core import clock, text
from thanthien.web import words

EARLIEST: Final = 1900
_BOXES: Final = (("d", "Ngày", "bday-day"), ("m", "Tháng", "bday-month"), ("y", "Năm", "bday-year"))
_MISSING: Final = {"d": "ngày", "m": "tháng", "y": "năm"}


class ThreeBoxes(forms.Widget):
    """Three boxes ``<name>_d``, ``_m``, ``_y``; an ISO date under ``<name>`` is read as well (drafts)."""

    part = "date"
    anchor_suffix = "_d"
    birthday = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str] | str:
        """Return what was typed."""
        if f"{name}_d" not in data and data.get(name):
            return str(data[name])
        typed = [text.clean(str(data.get(f"{name}_{box}", "")))[:20] for box, _, _ in _BOXES]
        return typed[0], typed[1], typed[2]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether no box came in."""
        return name not in data and all(f"{name}_{box}" not in data for box, _, _ in _BOXES)

    def id_for_label(self, id_: str) -> str:
        """The legend speaks for all boxes."""
        return ""

    def part_context(self, bound: BoundField) -> dict[str, Any]:
        """Give the template its three boxes."""
        values = _split(bound.value())
        codes = {error.code for error in bound.errors.as_data()} if bound.errors else set()
        boxes = [
            {
                "id": f"{bound.auto_id}_{box}",
                "name": f"{bound.html_name}_{box}",
                "words": said,
                "value": value,
                "autocomplete": auto if self.birthday else "",
                "wrong": bool(codes) and (f"date_{box}" in codes or not codes & {"date_d", "date_m", "date_y"}),
            }
            for (box, said, auto), value in zip(_BOXES, values, strict=True)
        ]
        return {"boxes": boxes}


def _split(value: Any) -> tuple[str, str, str]:
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, tuple | list) and len(value) == 3:
        return str(value[0]), str(value[1]), str(value[2])
    found = str(value or "").split("-")
    return (found[2].lstrip("0"), found[1].lstrip("0"), found[0]) if len(found) == 3 else ("", "", "")


class ThreeBoxDateField(forms.Field):
    """A calendar day. ``past`` refuses tomorrow, ``future`` yesterday; ``source`` is the paper to check."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        ask: str = "",
        past: bool = False,
        future: bool = False,
        birthday: bool = False,
        source: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label=label, help_text=hint, widget=ThreeBoxes(), **kwargs)
        self.widget.birthday = birthday
        self.past, self.future, self.source, self.ask = past, future, source, ask

    def clean(self, value: Any) -> Any:
        """Return a date, or None when all boxes are empty and may be."""
        typed = _split(value)
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        gaps = [_MISSING[box] for (box, _, _), one in zip(_BOXES, typed, strict=True) if not one]
        if gaps:
            first = next(box for (box, _, _), one in zip(_BOXES, typed, strict=True) if not one)
            raise self._wrong(f"Còn thiếu {words.listed(gaps)}.", f"date_{first}")
        found = self._read(typed)
        self._within(found)
        return found

    def _read(self, typed: tuple[str, str, str]) -> date:
        for (box, said, _), one in zip(_BOXES, typed, strict=True):
            if not (one.isascii() and one.isdigit() and len(one) <= 4):
                raise self._wrong(f"{said} viết bằng chữ số.", f"date_{box}")
        day, month, year = (int(one) for one in typed)
        if not 1 <= month <= 12:
            raise self._wrong(f"Một năm chỉ có 12 tháng, ở đây ghi tháng {month}.", "date_m")
        if year < 100:
            raise self._wrong("Năm viết đủ bốn chữ số, ví dụ 1985.", "date_y")
        if not EARLIEST <= year <= 2200:
            raise self._wrong(f"Năm {year} xa quá.", "date_y")
        last = monthrange(year, month)[1]
        if month == 2 and day == 29 and last == 28:
            raise self._wrong(f"Tháng 2 năm {year} chỉ có 28 ngày.", "date_d")
        if not 1 <= day <= last:
            raise self._wrong(f"Tháng {month} chỉ có {last} ngày.", "date_d")
        return date(year, month, day)

    def _within(self, found: date) -> None:
        today = clock.today()
        if self.past and found > today:
            raise self._wrong(f"Ngày {words.day_short(found)} chưa đến.", "date_future")
        if self.future and found < today:
            raise self._wrong(f"Ngày {words.day_short(found)} đã qua.", "date_past")

    def _wrong(self, what: str, code: str) -> ValidationError:
        look = f" Anh/chị xem lại {self.source}." if self.source else " Anh/chị xem lại ô này."
        return ValidationError(what + look, code=code)
