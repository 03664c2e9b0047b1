"""``GET /api/v1/dossiers/{code}``: only for whoever holds the token; unknown and foreign look the same."""

import logging

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.api.conftest import BODY, Program, problem
from tests.world import World
from thanthien.onestop import service as onestop


@pytest.fixture
def filed(program: Program) -> dict[str, str]:
    told: dict[str, str] = program.post(BODY).json()
    return told


def test_the_state_in_words_with_its_timeline(program: Program, filed: dict[str, str]) -> None:
    told = program.get(f"dossiers/{filed['code']}", filed["token"]).json()
    assert told["state"] == "submitted"
    assert told["state_name"] == "Hồ sơ đã gửi, xã sẽ xem và trả lời."
    assert told["first_reply_due"] == filed["first_reply_due"]
    assert told["timeline"] == [{"at": "2026-11-16T08:30:00+07:00", "move": "file", "what": "Đã nộp hồ sơ"}]
    assert told["clock"] is None
    assert told["derivation"] is None


def test_after_acceptance_clock_and_derivation(program: Program, filed: dict[str, str], world: World) -> None:
    dossier = onestop.by_token(filed["token"])
    onestop.accept(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    told = program.get(f"dossiers/{filed['code']}", filed["token"]).json()
    assert told["due_on"] == "2026-11-23"
    assert told["clock"]["short"]
    assert told["derivation"]["steps"]
    assert {line["what"] for line in told["timeline"]} >= {"Đã nộp hồ sơ"}


def test_no_officer_and_no_note_leaks(program: Program, filed: dict[str, str], world: World) -> None:
    dossier = onestop.by_token(filed["token"])
    onestop.note(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, text="Chỉ nội bộ thôi nhé")
    raw = program.get(f"dossiers/{filed['code']}", filed["token"]).content.decode()
    assert "nội bộ" not in raw
    assert "Bùi Thị Mơ" not in raw


def test_without_token_it_asks_for_one(program: Program, filed: dict[str, str]) -> None:
    answer = program.get(f"dossiers/{filed['code']}")
    problem(answer, 401, "token-missing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_wrong_foreign_and_unknown_are_one_answer(program: Program, filed: dict[str, str]) -> None:
    other = program.post({**BODY, "idempotency_key": "another"}).json()
    answers = [
        program.get(f"dossiers/{filed['code']}", "x" * 43),
        program.get(f"dossiers/{filed['code']}", other["token"]),
        program.get("dossiers/TT-99999-261116-0001", filed["token"]),
        program.get(f"dossiers/{filed['code']}", "chữ"),
    ]
    bodies = {answer.content for answer in answers}
    assert len(bodies) == 1
    problem(answers[0], 404, "not-found")


def test_a_token_in_the_address_works_and_is_not_logged(
    program: Program, filed: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = program.get(f"dossiers/{filed['code']}?token={filed['token']}")
        program.get(f"dossiers/X?token={filed['token']}")
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert filed["token"] not in caplog.text


def test_following_is_two_statements(
    program: Program, filed: dict[str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        program.get(f"dossiers/{filed['code']}", filed["token"])
