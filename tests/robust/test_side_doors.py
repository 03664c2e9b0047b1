"""Doors beside the front door: other people's links, yesterday's posts, two offices in one person."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.files import samples
from tests.people import PASSWORD, VAN_DU
from tests.world import NO_LIMIT, NOW, World
from thanthien.core import files
from thanthien.core.actors import SYSTEM, Actor, Role, citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import service as identity
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.org.models import Position, Staff

TODAY = NOW.date()


def person(world: World, login: str, *positions: tuple[UUID, str, int, int | None]) -> Staff:
    """Enter somebody with positions (unit, role, days from today it began, days from today it ends)."""
    made = org.add_staff(
        actor=SYSTEM, now=NOW, unit_id=world.home, login=login, name=f"Người {login}", password=PASSWORD
    )
    for unit_id, role, begins, ends in positions:
        given = org.give_position(
            actor=SYSTEM, now=NOW, unit_id=unit_id, staff_id=UUID(made.id), role=role, title="Cán bộ",
            valid_from=TODAY + timedelta(days=begins),
        )  # fmt: skip
        if ends is not None:
            day = TODAY + timedelta(days=ends)
            org.end_position(actor=SYSTEM, now=NOW, position_id=UUID(given.id), valid_to=day)
    return Staff.objects.get(id=made.id)


def sees_nothing(actor: Actor, dossier: Dossier) -> bool:
    """Ask by every list and question of the work pages."""
    with pytest.raises(NotThere):
        onestop.get_for(actor, dossier.id)
    with pytest.raises(NotThere):
        onestop.note(actor=actor, now=NOW, dossier_id=dossier.id, text="Ghi chú thử")
    pages = [
        onestop.of_unit(actor, NOW), onestop.mine(actor, NOW), onestop.register(actor, NOW),
        onestop.received_elsewhere(actor, NOW), onestop.in_state(actor, [dossier.state], NOW),
    ]  # fmt: skip
    lists = [page.lines for page in pages] + [onestop.find(actor, dossier.code, NOW), notify.told(actor, dossier.id)]
    known = onestop.person_known(actor, dossier.id_number, dossier.phone)
    counted = onestop.desk_counts(actor, NOW)
    return not any(lists) and known is None and not any(counted.values())


def sees_nothing_of(actor: Actor, dossier: Dossier) -> bool:
    """Ask for this one only, where the actor has dossiers of their own."""
    with pytest.raises(NotThere):
        onestop.get_for(actor, dossier.id)
    lines = [*onestop.of_unit(actor, NOW).lines, *onestop.register(actor, NOW).lines]
    found = onestop.find(actor, dossier.code, NOW), notify.told(actor, dossier.id)
    return dossier.id not in {line.id for line in lines} and not any(found)


def test_somebody_whose_post_ended_yesterday_gets_nothing(world: World) -> None:
    dossier = world.received()
    former = person(world, "cu", (world.home, Role.HANDLER, -300, 0))
    actor = org.actor_for(former, TODAY)
    assert (actor.unit_id, actor.roles) == (None, frozenset())
    assert sees_nothing(actor, dossier)
    assert org.actor_for(former, TODAY - timedelta(days=1)).has(Role.HANDLER, on="dossier"), "yesterday it was held"


def test_somebody_whose_post_begins_tomorrow_gets_nothing(world: World) -> None:
    dossier = world.received()
    assert sees_nothing(org.actor_for(person(world, "moi", (world.home, Role.CHAIR, 1, None)), TODAY), dossier)


def test_somebody_without_any_post_or_signed_out_for_good_gets_nothing(world: World) -> None:
    dossier = world.received()
    nobody = person(world, "khong")
    gone = person(world, "nghi", (world.home, Role.HANDLER, -9, None))
    Staff.objects.filter(id=gone.id).update(is_active=False)
    gone.refresh_from_db()
    for staff in (nobody, gone):
        assert sees_nothing(org.actor_for(staff, TODAY), dossier)


def test_an_administrator_alone_sees_no_citizens_dossier(world: World) -> None:
    dossier = world.received()
    assert sees_nothing(world.actors["quan"], dossier)
    both = world.actors["kiem"]  # an administrator who is a clerk, too
    assert onestop.get_for(both, dossier.id).id == dossier.id


def test_a_person_with_posts_in_two_communes_acts_in_one_of_them(world: World) -> None:
    there = world.units[VAN_DU]
    at_home, elsewhere = world.received(), world.online(unit_id=there)
    both = person(world, "hai", (world.home, Role.CLERK, -9, None), (there, Role.CHAIR, -5, None))
    actor = org.actor_for(both, TODAY)
    assert (actor.unit_id, actor.roles) == (world.home, frozenset({Role.CLERK}))
    assert sees_nothing_of(actor, elsewhere)
    assert onestop.get_for(actor, at_home.id).id == at_home.id
    first = Position.objects.get(staff=both, unit_id=world.home)
    org.end_position(actor=SYSTEM, now=NOW, position_id=first.id, valid_to=TODAY)
    after = org.actor_for(both, TODAY)
    assert (after.unit_id, after.roles) == (there, frozenset({Role.CHAIR}))
    assert sees_nothing_of(after, at_home)


def test_a_clerk_takes_in_at_their_own_desk_only(world: World) -> None:
    """Whatever the form says: a clerk of another province made dossiers in our register."""
    stranger = world.actors["sinh"]
    for received in (None, world.home):
        with pytest.raises(Refused) as no:
            onestop.receive_at_counter(actor=stranger, now=NOW, filing=world.filing(received_unit_id=received))
        assert no.value.code == "other-province"
    neighbour = world.actors["la"]
    filing = world.filing(received_unit_id=world.home)
    made = onestop.receive_at_counter(actor=neighbour, now=NOW, filing=filing)
    assert world.get(made.id).received_unit_id == world.units[VAN_DU]
    with pytest.raises(Refused):
        onestop.give_at_once(actor=neighbour, now=NOW, filing=world.filing(), result_note="Đã xong")


@pytest.mark.parametrize("login", ["truc", "thu", "quan"])
def test_only_the_counter_takes_in(world: World, login: str) -> None:
    """A limit that nobody published could be entered by whoever came first, clerk or not."""
    entered = onestop.Entered(5, "working_days", "Điều 9 Nghị định thử")
    actor = world.actors[login]
    for code in (NO_LIMIT, "1.004884"):
        with pytest.raises((NotThere, Refused)):
            onestop.receive_at_counter(actor=actor, now=NOW, filing=world.filing(code, items=()), entered=entered)
    with pytest.raises((NotThere, Refused)):
        onestop.file(actor=actor, now=NOW, filing=world.filing(channel="online"))
    assert Dossier.objects.count() == 0


def test_the_link_of_one_dossier_opens_nothing_of_another(world: World) -> None:
    file = files.stage("a.jpg", samples.jpeg(), unit_id=world.home, purpose="dossier", now=NOW)
    mine = world.online(items=(onestop.Item(1, "file", str(file.id)),))
    other = world.received()
    opened = onestop.by_token(onestop.token_of(other.id))
    assert opened.id == other.id
    assert file.id not in {item.file_id for item in onestop.items(opened)}
    assert files.attached(opened.id, unit_id=opened.unit_id) == []
    paper = onestop.papers(other).get()
    with pytest.raises(NotThere):
        onestop.paper(onestop.by_token(onestop.token_of(mine.id)), paper.id)


def test_no_tampered_link_opens_a_dossier(world: World) -> None:
    token = onestop.token_of(world.online().id)
    for place in range(len(token)):
        for letter in "A_-z9=":
            if letter != token[place]:
                with pytest.raises(NotThere):
                    onestop.by_token(token[:place] + letter + token[place + 1 :])


def asked_for(world: World) -> Dossier:
    """A dossier that waits for its first paper, with the second one at the counter."""
    dossier = world.received(items=(onestop.Item(1, "missing"), onestop.Item(2, "brought")))
    onestop.request_supplement(
        actor=world.actors["truc"], now=NOW, dossier_id=dossier.id, version=dossier.version, items=[1],
        reason="Thiếu giấy này thì chưa làm được.", ground="Điều 26 Luật Hộ tịch",
    )  # fmt: skip
    found: Dossier = world.get(dossier.id)
    return found


@pytest.mark.parametrize(
    "items", [(), (onestop.Item(1, "brought"),), (onestop.Item(1, "later"),), (onestop.Item(2, "later"),)], ids=str
)
def test_a_citizen_cannot_start_the_clock_with_words_alone(world: World, items: tuple[onestop.Item, ...]) -> None:
    """ "Đã đủ giấy" without a paper gave the office a new deadline, and the dossier a paper it never had."""
    dossier = asked_for(world)
    with pytest.raises(Refused):
        onestop.receive_supplement(actor=citizen(), now=NOW, dossier_id=dossier.id, items=items)
    after = world.get(dossier.id)
    assert (after.clock, after.version) == ("paused", dossier.version)
    assert [item.state for item in onestop.items(after)][:2] == ["asked", "brought"]


def test_a_citizen_cannot_replace_what_lies_at_the_counter(world: World) -> None:
    dossier = asked_for(world)
    file = files.stage("a.jpg", samples.jpeg(), unit_id=world.home, purpose="dossier", now=NOW)
    with pytest.raises(Refused):
        onestop.bring_part(
            actor=citizen(), now=NOW, dossier_id=dossier.id, items=[onestop.Item(2, "file", str(file.id))]
        )
    file.refresh_from_db()
    assert file.attached_to is None


def test_an_administrator_of_one_commune_touches_nothing_of_another(world: World) -> None:
    there, admin = world.units[VAN_DU], world.actors["quan"]
    position = Position.objects.filter(unit_id=there).first()
    assert position is not None
    with pytest.raises(NotThere):
        org.end_position(actor=admin, now=NOW, position_id=position.id, valid_to=TODAY)
    with pytest.raises(NotThere):
        identity.invite(actor=admin, now=NOW, unit_id=world.home, staff_id=position.staff_id)
    with pytest.raises(NotThere):
        org.set_office(actor=admin, now=NOW, unit_id=there, values={"phone": "1"})


def test_nobody_gets_into_another_commune_by_a_colleague_who_left_for_it(world: World) -> None:
    """The former administrator made an invitation for them, and sat on the chair of the commune next door."""
    left = person(world, "di", (world.home, Role.CLERK, -90, -9), (world.units[VAN_DU], Role.CHAIR, -8, None))
    both = person(world, "hai", (world.home, Role.CLERK, -90, None), (world.units[VAN_DU], Role.CHAIR, 5, None))
    for staff in (left, both):
        with pytest.raises(NotThere):
            identity.invite(actor=world.actors["quan"], now=NOW, unit_id=world.home, staff_id=staff.id)
        with pytest.raises(NotThere):
            org.give_position(
                actor=world.actors["quan"], now=NOW, unit_id=world.home, staff_id=staff.id, role=Role.CLERK,
                title="Cán bộ", valid_from=TODAY - timedelta(days=900),
            )  # fmt: skip
