"""The page on ASVS names every requirement once, and only tests that are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.tree.source import ROOT

pytestmark = pytest.mark.tree
PAGE = ROOT / "docs" / "security" / "asvs.md"
# Section of ASVS 5.0.0 → the level of each of its requirements, in order.
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123", "2.1": "122", "2.2": "112",
    "2.3": "12223", "2.4": "23", "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333",
    "3.6": "3", "3.7": "22333", "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222", "5.1": "2",
    "5.2": "112333", "5.3": "113", "5.4": "222", "6.1": "122", "6.2": "111111112222", "6.3": "11223333",
    "6.4": "112233", "6.5": "22222333", "6.6": "2223", "6.7": "33", "6.8": "2222", "7.1": "222", "7.2": "1111",
    "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22", "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222", "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333",
    "10.5": "22222", "10.6": "22", "10.7": "222", "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222",
    "11.5": "23", "11.6": "23", "11.7": "33", "12.1": "12233", "12.2": "11", "12.3": "22223", "13.1": "2333",
    "13.2": "222223", "13.3": "2233", "13.4": "1222233", "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333", "16.1": "2", "16.2": "22222",
    "16.3": "2222", "16.4": "222", "16.5": "2223", "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
ROW = re.compile(r"^\| (v5\.0\.0-[^|]+) \| [12–]+ \|[^|]*\| ([a-z*/ ]+) \|[^|]*\| ?(.*) \|$", re.MULTILINE)
NAME = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def rows() -> list[tuple[list[str], str, str]]:
    """Ids, verdict and tests of each line."""
    found = ROW.findall(PAGE.read_text("utf-8"))
    return [
        ([one.removeprefix("v5.0.0-") for one in ids.split(", ")], said.strip("* "), told) for ids, said, told in found
    ]


def test_every_requirement_stands_there_once() -> None:
    wanted = [f"{name}.{at}" for name, levels in LEVELS.items() for at, level in enumerate(levels, 1) if level in "12"]
    assert len(wanted) == 253
    assert Counter(one for ids, _, _ in rows() for one in ids) == Counter(wanted)


def test_every_test_that_is_named_is_there() -> None:
    named = NAME.findall(PAGE.read_text("utf-8"))
    assert named
    texts: dict[str, str] = {name: _text(ROOT / "tests" / name) for name, _ in named}
    assert [f"{name}::{test}" for name, test in named if f"def {test}(" not in texts[name]] == []


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def test_what_is_met_is_shown() -> None:
    assert [ids for ids, said, told in rows() if said in {"met", "part"} and not NAME.search(told)] == []


def test_the_counts_are_those_of_the_lines() -> None:
    told = dict(re.findall(r"^\| (met|part|not met|n/a|all) \| (\d+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    counts: Counter[str] = Counter()
    for ids, said, _ in rows():
        counts[said] += len(ids)
    assert told == {**{name: str(count) for name, count in counts.items()}, "all": str(counts.total())}
