"""Work lists: few questions whatever the size, the order of the clock, rows kept only while they are true."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.web.office import sign_in
from tests.world import MARITAL, REBIRTH, World
from thanthien.core import clock
from thanthien.office import rows
from thanthien.onestop import service as onestop
from thanthien.rules import tickets

LISTS = {
    "nhai": ("today", "queue", "hand_over", "register", "slips", "dossiers", "unsent", "counter"),
    "truc": ("today", "dossiers", "register"),
    "thu": ("today", "dossiers"),
    "tam": ("dossiers", "register"),
    "quan": ("today", "unsent"),
}
MOST = 8
WIDER = {"today": 9, "counter": 11}  # waiting room, or dates that wait for a second person; no row adds a question


@pytest.mark.parametrize("login", LISTS)
@pytest.mark.parametrize("size", [1, 60])
def test_a_list_asks_at_most_eight_questions(
    world: World, login: str, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        world.received(MARITAL)
        if number % 6 == 0:
            world.online(MARITAL)
            world.issued(world.received(REBIRTH))
    client = sign_in(login)
    for name in LISTS[login]:
        with django_assert_max_num_queries(WIDER.get(name, MOST) if login in ("nhai", "quan") else MOST):
            assert client.get(reverse(f"office:{name}")).status_code == 200


def test_the_handlers_list_asks_four_questions_once_its_rows_are_drawn(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        world.received(MARITAL)
    client = sign_in("truc")
    client.get(reverse("office:today"))
    with django_assert_num_queries(4):
        page = client.get(reverse("office:today")).content.decode()
    assert page.count("<li><a href=") >= 25
    assert len(page.encode()) < 60_000


def test_rows_stand_by_clock_and_the_rest_is_one_step_away(world: World) -> None:
    late = world.received(REBIRTH, at=world.now - timedelta(days=11))
    soon = world.received(MARITAL, at=world.now - timedelta(days=5))
    far = world.received(REBIRTH)
    page = sign_in("truc").get(reverse("office:today")).content.decode()
    places = [page.index(str(one.id)) for one in (late, soon, far)]
    assert places == sorted(places)
    assert "1 việc quá hẹn" in page


def test_a_drawn_row_is_drawn_anew_when_dossier_or_hour_changes(world: World) -> None:
    dossier = world.received(MARITAL)
    client = sign_in("truc")
    assert "Còn 3 ngày" in client.get(reverse("office:today")).content.decode()
    with clock.rehearse(world.now + timedelta(days=3, hours=1)):
        page = sign_in("truc").get(reverse("office:today")).content.decode()
        assert "Còn 7 giờ" in page
    world.to_sign(dossier)
    assert "trình ký" in sign_in("truc").get(reverse("office:today")).content.decode()


def test_pages_follow_each_other_without_gap_or_double(world: World) -> None:
    made = {str(world.received(MARITAL).id) for _ in range(30)}
    client, where, seen = sign_in("truc"), reverse("office:dossiers"), []
    for _ in range(3):
        context = client.get(where).context
        seen += [key for key in made for group in context["groups"] if key in str(group["rows"])]
        if not context["after"]:
            break
        where = f"{reverse('office:dossiers')}?sau={context['after'].replace('+', '%2B')}"
    assert sorted(seen) == sorted(made)


def test_a_handler_sees_own_dossiers_and_the_whole_commune_on_request(world: World) -> None:
    dossier = world.received(MARITAL)
    onestop.assign(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version,
        staff_id=UUID(world.actors["mua"].id),
    )  # fmt: skip
    client = sign_in("truc")
    assert str(dossier.id) not in client.get(reverse("office:dossiers")).content.decode()
    page = client.get(reverse("office:dossiers") + "?cua=xa").content.decode()
    assert str(dossier.id) in page
    assert "Bùi Thị Mùa" in page


def test_rows_that_nobody_asks_for_fall_out() -> None:
    kept = rows.Kept(room=10)
    kept.put({(UUID(int=number), 1, "x", False): "row" for number in range(25)})
    assert len(kept) == 10


def test_the_first_page_is_its_own_for_every_post(world: World) -> None:
    world.online()
    for login, says in {
        "nhai": "1 hồ sơ chờ tiếp nhận", "truc": "không việc nào đến hạn", "thu": "chờ vào sổ",
        "quan": "Cần để mắt",
    }.items():  # fmt: skip
        assert says in sign_in(login).get(reverse("office:today")).content.decode()


def test_the_clerk_sees_who_waits_in_the_room_and_who_is_expected(world: World) -> None:
    client = sign_in("nhai")
    page = client.get(reverse("office:today")).content.decode()
    assert "không ai đang chờ gọi số" in page
    assert "không còn ai hẹn" in page
    for lane in tickets.LANES:
        onestop.tickets.take(
            actor=world.actors["nhai"], now=world.now, unit_id=world.home, service=tickets.UNKNOWN, lane=lane
        )
    assert "2 người đang chờ gọi số" in client.get(reverse("office:today")).content.decode()


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("group", ["", "late", "today", "next", "later", "paused"])
def test_a_page_of_keys_is_one_index_range_without_a_sort(world: World, own: bool, group: str) -> None:
    if connection.vendor != "sqlite":
        return  # with three rows PostgreSQL reads the table; bench/ looks at its plan with a million
    actor = world.actors["truc"]
    cursor = f"{clock.iso_micro(world.now)}~{UUID(int=1)}"
    with CaptureQueriesContext(connection) as asked:
        onestop.keys(actor, world.now, own=own, group=group, after=cursor)
        onestop.desk_counts(actor, world.now)
        onestop.register(actor, world.now, cursor)
        onestop.received_elsewhere(actor, world.now, cursor)
        onestop.in_state(actor, ["submitted"], world.now, cursor)
    for one in asked:
        with connection.cursor() as plan:
            plan.execute("EXPLAIN QUERY PLAN " + one["sql"].replace("%", "%%"))
            steps = " ".join(str(row[3]) for row in plan.fetchall())
        assert "TEMP B-TREE" not in steps
        assert "SCAN onestop_dossier" not in steps
