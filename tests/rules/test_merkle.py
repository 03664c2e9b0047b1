"""The tree of RFC 6962: the known vectors of Certificate Transparency, and properties over any size."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.rules import merkle

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    )
]  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATHS = {
    (0, 1): (),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
LEAVES = [merkle.leaf(entry) for entry in ENTRIES]
sizes = st.integers(1, 300)


@pytest.mark.parametrize("size", range(9))
def test_the_known_roots(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_the_known_paths(index: int, size: int) -> None:
    assert tuple(found.hex() for found in merkle.path(LEAVES[:size], index)) == PATHS[index, size]


def made(size: int) -> list[bytes]:
    return [merkle.leaf(number.to_bytes(4)) for number in range(size)]


def straight(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, word by word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + straight(leaves[:split]) + straight(leaves[split:])).digest()


@given(sizes, st.data())
def test_every_leaf_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    leaves, index = made(size), data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    way, top = merkle.path(leaves, index), straight(leaves)
    assert merkle.root_by_path(leaves[index], index, size, way) == merkle.root(leaves) == top
    if other != index:
        assert merkle.root_by_path(leaves[other], index, size, way) != top


@given(sizes, st.data())
def test_a_tree_grown_in_parts_is_the_same(size: int, data: st.DataObject) -> None:
    leaves, tree, at = made(size), merkle.Tree(), 0
    while at < size:
        step = data.draw(st.integers(1, size - at))
        tree.extend(leaves[at : at + step])
        at += step
    assert (tree.root(), tree.size) == (straight(leaves), size)


@given(sizes, st.sampled_from([2, 4, 8]))
def test_roots_of_aligned_blocks_are_nodes_of_the_tree(size: int, block: int) -> None:
    leaves = made(size)
    assert merkle.root(merkle.root(leaves[at : at + block]) for at in range(0, size, block)) == straight(leaves)


@given(sizes, st.data())
def test_a_path_changed_shortened_or_lengthened_does_not_lead_there(size: int, data: st.DataObject) -> None:
    leaves, index = made(size), data.draw(st.integers(0, size - 1))
    way, top = merkle.path(leaves, index), merkle.root(leaves)
    with pytest.raises(merkle.BadProof):
        merkle.root_by_path(leaves[index], index, size, [*way, top])
    if way:
        with pytest.raises(merkle.BadProof):
            merkle.root_by_path(leaves[index], index, size, way[:-1])
        at = data.draw(st.integers(0, len(way) - 1))
        bent = [*way[:at], bytes(32), *way[at + 1 :]]
        assert merkle.root_by_path(leaves[index], index, size, bent) != top


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_an_index_outside_the_tree_is_refused(index: int, size: int) -> None:
    with pytest.raises(merkle.BadProof):
        merkle.root_by_path(bytes(32), index, size, [])
    with pytest.raises(merkle.BadProof):
        merkle.path(made(size), index)


def test_the_hand_worked_example_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules" / "proof.md").read_text("utf-8")
    told = dict(re.findall(r"^\| (\w+(?: \d)?) \| [^|]+ \| `([0-9a-f]{64})` \|$", page, re.MULTILINE))
    rows = [hashlib.sha256(letter).digest() for letter in (b"a", b"b", b"c")]
    assert [told[f"row {at}"] for at in (1, 2, 3)] == [row.hex() for row in rows]
    leaves = merkle.leaves(rows)
    assert [told[f"leaf {at}"] for at in (1, 2, 3)] == [leaf.hex() for leaf in leaves]
    assert merkle.path(leaves, 1) == [leaves[0], leaves[2]]
    assert (merkle.root(leaves[:2]).hex(), merkle.root(leaves).hex()) == (told["node"], told["root"])
