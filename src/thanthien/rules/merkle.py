"""The hash tree of RFC 6962, section 2.1: roots and inclusion proofs over SHA-256.

    leaf = SHA-256( 0x00 || entry )      node = SHA-256( 0x01 || left || right )      no leaf: SHA-256( "" )

A tree of n leaves splits at the largest power of two below n. Nothing here knows what the entries are.
Page for outsiders: docs/rules/proof.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

_sha = hashlib.sha256
EMPTY = _sha(b"").digest()


class BadProof(ValueError):
    """A proof whose form cannot be right: an index outside the tree, too many or too few hashes."""


def leaf(entry: bytes) -> bytes:
    """Return the hash of a leaf."""
    return _sha(b"\x00" + entry).digest()


def leaves(entries: Iterable[bytes]) -> list[bytes]:
    """Return the hashes of many leaves."""
    return [_sha(b"\x00" + entry).digest() for entry in entries]


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return _sha(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows at its right end and keeps one hash a level: a million leaves cost twenty hashes."""

    __slots__ = ("_levels", "size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._levels: list[list[bytes]] = []
        self.extend(leaves)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes; many at once cost less than one by one."""
        fresh = list(leaves)
        self.size += len(fresh)
        height = 0
        while fresh:
            if height == len(self._levels):
                self._levels.append([])
            row = self._levels[height] + fresh
            even = len(row) & ~1
            self._levels[height] = row[even:]
            pairs = iter(row[:even])
            fresh = [_sha(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
            height += 1

    def root(self) -> bytes:
        """Return the hash of the whole tree as it stands."""
        found: bytes | None = None
        for level in self._levels:
            if level:
                found = level[0] if found is None else node(level[0], found)
        return EMPTY if found is None else found


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return Tree(leaves).root()


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that lead from leaf ``index`` (from 0) to the root, nearest first."""
    if not 0 <= index < len(leaves):
        raise BadProof(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*path(leaves[:split], index), root(leaves[split:])]
    return [*path(leaves[split:], index - split), root(leaves[:split])]


def root_by_path(leaf_hash: bytes, index: int, size: int, hashes: Sequence[bytes]) -> bytes:
    """Return the root to which a path leads (RFC 9162, section 2.1.3.2); compare it with the published one."""
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    found, at, last = leaf_hash, index, size - 1
    for sibling in hashes:
        if not last:
            raise BadProof("the path is too long")
        if at & 1 or at == last:
            found = node(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise BadProof("the path is too short")
    return found
