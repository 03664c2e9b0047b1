"""Small lists of choices with dates: rows of rules/data/choices/*.toml, each valid from a day on."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from thanthien.rules.errors import BadRulebook


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    folder = resources.files("thanthien.rules").joinpath("data/choices")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    rows: list[dict[str, Any]] = []
    for file in files:
        for row in tomllib.loads(file.read_text("utf-8")).get("choice", []):
            if not {"list", "code", "valid_from"} <= row.keys():
                raise BadRulebook(f"{file.name}: một dòng thiếu list, code hoặc valid_from.")
            rows.append(row)
    return tuple(rows)


def choices_on(name: str, on: date) -> tuple[dict[str, Any], ...]:
    """The rows of a list that are valid on a day, in the file's order."""
    return tuple(
        row
        for row in _rows()
        if row["list"] == name and row["valid_from"] <= on and ("valid_to" not in row or on < row["valid_to"])
    )
