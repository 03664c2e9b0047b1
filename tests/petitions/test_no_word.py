"""No sealed word anywhere: tables, pages, log lines, crash reports. Files and backups: robust/test_sealed_files."""

import base64
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from tests import people
from tests.access.lines import NO_METHOD
from tests.access.matrix import TABLE
from tests.petitions import crawl
from tests.petitions.played import BESIDE, MOBILE, TEXT, WORD, Play, begin, live, phrase
from tests.web.office import sign_in
from tests.world import World
from thanthien.petitions.sealed import box

SECRET = (WORD, BESIDE, MOBILE, MOBILE.replace(" ", ""))


def shapes(word: str) -> set[bytes]:
    """How a word may lie in a column: as it is, in capitals, hex, base64 at any offset."""
    raw = word.encode()
    coded = {base64.b64encode(b"x" * gap + raw)[gap + 1 : -4] for gap in range(3)}
    return {raw, raw.upper(), raw.hex().encode(), *coded}


def whole_database() -> bytes:
    """Every value of every table as bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row]
    return b"\n".join(found)


@pytest.fixture
def played(world: World, caplog: pytest.LogCaptureFixture) -> Play:
    caplog.set_level(logging.DEBUG)
    play = begin(world)
    live(play)
    return play


def test_no_table_and_no_log_holds_a_word(played: Play, caplog: pytest.LogCaptureFixture) -> None:
    held = whole_database()
    codes = [code for printed in played.codes.values() for code in (printed, printed.replace(" ", ""))]
    for word in (*SECRET, *codes):
        for shape in shapes(word):
            assert shape not in held, word
        assert word not in caplog.text
    assert b"nhai" in held, "the search itself works"


def test_only_the_answer_to_whom_it_concerns_holds_a_word(played: Play) -> None:
    """A case shows after the passphrase; a form that was refused shows what was typed; nothing else does."""
    shows = {("sealed_case", 200), ("sealed", 200), ("sealed_make", 422), ("sealed_sheet", 422), ("sealed_vouch", 422)}
    for _, name, status, answer in played.answers:
        if (name, status) not in shows:
            assert not any(word in answer.content.decode() for word in SECRET), name
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert phrase("kin") not in answer.content.decode()
    opened = [answer for _, name, status, answer in played.answers if (name, status) == ("sealed_case", 200)]
    assert all(TEXT in answer.content.decode() for answer in opened)


def everybody(played: Play) -> Iterator[tuple[str, Client]]:
    yield "", Client()
    for login in ("nhai", "truc", "thu", "tam", "quan", "la", "du"):
        yield login, sign_in(login)
    yield "giu", played.browsers["giu"]
    yield "moi", played.browsers["moi"]


def test_no_page_shows_a_word_to_anybody(played: Play) -> None:
    """Every address of the three sites that can be looked at, as everybody, and whatever these pages link to."""
    record = live_record()
    args = {"sealed_case": [record], "sealed_grant": [record]}
    plain = [
        reverse(f"office:{name}", args=args.get(name, [])) for name, line in TABLE.items()
        if line.get != NO_METHOD and (name in args or not line.args(crawl.Anything()))
    ]  # fmt: skip
    plain += crawl.addresses_without_arguments()
    for login, client in everybody(played):
        seen = crawl.walk(client, plain, at_most=60)
        assert len(seen) > 30
        for address, text in seen.items():
            assert not any(word in text for word in SECRET), (login, address)
            if login not in {"giu", "moi"} and str(record) not in address:
                assert str(record) not in text, (login, address)


def live_record() -> Any:
    from thanthien.petitions.sealed.models import SealedRecord

    return SealedRecord.objects.exclude(kind="drill").get().id


def test_a_search_for_the_word_finds_nothing(played: Play) -> None:
    places = ("/can-bo/tim/", "/can-bo/ho-so/", "/can-bo/nhat-ky/", "/thu-tuc/", "/tra-cuu/", "/api/v1/procedures")
    for login in ("", *(cast.login for cast in people.CAST[:6]), "giu"):
        client = played.browsers.get(login) or (sign_in(login) if login else Client())
        for address in places:
            for question in ("q", "viec", "ma"):
                answer = client.get(address, {question: WORD})
                assert BESIDE not in answer.content.decode(), (login, address)


@pytest.mark.parametrize("breaks", ["wrap", "seal"])
def test_a_crash_tells_nothing(
    played: Play, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, breaks: str
) -> None:
    """The page of faults, the log, and even the report that a developer would get by mail."""
    reports = []

    def keep(request: Any, **_: object) -> None:
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())

    def fail(*given: object) -> None:
        raise RuntimeError("hỏng")

    got_request_exception.connect(keep)
    try:
        monkeypatch.setattr(box, breaks, fail)
        played.browsers["giu"].raise_request_exception = False
        answer = played.browsers["giu"].post(reverse("office:sealed_make"), played.case())
    finally:
        got_request_exception.disconnect(keep)
    assert answer.status_code == 500
    for text in (answer.content.decode(), caplog.text, *reports):
        assert not any(word in text for word in SECRET)
    assert "RuntimeError" in reports[0]


def test_a_crash_while_reading_tells_nothing(played: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = []

    def keep(request: Any, **_: object) -> None:
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())

    def fail(*given: object, **named: object) -> None:
        raise RuntimeError("hỏng")

    got_request_exception.connect(keep)
    kin = played.browsers["kin"]
    kin.raise_request_exception = False
    try:
        monkeypatch.setattr("thanthien.office.sealed.render", fail)
        answer = kin.post(reverse("office:sealed_case", args=[live_record()]), {"passphrase": phrase("kin")})
    finally:
        got_request_exception.disconnect(keep)
    assert (answer.status_code, len(reports)) == (500, 1)
    assert not any(word in reports[0] for word in SECRET)
