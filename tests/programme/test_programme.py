"""The level above founds, guides and chooses; what exists opens the gates."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import people
from tests.programme.start import ABOVE, RULING, WHY, above, chosen, founded
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit, clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.programme.models import Artefact, Participation
from thanthien.rules.programme import STAGES

DECIDED = org.Ruling("25/QĐ-UBND", date(2026, 10, 1), "Chủ tịch UBND xã", date(2026, 10, 1), "")


def stage(world: World) -> str:
    part = programme.current(world.home)
    assert part is not None
    return part.stage


def found_board(world: World) -> None:
    seats = [
        org.Seat(role="head", name="Phạm Văn Tâm", post="Chủ tịch UBND xã"),
        org.Seat(role="member", name="Hà Văn Thôn", post="Trưởng thôn"),
    ]
    org.found_board(
        actor=world.actors["quan"], now=world.now, unit_id=world.home, kind="Ban Chỉ đạo", name="Ban Chỉ đạo xã",
        ruling=DECIDED, seats=seats, rules="Ban họp mỗi tháng một lần.",
    )  # fmt: skip


def test_a_commune_goes_on_when_the_thing_is_there(world: World) -> None:
    actor = above(world)
    key = chosen(world, actor)
    assert stage(world) == "chosen"
    ruling = programme.Ruling("55/KH-UBND", date(2026, 9, 15), "UBND tỉnh")
    programme.guide(actor=actor, now=world.now, programme_id=key, ruling=ruling, title="Kế hoạch triển khai")
    assert stage(world) == "guided"
    found_board(world)
    assert stage(world) == "guided"
    part = programme.current(world.home)
    assert part is not None
    assert part.missing == ["plan"]
    assert audit.verify().ok


def test_what_a_commune_had_before_it_was_chosen_counts(world: World) -> None:
    found_board(world)
    chosen(world, above(world))
    part = programme.current(world.home)
    assert part is not None
    assert {one.kind for one in programme.artefacts(part)} == {"choice", "board", "board_rules"}


def test_a_thing_taken_back_closes_its_gate(world: World) -> None:
    key = chosen(world, above(world))
    subject = uuid7()
    with clock.rehearse(world.now):
        programme.note(world.home, "guide", subject, "Kế hoạch", date(2026, 9, 2))
        assert stage(world) == "guided"
        programme.withdraw(world.home, "guide", subject)
    assert stage(world) == "chosen"
    assert Artefact.objects.filter(participation__programme_id=key, void=True).count() == 1


def test_two_programmes_in_one_commune(world: World) -> None:
    actor = above(world)
    chosen(world, actor)
    with pytest.raises(Refused, match="đang ở trong một mô hình"):
        chosen(world, actor)
    assert Participation.objects.count() == 1


def test_a_commune_that_left_may_be_chosen_again(world: World) -> None:
    actor = above(world)
    key = chosen(world, actor)
    programme.leave(
        actor=actor, now=world.now, programme_id=key, unit_id=world.home, on=world.now.date(), reason="Nhập xã"
    )
    assert programme.current(world.home) is None
    chosen(world, actor)
    assert stage(world) == "chosen"


@pytest.mark.parametrize("login", ["tam", "quan", "du"])
def test_a_commune_chooses_nobody(world: World, login: str) -> None:
    key = founded(world, above(world))
    with pytest.raises(NotThere):
        programme.choose(
            actor=world.actors[login], now=world.now, programme_id=key, unit_ids=[world.home], ruling=RULING,
            reasons=WHY,
        )  # fmt: skip


def test_a_commune_of_another_province_is_not_chosen(world: World) -> None:
    actor = above(world)
    key = founded(world, actor)
    with pytest.raises(Refused, match="thuộc đơn vị mình"):
        programme.choose(
            actor=actor, now=world.now, programme_id=key, unit_ids=[world.units[people.CHIENG_SINH]], ruling=RULING,
            reasons=WHY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "issuer", "on"),
    [("", "UBND", date(2026, 9, 1)), ("1", " ", date(2026, 9, 1)), ("1", "UBND", date(2027, 9, 1))],
)
def test_a_decision_without_its_parts(world: World, number: str, issuer: str, on: date) -> None:
    actor = above(world)
    ruling = programme.Ruling(number, on, issuer)
    with pytest.raises(Refused):
        programme.found(actor=actor, now=world.now, name="Mô hình thử", ruling=ruling, starts_on=on)


def test_the_board_costs_two_queries(world: World) -> None:
    actor = above(world)
    key = chosen(world, actor, world.home, world.units[people.VAN_DU])
    row = programme.readable(actor, key)
    with CaptureQueriesContext(connection) as asked:
        found = programme.board(row)
    assert len(asked) == 2
    assert [one.code for one in sorted(found.cards, key=lambda card: card.code)] == ["15163", "15190"]
    assert (found.columns[0].count, found.columns[0].wait_above, found.total) == (2, 2, 2)


def test_the_pages_of_both_levels(world: World) -> None:
    actor = above(world)
    key = chosen(world, actor)
    client = enter(ABOVE)
    assert "Chính quyền thân thiện" in client.get(reverse("above:programmes")).content.decode()
    page = client.get(reverse("above:programme", args=[key])).content.decode()
    assert "Xã Cẩm Vân" in page
    for name in ("guide", "choose", "recognise", "leave"):
        assert client.get(reverse(f"above:programme_{name}", args=[key])).status_code == 200
        assert client.post(reverse(f"above:programme_{name}", args=[key])).status_code == 422
    own = enter("tam").get(reverse("office:model")).content.decode()
    assert WHY in own
    assert "Chưa ở trong mô hình" not in own
    assert "chưa ở trong mô hình nào" in enter("du").get(reverse("office:model")).content.decode()


def test_the_level_above_is_led_from_the_communes_page_to_its_own(world: World) -> None:
    chosen(world, above(world))
    answer = enter(ABOVE).get(reverse("office:model"))
    assert (answer.status_code, answer["Location"]) == (302, "/cap-tren/mo-hinh/")


def test_stages_without_a_commune_are_told_in_one_line(world: World) -> None:
    key = chosen(world, above(world))
    said = enter(ABOVE).get(reverse("above:programme", args=[key])).content.decode()
    assert said.count('<tr class="nil">') == len(STAGES) - 1
    line = said.partition("Chưa có xã nào ở: ")[2].partition("</p>")[0]
    assert [STAGES[0].label in line, *(one.label in line for one in STAGES[1:])] == [False] + [True] * 11


@pytest.mark.parametrize("login", ["tam", "quan", "sinh"])
def test_the_board_of_all_communes_is_for_the_level_above(world: World, login: str) -> None:
    key = chosen(world, above(world))
    assert enter(login).get(reverse("above:programme", args=[key])).status_code == 404
    assert enter(login).get(reverse("above:programmes")).status_code == 404


def test_a_cursor_that_is_none_shows_the_first_page(world: World) -> None:
    key = chosen(world, above(world))
    page = reverse("above:programme", args=[key])
    for cursor in ("x", "2026-01-01_", f"99999_{UUID(int=0)}", "2026-99-99_" + str(UUID(int=0))):
        assert enter(ABOVE).get(page, {"sau": cursor}).status_code == 200, cursor


def test_a_day_before_it_was_chosen_is_no_day_to_leave(world: World) -> None:
    actor = above(world)
    key = chosen(world, actor)
    with pytest.raises(Refused, match="Ngày thôi"):
        programme.leave(
            actor=actor, now=world.now, programme_id=key, unit_id=world.home, on=RULING.on - timedelta(days=1),
            reason="Nhập xã",
        )  # fmt: skip
