"""``thanthien audit root | prove | trust | receive``: JSON for machines, one line that helps for each refusal."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.core.proof_house import NEXT_MORNING, closed, promise, receipts
from tests.core.test_other_roots import elsewhere, signed
from tests.core.test_outsider import asked
from tests.core.test_tampering import changed, inserted, removed, reordered
from tests.world import World, rehearsed
from thanthien.core.models import ChainHead, DayRoot, OtherRoot, Promise
from thanthien.core.proof import keys, proving
from thanthien.ops import cli


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert cli.main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *words: str, code: int = 1) -> str:
    assert cli.main(list(words)) == code
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    return line


def test_the_root_of_a_day(capsys: pytest.CaptureFixture[str], world: World) -> None:
    receipts(world, 1)
    assert "thanthien: no day is closed yet" in refusal(capsys, "audit", "root")
    closed(NEXT_MORNING + timedelta(days=1))
    found = said(capsys, "audit", "root", "--day", "2026-11-16")
    root = DayRoot.objects.get(day="2026-11-16")
    assert (found["day"], found["size"], found["root"]) == ("2026-11-16", root.size, root.root)
    assert keys.is_signed(found["statement"], found["signature"], bytes.fromhex(found["key"]))
    assert said(capsys, "audit", "root")["day"] == "2026-11-17"
    assert "the last closed day is 2026-11-17" in refusal(capsys, "audit", "root", "--day", "2026-11-18")
    assert "write it like" in refusal(capsys, "audit", "root", "--day", "hôm qua", code=2)
    assert cli.main(["audit", "root"]) == 0
    assert root.key in capsys.readouterr().out


def test_the_proof_of_a_receipt(capsys: pytest.CaptureFixture[str], world: World, tmp_path: Path) -> None:
    dossier = receipts(world, 2)[1]
    assert "no dossier has the code" in refusal(capsys, "audit", "prove", "TT-15163-991231-0001")
    assert "2026-11-16 is not closed yet" in refusal(capsys, "audit", "prove", dossier.code)
    online = world.online()
    assert "has no receipt with a promise" in refusal(capsys, "audit", "prove", online.code)
    closed()
    found = said(capsys, "audit", "prove", dossier.code)
    assert found == proving.prove(promise(dossier))
    done = asked(tmp_path, found, kept=said(capsys, "audit", "root"))
    assert (done.returncode, done.stderr) == (0, "")
    assert dossier.code in done.stdout


def test_a_proof_on_damaged_rows_says_what_to_do(capsys: pytest.CaptureFixture[str], world: World) -> None:
    dossier = receipts(world, 1)[0]
    closed()
    Promise.objects.update(leaf="0" * 64)
    assert "run `thanthien audit verify`" in refusal(capsys, "audit", "prove", dossier.code)


def test_a_neighbours_root_is_trusted_taken_in_and_a_second_one_cried_out(
    capsys: pytest.CaptureFixture[str], world: World, tmp_path: Path
) -> None:
    receipts(world, 1)
    closed()
    root = next(proving.every())
    with elsewhere() as public:
        first = signed(root)
        root.size += 1
        second = signed(root)
    file = tmp_path / "root.json"
    file.write_text(first, "utf-8")
    with rehearsed(NEXT_MORNING):
        assert "Chưa có khóa" in refusal(capsys, "audit", "receive", str(file))
        assert said(capsys, "audit", "trust", "UBND xã Vân Du", public)["key"] == root.key
        assert "đã ghi rồi" in refusal(capsys, "audit", "trust", "UBND xã Vân Du", public)
        assert said(capsys, "audit", "receive", str(file))["state"] == "new"
        assert said(capsys, "audit", "receive", str(file))["state"] == "known"
        file.write_text(second, "utf-8")
        assert "TWO ROOTS for 2026-11-16" in refusal(capsys, "audit", "receive", str(file))
        assert "cannot be read" in refusal(capsys, "audit", "receive", str(tmp_path / "none"), code=2)
    assert OtherRoot.objects.count() == 2


def test_verify_says_the_day_whose_history_was_rewritten(capsys: pytest.CaptureFixture[str], world: World) -> None:
    receipts(world, 1)
    closed()
    assert said(capsys, "audit", "verify") | {"rows": 0} == {
        "ok": True, "rows": 0, "first_bad": None, "days": 1, "promises": 1,
    }  # fmt: skip
    DayRoot.objects.update(root="0" * 64)
    assert "2026-11-16" in refusal(capsys, "audit", "verify")


@pytest.mark.parametrize(
    ("way", "at_end"),
    [(changed, False), (removed, False), (inserted, False), (reordered, False), (removed, True)],
    ids=["changed", "removed", "inserted", "reordered", "cut"],
)
def test_verify_names_the_row_that_somebody_tampered_with(
    capsys: pytest.CaptureFixture[str],
    world: World,
    way: Callable[[World, int, int], tuple[int, str]],
    at_end: bool,
) -> None:
    receipts(world, 1)
    length = ChainHead.objects.get(unit_id=world.home).seq
    seq, why = way(world, length if at_end else length // 2, length)
    assert cli.main(["audit", "verify", "--json"]) == 1
    said_, line = capsys.readouterr()
    found = json.loads(said_)
    assert (found["ok"], found["first_bad"]["unit"], found["first_bad"]["seq"]) == (False, world.home.hex, seq)
    assert why in found["first_bad"]["why"]
    assert f"unit {world.home.hex} breaks at row {seq}" in line
