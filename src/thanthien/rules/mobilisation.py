"""Models and movements of "Dân vận khéo": fields and names as dated data (assumed where no text was seen)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from thanthien.rules.dated import choices_on


class Kind(NamedTuple):
    """A field of models, or a movement that one belongs to; ``assumed`` until a text that says so was seen."""

    code: str
    text: str
    assumed: bool


def fields(on: date) -> tuple[Kind, ...]:
    """The fields in which models are registered on a day."""
    return _kinds("skilful_field", on)


def movements(on: date) -> tuple[Kind, ...]:
    """The movements that a model may be part of on a day."""
    return _kinds("movement", on)


def _kinds(name: str, on: date) -> tuple[Kind, ...]:
    return tuple(Kind(row["code"], row["text"], row.get("status") == "assumed") for row in choices_on(name, on))
