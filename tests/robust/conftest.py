"""A built house for a session, and a copy of it for each test."""

from collections.abc import Iterator

import pytest

from tests.robust import house as houses

# PostgreSQL's files belong to another server, and a broken book stops the start on either database alike.
collect_ignore = ["test_destroyed.py", "test_full_disk.py", "test_refuses_to_start.py"] if houses.ON_POSTGRES else []


@pytest.fixture(scope="session")
def built_house() -> Iterator[houses.House]:
    with houses.template() as made:
        yield made


@pytest.fixture
def house(built_house: houses.House) -> Iterator[houses.House]:
    with houses.copy_of(built_house) as made:
        yield made
