"""From the dated questions of a procedure to the fields of a page, and from what was typed to what is kept."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from thanthien.onestop.service import field_sets
from thanthien.web.forms import (
    CheckField,
    ChoiceField,
    CodeField,
    EmailField,
    NameField,
    NumberField,
    PhoneField,
    TextField,
    ThreeBoxDateField,
    TickField,
)
from thanthien.web.words import first_down, phone

NAME_LETTERS: Final = 100
LONGEST_KEPT: Final = 5_000


class YearField(ThreeBoxDateField):
    """A date of which old people often know the year only; then the cleaned value is "1950"."""

    def clean(self, value: Any) -> Any:
        """Return a date, the year as text, or None."""
        parts = value if isinstance(value, tuple | list) else ()
        if len(parts) == 3 and parts[2] and not parts[0] and not parts[1]:
            year = str(parts[2])
            if not (year.isascii() and year.isdigit() and len(year) == 4):
                raise ValidationError("Năm viết đủ bốn chữ số, ví dụ 1950.", code="date_y")
            super().clean(("1", "1", year))
            return year
        return super().clean(value)


def _text(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    rows = 4 if field.type == "textarea" else 0
    return TextField(limit=field.max_length or 200, rows=rows, autocomplete=field.autocomplete or "off", **common)


def _date(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    made = YearField if field.year_only else ThreeBoxDateField
    hint = common["hint"] or ("Không nhớ ngày tháng thì chỉ điền năm." if field.year_only else "Ví dụ 8 11 2026")
    return made(past=field.past, future=field.future, **{**common, "hint": hint})


def _choice(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    if field.type == "select":
        return ChoiceField(choices=[("", "Bấm để chọn"), *field.options], pull=True, css="w-m", **common)
    return ChoiceField(choices=list(field.options), inline=field.type == "yesno", **common)


def _yes_no(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    return _choice(field, common) if field.required else TickField(**common)


def _name(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    limit = max(NAME_LETTERS, field.max_length or 0)
    return NameField(limit=limit, autocomplete=field.autocomplete or "off", **common)


def _number(field: field_sets.Field, common: dict[str, Any]) -> forms.Field:
    most = field.max_value if field.max_value is not None else 1_000_000_000
    return NumberField(least=field.min_value or 0, most=most, **common)


_MAKERS: Final[dict[str, Callable[[field_sets.Field, dict[str, Any]], forms.Field]]] = {
    "text": _text,
    "textarea": _text,
    "name": _name,
    "date3": _date,
    "choice": _choice,
    "select": _choice,
    "yesno": _yes_no,
    "number": _number,
    "phone": lambda field, common: PhoneField(**common),
    "email": lambda field, common: EmailField(**common),
    "id_number": lambda field, common: CodeField(digits=12, css="w-m", **common),
    "consent": lambda field, common: CheckField(**common),
}


def page_field(field: field_sets.Field, form: field_sets.FieldSet, *, asked: bool) -> forms.Field:
    """Return the field of the page. One that is not ``asked`` under the answers given may stay empty."""
    common = {"label": label_of(field, form), "hint": _hint(field, form), "required": field.required and asked}
    return _MAKERS[field.type](field, common)


def label_of(field: field_sets.Field, form: field_sets.FieldSet) -> str:
    """Return the question; where a step asks it of several people, with whom it is about."""
    same = [one for one in form.of_step(field.step) if one.label == field.label]
    return f"{field.label} ({first_down(field.group)})" if len(same) > 1 and field.group else field.label


def _hint(field: field_sets.Field, form: field_sets.FieldSet) -> str:
    """Return the hint; a question that depends on another says so, for pages without script."""
    if field.show_if is None:
        return field.hint
    other = form.field(field.show_if.field)
    options = dict(other.options) if other is not None else {}
    if other is not None and other.type == "yesno" and not other.required:
        return f"{field.hint} Chỉ điền nếu ở trên đánh dấu “{other.label}”.".strip()
    chosen = ", ".join(f"“{options.get(value, value)}”" for value in field.show_if.values)
    return f"{field.hint} Chỉ điền nếu ở trên chọn {chosen}.".strip()


def kept_value(cleaned: Any) -> Any:
    """Return what the draft keeps of a cleaned value."""
    if isinstance(cleaned, date):
        return cleaned.isoformat()
    if isinstance(cleaned, bool):
        return "yes" if cleaned else ""
    return "" if cleaned is None else str(cleaned)


def typed_value(field: field_sets.Field, data: Mapping[str, Any]) -> Any:
    """Return what was typed and not understood, so that a draft loses nothing; a monstrous text is not kept."""
    if field.type == "date3":
        boxes = [str(data.get(f"{field.name}_{box}", ""))[:20] for box in "dmy"]
        return boxes if any(boxes) else ""
    typed = str(data.get(field.name, ""))
    return typed if len(typed) <= LONGEST_KEPT else ""


def shown_value(field: field_sets.Field, kept: Any) -> Any:
    """Return what goes back into the page's boxes."""
    if field.type == "date3" and isinstance(kept, str) and len(kept) == 4:
        return ["", "", kept]
    if field.type == "consent":
        return bool(kept)
    if field.type == "yesno" and not field.required:
        return kept == "yes"
    return kept


def told_value(field: field_sets.Field, kept: Any) -> str:
    """Return an answer as the last page reads it back."""
    if field.type == "yesno" and not field.required:
        return "Có" if kept == "yes" else "Không"
    if kept in ("", None, []):
        return ""
    if field.type == "consent":
        return "Có"
    if field.type == "date3":
        if isinstance(kept, list):
            return "/".join(part for part in kept if part)
        day = kept.split("-")
        return "/".join(part.lstrip("0") for part in reversed(day))
    if field.type == "phone":
        return phone(str(kept))
    return dict(field.options).get(str(kept), str(kept))
