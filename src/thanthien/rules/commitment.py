"""Commitments (cam kết): the house's own texts, the one form of a text that is signed, and its fingerprint.

What is signed is plain text: NFC, one line feed after each line, UTF-8. Its SHA-256 goes into the audit chain, so
anybody who holds the file can compare without this program (``sha256sum``). Page: docs/rules/commitment.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from thanthien.rules.conduct import promises
from thanthien.rules.dated import choices_on

PERSON, BODY = "person", "body"
SCOPES: Final = {PERSON: "cá nhân", BODY: "tập thể"}
MARK_LENGTH: Final = 8  # letters of the fingerprint that a printed paper shows and an officer types


class Witness(NamedTuple):
    """Somebody before whom it is signed; may be from outside the house."""

    name: str
    post: str
    body: str

    @property
    def said(self) -> str:
        """Name, post and body in one line."""
        return ", ".join(filter(None, self))


class Own(NamedTuple):
    """A promise of one's own; ``promise`` is the code of the conduct promise whose figure measures it, "" for none."""

    words: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a commitment before names: title, the line before the points, the points, the line after them."""

    title: str
    opening: str
    points: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Parties:
    """Who commits. For a body ``party`` is its name and the signer its representative; else both are one person."""

    scope: str
    party: str
    signer: str
    post: str


def house_wording(scope: str, on: date) -> Wording:
    """Return the house's own text for ``PERSON`` or ``BODY`` on a day, with the conduct promises of that day in it.

    Raises ``KeyError`` for another scope.
    """
    rows = {row["code"]: row for row in choices_on("commitment", on)}
    row = rows[scope]
    groups: dict[str, list[str]] = {}
    for one in promises(on):
        groups.setdefault(one.group, []).append(_low(one.text))
    said = {group: "; ".join(texts) for group, texts in groups.items()}
    points = tuple(point.format(**said) for point in row["points"])
    return Wording(row["title"], row["opening"], points, row["closing"])


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def canonical(unit: str, who: Parties, wording: Wording, own: Sequence[Own], before: Sequence[Witness]) -> str:
    """Return the text that is signed, in its one form but for NFC, which the caller sees to."""
    body = who.scope == BODY
    first = f"Tập thể cam kết: {who.party}" if body else f"Người cam kết: {who.signer}, {who.post}"
    lines = ["CAM KẾT", wording.title, f"Đơn vị: {unit}", first]
    if body:
        lines.append(f"Người đại diện: {who.signer}, {who.post}")
    lines += ["", wording.opening, *_numbered(wording.points)]
    if own:
        lines += ["", "Chúng tôi hứa thêm:" if body else "Riêng tôi hứa thêm:", *_numbered([one.words for one in own])]
    lines += ["", wording.closing, "", "Trước sự chứng kiến của:", *_numbered([one.said for one in before])]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{at}. {line}" for at, line in enumerate(lines, 1)]


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text (FIPS 180-4), 64 hexadecimal letters."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mark(digest: str) -> str:
    """Return the first letters of a fingerprint, as a paper shows them."""
    return digest[:MARK_LENGTH]
