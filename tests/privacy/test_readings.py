"""Who read what: every opening leaves a row, whole numbers only for a reason, and the owner sees it all."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.files import samples
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core import audit, files
from thanthien.core.command import Once
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.core.once import sent_once
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.privacy.commands.readings import known

NUMBER, MOTHER = "038300000777", "038300000888"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    known.clear()


def with_number(world: World) -> Any:
    return world.received(applicant=world.applicant(id_number=NUMBER))


def rows(dossier: Any, *acts: str) -> list[AuditRow]:
    return list(AuditRow.objects.filter(subject_id=dossier.id, act__in=acts).order_by("seq"))


def opened(login: str, dossier: Any) -> str:
    answer = enter(login).get(reverse("office:dossier", args=[dossier.id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def press(login: str, dossier: Any, **words: str) -> Any:
    sent = {"field": "id_number", "reason": "compare_card", "text": "", "once": "k"} | words
    return enter(login).post(reverse("office:identity", args=[dossier.id]), sent)


def test_opening_is_noted_once_a_day_for_each_officer(world: World) -> None:
    dossier = world.received()
    for login in ("truc", "truc", "mua"):
        opened(login, dossier)
    known.clear()  # another process, which remembers nothing
    opened("truc", dossier)
    assert len(rows(dossier, "dossier.open")) == 2
    with rehearsed(world.now + timedelta(days=1)):
        opened("truc", dossier)
    assert len(rows(dossier, "dossier.open")) == 3
    assert audit.verify().ok


def test_a_stranger_opens_nothing_and_leaves_nothing(world: World) -> None:
    dossier = world.received()
    assert enter("la").get(reverse("office:dossier", args=[dossier.id])).status_code == 404
    assert rows(dossier, "dossier.open") == []


def test_a_second_opening_costs_no_statement_more(world: World) -> None:
    dossier, client = world.received(), enter("truc")
    path = reverse("office:dossier", args=[dossier.id])
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    assert not any("core_auditrow" in query["sql"] for query in seen.captured_queries)


def test_the_whole_number_is_shown_for_a_reason(world: World) -> None:
    dossier = with_number(world)
    page = opened("truc", dossier)
    assert NUMBER not in page
    assert reverse("office:identity", args=[dossier.id]) in page
    answer = press("truc", dossier, text="đối chiếu lúc bà Mơ đến")
    assert NUMBER in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    (row,) = rows(dossier, "identity.read")
    assert '"field":"id_number"' in row.body
    assert '"reason":"compare_card"' in row.body
    assert "bà Mơ" not in row.body
    assert "bà Mơ" in row.detail
    assert NUMBER not in row.body + row.detail


def test_a_page_sent_again_shows_the_number_and_is_noted_again(world: World) -> None:
    dossier, client = with_number(world), enter("truc")
    sent = {"field": "id_number", "reason": "compare_card", "text": "", "once": "k"}
    for count in (1, 2):
        assert NUMBER in client.post(reverse("office:identity", args=[dossier.id]), sent).content.decode()
        assert len(rows(dossier, "identity.read")) == count


def test_without_a_reason_nothing_is_shown(world: World) -> None:
    dossier = with_number(world)
    for wrong in ({"reason": ""}, {"reason": "curious"}, {"reason": "other"}, {"field": "phone"}, {"text": "x" * 301}):
        answer = press("truc", dossier, **wrong)
        assert answer.status_code == 422, wrong
        assert NUMBER not in answer.content.decode()
    assert rows(dossier, "identity.read") == []


def test_two_presses_are_one_reading(world: World) -> None:
    dossier, now = with_number(world), world.now
    asked = {"actor": world.actors["truc"], "now": now, "dossier_id": dossier.id, "field": "id_number"}
    for _ in range(2):
        sent_once(Once("s", "k", "b"), privacy.read_number, **asked, reason="look_up", text="")
    assert len(rows(dossier, "identity.read")) == 1


@pytest.mark.parametrize("login", ["thu", "quan", "la", "du"])
def test_whoever_does_not_need_it_gets_no_number(world: World, login: str) -> None:
    dossier = with_number(world)
    asked = {"actor": world.actors[login], "now": world.now, "dossier_id": dossier.id, "field": "id_number"}
    with pytest.raises(NotThere):
        privacy.read_number(**asked, reason="look_up", text="")
    if login == "la":  # the others first show a second factor
        assert press(login, dossier).status_code == 404
    assert rows(dossier, "identity.read") == []


def test_a_number_that_the_dossier_does_not_hold_is_not_there(world: World) -> None:
    dossier = world.received()
    asked = {"actor": world.actors["truc"], "now": world.now, "dossier_id": dossier.id}
    for field in ("id_number", "phone", "answers"):
        with pytest.raises(NotThere):
            privacy.read_number(**asked, field=field, reason="look_up", text="")


def with_card(world: World) -> tuple[Any, Any]:
    kept = files.stage("cccd.jpg", samples.jpeg(), unit_id=world.home, purpose="paper", now=world.now, encrypt=True)
    dossier = world.received(items=(onestop.Item(1, "file", str(kept.id)),))
    return dossier, onestop.items(dossier).get(number=1)


def test_a_card_is_shown_for_a_reason_and_for_ten_minutes(world: World) -> None:
    dossier, item = with_card(world)
    path = reverse("office:attachment", args=[dossier.id, item.id])
    for address in (path, f"{path}?goc"):
        assert enter("truc").get(address).headers["Location"].startswith(reverse("office:identity", args=[dossier.id]))
    assert press("truc", dossier, field=f"tep:{item.id}").status_code == 200
    assert enter("truc").get(path).headers["Content-Type"] == "image/jpeg"
    assert enter("mua").get(path).status_code == 302, "a reason of one officer opens nothing for another"
    with rehearsed(world.now + timedelta(minutes=11)):
        assert enter("truc").get(path).status_code == 302
    assert len(rows(dossier, "card.read")) == 1


def test_a_card_of_another_dossier_cannot_be_named(world: World) -> None:
    dossier, _ = with_card(world)
    _, other = with_card(world)
    asked = {"actor": world.actors["truc"], "now": world.now, "dossier_id": dossier.id, "reason": "look_up"}
    with pytest.raises(NotThere):
        privacy.read_card(item_id=other.id, text="", **asked)
    with pytest.raises(Refused):
        privacy.read_card(item_id=onestop.items(dossier).get(number=1).id, text="", **asked | {"reason": ""})


def test_papers_and_files_are_noted(world: World) -> None:
    kept = files.stage("don.jpg", samples.jpeg(), unit_id=world.home, purpose="paper", now=world.now)
    dossier = world.received(items=(onestop.Item(1, "file", str(kept.id)),))
    paper, item = onestop.papers(dossier).get(kind="receipt"), onestop.items(dossier).get(number=1)
    client = enter("nhai")
    client.get(reverse("office:paper", args=[dossier.id, paper.id]))
    client.get(reverse("office:paper_page", args=[dossier.id, paper.id, 1]))
    client.get(reverse("office:attachment", args=[dossier.id, item.id]))
    assert [row.act for row in rows(dossier, "paper.read", "file.read")] == ["paper.read", "file.read"]


def test_the_owner_sees_posts_and_reasons_and_no_names(world: World) -> None:
    dossier = with_number(world)
    opened("truc", dossier)
    press("truc", dossier, reason="look_up", text="ghi riêng cho xã")
    token = onestop.token_of(dossier.id)
    assert f"/hs/{token}/ai-da-mo/" in Client().get(f"/hs/{token}/").content.decode()
    answer = Client().get(f"/hs/{token}/ai-da-mo/")
    page = answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for words in (
        "Công chức tư pháp, hộ tịch, xã Cẩm Vân",
        "Mở hồ sơ",
        "Xem đủ số định danh",
        "cơ sở dữ liệu quốc gia",
    ):
        assert words in page, words
    for hidden in ("Quách Văn Trúc", "ghi riêng cho xã", NUMBER):
        assert hidden not in page, hidden


def test_what_the_receiving_commune_reads_is_seen_too(world: World) -> None:
    filing = world.filing(unit_id=world.units["15190"])
    filed = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=filing)
    dossier = world.get(filed.id)
    opened("nhai", dossier)
    opened("xa", dossier)
    page = Client().get(f"/hs/{onestop.token_of(dossier.id)}/ai-da-mo/").content.decode()
    assert "xã Cẩm Vân" in page
    assert page.count("Mở hồ sơ</td>") == 2


def test_nobody_opened_it_is_said_kindly(world: World) -> None:
    dossier = world.online()
    page = Client().get(f"/hs/{onestop.token_of(dossier.id)}/ai-da-mo/").content.decode()
    assert "Chưa cán bộ nào mở hồ sơ này." in page
    assert Client().get("/hs/sai/ai-da-mo/").status_code == 404


def test_looking_a_person_up_and_printing_a_slip_are_readings_too(world: World) -> None:
    dossier = with_number(world)
    found = enter("nhai").post(reverse("office:known_person"), {"id_number": NUMBER, "phone": ""})
    assert found.json()["name"] == "Bùi Thị Mơ"
    assert len(rows(dossier, "dossier.open")) == 1
    other = world.issued(world.received(applicant=world.applicant(name="Lò Văn Phiếu")))
    slip = next(one for one in notify.waiting_slips(world.actors["nhai"]) if one.dossier_id == other.id)
    assert enter("nhai").get(reverse("office:slip", args=[slip.id])).status_code == 200
    assert len(rows(other, "dossier.open")) == 1
