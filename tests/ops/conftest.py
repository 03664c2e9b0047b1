"""What is driven from outside brings its own database: once is enough."""

import os
import shutil
from pathlib import Path

import pytest

from tests.ops.house import UNIT, House

ON_POSTGRES = os.environ.get("THANTHIEN_TEST_DB") == "postgres"
FROM_OUTSIDE = [
    "test_ask.py", "test_backup.py", "test_cli.py", "test_demo.py", "test_init.py", "test_key.py", "test_serve.py",
]  # fmt: skip
collect_ignore = FROM_OUTSIDE if ON_POSTGRES else ["test_on_postgres.py"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune as ``thanthien init`` leaves it; to be copied, never used."""
    house = House(tmp_path_factory.mktemp("made") / "var")
    house.json("init", "--unit", UNIT, "--admin", "lan", "--name", "Phạm Thị Lan")
    return house.folder


@pytest.fixture
def house(made: Path, tmp_path: Path) -> House:
    """A fresh installation."""
    shutil.copytree(made, tmp_path / "var")
    return House(tmp_path / "var")


@pytest.fixture
def empty(tmp_path: Path) -> House:
    """A folder in which nothing was installed."""
    (tmp_path / "nothing").mkdir()
    return House(tmp_path / "nothing" / "var")
