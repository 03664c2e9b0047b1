"""The outsider's script checks a receipt as a process of its own, and is not taken in by a tampered proof."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.core.proof_house import closed, promise, receipts
from tests.tree.source import ROOT
from tests.world import World
from thanthien.core.proof import keys, proving

SCRIPT = ROOT / "docs" / "verify_receipt.py"
Proof = dict[str, Any]


def public() -> str:
    return keys.ours()[keys.present()].hex()


def asked(folder: Path, proof: Proof, key: str = "", kept: Any = None) -> subprocess.CompletedProcess[str]:
    """Run the script with nothing of ours in reach."""
    (folder / "proof.json").write_text(json.dumps(proof), "utf-8")
    words = [sys.executable, "-I", str(SCRIPT), "proof.json", key or public()]
    if kept is not None:
        (folder / "root.json").write_text(json.dumps(kept), "utf-8")
        words.append("root.json")
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=30)


@pytest.fixture
def proofs(world: World) -> list[Proof]:
    found = receipts(world, 4)
    closed()
    return [proving.prove(promise(dossier)) for dossier in found]


def test_the_script_is_short_and_of_the_standard_library() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    imported = {line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


def test_a_true_receipt_is_true_alone_and_with_the_root_kept_at_home(tmp_path: Path, proofs: list[Proof]) -> None:
    for proof in proofs:
        done = asked(tmp_path, proof, kept=proof["root"])
        assert done.returncode == 0, done.stderr
        assert "in the root of 2026-11-16" in done.stdout


def _other_receipt(proof: Proof, other: Proof) -> None:
    proof["inclusion"] = other["inclusion"]


def _other_row(proof: Proof, other: Proof) -> None:
    proof["row"] = other["row"]


def _other_promise(proof: Proof, other: Proof) -> None:
    proof["promise"] = other["promise"]


def _earlier_date(proof: Proof, other: Proof) -> None:
    proof["row"]["body"] = proof["row"]["body"].replace("2026-11-23", "2026-11-30")


def _promised_otherwise(proof: Proof, other: Proof) -> None:
    text = proof["promise"]["statement"]
    proof["promise"]["statement"] = text.replace('"number":"', '"number":"9')


def _root_otherwise(proof: Proof, other: Proof) -> None:
    text = proof["root"]["statement"]
    proof["root"]["statement"] = text.replace('"size":', '"size":1')


def _short_path(proof: Proof, other: Proof) -> None:
    proof["inclusion"]["path"].pop()


def _long_path(proof: Proof, other: Proof) -> None:
    proof["inclusion"]["path"].append("00" * 32)


def _bent_path(proof: Proof, other: Proof) -> None:
    proof["inclusion"]["path"][0] = "00" * 32


def _other_place(proof: Proof, other: Proof) -> None:
    proof["inclusion"]["index"] ^= 1


def _no_signature(proof: Proof, other: Proof) -> None:
    proof["root"]["signature"] = "A" * 86 + "=="


CHANGES = [
    _other_receipt, _other_row, _other_promise, _earlier_date, _promised_otherwise, _root_otherwise, _short_path,
    _long_path, _bent_path, _other_place, _no_signature,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_tampered_proof_is_not_true(
    tmp_path: Path, proofs: list[Proof], change: Callable[[Proof, Proof], None]
) -> None:
    bent = copy.deepcopy(proofs[0])
    change(bent, proofs[1])
    done = asked(tmp_path, bent)
    assert done.returncode != 0
    assert "TRUE:" not in done.stdout


def test_another_key_and_another_root_than_the_kept_one_are_named(tmp_path: Path, proofs: list[Proof]) -> None:
    done = asked(tmp_path, proofs[0], key="00" * 31 + "01")
    assert done.returncode == 1
    assert "another key" in done.stderr
    kept = {**proofs[0]["root"], "statement": proofs[0]["root"]["statement"].replace("2026", "2027")}
    done = asked(tmp_path, proofs[0], kept=kept)
    assert done.returncode == 1
    assert "not the one you kept" in done.stderr
