"""One write path: rows are written in `commands` (and by migrations, importers and core) only."""

import ast

import pytest

from tests.tree.source import Source, expect_none, product

pytestmark = pytest.mark.tree

WRITERS = {"commands", "importers", "core"}
READERS = WRITERS | {"access", "checks"}
ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
SQL_WRITES = ("insert", "update", "delete", "replace", "create", "drop", "alter")


def writes(tree: ast.AST) -> list[ast.Call]:
    """Calls of writing methods of managers, querysets and models.

    Told from their namesakes by the arguments: model.save() and queryset.delete() take none by
    position, queryset.update() takes keywords only, while dict.update(…), image.save(file) and
    hash.update(bytes) take something.
    """
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_write(node)]


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr.removeprefix("a") if call.func.attr != "add" else ""
    name = call.func.attr if call.func.attr in ALWAYS else name
    if name in ALWAYS:
        return True
    if name in {"save", "save_base", "delete"}:
        return not call.args and _not_a_cache(call.func)
    return name == "update" and not call.args and bool(call.keywords)


def _not_a_cache(function: ast.Attribute) -> bool:
    return not (isinstance(function.value, ast.Name) and function.value.id in {"cache", "session"})


def _sql_writes(source: Source) -> list[ast.Call]:
    calls = (node for node in source.walk() if isinstance(node, ast.Call))
    return [call for call in calls if _executes_write(call)]


def _executes_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"execute", "executemany"}:
        return False
    first = call.args[0] if call.args else None
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return text.lstrip().lower().startswith(SQL_WRITES)


def test_no_write_outside_commands() -> None:
    elsewhere = (source for source in product() if not source.parts & WRITERS)
    found = [source.at(call) for source in elsewhere for call in [*writes(source.tree), *_sql_writes(source)]]
    expect_none(found, "write in a function of commands.py, called with actor and now")


def test_no_manager_outside_access() -> None:
    """`Model.objects` is where an unscoped query begins."""
    managers = {"objects", "_default_manager", "_base_manager"}
    elsewhere = (source for source in product() if not source.parts & READERS)
    found = [
        source.at(node)
        for source in elsewhere
        for node in source.walk()
        if isinstance(node, ast.Attribute) and node.attr in managers
    ]
    expect_none(found, "start from access.visible(actor) or another function of access.py")


@pytest.mark.parametrize(
    ("text", "is_write"),
    [
        ("Dossier.objects.create(unit=u)", True),
        ("dossier.save(update_fields=['state'])", True),
        ("rows.filter(id=1).update(state='x')", True),
        ("row.delete()", True),
        ("await row.asave()", True),
        ("Row.objects.bulk_create(rows)", True),
        ("form.save()", True),
        ("pairs.update(other)", False),
        ("digest.update(b'x')", False),
        ("image.save(buffer, 'PNG')", False),
        ("client.delete('/x')", False),
        ("names.add('x')", False),
    ],
)
def test_writes_are_told_from_their_namesakes(text: str, is_write: bool) -> None:
    source = f"async def f():\n    {text}" if "await" in text else text
    assert bool(writes(ast.parse(source))) is is_write
