"""One English word in the code, one Vietnamese term of the law: docs/glossary.md is the whole list."""

from functools import cache

import pytest
from django.apps import apps

from tests.tree.source import ROOT
from thanthien.core.actors import Role
from thanthien.rules.dossier import MACHINE

pytestmark = pytest.mark.tree


@cache
def glossary() -> dict[str, dict[str, str]]:
    """Section -> identifier -> Vietnamese term."""
    sections: dict[str, dict[str, str]] = {}
    rows: dict[str, str] = {}
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            rows = sections.setdefault(line[3:], {})
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "Identifier":
            assert cells[0] not in rows, f"{cells[0]} stands twice"
            rows[cells[0]] = cells[1]
    return sections


def test_every_model_has_its_term() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("thanthien.")}
    assert sorted(ours) == sorted(glossary()["Models"])


def test_every_state_has_its_term() -> None:
    assert sorted(MACHINE.states) == sorted(glossary()["States of a dossier"])


def test_every_move_has_its_term() -> None:
    assert sorted(MACHINE.moves) == sorted(glossary()["Moves of a dossier"])


def test_every_role_has_its_term() -> None:
    assert sorted(role.value for role in Role) == sorted(glossary()["Roles"])


def test_every_term_is_vietnamese() -> None:
    assert [name for rows in glossary().values() for name, term in rows.items() if not term] == []
