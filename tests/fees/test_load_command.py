"""``thanthien load procedures``: tells first, loads once, names what it rejects."""

import json
from pathlib import Path

import pytest

from tests.fees.test_catalogue_file import CSV, offered, sheet
from tests.world import World
from thanthien.core.models import AuditRow
from thanthien.ops import load_procedures
from thanthien.ops.output import Failed


@pytest.fixture
def placed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("thanthien.ops.place.require", lambda: None)
    return world


@pytest.mark.parametrize("name", ["danh-muc.csv", "danh-muc.xlsx"])
def test_a_file_is_told_then_loaded_once(
    placed: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(sheet(CSV) if name.endswith("xlsx") else CSV)
    assert load_procedures.run(file, dry_run=True, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["loaded"], len(told["rejected"])) == (7, 4, 3)
    assert offered(placed).limit.value == 5
    assert load_procedures.run(file, dry_run=False, as_json=False) == 0
    said = capsys.readouterr().out
    assert "7 read, 4 loaded, 3 rejected" in said
    assert "vài ngày" in said
    assert offered(placed).limit.value == 4
    assert AuditRow.objects.filter(act="catalogue.renew").count() == 4  # one for each procedure
    load_procedures.run(file, dry_run=False, as_json=True)
    assert json.loads(capsys.readouterr().out)["loaded"] == 0


def test_a_file_that_cannot_be_read_fails_in_words(placed: World, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="cannot read"):
        load_procedures.run(tmp_path / "khong-co.csv", dry_run=True, as_json=False)
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(sheet(CSV)[:200])
    with pytest.raises(Failed, match="Không mở được"):
        load_procedures.run(broken, dry_run=True, as_json=False)
