"""Acts in the waiting room: works, wrong role, other unit, repeated, wrong state, audit row."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.onestop.queued import called, clerk, given, machine, row
from tests.world import World
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.onestop.service import tickets

pytestmark = pytest.mark.django_db


def acts(world: World) -> list[str]:
    rows = AuditRow.objects.filter(unit_id=world.home, act__startswith="ticket.")
    return list(rows.order_by("seq").values_list("act", flat=True))


def test_numbers_run_by_lane_and_day(world: World) -> None:
    assert [given(world, lane).label for lane in "AABA"] == ["A001", "A002", "B001", "A003"]
    tomorrow = given(world, minute=24 * 60)
    assert (tomorrow.label, tomorrow.day) == ("A001", world.now.date() + timedelta(days=1))
    assert acts(world) == ["ticket.take"] * 5


def test_a_number_is_never_given_twice_even_when_its_ticket_is_cancelled(world: World) -> None:
    first = given(world)
    tickets.cancel(actor=clerk(world), now=world.now, ticket_id=first.id)
    assert given(world).label == "A002"


@pytest.mark.parametrize(
    ("service", "lane", "field"), [("bay", "A", "service"), ("khac", "C", "lane"), ("", "", "service")]
)
def test_what_is_not_there_cannot_be_asked_for(world: World, service: str, lane: str, field: str) -> None:
    with pytest.raises(Refused) as no:
        tickets.take(actor=clerk(world), now=world.now, unit_id=world.home, service=service, lane=lane)
    assert no.value.field == field
    assert tickets.Ticket.objects.count() == 0


def test_only_an_admitted_machine_gives_tickets_to_citizens(world: World) -> None:
    kiosk = machine(world)
    made = tickets.take(
        actor=world.citizen, now=world.now, unit_id=world.home, service="khac", lane="B", kiosk_id=kiosk
    )
    assert made.label == "B001"
    for wrong in (None, uuid4()):
        with pytest.raises(NotThere):
            tickets.take(
                actor=world.citizen, now=world.now, unit_id=world.home, service="khac", lane="A", kiosk_id=wrong
            )
    tickets.end_kiosk(actor=world.actors["quan"], now=world.now, kiosk_id=kiosk)
    with pytest.raises(NotThere):
        tickets.take(actor=world.citizen, now=world.now, unit_id=world.home, service="khac", lane="A", kiosk_id=kiosk)


@pytest.mark.parametrize("login", ["truc", "tam", "thu", "quan", "la"])
def test_only_the_communes_clerk_gives_and_calls(world: World, login: str) -> None:
    given(world)
    actor = world.actors[login]
    with pytest.raises(NotThere):
        tickets.take(actor=actor, now=world.now, unit_id=world.home, service="khac", lane="A")
    if login == "la":  # a clerk, of the next commune: their own room is empty
        with pytest.raises(Refused, match="Chưa có ai đợi"):
            tickets.call_next(actor=actor, now=world.now)
    else:
        with pytest.raises(NotThere):
            tickets.call_next(actor=actor, now=world.now)


def test_the_next_is_called_to_the_clerks_counter(world: World) -> None:
    first, second = given(world), given(world, minute=1)
    found = called(world, 3)
    assert (found.id, found.state, found.counter, found.calls) == (first.id, "called", "Quầy 2", 1)
    assert found.first_called_at == found.called_at == world.now + timedelta(minutes=3)
    assert row(second.id).state == "waiting"
    assert acts(world)[-1] == "ticket.call"


def test_an_officer_without_a_counter_calls_to_the_one_stop_shop(world: World) -> None:
    given(world)
    assert called(world, counter="").counter == "Một cửa"


def test_nobody_waits_is_said_kindly(world: World) -> None:
    with pytest.raises(Refused, match="Chưa có ai đợi ở quầy này") as no:
        called(world)
    assert no.value.code == "nobody"


def test_a_counter_finishes_what_stands_there_before_it_calls_on(world: World) -> None:
    first, second = given(world), given(world, minute=1)
    called(world, 2)
    with pytest.raises(Refused, match="A001 còn ở Quầy 2") as no:
        called(world, 3)
    assert no.value.code == "open"
    assert called(world, 9, done=first.id).id == second.id
    assert (row(first.id).state, row(first.id).ended_at) == ("served", world.now + timedelta(minutes=9))
    assert acts(world)[-2:] == ["ticket.serve", "ticket.call"]


def test_with_nobody_left_the_last_one_is_not_finished_by_mistake(world: World) -> None:
    first = given(world)
    called(world)
    with pytest.raises(Refused, match="Chưa có ai đợi"):
        called(world, 1, done=first.id)
    assert row(first.id).state == "called"


def test_a_ticket_is_not_called_twice(world: World) -> None:
    first = given(world)
    called(world, 2)
    with pytest.raises(Refused, match="A001 đã được Quầy 2 gọi lúc 8:32") as no:
        tickets.call_one(actor=clerk(world, "Quầy 1"), now=world.now, ticket_id=first.id)
    assert no.value.code == "called"


def test_called_again_counts_and_keeps_the_first_moment(world: World) -> None:
    first = given(world)
    called(world, 1)
    tickets.recall(actor=clerk(world), now=world.now + timedelta(minutes=4), ticket_id=first.id)
    found = row(first.id)
    assert (found.calls, found.called_at - found.first_called_at) == (2, timedelta(minutes=3))


def test_another_counter_may_not_recall_finish_or_miss_it(world: World) -> None:
    first = given(world)
    called(world)
    for act in (tickets.recall, tickets.serve, tickets.miss):
        with pytest.raises(Refused, match="A001 đang ở Quầy 2"):
            act(actor=clerk(world, "Quầy 1"), now=world.now, ticket_id=first.id)


def test_who_did_not_come_is_brought_back_to_their_place(world: World) -> None:
    first = given(world)
    called(world)
    tickets.miss(actor=clerk(world), now=world.now, ticket_id=first.id)
    given(world, minute=1)
    assert row(first.id).state == "no_show"
    tickets.bring_back(actor=clerk(world), now=world.now, ticket_id=first.id)
    assert called(world, 5).id == first.id


def test_who_comes_late_can_be_called_at_once(world: World) -> None:
    first = given(world)
    called(world)
    tickets.miss(actor=clerk(world), now=world.now, ticket_id=first.id)
    tickets.call_one(actor=clerk(world, "Quầy 1"), now=world.now, ticket_id=first.id)
    assert (row(first.id).state, row(first.id).counter) == ("called", "Quầy 1")


def test_a_ticket_sent_to_another_counter_keeps_its_place(world: World) -> None:
    first = given(world)
    called(world)
    tickets.transfer(
        actor=clerk(world), now=world.now, ticket_id=first.id, counter="Quầy 1", counters=["Quầy 1", "Quầy 2"]
    )
    given(world, minute=-9)
    assert (row(first.id).state, row(first.id).target) == ("transferred", "Quầy 1")
    assert called(world, 1).id != first.id
    assert called(world, 2, counter="Quầy 1").id == first.id
    assert row(first.id).target == ""


@pytest.mark.parametrize("counter", ["Quầy 2", "Quầy 9", ""])
def test_a_ticket_is_sent_to_a_counter_that_is_there_and_another(world: World, counter: str) -> None:
    first = given(world)
    called(world)
    with pytest.raises(Refused) as no:
        tickets.transfer(
            actor=clerk(world), now=world.now, ticket_id=first.id, counter=counter, counters=["Quầy 1", "Quầy 2"]
        )
    assert no.value.field == "counter"


def test_a_finished_ticket_moves_no_more(world: World) -> None:
    first = given(world)
    called(world)
    tickets.serve(actor=clerk(world), now=world.now, ticket_id=first.id)
    for act in (tickets.serve, tickets.recall, tickets.miss, tickets.bring_back, tickets.cancel, tickets.call_one):
        with pytest.raises(Refused):
            act(actor=clerk(world), now=world.now, ticket_id=first.id)
    assert acts(world)[-1] == "ticket.serve"


def test_the_holder_of_the_link_gives_it_back_once(world: World) -> None:
    first = given(world)
    token = tickets.token_of(first.id)
    tickets.give_up(actor=world.citizen, now=world.now, token=token)
    assert row(first.id).state == "cancelled"
    with pytest.raises(Refused, match="thôi đợi"):
        tickets.give_up(actor=world.citizen, now=world.now, token=token)


def test_a_link_opens_on_its_own_day_and_unforged(world: World) -> None:
    first = given(world)
    token = tickets.token_of(first.id)
    assert tickets.by_token(token, world.now).id == first.id
    for wrong, at in ((token[:-2], world.now), ("", world.now), (token, world.now + timedelta(days=1))):
        with pytest.raises(NotThere):
            tickets.by_token(wrong, at)


def test_yesterdays_room_is_closed_by_the_loop(world: World) -> None:
    one, two = given(world), given(world, minute=1)
    called(world)
    assert tickets.close_days(world.now) == 0
    tomorrow = world.now + timedelta(days=1)
    assert tickets.close_days(tomorrow) == 2
    assert (row(one.id).state, row(two.id).state) == ("served", "cancelled")
    assert tickets.close_days(tomorrow) == 0
    assert SYSTEM.kind == "system"
    assert acts(world)[-1] == "ticket.close_day"


def test_every_act_moves_the_board(world: World) -> None:
    seen = [tickets.moved(world.home)]
    given(world)
    seen.append(tickets.moved(world.home))
    called(world)
    seen.append(tickets.moved(world.home))
    assert seen[0] < seen[1] < seen[2]
    assert tickets.moved(world.actors["la"].scope) == 0
