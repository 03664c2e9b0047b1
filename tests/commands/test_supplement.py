"""Completing a dossier: once, whole, from the published list; the clock goes on as the rulebook says."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world import World
from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.core.models import Message
from thanthien.onestop import service as onestop

REASON = "Cô cho xã xem học bạ có ghi nơi sinh, vì sổ cũ đã mờ."
GROUND = "NĐ 123/2015/NĐ-CP Điều 26"


def ask(world: World, dossier: Any, at: datetime, **changes: Any) -> Any:
    values: dict[str, Any] = {"items": [2], "reason": REASON, "ground": GROUND}
    onestop.request_supplement(
        actor=changes.pop("actor", world.actors["truc"]), now=at, dossier_id=dossier.id, version=dossier.version,
        **(values | changes),
    )  # fmt: skip
    return world.get(dossier.id)


def answer(world: World, dossier: Any, at: datetime) -> Any:
    onestop.receive_supplement(
        actor=world.actors["nhai"], now=at, dossier_id=dossier.id, items=[onestop.Item(2, "brought")]
    )
    return world.get(dossier.id)


def test_the_clock_stops_and_starts_anew_when_the_dossier_is_complete(world: World) -> None:
    """Received Mon 16/11, asked 17/11, complete 19/11: five working days from there, 24/11 is a holiday."""
    dossier = ask(world, world.received(), world.now + timedelta(days=1))
    assert (dossier.state, dossier.clock) == ("waiting", "paused")
    state = onestop.state_of(dossier, world.now + timedelta(days=30))
    assert state is not None
    assert (state.kind, state.late) == ("pause", False)
    dossier = answer(world, dossier, world.now + timedelta(days=3))
    assert (dossier.state, dossier.clock) == ("in_process", "running")
    assert clock.local(dossier.due_at).date().isoformat() == "2026-11-27"


def test_form_02_and_the_message_say_what_why_and_where(world: World) -> None:
    dossier = ask(world, world.received(), world.now)
    message = Message.objects.get(subject_id=dossier.id, template="supplement")
    assert message.payload["reason"] == REASON
    assert len(message.payload["items"]) == 1
    assert "/danh-gia/" in message.payload["rate_link"]
    assert [paper.kind for paper in onestop.papers(dossier)] == ["receipt", "supplement"]


def test_a_paper_outside_the_published_list_cannot_be_asked_for(world: World) -> None:
    with pytest.raises(Refused) as caught:
        ask(world, world.received(), world.now, items=[99])
    assert caught.value.code == "unlisted-paper"


def test_a_further_request_needs_a_named_law_and_the_chair(world: World) -> None:
    dossier = answer(world, ask(world, world.received(), world.now), world.now + timedelta(days=1))
    later = world.now + timedelta(days=2)
    with pytest.raises(Refused):
        ask(world, dossier, later)
    with pytest.raises(Refused):
        ask(world, dossier, later, named_law="Luật Hộ tịch Điều 40")
    dossier = ask(world, dossier, later, named_law="Luật Hộ tịch Điều 40", actor=world.actors["tam"])
    assert dossier.supplements == 2
    assert [request.flags for request in onestop.supplements(dossier)] == [[], ["further"]]


def test_a_request_later_than_three_working_days_is_flagged(world: World) -> None:
    dossier = ask(world, world.received(), world.now + timedelta(days=4))
    assert onestop.supplements(dossier).get().flags == ["late"]


def test_guided_before_acceptance_and_answered_by_the_citizen(world: World) -> None:
    dossier = world.online()
    onestop.guide(
        actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version, items=[1, 2],
        reason=REASON, ground=GROUND,
    )  # fmt: skip
    dossier = world.get(dossier.id)
    assert (dossier.state, dossier.due_at) == ("guided", None)
    onestop.answer_guidance(
        actor=world.citizen,
        now=world.now,
        dossier_id=dossier.id,
        items=[onestop.Item(1, "later"), onestop.Item(2, "later")],
    )
    assert world.get(dossier.id).state == "submitted"


def test_no_answer_is_reminded_once_and_closed_only_after_the_time_by_an_officer(world: World) -> None:
    """Asked Mon 16/11: reminded after 30 days (TT-02), closed 5 working days after Thu 17/12 (TT-03), Thu 24/12."""
    dossier = ask(world, world.received(), world.now)
    with pytest.raises(Refused, match="nhắc"):
        onestop.lapse(actor=world.actors["truc"], now=world.now + timedelta(days=20), dossier_id=dossier.id)
    assert onestop.close_unanswered(world.now + timedelta(days=30)) == 0
    assert onestop.close_unanswered(world.now + timedelta(days=31)) == 1
    assert onestop.close_unanswered(world.now + timedelta(days=32)) == 0
    with pytest.raises(Refused, match="Chưa hết thời gian"):
        onestop.lapse(actor=world.actors["truc"], now=world.now + timedelta(days=38), dossier_id=dossier.id)
    onestop.lapse(actor=world.actors["truc"], now=world.now + timedelta(days=39), dossier_id=dossier.id)
    assert world.get(dossier.id).result == "lapsed"


def test_who_was_guided_and_does_not_come_back_is_reminded_once(world: World) -> None:
    dossier = world.online()
    onestop.guide(
        actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version, items=[1, 2],
        reason=REASON, ground=GROUND,
    )  # fmt: skip
    assert [onestop.close_unanswered(world.now + timedelta(days=day)) for day in (30, 31, 32)] == [0, 1, 0]
    assert Message.objects.filter(subject_id=dossier.id, template="supplement_reminder").count() == 1


def test_a_dossier_that_ends_while_the_clock_stands_is_not_late(world: World) -> None:
    """What the office waits for is not its own delay, however long the person took to give up."""
    dossier = ask(world, world.received(), world.now)
    at = world.now + timedelta(days=60)
    onestop.stop(
        actor=world.actors["truc"], now=at, dossier_id=dossier.id, version=dossier.version, reason="Tôi thôi không làm"
    )
    dossier = world.get(dossier.id)
    state = onestop.state_of(dossier, at)
    assert state is not None
    assert (onestop.was_late(dossier, at), state.late) == (False, False)


def test_asking_for_papers_after_the_date_hides_no_lateness(world: World) -> None:
    late = world.now + timedelta(days=20)
    dossier = ask(world, world.received(), late)
    assert onestop.was_late(dossier, late)


def test_guided_once_before_acceptance_may_still_be_asked_once_during_settlement(world: World) -> None:
    dossier = world.online()
    guided: dict[str, Any] = {"items": [2], "reason": REASON, "ground": GROUND}
    onestop.guide(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version, **guided)
    onestop.answer_guidance(actor=world.citizen, now=world.now, dossier_id=dossier.id, items=[onestop.Item(2, "later")])
    dossier = world.get(dossier.id)
    with pytest.raises(Refused):
        onestop.guide(
            actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version, **guided
        )
    onestop.accept(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert ask(world, world.get(dossier.id), world.now).state == "waiting"
