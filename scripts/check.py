"""Every check of the house: `make test` runs `all`, `make lint` runs `lint`.

Lint and types first, then the tests twice: everything on SQLite, and what touches the database again
on PostgreSQL. One closing line counts it all. With CI=true a missing component is a failure.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap import install_system_parts
from tests import chromium, postgres, softhsm

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
REPORTS = ROOT / "var" / "test"
IN_CI = os.environ.get("CI") == "true"


LINT = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "types": ("mypy", "--no-error-summary"),
    "imports": ("lint-imports", "--no-cache"),
}
POSTGRES_PARTS = Path("/etc/postgresql-common")


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Count") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def say(text: str) -> None:
    print(text, flush=True)


def install_parts() -> None:
    """What the tests of browser, PostgreSQL and tokens need from Debian; asks nothing, skips what is there."""
    present = {
        "postgresql": postgres.find_programs() is not None,
        "chromium": chromium.find() is not None,
        "softhsm2": softhsm.find() is not None,
        "libatomic1": any(Path("/usr/lib").glob("*/libatomic.so.1")),  # Playwright's own node needs it
    }
    wanted = [package for package, found in present.items() if not found]
    if not wanted:
        return
    if os.geteuid() == 0 and "postgresql" in wanted and not POSTGRES_PARTS.exists():
        # Debian would otherwise make and start a cluster that nobody asked for.
        folder = POSTGRES_PARTS / "createcluster.d"
        folder.mkdir(parents=True)
        (folder / "none.conf").write_text("create_main_cluster = false\n")
    if not install_system_parts(*wanted):
        say(f"not installed: {' '.join(wanted)}; for all tests run: sudo apt-get install {' '.join(wanted)}")


def lint() -> Count:
    count = Count()
    for name, command in LINT.items():
        began = time.perf_counter()
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
        good = done.returncode == 0
        say(f"{name}: {'ok' if good else 'FAILED'} ({time.perf_counter() - began:.1f} s)")
        if not good:
            say(done.stdout + done.stderr)
        count.add(Count(passed=int(good), failed=int(not good)))
    return count


def read_report(path: Path, exit_code: int) -> Count:
    """Counts from pytest's own report; a run that broke off counts as one failure at least."""
    count = Count()
    if path.exists():
        for suite in ET.parse(path).getroot().iter("testsuite"):
            tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            count.add(Count(passed=tests - failed - skipped, failed=failed, skipped=skipped))
    if exit_code != 0 and count.failed == 0:
        count.failed = 1
    return count


def run_tests(database: str, *arguments: str) -> Count:
    say(f"\n== tests on {database} ==")
    report = REPORTS / f"{database}.xml"
    report.unlink(missing_ok=True)
    spread = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    command = [BIN / "pytest", "-q", *spread, f"--junitxml={report}", *arguments]
    environment = {**os.environ, "THANTHIEN_TEST_DB": database}
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    return read_report(report, done.returncode)


def on_postgres() -> Count:
    if postgres.find_programs() is None:
        say("\nSKIPPED tests on postgres: PostgreSQL is not installed")
        return Count(failed=1) if IN_CI else Count(skipped=1)
    # Rules, tree, browser, and what is marked so, know no database: once is enough.
    return run_tests(
        "postgres",
        "-m",
        "not browser and not tree and not once",
        "--ignore=tests/rules",
        "--ignore=tests/tree",
        "--ignore=tests/bench",
    )


def main(what: str) -> int:
    # The test settings keep their data in a temporary folder; every tool that loads them shares this one.
    with tempfile.TemporaryDirectory(prefix="thanthien-check-") as data:
        os.environ["THANTHIEN_DATA"] = data
        # Dozens of short processes: compile once for all of them, and leave nothing in the source tree.
        os.environ["PYTHONPYCACHEPREFIX"] = str(REPORTS / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return check(what)


def check(what: str) -> int:
    began = time.perf_counter()
    REPORTS.mkdir(parents=True, exist_ok=True)
    count = Count()
    if what == "all":
        install_parts()
    count.add(lint())
    if what == "all":
        count.add(run_tests("sqlite"))
        count.add(on_postgres())
    say(f"\nall of it took {time.perf_counter() - began:.0f} s")
    say(count.line())
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.fullmatch("all|lint", sys.argv[1]):
        sys.exit("usage: check.py all|lint")
    sys.exit(main(sys.argv[1]))
