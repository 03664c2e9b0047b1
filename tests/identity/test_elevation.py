"""The administrator's session: asked for, reasoned, timed, ended, and named in every act that it allowed."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.identity.doors import code, with_phone
from tests.people import PASSWORD
from tests.web.office_acts import enter
from tests.world import NOW, World
from thanthien.core import audit, clock
from thanthien.core.models import AuditRow
from thanthien.org.models import Office, Position
from thanthien.rules.rights import RIGHTS

REASON = "Giao chức danh theo QĐ 12/QĐ-UBND"
GIVEN = {
    "role": "clerk", "title": "Cán bộ Một cửa", "counter": "", "valid_from_d": "16", "valid_from_m": "11",
    "valid_from_y": "2026",
}  # fmt: skip


def plain(login: str) -> Client:
    """An administrator behind the second step, without a timed session."""
    client = enter(login)
    session = client.session
    session.pop("elevation", None)
    session.save()
    return client


def give(world: World) -> str:
    return reverse("office:give_position", args=[world.actors["mua"].id])


def raise_(client: Client, proof: str = PASSWORD, reason: str = REASON, **more: str) -> Any:
    return client.post(reverse("office:elevation"), {"proof": proof, "reason": reason, **more})


def test_pages_that_change_people_ask_first_and_lists_do_not(world: World) -> None:
    client = plain("quan")
    assert client.get(reverse("office:people")).status_code == 200
    asked = client.get(give(world))
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("office:elevation"))
    raised = client.post(asked.headers["Location"], {"proof": PASSWORD, "reason": REASON, "tiep": give(world)})
    assert raised.headers["Location"] == give(world)
    page = client.get(give(world)).content.decode()
    assert "Phiên quản trị</strong> đến 08:45, còn 15 phút" in page
    assert REASON in page


def test_what_was_typed_is_kept_and_sent_again(world: World) -> None:
    client, once = plain("quan"), str(uuid4())
    before = Position.objects.count()
    held = client.post(give(world), {**GIVEN, "once": once})
    assert held.status_code == 401
    assert "Những gì đã điền vẫn còn" in held.content.decode()
    assert 'name="giu.title" value="Cán bộ Một cửa"' in held.content.decode()
    assert Position.objects.count() == before
    kept = {f"giu.{name}": value for name, value in {**GIVEN, "once": once}.items()}
    wrong = raise_(client, "sai", tiep=give(world), **kept)
    assert wrong.status_code == 422
    assert 'name="giu.title"' in wrong.content.decode()
    again = raise_(client, tiep=give(world), **kept).content.decode()
    assert 'name="title" value="Cán bộ Một cửa"' in again
    assert client.post(give(world), {**GIVEN, "once": once}).status_code == 302
    assert Position.objects.count() == before + 1


def test_start_acts_and_end_stand_in_the_chain(world: World) -> None:
    client = plain("quan")
    raise_(client)
    client.post(give(world), {**GIVEN, "once": str(uuid4())})
    assert client.post(reverse("office:elevation_end")).status_code == 302
    rows = list(AuditRow.objects.filter(unit_id=world.home).order_by("seq"))[-3:]
    assert [row.act for row in rows] == ["elevation.begin", "position.give", "elevation.end"]
    assert json.loads(rows[1].body)["actor"]["elevation"] == str(rows[0].subject_id) == str(rows[2].subject_id)
    assert REASON not in rows[0].body  # a reason may name people: it is erasable
    assert client.get(give(world)).status_code == 302
    assert audit.verify().ok


def test_it_ends_by_itself_after_fifteen_minutes(world: World) -> None:
    client = plain("quan")
    raise_(client)
    with clock.rehearse(NOW + timedelta(minutes=14, seconds=59)):
        assert client.get(give(world)).status_code == 200
    with clock.rehearse(NOW + timedelta(minutes=15)):
        assert client.get(give(world)).status_code == 302
        assert "Phiên quản trị" not in client.get(reverse("office:people")).content.decode()


@pytest.mark.parametrize(("proof", "reason"), [("sai rồi", REASON), ("", REASON), (PASSWORD, ""), (PASSWORD, "ngắn")])
def test_without_proof_and_reason_nothing_opens(world: World, proof: str, reason: str) -> None:
    client = plain("quan")
    assert raise_(client, proof, reason).status_code == 422
    assert client.get(give(world)).status_code == 302
    assert not AuditRow.objects.filter(act="elevation.begin").exists()


def test_the_code_of_the_phone_proves_as_well_and_once(world: World) -> None:
    with_phone(world.actors["quan"])
    client, later = plain("quan"), NOW + timedelta(minutes=2)
    with clock.rehearse(later):
        assert raise_(client, code(at=later)).status_code == 302
        client.post(reverse("office:elevation_end"))
        assert raise_(client, code(at=later)).status_code == 422


def test_guesses_have_to_wait(world: World) -> None:
    client = plain("quan")
    for _ in range(6):
        answer = raise_(client, "đoán mò thôi")
    assert "Đã gõ sai nhiều lần" in answer.content.decode()
    assert raise_(client).status_code == 422


def test_it_gives_no_right_to_those_who_have_none(world: World) -> None:
    for login in ("tam", "nhai", "du"):
        client = enter(login)
        assert raise_(client).status_code == 404
        assert client.get(give(world)).status_code == 404


def test_settings_of_the_office_want_it_too(world: World) -> None:
    client, before = plain("quan"), Office.objects.get(unit_id=world.home).address
    assert client.post(reverse("office:office"), {"address": "Nơi khác"}).status_code == 401
    assert Office.objects.get(unit_id=world.home).address == before
    assert {name for name, right in RIGHTS.items() if right.elevated} >= {
        "staff.change",
        "office.change",
        "catalogue.set",
    }
