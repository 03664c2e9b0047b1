"""Sessions: seen and ended by their owner, over after two idle hours and after twelve."""

import json
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tests.identity.doors import acts, code, password_step, with_phone
from tests.people import PASSWORD
from tests.world import NOW, World
from thanthien.core import clock, sessions
from thanthien.core.models import AuditRow, Session

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"


def opened(login: str, agent: str = "", address: str = "10.0.0.7") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    password_step(login, client=client)
    return client


def today(client: Client) -> int:
    return client.get(reverse("office:today")).status_code


def test_the_owner_sees_when_where_and_on_what(world: World) -> None:
    here = opened("nhai")
    opened("nhai", PHONE, "10.0.0.8")
    opened("truc")
    page = here.get(reverse("office:visits")).content.decode()
    assert page.count("Phiên này") == 1
    assert "Chrome trên điện thoại Android" in page
    assert "10.0.0.8" in page
    assert page.count("Thoát phiên này") == 1
    assert Session.objects.filter(staff_id=world.actors["nhai"].id).count() == 2
    assert not any(key in page for key in Session.objects.values_list("session_key", flat=True))


def test_one_session_and_all_others_can_be_ended(world: World) -> None:
    here, second, third = opened("nhai"), opened("nhai"), opened("nhai")
    held = sessions.of_staff(UUID(world.actors["nhai"].id), NOW, str(here.session.session_key))
    ref = sessions.ref_of(str(second.session.session_key))
    assert ref in {one.ref for one in held}
    assert here.post(reverse("office:visit_end", args=[ref])).status_code == 302
    assert (today(here), today(second), today(third)) == (200, 302, 200)
    assert here.post(reverse("office:visits_end")).status_code == 302
    assert (today(here), today(third)) == (200, 302)
    assert acts(world, "nhai")[-2:] == ["session.end", "session.end_others"]


def test_nobody_ends_anothers(world: World) -> None:
    mine, theirs = opened("nhai"), opened("truc")
    ref = sessions.ref_of(str(theirs.session.session_key))
    answer = mine.post(reverse("office:visit_end", args=[ref]), follow=True)
    assert "không còn trong các phiên của anh/chị" in answer.content.decode()
    assert today(theirs) == 200
    assert "session.end" not in acts(world, "nhai")


def test_signing_in_leaves_a_row_without_address_or_name(world: World) -> None:
    with_phone(world.actors["nhai"])
    with clock.rehearse(NOW + timedelta(minutes=2)):
        client = opened("nhai", PHONE, "10.0.0.8")
        assert "session.begin" not in acts(world, "nhai"), "the password alone opens nothing"
        client.post(reverse("office:second_step"), {"code": code(at=NOW + timedelta(minutes=2))})
    opened("truc", PHONE, "10.0.0.8")
    rows = AuditRow.objects.filter(act="session.begin")
    assert {(str(one.subject_id), json.loads(one.body)["data"]["second"]) for one in rows} == {
        (world.actors["nhai"].id, "totp"),
        (world.actors["truc"].id, ""),
    }
    assert {one.unit_id for one in rows} == {world.home}
    assert not any(word in str(one.__dict__) for one in rows for word in ("10.0.0.8", "Android"))


def test_a_second_press_leads_back_to_the_list(world: World) -> None:
    here, there = opened("nhai"), opened("nhai")
    path = reverse("office:visit_end", args=[sessions.ref_of(str(there.session.session_key))])
    assert here.post(path).status_code == 302
    assert "Việc này đã xong từ trước" in here.post(path, follow=True).content.decode()
    assert acts(world, "nhai").count("session.end") == 1


def test_a_session_ends_two_hours_after_its_last_page(world: World) -> None:
    client = opened("nhai")
    for minutes in (110, 220):
        with clock.rehearse(NOW + timedelta(minutes=minutes)):
            assert today(client) == 200
    with clock.rehearse(NOW + timedelta(minutes=220 + 121)):
        assert today(client) == 302


def test_a_session_ends_twelve_hours_after_signing_in(world: World) -> None:
    client = opened("nhai")
    for hours in range(1, 12):
        with clock.rehearse(NOW + timedelta(hours=hours)):
            assert today(client) == 200
    with clock.rehearse(NOW + timedelta(hours=12, minutes=1)):
        assert today(client) == 302


def test_a_form_that_comes_too_late_says_that_nothing_is_lost(world: World) -> None:
    client = opened("nhai")
    with clock.rehearse(NOW + timedelta(hours=3)):
        answer = client.post(reverse("office:counter"), {"name": "Bùi Thị Mơ"})
    assert answer.status_code == 401
    assert "Những gì đã điền vẫn còn" in answer.content.decode()


def test_the_key_changes_when_somebody_signs_in(world: World) -> None:
    client = Client()
    client.get(reverse("office:login"))
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    password_step("nhai", client=client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_changed_password_ends_all_others(world: World) -> None:
    here, there = opened("nhai"), opened("nhai")
    new = "bưởi chín bên hiên trăng"
    here.post(reverse("office:own_password"), {"old": PASSWORD, "new": new, "again": new})
    assert (today(here), today(there)) == (200, 302)
    assert Session.objects.filter(staff_id=world.actors["nhai"].id).count() == 1


def test_what_is_over_is_cleared_away_by_the_next_who_comes(world: World) -> None:
    opened("nhai")
    with clock.rehearse(NOW + timedelta(hours=13)):
        opened("truc")
        assert list(Session.objects.values_list("staff_id", flat=True)) == [UUID(world.actors["truc"].id)]


def test_a_page_costs_one_query_for_the_session_and_one_for_rights(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = opened("nhai")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("office:visits"))
    first = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert sum("core_session" in sql for sql in first) == 2  # the session itself, and the list on this page
    assert sum("org_position" in sql for sql in first) == 1
