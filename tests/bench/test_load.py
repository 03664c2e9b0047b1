"""What the measurements stand on: many dossiers that are as lawful as few, and a client that counts right."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID

import pytest
from django.test import override_settings

from bench import client, figures, places
from thanthien.core import crypto, tokens
from thanthien.rules import numbering

DOSSIERS = 400


@pytest.fixture(scope="module")
def place() -> Iterator[places.Place]:
    with places.sqlite() as empty:
        empty.filled(DOSSIERS, communes=1)
        yield empty


def _rows(place: places.Place, text: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(place.folder / "thanthien.sqlite3")) as line:
        return line.execute(text).fetchall()


def test_the_chain_of_many_dossiers_verifies(place: places.Place) -> None:
    told = place.python("bench.inside", "verified")
    assert told["ok"]
    assert told["rows"] > 3 * DOSSIERS
    assert told["statements"] <= 15  # one of them asks which calendar holds


def test_codes_and_numbers_follow_each_other(place: places.Place) -> None:
    codes = [numbering.parse_dossier_code(code) for (code,) in _rows(place, "SELECT code FROM onestop_dossier")]
    by_day: dict[object, list[int]] = {}
    for code in codes:
        by_day.setdefault(code.received_on, []).append(code.serial)
    assert len(codes) >= DOSSIERS
    assert all(sorted(serials) == list(range(1, len(serials) + 1)) for serials in by_day.values())
    numbers = [
        int(text.split("/")[0]) for (text,) in _rows(place, "SELECT number FROM onestop_paper WHERE kind = 'receipt'")
    ]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_every_row_speaks_of_its_own_dossier(place: places.Place) -> None:
    rows = _rows(
        place,
        "SELECT d.code, d.applicant, p.data FROM onestop_dossier d JOIN onestop_paper p ON p.dossier_id = d.id",
    )
    with override_settings(THANTHIEN_FIELD_KEY=places.KEYS["FIELD"]):
        for code, name, data in rows:
            told = json.loads(crypto.decrypt_text(json.loads(data), "onestop_paper.data"))["dossier"]
            assert (told["code"], told["applicant"]["name"]) == (code, name)


def test_money_is_in_the_tills_that_say_so_and_its_numbers_follow_each_other(place: places.Place) -> None:
    sums = _rows(
        place,
        "SELECT s.received, s.counted, s.received, (SELECT COALESCE(SUM(r.amount), 0) FROM onestop_receipt r"
        " WHERE r.sheet_id = s.id) FROM onestop_cashsheet s WHERE s.closed_at IS NOT NULL",
    )
    assert sums
    assert all(len(set(one)) == 1 for one in sums)
    assert any(one[0] for one in sums)
    told = _rows(place, "SELECT body FROM core_auditrow WHERE act = 'cash.close'")
    assert sorted(json.loads(body)["data"]["received"] for (body,) in told) == sorted(one[0] for one in sums)
    numbers = sorted(number for (number,) in _rows(place, "SELECT number FROM onestop_receipt"))
    assert [int(one.split("-")[1]) for one in numbers] == list(range(1, len(numbers) + 1))
    paid = _rows(place, "SELECT receipt_number FROM onestop_charge WHERE state = 'paid'")
    assert sorted(number for (number,) in paid) == numbers


def test_what_stands_beside_dossiers_is_there_too(place: places.Place) -> None:
    for table in ("onestop_officialcode", "onestop_booking", "onestop_bookingrule", "onestop_ticket"):
        assert _rows(place, f"SELECT id FROM {table} LIMIT 1"), table
    calls = _rows(place, "SELECT count(*) FROM core_auditrow WHERE act = 'ticket.take'")
    assert calls == _rows(place, "SELECT count(*) FROM onestop_ticket")
    with override_settings(THANTHIEN_SECRET_KEY=places.KEYS["SECRET"], SECRET_KEY=places.KEYS["SECRET"]):
        tokens._key.cache_clear()
        for key, code in _rows(place, "SELECT id, code FROM onestop_papermark"):
            assert tokens.mark_of("paper", UUID(key)) == code
    tokens._key.cache_clear()


def test_indexes_stand_again_and_nothing_points_nowhere(place: places.Place) -> None:
    found = _rows(place, "SELECT name FROM sqlite_master WHERE name = 'dossier_owner_list'")
    assert found == [("dossier_owner_list",)]
    assert _rows(place, "PRAGMA foreign_key_check") == []
    assert _rows(place, "PRAGMA journal_mode") == [("wal",)]


@pytest.mark.parametrize(
    ("got", "whole"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", False),
        (b"HTTP/1.1 200 OK\r\nContent-Le", False),
    ],
)
def test_an_answer_is_counted_when_it_is_whole(got: bytes, whole: bool) -> None:
    assert (client.parsed(got, ended=False) is not None) is whole


def test_a_missed_aim_is_said() -> None:
    text = figures.table([figures.Figure("x", "1/s", "floor: 30/s", figures.share(1, 30), "1/12", False)])
    assert "1/30.0" in text
    assert "**not met**" in text
