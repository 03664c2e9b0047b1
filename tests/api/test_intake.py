"""``POST /api/v1/intake/dossiers``: a system with a key hands dossiers over, each once."""

import json
from typing import Any
from uuid import UUID

import pytest

from tests.api.conftest import Program, problem
from tests.world import NO_LIMIT, REBIRTH, World
from thanthien.core import clock
from thanthien.onestop.models import Dossier
from thanthien.onestop.service import intake

ADDRESS = "/api/v1/intake/dossiers"
BODY: dict[str, Any] = {
    "official_code": "H15.50.05.13-261113-0975",
    "procedure": REBIRTH,
    "received_at": "2026-11-13T09:00:00+07:00",
    "applicant": {"name": "Bùi Thị Mơ", "phone": "0900 000 123"},
    "promised_on": "2026-11-20",
}


@pytest.fixture
def bearer(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    key = intake.make_key(actor=world.actors["quan"], now=world.now, source="provincial", name="Hệ thống tỉnh")
    return {"Authorization": f"Bearer {intake.key_token(UUID(key.id))}"}


def test_a_system_hands_a_dossier_over_once(program: Program, world: World, bearer: dict[str, str]) -> None:
    first, second = (program.post(BODY, ADDRESS, **bearer) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    told, again = json.loads(first.content), json.loads(second.content)
    assert told["due_on"] == "2026-11-20"
    assert (told["new"], again["new"], told["code"]) == (True, False, again["code"])
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.unit_id, dossier.last_by) == ("provincial", world.home, "Hệ thống tỉnh")


def test_without_a_limit_it_waits(program: Program, bearer: dict[str, str]) -> None:
    told = json.loads(program.post({**BODY, "procedure": NO_LIMIT}, ADDRESS, **bearer).content)
    assert (told["state"], told["due_on"]) == ("submitted", "")


def test_a_wrong_or_ended_key_opens_nothing(program: Program, world: World, bearer: dict[str, str]) -> None:
    assert program.post(BODY, ADDRESS).status_code == 401
    assert program.post(BODY, ADDRESS, Authorization="Bearer nothing").status_code == 401
    key = intake.keys(world.actors["quan"]).get()
    intake.end_key(actor=world.actors["quan"], now=world.now, key_id=key.id)
    assert program.post(BODY, ADDRESS, **bearer).status_code == 401
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"official_code": ""}, "official_code"),
        ({"received_at": "sáng thứ Hai"}, "received_at"),
        ({"received_at": "2027-01-01T08:00:00+07:00"}, "received_at"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"promised_on": "mai"}, "promised_on"),
    ],
)
def test_what_is_wrong_is_named(program: Program, bearer: dict[str, str], change: dict[str, str], field: str) -> None:
    answer = program.post({**BODY, **change}, ADDRESS, **bearer)
    assert answer.status_code == 422
    assert json.loads(answer.content)["field"] == field
    assert not Dossier.objects.exists()


def test_the_body_cannot_say_another_commune(program: Program, bearer: dict[str, str]) -> None:
    answer = program.post({**BODY, "unit": "15190"}, ADDRESS, **bearer)
    assert answer.status_code == 422
    assert problem(answer, 422, json.loads(answer.content)["type"], json.loads(answer.content).get("field", ""))
