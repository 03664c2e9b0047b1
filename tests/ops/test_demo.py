"""``thanthien demo`` as a newcomer meets it."""

import json
import sqlite3
from contextlib import closing

from tests.core.test_outsider import asked
from tests.ops.house import House, wait_for
from thanthien.ops.world import cast
from thanthien.ops.world.record import Record


def count(house: House, sql: str) -> int:
    with closing(sqlite3.connect(house.folder / "thanthien.sqlite3", timeout=20)) as database:
        return int(database.execute(sql).fetchone()[0])


def dossiers(house: House, code: str) -> int:
    joined = "onestop_dossier d JOIN org_unit u ON u.id = d.unit_id AND u.valid_to IS NULL"
    return count(house, f"SELECT count(*) FROM {joined} WHERE u.code = '{code}'")


def test_a_newcomer_finds_a_living_commune_and_comes_back_to_it(empty: House) -> None:
    with empty.serving("demo", "--json") as server:
        assert server.process.stdout is not None
        said = json.loads(server.process.stdout.readline())
        assert said["url"] == f"http://127.0.0.1:{server.port}"
        assert {"login", "password", "post", "unit"} == set(said["people"][0])
        assert len(said["people"]) == 41
        assert server.get("/")[0] == 200
        assert dossiers(empty, cast.HOME.code) == cast.HOME.dossiers, "the home commune is whole before the first page"
        # The model of the province and then the others go on being made, and the banner says so.
        assert wait_for(lambda: dossiers(empty, cast.OTHERS[0].code) > 3, 150)
        assert (empty.folder / "demo-progress.txt").read_text("utf-8").startswith("Đang dựng thêm xã Vân Du")
    made = dossiers(empty, cast.HOME.code)
    with empty.serving("demo", "--json") as server:
        assert server.get("/")[0] == 200
        assert wait_for(lambda: cast.OTHERS[0].code in Record(empty.folder).communes, 60)
        # Two of them were taken in for the home commune.
        assert dossiers(empty, cast.OTHERS[0].code) >= cast.OTHERS[0].dossiers - 2, "gone on with where it stopped"
    assert made <= dossiers(empty, cast.HOME.code) <= cast.HOME.dossiers + 4
    assert empty.json("audit", "verify")["ok"] is True
    assert empty.json("deliver", "--once")["jobs"]["close_days"] >= 0
    _an_outsider_checks_the_oldest_receipt(empty)


def _an_outsider_checks_the_oldest_receipt(house: House) -> None:
    with closing(sqlite3.connect(house.folder / "thanthien.sqlite3", timeout=20)) as database:
        papers = "onestop_paper p JOIN onestop_dossier d ON d.id = p.dossier_id WHERE p.kind = 'receipt'"
        (code,) = database.execute(f"SELECT d.code FROM {papers} ORDER BY p.issued_at LIMIT 1").fetchone()
    proof, root = house.json("audit", "prove", code), house.json("audit", "root")
    done = asked(house.folder, proof, key=root["key"])
    assert done.returncode == 0, done.stderr
    assert code in done.stdout
    proof["row"]["body"] = proof["row"]["body"].replace('"due_at":"2', '"due_at":"3')
    assert asked(house.folder, proof, key=root["key"]).returncode == 1
    assert house.json("audit", "verify")["days"] > 60


def test_a_taken_port_is_said_before_anything_is_made(empty: House, house: House) -> None:
    with house.serving("serve") as server:
        assert "choose another" in empty.refusal("demo", "--port", str(server.port))
    assert not empty.folder.exists()
