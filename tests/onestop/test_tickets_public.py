"""The machine in the hall, my number on my telephone, the screen on the wall: as strangers and bad luck meet them."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.onestop.queued import called, clerk, given, machine, row
from tests.world import World, rehearsed
from thanthien.core import limits
from thanthien.onestop.service import tickets
from thanthien.public import hall, kiosk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    hall.BOARDS.clear()
    hall._figures.clear()
    hall._seen.clear()


@pytest.fixture
def device(world: World) -> Client:
    """A browser that the commune has admitted."""
    client = Client()
    client.cookies[kiosk.COOKIE] = tickets.pass_of(machine(world))
    return client


def press(client: Client, lane: str = "A", service: str = "chung-thuc", once: str = "mot-lan-bam") -> str:
    answer = client.post("/lay-so/", {"viec": service, "lan": lane, "once": once})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return str(answer["Location"])


def test_three_screens_lead_to_a_number(world: World, device: Client) -> None:
    with rehearsed(world.now):
        first = device.get("/lay-so/").content.decode()
        assert first.count('href="/lay-so/?viec=') == 8
        assert "ưu tiên" in device.get("/lay-so/?viec=chung-thuc").content.decode()
        last = device.get(press(device, "B")).content.decode()
    assert "B001" in last
    assert 'class="qr"' in last
    assert "data-print-now" in last
    assert 'url=/lay-so/"' in last  # without script it goes back by itself


def test_a_press_sent_twice_gives_one_number(world: World, device: Client) -> None:
    with rehearsed(world.now):
        assert press(device) == press(device)
        assert press(device, once="lan-hai") != press(device)
    assert tickets.Ticket.objects.count() == 2


def test_a_strange_browser_gets_no_number_and_is_told_where(world: World) -> None:
    for cookie in ("", "bay-ba", tickets.pass_of(UUID(int=7))):
        client = Client()
        client.cookies[kiosk.COOKIE] = cookie
        with rehearsed(world.now):
            assert client.get("/lay-so/").status_code == 403
            answer = client.post("/lay-so/", {"viec": "chung-thuc", "lan": "A"})
        assert answer.status_code == 403
        assert "máy đặt trong sảnh" in answer.content.decode()
    assert tickets.Ticket.objects.count() == 0


def test_a_machine_of_one_commune_gives_no_number_in_another(world: World, device: Client) -> None:
    with rehearsed(world.now):
        assert device.get("/xa/15190/lay-so/").status_code == 403


def test_a_form_from_another_site_is_refused(world: World, device: Client) -> None:
    answer = device.post("/lay-so/", {"viec": "khac", "lan": "A"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert tickets.Ticket.objects.count() == 0


@pytest.mark.parametrize("typed", [{}, {"viec": "x", "lan": "A"}, {"viec": "khac", "lan": "Ω"}, {"viec": "khac" * 900}])
def test_nonsense_leads_back_to_the_beginning(world: World, device: Client, typed: dict[str, str]) -> None:
    with rehearsed(world.now):
        answer = device.post("/lay-so/", typed)
    assert (answer.status_code, answer["Location"]) == (302, "/lay-so/")


def test_a_child_that_plays_with_the_machine_empties_no_roll(
    world: World, device: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 4
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "ticket.kiosk": limits.Limit(most, timedelta(minutes=10))})
    with rehearsed(world.now):
        for number in range(most):
            press(device, once=f"lan-{number}")
        answer = device.post("/lay-so/", {"viec": "khac", "lan": "A", "once": "them"})
    assert answer.status_code == 503
    assert "bấm lại sau vài giây" in answer.content.decode()
    assert tickets.Ticket.objects.count() == most


def test_a_machine_without_paper_shows_the_number_and_prints_nothing(world: World) -> None:
    key = machine(world)
    tickets.set_paper(actor=clerk(world), now=world.now, kiosk_id=key, prints=False)
    client = Client()
    client.cookies[kiosk.COOKIE] = tickets.pass_of(key)
    with rehearsed(world.now):
        page = client.get(press(client)).content.decode()
    assert "Máy đang hết giấy" in page
    assert "data-print-now" not in page


def test_a_link_admits_one_machine_once_within_a_day(world: World) -> None:
    quan, client = world.actors["quan"], Client()
    made = tickets.add_kiosk(actor=quan, now=world.now, name="Sảnh phụ")
    link = f"/lay-so/may/{tickets.link_of(tickets.kiosks(quan).get(id=made.id))}/"
    with rehearsed(world.now + timedelta(hours=24)):
        assert client.get(link).status_code == 404
    with rehearsed(world.now):
        assert "Sảnh phụ" in client.get(link).content.decode()
        answer = client.post(link)
        assert (answer.status_code, answer["Location"]) == (302, "/lay-so/")
        assert client.cookies[kiosk.COOKIE]["httponly"]
        assert client.get("/lay-so/").status_code == 200
        assert Client().post(link).status_code == 404
        tickets.end_kiosk(actor=quan, now=world.now, kiosk_id=UUID(made.id))
        assert client.get("/lay-so/").status_code == 403


def test_my_number_says_how_many_are_before_me(world: World) -> None:
    given(world), given(world, "B", minute=1)
    mine = given(world, minute=2)
    with rehearsed(world.now + timedelta(minutes=3)):
        page = Client().get(f"/so/{tickets.token_of(mine.id)}/")
    text = page.content.decode()
    assert "Trước anh/chị còn 1 người cùng làn" in text
    assert "chưa đủ số để ước" in text
    assert page["Referrer-Policy"] == "no-referrer"


def test_my_number_tells_the_minutes_when_there_are_enough_calls(world: World) -> None:
    done = None
    for number in range(6):
        given(world, minute=number / 10)
    for number in range(6):
        done = called(world, 4 * number + 1, done=done).id
    mine = given(world, minute=21)
    with rehearsed(world.now + timedelta(minutes=21)):
        assert "khoảng 4\u00a0phút" in Client().get(f"/so/{tickets.token_of(mine.id)}/").content.decode()


def test_my_number_follows_call_no_show_and_end(world: World) -> None:
    mine = given(world)
    address, client = f"/so/{tickets.token_of(mine.id)}/", Client()
    with rehearsed(world.now):
        mark = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 304
        called(world)
        fresh = client.get(address, headers={"If-None-Match": mark})
        assert "Mời đến Quầy 2" in fresh.content.decode()
        tickets.miss(actor=clerk(world), now=world.now, ticket_id=mine.id)
        assert "không phải lấy số mới" in client.get(address).content.decode()
        assert client.post(address).status_code == 302
        assert row(mine.id).state == "cancelled"
        assert "Số này đã thôi" in client.get(address).content.decode()


def test_giving_back_a_called_number_changes_nothing(world: World) -> None:
    mine = given(world)
    called(world)
    with rehearsed(world.now):
        page = Client().post(f"/so/{tickets.token_of(mine.id)}/", follow=True).content.decode()
    assert "Mời đến Quầy 2" in page
    assert row(mine.id).state == "called"


@pytest.mark.parametrize("token", ["x", "A" * 300, "%00", "số"])
def test_a_foreign_number_is_not_there(world: World, token: str) -> None:
    assert Client().get(f"/so/{token}/").status_code == 404


def test_the_screen_shows_the_called_number_and_the_next_five(world: World) -> None:
    for number in range(8):
        given(world, minute=number)
    called(world, 9)
    with rehearsed(world.now + timedelta(minutes=9)):
        page = Client().get("/phong-cho/").content.decode()
    assert 'data-call="A001|Quầy 2|1"' in page
    assert "Mời số A, không, không, một, đến Quầy 2" in page
    assert [label in page for label in ("A002", "A006", "A007")] == [True, True, False]
    assert "7 người đang đợi" in page
    assert "Nhài" not in page


def test_an_empty_room_says_so_and_tomorrows_closure_stands_there(world: World) -> None:
    with rehearsed(world.now + timedelta(days=7)):  # Monday 23/11, the day before the holiday
        page = Client().get("/phong-cho/").content.decode()
    assert "Chưa gọi số nào" in page
    assert "Ngày mai" in page


def test_a_screen_costs_one_small_query_while_nothing_moves(world: World) -> None:
    from django.db import connection

    given(world)
    client = Client()
    with rehearsed(world.now):
        first = client.get("/phong-cho/bang/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            again = client.get("/phong-cho/bang/", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, len(asked)) == (304, 1), [one["sql"] for one in asked]
        called(world)
        moved = client.get("/phong-cho/bang/", headers={"If-None-Match": first["ETag"]})
        with CaptureQueriesContext(connection) as asked:
            other = Client().get("/phong-cho/bang/")
    assert moved.status_code == 200
    assert "A001" in moved.content.decode()
    assert (other.content, len(asked)) == (moved.content, 1)  # drawn once for all screens


def test_between_two_looks_a_screen_learns_what_others_saw_without_a_query(world: World) -> None:
    from django.db import connection

    given(world)
    client, other = Client(), Client()
    with rehearsed(world.now):
        shown = re.search(r'data-moved="(\d+)"', client.get("/phong-cho/bang/").content.decode())
        assert shown is not None
        light = f"/phong-cho/bang/?nhe={shown[1]}"
        called(world)
        with CaptureQueriesContext(connection) as asked:
            before = client.get(light)
        assert (before.status_code, len(asked)) == (304, 0), "nobody has looked since"
        assert "A001" in other.get("/phong-cho/bang/").content.decode()
        with CaptureQueriesContext(connection) as asked:
            after = client.get(light)
        assert ("A001" in after.content.decode(), len(asked)) == (True, 0)
        for odd in ("", "x", "-1", "9" * 400, "٣"):
            assert client.get(f"/phong-cho/bang/?nhe={odd}").status_code in (200, 304)
