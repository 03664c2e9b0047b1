"""``POST /api/v1/dossiers``: one key, one dossier; every refusal says what is wrong, and where."""

import json
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from tests import people
from tests.api.conftest import BODY, Program, problem
from tests.world import DENUNCIATION, NO_LIMIT, World
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop

# BEGIN and COMMIT (a savepoint's pair in tests) included. Raise it only with a reason in the commit.
STATEMENTS = 15  # one of them counts for the limit of the line, one asks which calendar holds
KEYS = {"code", "token", "tracking_url", "state", "first_reply_due"}


def filed(world: World) -> int:
    return onestop.visible(SYSTEM).count()


def test_a_filing_answers_with_all_one_needs(program: Program, world: World) -> None:
    answer = program.post(BODY)
    told = answer.json()
    assert answer.status_code == 201
    assert set(told) == KEYS
    assert told["code"].endswith("-261116-0001")
    assert told["tracking_url"].endswith(f"/hs/{told['token']}/")
    assert told["state"] == "submitted"
    assert told["first_reply_due"] == "2026-11-17T08:30:00+07:00"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    kept = onestop.by_token(told["token"])
    assert (kept.applicant, kept.phone, kept.tell_by, kept.channel) == ("Bùi Thị Mơ", "0900000123", "phone", "online")
    assert kept.unit_id == kept.received_unit_id == world.home


def test_a_filing_is_few_statements(program: Program, world: World) -> None:
    program.post(BODY)  # the catalogue is read once a process
    with CaptureQueriesContext(connection) as statements:
        answer = program.post({**BODY, "idempotency_key": "another"})
    assert answer.status_code == 201
    assert len(statements) <= STATEMENTS, [row["sql"][:90] for row in statements]


def test_the_same_key_again_is_the_same_dossier(program: Program, world: World) -> None:
    first, second = program.post(BODY), program.post(BODY)
    assert (second.status_code, second.json()) == (201, first.json())
    assert filed(world) == 1
    other = program.post({**BODY, "tell_by": "slip"})
    told = problem(other, 409, "idempotency-key-reused", "idempotency_key")
    assert first.json()["code"] not in json.dumps(told)
    assert filed(world) == 1


def test_a_key_that_was_refused_may_be_used_again(program: Program, world: World) -> None:
    problem(program.post({**BODY, "applicant": {"name": "7"}}), 422, "refused", "applicant.name")
    assert program.post(BODY).status_code == 201


@pytest.mark.parametrize("code", ["2.002396", "2.002409", "2.001801", "2.001909"])
def test_what_has_no_counter_has_no_api(program: Program, world: World, code: str) -> None:
    told = problem(program.post({**BODY, "procedure": code}), 422, "not-fileable", "procedure")
    assert filed(world) == 0
    if code == DENUNCIATION:
        assert "đến gặp trực tiếp" in told["title"]


@pytest.mark.parametrize(
    ("changes", "kind", "field"),
    [
        ({"procedure": "9.999999"}, "unknown-procedure", "procedure"),
        ({"procedure": "1.115323"}, "not-offered", "procedure"),
        ({"competent_unit": "99999"}, "unknown-unit", "competent_unit"),
        ({"competent_unit": people.CHIENG_SINH}, "offline", ""),
        ({"received_at_unit": people.CHIENG_SINH}, "other-province", "received_at_unit"),
        ({"applicant": {"name": "Bùi Thị Mơ", "phone": "12"}}, "refused", "applicant.phone"),
        ({"applicant": {"name": "Bùi Thị Mơ"}, "tell_by": "email"}, "refused", "applicant.email"),
        (
            {"applicant": {"name": "Bùi Thị Mơ", "id_number": "12a"}, "tell_by": "slip"},
            "refused",
            "applicant.id_number",
        ),
        ({"answers": {"a": "x" * 150_000}}, "too-long", "answers"),
        ({"competent_unit": "1516\u0000"}, "unreadable-field", "competent_unit"),
        ({"tell_by": "pigeon"}, "unreadable-field", "tell_by"),
        ({"applicant": {"phone": "0900000123"}}, "unreadable-field", "applicant.name"),
        ({"applicant": "Mơ"}, "unreadable-field", "applicant"),
        ({"phone": "0900000123"}, "unreadable-field", "phone"),
        ({"answers": ["a"]}, "unreadable-field", "answers"),
        ({"answers": {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}}, "unreadable", "answers"),
    ],
)
def test_refusals_name_type_and_field(
    program: Program, world: World, changes: dict[str, Any], kind: str, field: str
) -> None:
    problem(program.post({**BODY, **changes}), 422, kind, field)
    assert filed(world) == 0


