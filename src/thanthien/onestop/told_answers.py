"""What the applicant declared, in the words of the form; numbers of identity keep their last three digits only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thanthien.core import clock
from thanthien.onestop import field_sets
from thanthien.onestop.field_sets import Field
from thanthien.onestop.models import Dossier

TAIL = 3
OWN, OWN_LABEL = "id_number", "Số định danh của người nộp"


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One question and its answer, ready to be read."""

    label: str
    value: str
    masked: bool
    name: str = ""


def answers_told(dossier: Dossier) -> list[ToldAnswer]:
    """Return what was declared, in the order of the form of the day of filing. Empty answers are left out."""
    answers: Mapping[str, Any] = dossier.answers or {}
    form = field_sets.field_set(dossier.procedure_code, clock.local(dossier.filed_at).date())
    found = []
    for field in form.fields:
        value = _said(field, answers.get(field.name))
        if value:
            hidden = field.sensitive or field.type == "id_number"
            found.append(ToldAnswer(field.label, masked(value) if hidden else value, hidden, field.name))
    return found


def numbers_of(dossier: Dossier) -> list[ToldAnswer]:
    """Return what is shown by its last three digits only: the applicant's own number, and those of the form."""
    own = [ToldAnswer(OWN_LABEL, masked(dossier.id_number), True, OWN)] if dossier.id_number else []
    return own + [told for told in answers_told(dossier) if told.masked and _fresh(dossier, told.name)]


def number_of(dossier: Dossier, name: str) -> str:
    """Return one of these in full, "" for a name that is none of them. Whoever asks has noted why."""
    if name == OWN:
        return str(dossier.id_number)
    known = any(told.name == name for told in numbers_of(dossier))
    return str(dossier.answers.get(name, "")) if known else ""


def _fresh(dossier: Dossier, name: str) -> bool:
    """The form's own box for the applicant's number is the same number once more."""
    return not dossier.id_number or str(dossier.answers.get(name, "")) != dossier.id_number


def masked(number: str) -> str:
    """Return the end of a number: "… 123"."""
    return f"… {number[-TAIL:]}" if number else ""


def _said(field: Field, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    options = dict(field.options)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        return ", ".join(str(options.get(str(one), one)) for one in value)
    text = str(value)
    if field.type == "date3":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day}/{day.month}/{day.year}"
    return str(options.get(text, "Có" if field.type == "consent" else text))
