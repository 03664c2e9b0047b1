"""The source tree as the tree tests see it."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thanthien"
SITES = ("public", "office", "api", "web")


@dataclass(frozen=True)
class Source:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """``core`` for src/thanthien/core/…; empty for files outside the package."""
        inside = self.path.is_relative_to(PACKAGE)
        return self.path.relative_to(PACKAGE).parts[0] if inside else ""

    @property
    def parts(self) -> frozenset[str]:
        """Folder names and the bare file name, to ask whether a file lies in ``commands``."""
        return frozenset([*self.path.relative_to(ROOT).parts[:-1], self.path.stem])

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 0)}"

    def walk(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)


@cache
def python_files(*folders: str) -> tuple[Source, ...]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    texts = ((path, path.read_text("utf-8")) for path in paths)
    return tuple(Source(path, text, ast.parse(text)) for path, text in texts)


def product() -> tuple[Source, ...]:
    """The package without migrations, which are written by a tool."""
    return tuple(source for source in python_files("src") if "migrations" not in source.parts)


@cache
def tracked_files() -> tuple[Path, ...]:
    """What a clone brings, so that a local experiment does not fail the tests; all files without git."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _is_made(path))
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part in {"var", "__pycache__"} or (part[0] == "." and part != ".ci") for part in parts[:-1])


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for a chain of attributes on a name, else the last attribute with a leading dot."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    names.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(names))


def expect_none(found: list[str], advice: str = "") -> None:
    """Fail with every place, not only the first."""
    assert not found, "\n  ".join([advice, *found])
