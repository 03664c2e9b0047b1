"""No sealed word in any file: the database with its log of writes, the files, a backup, what the server writes out."""

import json
from pathlib import Path

import pytest

from tests.petitions.played import BESIDE, MOBILE, WORD
from tests.petitions.test_no_word import shapes
from tests.robust.house import House


@pytest.mark.once
def test_no_file_and_no_output_holds_a_word(house: House, tmp_path: Path) -> None:
    child = house.start("sealed_life")
    out, err = child.communicate(timeout=400)
    assert child.returncode == 0, err
    told = json.loads(out.splitlines()[-1])
    assert (told["crash"], "Traceback" in err) == (500, True), err
    backup = tmp_path / "mot-ngay.backup"
    done = house.thanthien("backup", str(backup))
    assert done.returncode == 0, done.stderr
    files = [path for folder in (house.folder, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert {"thanthien.sqlite3", backup.name} <= {path.name for path in files}
    held = {path.name: path.read_bytes() for path in files} | {"output": err.encode()}
    codes = [code for printed in told["codes"].values() for code in (printed, printed.replace(" ", ""))]
    for name, content in held.items():
        for word in (WORD, BESIDE, MOBILE, *codes):
            assert not any(shape in content for shape in shapes(word)), (name, word)
    drilled = house.thanthien("sealed", "drill")
    assert WORD not in drilled.stdout + drilled.stderr
