"""The manual inside the product: ``docs/manual`` read as it stands in the repository, so that nothing is told twice.

Pages are Markdown without HTML; links among them lead to their addresses here, other links lose their way and keep
their words, because what they point at is not served.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from thanthien.core import text
from thanthien.core.errors import NotThere

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "manual"
INDEX: Final = "README"
_NAME: Final = re.compile(r"[a-z0-9-]{1,60}")
_PICTURE: Final = re.compile(r"[a-z0-9-]{1,60}\.png")
_PAGE_LINK: Final = re.compile(r"(?:\./)?([A-Za-z0-9-]+)\.md(#[\w-]*)?")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: its title, its sections with their anchors, its body as HTML."""

    name: str
    title: str
    sections: tuple[tuple[str, str], ...]
    body: SafeString


def names() -> list[str]:
    """Return the names of all pages but the index."""
    return sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != INDEX)


def chapter(name: str, root: str) -> Chapter:
    """Return a page with its links under ``root`` ("/tro-giup/"); ``README`` is the index. Raises ``NotThere``."""
    path = FOLDER / f"{name}.md"
    if (name != INDEX and not _NAME.fullmatch(name)) or not path.is_file():
        raise NotThere
    return _drawn(name, path.read_text("utf-8"), root)


def picture(name: str) -> Path:
    """Return the file of a picture. Raises ``NotThere``."""
    path = FOLDER / "img" / name
    if not _PICTURE.fullmatch(name) or not path.is_file():
        raise NotThere
    return path


def anchor(heading: str) -> str:
    """Return the anchor of a heading: its words without diacritics, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.fold(heading)).strip("-")


@lru_cache(maxsize=256)
def _drawn(name: str, source: str, root: str) -> Chapter:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = [one for one in reader.parse(source) if not _is_way_back(one)]
    title, sections = name, list[tuple[str, str]]()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _words(tokens[at + 1].children or [])
            token.attrSet("id", anchor(heading))
            if token.tag == "h1":
                title, token.hidden, tokens[at + 1].children, tokens[at + 2].hidden = heading, True, [], True
            elif token.tag == "h2":
                sections.append((anchor(heading), heading))
        if token.type == "table_open":
            token.attrSet("class", "plain")
        if token.children:
            token.children = _led(token.children, root)
    # The repository's own words, drawn without HTML of theirs: nothing of a visitor is in it.
    return Chapter(name, title, tuple(sections), SafeString(reader.renderer.render(tokens, reader.options, {})))


def _is_way_back(token: Token) -> bool:
    return token.type == "inline" and "[Mục lục](README.md)" in token.content and len(token.content) < 40


def _words(children: Sequence[Token]) -> str:
    return "".join(one.content for one in children if one.type in ("text", "code_inline"))


def _led(children: Sequence[Token], root: str) -> list[Token]:
    """Let links among pages lead to their addresses, and pictures to theirs; drop ways that lead out of the manual."""
    found, dropped = list[Token](), 0
    for token in children:
        if token.type == "link_open":
            href = _address(str(token.attrs.get("href", "")), root)
            dropped += not href
            token.attrSet("href", href)
            token.hidden = not href
        elif token.type == "link_close" and dropped:
            dropped -= 1
            token.hidden = True
        elif token.type == "image":
            token.attrSet("src", f"{root}hinh/{Path(str(token.attrs.get('src', ''))).name}")
            token.attrSet("loading", "lazy")
        if not token.hidden:
            found.append(token)
    return found


def _address(href: str, root: str) -> str:
    if href.startswith("#"):
        return href
    match = _PAGE_LINK.fullmatch(href)
    if match is None:
        return ""
    name = "" if match[1] == INDEX else f"{match[1]}/"
    return f"{root}{name}{match[2] or ''}"
