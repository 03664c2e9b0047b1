"""For what personal data is kept, and on which ground: dated data, shown to everybody.

Law: Luật 91/2025/QH15 (each purpose has its legal basis; consent is only one of them). What most procedures rest on
is the law of the procedure itself, not consent: *assumed* until the articles have been seen.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from thanthien.rules.dated import choices_on


class Purpose(NamedTuple):
    """One purpose: what is kept, why, by which right, how long; whether it rests on a consent."""

    code: str
    label: str
    what: str
    why: str
    basis: str
    kept: str
    consent: bool
    assumed: bool


def purposes(on: date) -> tuple[Purpose, ...]:
    """The purposes that hold on a day."""
    return tuple(
        Purpose(
            row["code"], row["label"], row["what"], row["why"], row["basis"], row["kept"], row["consent"],
            row["status"] == "assumed",
        )
        for row in choices_on("data_purpose", on)
    )  # fmt: skip
