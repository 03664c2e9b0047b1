"""Guessing is made cheap here, as with all hashes of the tests; the cost stands in front of each locked key."""

import pytest

from tests.petitions.sealed import House, house
from tests.world import World
from thanthien.petitions.sealed import box


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "OPS", 1)
    monkeypatch.setattr(box, "MEMORY", 8192 * 2)


@pytest.fixture
def held(world: World) -> House:
    """Cẩm Vân with two holders."""
    return house(world)
