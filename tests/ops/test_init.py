"""A real commune begins: keys, facts, one administrator, and nothing of a demo."""

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.ops.house import UNIT, House


def ask(house: House, sql: str) -> list[Any]:
    with closing(sqlite3.connect(house.folder / "thanthien.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_everything_stands_and_nothing_is_invented(house: House) -> None:
    assert ask(house, "SELECT login, name FROM org_staff") == [("lan", "Phạm Thị Lan")]
    assert ask(house, "SELECT role, valid_to FROM org_position") == [("administrator", None)]
    assert ask(house, "SELECT online_filing FROM org_office") == [(0,)]
    assert ask(house, "SELECT count(*) FROM onestop_procedure") == [(141,)]
    assert ask(house, "SELECT count(*) FROM org_unit WHERE level = 'commune' AND valid_to IS NULL") == [(3321,)]
    assert ask(house, "SELECT count(*) FROM onestop_dossier") == [(0,)]
    assert house.json("audit", "verify") == {"ok": True, "rows": 4, "first_bad": None, "days": 0, "promises": 0}


def test_the_keys_are_for_their_owner_alone(house: House) -> None:
    file = house.folder / "thanthien.env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert f"THANTHIEN_HOME_UNIT={UNIT}" in file.read_text()


def test_the_database_of_a_new_commune_was_readable_by_everybody_on_the_machine(house: House) -> None:
    assert stat.S_IMODE((house.folder / "thanthien.sqlite3").stat().st_mode) & 0o077 == 0


def test_a_second_start_changes_nothing(house: House) -> None:
    before = (house.folder / "thanthien.env").read_bytes(), ask(house, "SELECT * FROM org_staff")
    assert "administrator already" in house.refusal("init", "--unit", UNIT, "--admin", "minh")
    assert before == ((house.folder / "thanthien.env").read_bytes(), ask(house, "SELECT * FROM org_staff"))


def test_a_wrong_unit_leaves_room_for_the_right_one(empty: House, tmp_path: Path) -> None:
    assert "thanthien unit" in empty.refusal("init", "--unit", "99999", "--admin", "lan")
    assert not (empty.folder / "thanthien.env").exists()
    weak, good = tmp_path / "weak", tmp_path / "good"
    weak.write_text("12345")
    good.write_text("núi cao sông dài\n")
    line = empty.refusal("init", "--unit", UNIT, "--admin", "lan", "--password-file", str(weak))
    assert "10" in line
    said = empty.run("init", "--unit", UNIT, "--admin", "lan", "--password-file", str(good), "--json")
    assert said.returncode == 0, said.stderr
    assert "password" not in json.loads(said.stdout)
    assert ask(empty, "SELECT login FROM org_staff") == [("lan",)]


def test_the_first_administrator_is_invited(empty: House) -> None:
    said = empty.json("init", "--unit", UNIT, "--admin", "lan")
    assert set(said) == {"data", "keys", "login", "invitation", "until"}
    assert "/can-bo/loi-moi/" in said["invitation"]
    assert ask(empty, "SELECT substr(password, 1, 1) FROM org_staff") == [("!",)]
    again = empty.json("invite", "lan", "--second-step")
    assert again["invitation"] != said["invitation"]
    assert ask(empty, "SELECT count(*) FROM identity_invitation WHERE withdrawn_at IS NULL") == [(1,)]
    assert "nobody signs in as" in empty.refusal("invite", "ai-do")


def test_a_password_file_that_is_not_there_is_wrong_usage(empty: House) -> None:
    line = empty.refusal("init", "--unit", UNIT, "--admin", "lan", "--password-file", "/khong/co", code=2)
    assert "--password-file" in line


def test_demo_and_real_never_share_a_folder(house: House) -> None:
    assert "real installation" in house.refusal("demo", "--port", "8799")
    (house.folder / "thanthien.env").write_text("THANTHIEN_MODE=demo\n")
    assert "holds a demo" in house.refusal("init", "--unit", UNIT, "--admin", "lan")


def test_a_changed_row_is_found(house: House) -> None:
    with closing(sqlite3.connect(house.folder / "thanthien.sqlite3")) as database, database:
        database.execute("UPDATE core_auditrow SET body = replace(body, 'staff', 'stuff') WHERE seq = 2")
    done = house.run("audit", "verify", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["ok"] is False
    assert found["first_bad"]["seq"] == 2
    assert done.stderr.count("\n") == 1