def test_regardless_of_boundary_inside_the_province(program: Program, world: World) -> None:
    told = program.post({**BODY, "competent_unit": people.VAN_DU, "received_at_unit": people.CAM_VAN}).json()
    kept = onestop.by_token(told["token"])
    assert (kept.unit_id, kept.received_unit_id) == (world.units[people.VAN_DU], world.home)


def test_an_old_code_says_what_it_became(program: Program) -> None:
    answer = program.post({**BODY, "competent_unit": "15187"})
    assert answer.status_code == 422
    assert answer.json()["type"] in {"unit-moved", "unknown-unit"}


def test_under_the_address_of_a_commune_that_commune_is_meant(program: Program, world: World) -> None:
    answer = program.post(BODY, f"/xa/{people.VAN_DU}/api/v1/dossiers")
    assert onestop.by_token(answer.json()["token"]).unit_id == world.units[people.VAN_DU]


def test_no_limit_is_needed_to_file(program: Program) -> None:
    assert program.post({**BODY, "procedure": NO_LIMIT}).status_code == 201


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[1]", b"null", b'"x"', b"\xff\xfe", b'{"a": NaN}', b'{"procedure": "\\ud800"}', b"[" * 5000],
    ids=["empty", "cut", "list", "null", "text", "latin", "nan", "half a letter", "deep"],
)
def test_unreadable_bodies(program: Program, world: World, raw: bytes) -> None:
    answer = program.post(raw)
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert filed(world) == 0


@pytest.mark.parametrize("name", ["Bu\u0300i Thị Mơ", "Bùi\u200b Thị\u202e Mơ", "  Bùi   Thị Mơ \u0000"])
def test_text_comes_in_one_form(program: Program, name: str) -> None:
    answer = program.post({**BODY, "applicant": {**BODY["applicant"], "name": name}})
    assert onestop.by_token(answer.json()["token"]).applicant == "Bùi Thị Mơ"


def test_too_much_is_not_read(program: Program) -> None:
    problem(program.post(b"x" * 300_000), 413, "too-large")
    problem(program.post(b"{}", **{"Content-Length": "many"}), 413, "too-large")


def test_another_type_of_body(program: Program) -> None:
    answer = program.client.post("/api/v1/dossiers", {"procedure": "1"})
    problem(answer, 400, "not-json")


def test_methods_and_addresses_that_are_not_there(program: Program) -> None:
    answer = program.client.delete("/api/v1/dossiers")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "POST"
    problem(program.get("nope"), 404, "not-found")
    problem(program.get(""), 404, "not-found")
    problem(program.client.post("/api/v1/letters", "{}", content_type="application/json"), 404, "not-found")


def test_a_busy_machine_says_so_and_wrote_nothing(
    program: Program, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr("thanthien.core.rows.write", locked)
        answer = program.post(BODY)
    problem(answer, 503, "busy")
    assert answer.headers["Retry-After"]
    assert filed(world) == 0
    assert program.post(BODY).status_code == 201


def test_a_fault_shows_nothing_of_itself(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret path /etc")

    monkeypatch.setattr("thanthien.rules.numbering.dossier_code", broken)
    answer = program.post(BODY)
    told = problem(answer, 500, "fault")
    assert "secret" not in json.dumps(told)
