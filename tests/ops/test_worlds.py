"""``thanthien world``: the same seed makes the same, no two dossiers share anything, nobody is overwritten."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.world import World
from thanthien.ops import worlds
from thanthien.ops.cli import main
from thanthien.ops.output import Failed
from thanthien.ops.world.many.stamps import Press
from thanthien.ops.world.many.stencil import Number, Stencil

UNIT = UUID(int=7)
FILED = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)


def stencil(code: str, serial: int, open_: bool = False) -> Stencil:
    receipt = Number("receipt:2026", serial, "%02d/GTN")
    return Stencil(code, FILED, open=open_, at_once=False, keys=2, dashed=[0], numbers=[receipt])


def press(dossiers: int, seed: int) -> Press:
    return Press(UNIT, [stencil("TT-1-261005-0001", 1), stencil("TT-1-261005-0002", 2, open_=True)], dossiers, seed)


def every(made: Press) -> list[dict[str, object]]:
    return [made.gaps(one, number) for one in made.stamps for number in range(one.times)]


def test_the_same_seed_gives_the_same_and_another_gives_others() -> None:
    assert every(press(40, 3)) == every(press(40, 3))
    assert {one["h"] for one in every(press(40, 3))}.isdisjoint(one["h"] for one in every(press(40, 4)))


def test_codes_and_numbers_run_on_without_a_hole_and_keys_are_all_different() -> None:
    found = every(press(40, 3))
    assert sorted(str(one["c"])[-4:] for one in found) == [f"{at:04d}" for at in range(1, 41)]
    assert sorted(int(str(one["q0"]).split("/")[0]) for one in found) == list(range(1, 41))
    keys = [one[name] for one in found for name in ("h", "k0", "k1")]
    assert len(set(keys)) == len(keys) == 120


def test_what_is_open_is_a_small_part() -> None:
    whole, still_open = (one.times for one in press(1000, 3).stamps)
    assert whole > 5 * still_open > 0


@pytest.mark.django_db(transaction=True)
def test_a_house_where_somebody_works_is_left_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thanthien.ops.place.exists", lambda: True)
    monkeypatch.setattr("thanthien.ops.place.migrate", lambda: None)
    with pytest.raises(Failed, match="somebody has an account"):
        worlds.run(1, 10, 1, as_json=True)


@pytest.mark.parametrize("many", ["0", "-3", "x", "1e6"])
def test_a_number_that_is_none_is_said_at_once(many: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["world", "--dossiers", many])
    assert left.value.code == 2
    assert "is not a number" in capsys.readouterr().err
