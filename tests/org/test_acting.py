"""The post somebody acts in: chosen among their units, checked against the positions of the day, in one query."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import people
from tests.world import World
from thanthien.core.actors import SYSTEM, Actor
from thanthien.org import service as org
from thanthien.org.models import Position, Staff

DAY = date(2026, 11, 16)


def staff(login: str) -> Staff:
    return Staff.objects.get(login=login)


def second_post(world: World, login: str = "nhai", role: str = "handler", since: date = DAY) -> UUID:
    """The same person gets a post in the next commune, too."""
    org.give_position(
        actor=SYSTEM, now=world.now, unit_id=world.units[people.VAN_DU], staff_id=staff(login).id, role=role,
        title="Cán bộ biệt phái", valid_from=since,
    )  # fmt: skip
    return world.units[people.VAN_DU]


def work(login: str, acting: UUID | None = None, day: date = DAY) -> org.AtWork:
    found = org.at_work(staff(login).id, day, acting)
    assert found is not None
    return found


def lend(world: World, giver: str, delegate: str, days: int = 5, by: Actor | None = None) -> str:
    position = Position.objects.get(staff=staff(giver), role=next(iter(world.actors[giver].roles)))
    return org.delegate(
        actor=by or world.actors[giver], now=world.now, position_id=position.id, delegate_id=staff(delegate).id,
        number="15/GUQ-UBND", decided_on=DAY, scope="Ký kết quả thủ tục hành chính", valid_from=DAY,
        valid_to=DAY + timedelta(days=days),
    ).id  # fmt: skip


def test_one_unit_needs_no_choice(world: World) -> None:
    found = work("kiem")
    assert found.settled
    assert found.actor.roles == {"clerk", "administrator"}
    assert [post.titles for post in found.posts] == ["Cán bộ Một cửa, Quản trị"]


def test_posts_in_two_units_are_never_mixed_and_have_to_be_chosen(world: World) -> None:
    there = second_post(world)
    assert not work("nhai").settled
    here, elsewhere = work("nhai", world.home), work("nhai", there)
    assert (here.settled, here.actor.unit_id, set(here.actor.roles)) == (True, world.home, {"clerk"})
    assert (elsewhere.settled, elsewhere.actor.unit_id, set(elsewhere.actor.roles)) == (True, there, {"handler"})
    assert [post.place for post in here.posts] == ["xã Cẩm Vân", "xã Vân Du"]


def test_a_choice_that_no_post_bears_out_is_none(world: World) -> None:
    there = second_post(world)
    stranger = world.units[people.CHIENG_SINH]
    assert work("nhai", stranger).actor.unit_id == world.home
    assert not work("nhai", stranger).settled
    Position.objects.filter(unit_id=there).update(valid_to=DAY)
    fallen_back = work("nhai", there)
    assert (fallen_back.settled, fallen_back.actor.unit_id) == (True, world.home)


def test_an_ended_position_gives_nothing_from_its_last_day_on(world: World) -> None:
    Position.objects.filter(staff=staff("nhai")).update(valid_to=DAY)
    assert work("nhai", day=DAY - timedelta(days=1)).actor.roles == {"clerk"}
    after = work("nhai", world.home)
    assert (after.unit, after.actor.roles, after.actor.unit_id) == (None, frozenset(), None)


def test_rights_with_two_posts_and_lent_powers_cost_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    there = second_post(world)
    lend(world, "tam", "nhai")
    key = staff("nhai").id
    with django_assert_num_queries(1):
        found = org.at_work(key, DAY, world.home)
    assert found is not None
    assert found.actor.roles == {"clerk", "chair"}
    assert work("nhai", there).actor.roles == {"handler"}  # lent in Cẩm Vân, worth nothing in Vân Du


def test_lent_powers_need_a_post_of_ones_own_in_that_unit(world: World) -> None:
    lend(world, "tam", "nhai")
    there = second_post(world)
    Position.objects.filter(staff=staff("nhai"), unit_id=world.home).update(valid_to=DAY)
    found = work("nhai", world.home)
    assert (found.actor.unit_id, set(found.actor.roles)) == (there, {"handler"})


@pytest.mark.parametrize(("days", "roles"), [(-1, {"clerk"}), (0, {"clerk", "chair"}), (5, {"clerk"})])
def test_powers_are_lent_within_the_dates_only(world: World, days: int, roles: set[str]) -> None:
    lend(world, "tam", "nhai")
    assert work("nhai", day=DAY + timedelta(days=days)).actor.roles == roles


def test_lent_powers_end_with_the_post_they_come_from(world: World) -> None:
    lend(world, "tam", "nhai")
    Position.objects.filter(staff=staff("tam")).update(valid_to=DAY + timedelta(days=2))
    assert "chair" in work("nhai", day=DAY + timedelta(days=1)).actor.roles
    assert "chair" not in work("nhai", day=DAY + timedelta(days=2)).actor.roles


def test_a_closed_account_lends_nothing(world: World) -> None:
    lend(world, "tam", "nhai")
    Staff.objects.filter(login="tam").update(is_active=False)
    assert work("nhai").actor.roles == {"clerk"}


def test_the_actor_says_whose_power_an_act_takes(world: World) -> None:
    lent = lend(world, "tam", "nhai")
    actor = work("nhai").actor
    assert actor.own_roles == {"clerk"}
    assert actor.acting_as("dossier.sign") == "Cán bộ Một cửa, thay Chủ tịch UBND xã"
    assert actor.acting_as("dossier.sign", marked=True).endswith(f"thay Chủ tịch UBND xã ({lent})")
    assert actor.acting_as("dossier.accept") == "Cán bộ Một cửa"
    assert actor.acting_as("apology.sign").endswith("thay Chủ tịch UBND xã")
    assert actor.acting_as("synonym.add") == "Cán bộ Một cửa"
