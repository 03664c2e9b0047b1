"""What a commune made before it was chosen opens its gates on the day of the choice: every kind of it."""

from collections.abc import Callable

import pytest

from tests.programme import committed, launched, packed, planned, reviewed, trained
from tests.programme.start import above, chosen
from tests.programme.test_plan import finish
from tests.programme.test_posting import hang, photo
from tests.programme.test_programme import found_board
from tests.world import World
from thanthien.programme import service as programme
from thanthien.programme.commands.existing import LOOKS
from thanthien.rules.programme import COMMUNE, THINGS

REVIEWS = {"preliminary_review", "final_review"}  # papers of the part itself: none before it


def _review(world: World) -> None:
    row = reviewed.begun(world)
    reviewed.answered(world, row)
    reviewed.finish(world, row)


def _training(world: World) -> None:
    key = trained.session(world)
    trained.scan(world, "truc", key)
    trained.hold(world, key)


def _posting(world: World) -> None:
    for kind in ("house_rules", "forms", "procedures"):
        hang(world, kind)


def _task(world: World) -> None:
    key = planned.task(world, planned.planned(world), starts_on=world.now.date())
    finish(world, key)


def _pack(world: World) -> None:
    packed.proven(world)
    packed.taken(world, packed.published(world))


MADE: dict[str, Callable[[World], object]] = {
    "board": found_board,
    "board_rules": found_board,
    "plan": packed.proven,
    "readiness": _review,
    "training": _training,
    "posting": _posting,
    "refit": lambda world: hang(world, "refit", before=photo(world)),
    "launch": launched.told,
    "commitment": committed.signed,
    "task": _task,
    "pack": _pack,
}


def _kinds(world: World) -> set[str]:
    part = programme.current(world.home)
    assert part is not None
    return {one.kind for one in programme.artefacts(part)}


def test_every_kind_that_a_commune_makes_is_looked_for() -> None:
    assert set(LOOKS) == {kind for kind, thing in THINGS.items() if thing.by == COMMUNE} - REVIEWS == set(MADE)


@pytest.mark.parametrize("kind", MADE)
def test_a_thing_from_before_counts(world: World, kind: str) -> None:
    MADE[kind](world)
    chosen(world, above(world))
    assert kind in _kinds(world)


def test_a_commune_that_has_nothing_has_only_its_choice(world: World) -> None:
    chosen(world, above(world))
    assert _kinds(world) == {"choice"}


def test_what_was_taken_back_before_does_not_count(world: World) -> None:
    key = launched.told(world)
    launched.do(world, "take_back", key, reason="Ghi nhầm ngày.")
    chosen(world, above(world))
    assert "launch" not in _kinds(world)
