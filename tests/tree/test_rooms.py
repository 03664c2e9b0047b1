"""Who may know what: the clock, the database, the other rooms' inside."""

import ast

import pytest

from tests.tree.source import SITES, Source, dotted, expect_none, product

pytestmark = pytest.mark.tree

WALL_CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time",
    "timezone.localdate", "timezone.localtime", "time.localtime", "dt.datetime.now", "dt.date.today",
    "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip
CLOCK_READERS = {*SITES, "ops"}
APPS = {"org", "papers", "notify", "onestop", "quality", "privacy", "petitions"}
FACES = {"service", "models"}


def _calls(source: Source, names: set[str]) -> list[str]:
    calls = (node for node in source.walk() if isinstance(node, ast.Call))
    return [source.at(call) for call in calls if dotted(call.func) in names]


def test_wall_clock_is_read_in_one_place() -> None:
    elsewhere = (source for source in product() if source.name != "src/thanthien/core/clock.py")
    found = [place for source in elsewhere for place in _calls(source, WALL_CLOCKS)]
    expect_none(found, "take `now` as an argument")


def test_only_doors_and_the_loop_ask_what_time_it_is() -> None:
    rooms = (source for source in product() if source.room not in CLOCK_READERS | {"core"})
    found = [place for source in rooms for place in _calls(source, {"clock.now", "core.clock.now"})]
    found += [
        source.at(node)
        for source in product()
        if source.room not in CLOCK_READERS | {"core"}
        for node in source.walk()
        if isinstance(node, ast.ImportFrom) and node.module == "thanthien.core.clock"
        if any(alias.name == "now" for alias in node.names)
    ]
    expect_none(found, "take `now` as an argument")


def test_no_text_is_run_as_code() -> None:
    """Also not by the way of objects out of bytes: django-q2 alone pickles, and signs what it pickled."""
    found = [place for source in product() for place in _calls(source, {"eval", "exec", "compile", "__import__"})]
    found += [
        source.at(node)
        for source in product()
        for node in source.walk()
        if isinstance(node, ast.Import | ast.ImportFrom)
        if {"pickle", "marshal", "shelve"} & {*(alias.name for alias in node.names), getattr(node, "module", "")}
    ]
    expect_none(found, "read it as JSON")


def test_only_core_db_knows_which_database_it_is() -> None:
    tells = {"vendor", "Database"}
    found = [
        source.at(node)
        for source in product()
        if source.name != "src/thanthien/core/db.py"
        for node in source.walk()
        if isinstance(node, ast.Attribute) and node.attr in tells
    ]
    expect_none(found, "ask a function of core/db.py")


def _imported(source: Source) -> list[tuple[ast.AST, str]]:
    """Imports of ours; `from thanthien.org import service` counts as thanthien.org.service.

    What stands under ``if TYPE_CHECKING`` is read by the type checker only.
    """
    found: list[tuple[ast.AST, str]] = []
    blocks = [node for node in source.walk() if isinstance(node, ast.If) and dotted(node.test) == "TYPE_CHECKING"]
    unread = {inner for block in blocks for inner in ast.walk(block)}
    for node in source.walk():
        if node in unread:
            continue
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return [(node, name) for node, name in found if name.startswith("thanthien.")]


def test_rooms_meet_through_service() -> None:
    found = []
    for source in product():
        faces = FACES - {"models"} if source.room in SITES else FACES
        for node, name in _imported(source):
            parts = name.split(".")
            if parts[1] in APPS - {source.room} and (len(parts) < 3 or parts[2] not in faces):
                found.append(f"{source.at(node)} imports {name}")
    expect_none(found, "import the other app's service (its models only from an app above)")
