"""``thanthien sealed drill``: honest about what it cannot see."""

import json
from typing import Any

import pytest

from tests.people import CAM_VAN
from tests.petitions.sealed import RARE, House
from tests.world import World
from thanthien.ops import cli
from thanthien.petitions import service as sealed


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    code = cli.main(["sealed", "drill", "--json", *words])
    out = capsys.readouterr()
    return code, json.loads(out.out), out.err


def test_it_names_who_has_not_drilled(held: House, capsys: pytest.CaptureFixture[str]) -> None:
    held.make()
    code, said, err = told(capsys, "--unit", CAM_VAN)
    assert (code, said["ok"], said["decrypts"]) == (1, False, False)
    assert "Lương Thị Giữ" in err
    for login in ("giu", "kin"):
        sealed.drill(actor=held.actor(login), now=held.now, opened=held.opened(login))
    code, said, err = told(capsys)
    assert (code, said["ok"], err) == (0, True, "")
    (unit,) = said["units"]
    assert (unit["two_holders"], unit["escrow"], unit["records"]) == (True, "none", 1)


def test_it_speaks_to_people_too(held: House, capsys: pytest.CaptureFixture[str]) -> None:
    held.make()
    assert cli.main(["sealed", "drill"]) == 1
    out = capsys.readouterr()
    assert "Vi Văn Kín: key counts, last drill never" in out.out
    assert "opens nothing" in out.out
    assert RARE not in out.out + out.err


def test_a_commune_without_officers_is_passed_over(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sealed", "drill"]) == 0
    assert "no commune here" in capsys.readouterr().out


def test_one_holder_is_a_thing_to_do(held: House, capsys: pytest.CaptureFixture[str]) -> None:
    held.make()
    held.leave("kin", held.now.date())
    code, said, _ = told(capsys, "--unit", CAM_VAN)
    assert code == 1
    assert [line[:20] for line in said["units"][0]["to_do"]][:2] == ["fewer than two ways ", "1 records have fewer"]


def test_an_unknown_commune(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sealed", "drill", "--unit", "00000"]) == 1
    assert "no unit has the code" in capsys.readouterr().err
