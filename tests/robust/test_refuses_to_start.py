"""A broken rulebook keeps the server from starting, with one line that names the rule."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robust.house import ROOT, House

BOOK = Path("rules") / "data" / "rulebook"
RULE = """
[[rule]]
id = "{id}"
subject = "{subject}"
title = "Một quy tắc thử"
valid_from = {begins}
{more}
value = 5
unit = "{unit}"
cmp = "max"
law = "Điều thử"
status = "in_force"
"""


def rule(name: str, begins: str, ends: str = "", unit: str = "working_days", subject: str = "thu.nghiem") -> str:
    """One entry as the files hold it."""
    return RULE.format(id=name, subject=subject, begins=begins, more=f"valid_to = {ends}" if ends else "", unit=unit)


BROKEN: dict[str, tuple[str, str]] = {
    "overlap": (rule("THU-1", "2025-01-01", "2026-03-01") + rule("THU-2", "2026-02-01"), "THU-1|THU-2"),
    "gap": (rule("THU-1", "2025-01-01", "2026-02-01") + rule("THU-2", "2026-03-01"), "THU-1|THU-2|thu.nghiem"),
    "unit": (rule("THU-1", "2025-01-01", unit="moons"), "THU-1"),
    "backwards": (rule("THU-1", "2026-01-01", "2025-01-01"), "THU-1"),
    "twice": (rule("THU-1", "2025-01-01") + rule("THU-1", "2025-01-01", subject="thu.khac"), "THU-1"),
    "type": (rule("THU-1", '"hôm qua"'), "THU-1"),
    "toml": ("[[rule]\nid =", "zz-thu.toml"),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product, to be broken."""
    place = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "src" / "thanthien", place / "thanthien", ignore=shutil.ignore_patterns("__pycache__"))
    return place


@pytest.fixture
def serve(package: Path, house: House) -> Iterator[Callable[[str], "subprocess.CompletedProcess[str]"]]:
    """Put a file into the copy's book and start it."""
    added = package / "thanthien" / BOOK / "zz-thu.toml"

    def start(text: str) -> "subprocess.CompletedProcess[str]":
        added.write_text(text, "utf-8")
        command = [sys.executable, "-m", "thanthien.ops.cli", "serve", "--port", "47113"]
        environment = {**house.environment, "PYTHONPATH": os.pathsep.join([str(package), str(ROOT)])}
        return subprocess.run(command, cwd=package, env=environment, capture_output=True, text=True, timeout=120)

    yield start
    added.unlink(missing_ok=True)


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_a_broken_rulebook_keeps_the_server_from_starting(
    serve: Callable[[str], "subprocess.CompletedProcess[str]"], kind: str
) -> None:
    text, named = BROKEN[kind]
    done = serve(text)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert re.search(named, done.stderr), done.stderr
