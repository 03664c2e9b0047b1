"""What a clone brings: no machine's path, no registry, no dead link, no unfinished thought."""

import re
from pathlib import Path

import pytest

from tests.tree.source import ROOT, expect_none, tracked_files

pytestmark = pytest.mark.tree

# One letter in brackets, so that this file does not find itself.
FORBIDDEN = {
    "a machine's path": re.compile(r"(?<![\w.])/(?:wor[k]|roo[t]|home/\w+)/"),
    "a package registry": re.compile(r"pypi\.or[g]|python[h]osted|n[p]mjs\.(?:org|com)|deb\.debian\.or[g]"),
    "an unfinished thought": re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KE[Y]"),
}
BINARY = {".ttf", ".woff2", ".png", ".jpg", ".pdf", ".ico", ".docx", ".xlsx", ".zip", ".gz"}
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")
ADR_LINES = 40


def _texts() -> list[tuple[str, str]]:
    paths = (path for path in tracked_files() if path.suffix not in BINARY)
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    found = [
        f"{name}:{number}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    expect_none(found)


def _pages() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for page in _pages():
        for match in LINK.finditer(page.read_text("utf-8")):
            target = match.group(1)
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)} -> {target}")
    expect_none(dead)


def test_decision_records_fit_on_a_page() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    lengths = {record.name: len(record.read_text("utf-8").splitlines()) for record in records}
    assert records
    assert [name for name, length in lengths.items() if length > ADR_LINES] == []
    for record in records:
        text = record.read_text("utf-8")
        missing = [part for part in ("## Context", "## Choice", "## Cost") if part not in text]
        assert not missing, f"{record.name} lacks {missing}"


def test_every_dependency_has_its_record() -> None:
    records = "\n".join(path.read_text("utf-8").lower() for path in (ROOT / "docs" / "adr").glob("*.md"))
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    names = [re.split(r"[\[<>=\s]", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))]
    assert [name for name in names if name not in records] == []
