"""The one table of rights."""

import pytest

from thanthien.core.actors import Role
from thanthien.rules import rights


def test_the_table_knows_every_role_and_no_other() -> None:
    assert set(rights.EVERYBODY) == {role.value for role in Role}


def test_an_unknown_right_is_a_slip_of_the_pen() -> None:
    with pytest.raises(KeyError):
        rights.allowed("dossier.burn", rights.EVERYBODY)


def test_nobody_has_a_right_without_a_role() -> None:
    assert not any(rights.allowed(name, ()) for name in rights.RIGHTS)


def test_the_level_above_opens_no_file() -> None:
    reached = {right.kind for right in rights.RIGHTS.values() if rights.OVERSEER in right.roles}
    assert "dossier" not in reached
    assert "apology" not in reached


def test_an_administrator_opens_nothing_sealed_whatever_else_they_hold() -> None:
    of_sealed = [name for name, right in rights.RIGHTS.items() if right.kind == "sealed"]
    assert len(of_sealed) == 4
    for name in of_sealed:
        assert not rights.allowed(name, rights.EVERYBODY)
        assert rights.allowed(name, set(rights.EVERYBODY) - {rights.ADMIN})


@pytest.mark.parametrize(
    "rows",
    [
        [rights.Right("dossier", "read", frozenset({"stranger"}), "x")],
        [rights.Right("dossier", "read", frozenset(), "x")],
        [rights.Right("moon", "read", frozenset({"clerk"}), "x")],
        [rights.Right("dossier", "read", frozenset({"clerk"}), "x")] * 2,
    ],
)
def test_a_broken_table_stops_the_server(rows: list[rights.Right]) -> None:
    with pytest.raises(ValueError, match=r"\w+\.read"):
        rights._checked(rows)
