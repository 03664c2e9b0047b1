"""Packs: what a commune changed of a set that it took, and what must not leave a commune in one.

Two communes' things are matched by their titles; keys of records mean nothing between them. Page: docs/rules/packs.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

Row = dict[str, Any]
Body = Mapping[str, Sequence[Row]]

ALIKE: Final = 0.72  # titles this much alike (Ratcliff and Obershelp 1988, difflib) are the same thing renamed; assumed
_PERSONAL: Final = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),  # e-mail
    re.compile(r"(?<!\d)(?:\+84[ .]?|0)[2-9](?:[ .]?\d){8,9}(?!\d)"),  # telephone
    re.compile(r"(?<!\d)\d{12}(?!\d)"),  # identity number, Luật Căn cước 26/2023/QH15 Đ.12
)


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that is not as in the pack; ``before`` and ``after`` give the fields that differ, title included."""

    title: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a commune made of one section: how much stands as it was, what was changed, added and dropped since."""

    same: int
    changed: tuple[Change, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]


def digest(body: Body) -> str:
    """Return the SHA-256 of a pack's content in one canonical form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def fold(title: str) -> str:
    """Return a title (NFC, as everything stored is) as it is matched: case and spaces do not count."""
    return " ".join(title.casefold().split())


def newer(body: Body, taken: Body) -> dict[str, list[Row]]:
    """Return the rows of a newer version that are not in the version already taken, letter for letter."""
    known = {name: {digest({"": [row]}) for row in rows} for name, rows in taken.items()}
    fresh = {
        name: [row for row in rows if digest({"": [row]}) not in known.get(name, set())] for name, rows in body.items()
    }
    return {name: rows for name, rows in fresh.items() if rows}


def compare(packed: Sequence[Row], own: Sequence[Row], had: Collection[str], fields: Iterable[str]) -> Difference:
    """Say what a commune made of a section of a pack.

    ``had``: folded titles that it had of its own before; they were not added. ``fields``: the keys compared beside
    the title; none means every key but ``draft``. A thing goes with the one of the same title, else with the most
    alike of those left (from :data:`ALIKE` on).
    """
    keys = tuple(fields)
    pairs, rest_packed, rest_own = _matched(list(packed), list(own))
    changes = [change for one, other in pairs if (change := _change(one, other, keys))]
    added = tuple(str(row["title"]) for row in rest_own if fold(str(row["title"])) not in had)
    return Difference(len(pairs) - len(changes), tuple(changes), added, tuple(str(row["title"]) for row in rest_packed))


def _matched(packed: list[Row], own: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    by_title: dict[str, list[Row]] = {}
    for row in own:
        by_title.setdefault(fold(str(row["title"])), []).append(row)
    pairs, rest = [], []
    for row in packed:
        found = by_title.get(fold(str(row["title"])))
        if found:
            pairs.append((row, found.pop(0)))
        else:
            rest.append(row)
    left = [row for rows in by_title.values() for row in rows]
    ranked = sorted(_alike(rest, left), reverse=True)
    gone_packed, gone_own = set[int](), set[int]()
    for _, first, second in ranked:
        if first not in gone_packed and second not in gone_own:
            gone_packed.add(first)
            gone_own.add(second)
            pairs.append((rest[first], left[second]))
    return (
        pairs, [row for n, row in enumerate(rest) if n not in gone_packed],
        [row for n, row in enumerate(left) if n not in gone_own],
    )  # fmt: skip


def _alike(rest: Sequence[Row], left: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    for second, own in enumerate(left):
        matcher = SequenceMatcher(b=fold(str(own["title"])), autojunk=False)  # the second text is what it remembers
        for first, row in enumerate(rest):
            matcher.set_seq1(fold(str(row["title"])))
            if matcher.quick_ratio() >= ALIKE and (ratio := matcher.ratio()) >= ALIKE:
                yield ratio, first, second


def _change(packed: Row, own: Row, fields: Sequence[str]) -> Change | None:
    keys = ("title", *(fields or sorted((set(packed) | set(own)) - {"title", "draft"})))
    differ = [key for key in keys if packed.get(key) != own.get(key)]
    if not differ:
        return None
    return Change(str(own["title"]), {key: packed.get(key) for key in differ}, {key: own.get(key) for key in differ})


def personal_in(content: Any, names: Collection[str]) -> str:
    """Return the first thing in a content's texts that looks personal, "" where nothing does.

    Looked for: e-mail addresses, telephone and identity numbers, and ``names`` of two words and more. It finds slips;
    it cannot know a name that nobody told it.
    """
    wanted = {fold(name): name for name in names if len(name.split()) > 1}
    for text in _texts(content):
        for pattern in _PERSONAL:
            if found := pattern.search(text):
                return found[0]
        folded = fold(text)
        for name, said in wanted.items():
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
                return said
    return ""


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, Sequence):
        for value in content:
            yield from _texts(value)
