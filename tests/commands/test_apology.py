"""Saying sorry: drafted in time, signed one by one, one new date only, and no late file closed without it."""

from datetime import date, datetime, timedelta

import pytest

from tests.commands.test_supplement import answer, ask
from tests.world import World, rehearsed
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop


def day(number: int, hour: int = 8) -> datetime:
    """A moment of November 2026 in Vietnam."""
    return datetime(2026, 11, number, hour, tzinfo=clock.VN)


def drafted(world: World, at: datetime) -> list[str]:
    with rehearsed(at):
        onestop.draft_due_apologies(at)
    return [str(letter.id) for letter in onestop.apology_drafts(world.actors["tam"])]


def test_a_draft_lies_before_the_chair_the_working_day_before_the_date(world: World) -> None:
    """Received 16/11 with 5 working days: due 23/11, so Friday 20/11 is the day."""
    world.received()
    assert drafted(world, day(19, 16)) == []
    assert len(drafted(world, day(20))) == 1
    assert len(drafted(world, day(20, 9))) == 1  # the job runs again, the draft stays one


def test_signing_sends_the_letter_and_moves_only_the_revised_date(world: World) -> None:
    dossier = world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    onestop.sign_apology(actor=world.actors["tam"], now=day(20), apology_id=letter.id)
    after = world.get(dossier.id)
    assert after.due_at == dossier.due_at
    assert clock.local(after.revised_at).date() == letter.new_date == date(2026, 11, 26)
    assert [paper.kind for paper in onestop.papers(after)] == ["receipt", "apology"]


def test_a_second_new_date_is_refused(world: World) -> None:
    dossier = world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    onestop.sign_apology(actor=world.actors["tam"], now=day(20), apology_id=letter.id)
    drafted(world, day(27))
    second = onestop.apology_drafts(world.actors["tam"]).get()
    assert (second.kind, second.new_date) == ("dateless", None)
    onestop.sign_apology(actor=world.actors["tam"], now=day(27), apology_id=second.id)
    after = world.get(dossier.id)
    assert clock.local(after.revised_at).date() == date(2026, 11, 26)


def test_a_late_file_is_not_closed_without_apology_but_the_result_is_handed_over(world: World) -> None:
    dossier = world.received()
    dossier = world.issued(dossier, day(26))
    done = onestop.hand_over(actor=world.actors["nhai"], now=day(26), dossier_id=dossier.id, version=dossier.version)
    with pytest.raises(Refused, match="chưa xin lỗi"):
        onestop.close(actor=world.actors["nhai"], now=day(26), dossier_id=dossier.id, version=done.version)
    onestop.exempt_apology(
        actor=world.actors["tam"], now=day(26), dossier_id=dossier.id, version=done.version, ground="force_majeure",
        reason="Lũ ngập trụ sở ngày 20 đến 24/11.",
    )  # fmt: skip
    onestop.close(actor=world.actors["nhai"], now=day(26), dossier_id=dossier.id, version=done.version + 1)
    assert world.get(dossier.id).state == "closed"


@pytest.mark.parametrize("login", ["nhai", "truc", "thu", "quan", "du"])
def test_nobody_but_the_chair_of_the_unit_signs(world: World, login: str) -> None:
    world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    with pytest.raises((NotThere, Refused)):
        onestop.sign_apology(actor=world.actors[login], now=day(20), apology_id=letter.id)


def test_a_promise_in_time_puts_the_draft_aside_but_not_after_the_date(world: World) -> None:
    world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    promise = "Anh Trúc hứa xong trước 16 giờ thứ Hai."
    with pytest.raises(Refused, match="đã trễ hẹn"):
        onestop.dismiss_apology(
            actor=world.actors["tam"], now=day(23) + timedelta(days=2), apology_id=letter.id, promise=promise
        )
    onestop.dismiss_apology(actor=world.actors["tam"], now=day(20), apology_id=letter.id, promise=promise)
    assert drafted(world, day(20, 10)) == []
    assert len(drafted(world, day(25))) == 1, "a broken promise brings the letter back"


def test_a_result_in_time_takes_the_waiting_letter_away(world: World) -> None:
    """The chair was asked to say sorry for a dossier that had been handed over on time."""
    dossier = world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    world.issued(world.get(dossier.id), day(20, 10))
    assert not onestop.apology_drafts(world.actors["tam"]).exists()
    with pytest.raises(Refused):
        onestop.sign_apology(actor=world.actors["tam"], now=day(20, 11), apology_id=letter.id)


def test_a_late_result_keeps_its_letter_before_the_chair(world: World) -> None:
    dossier = world.received()
    drafted(world, day(20))
    world.issued(world.get(dossier.id), day(25, 10))
    assert onestop.apology_drafts(world.actors["tam"]).count() == 1


def test_the_open_step_takes_the_revised_date(world: World) -> None:
    dossier = world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    onestop.sign_apology(actor=world.actors["tam"], now=day(20), apology_id=letter.id)
    dates = [clock.local(task.due_at).date() for task in onestop.tasks(world.get(dossier.id)) if task.due_at]
    assert dates == [date(2026, 11, 26)]


def test_a_letter_that_lay_unsigned_gets_a_date_that_can_still_be_kept(world: World) -> None:
    """The card offered a new date already gone, and signing it was refused."""
    world.received()
    drafted(world, day(20))
    drafted(world, day(27))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    assert letter.new_date == date(2026, 12, 1)
    onestop.sign_apology(actor=world.actors["tam"], now=day(27), apology_id=letter.id)


def test_a_request_for_papers_in_time_takes_the_letter_away(world: World) -> None:
    dossier = world.received()
    drafted(world, day(20))
    ask(world, world.get(dossier.id), day(20))
    assert not onestop.apology_drafts(world.actors["tam"]).exists()


def test_after_a_restart_nobody_is_promised_a_date_earlier_than_the_lawful_one(world: World) -> None:
    """New date 26/11, papers complete on 30/11: five working days from there are 7/12, and no second new date."""
    dossier = world.received()
    drafted(world, day(20))
    letter = onestop.apology_drafts(world.actors["tam"]).get()
    onestop.sign_apology(actor=world.actors["tam"], now=day(20), apology_id=letter.id)
    ask(world, world.get(dossier.id), day(20))
    after = answer(world, dossier, day(30))
    assert after.revised_at is None
    assert clock.local(after.due_at).date() == clock.local(after.sort_due).date() == date(2026, 12, 7)
    later = datetime(2026, 12, 8, 8, tzinfo=clock.VN)
    drafted(world, later)
    assert onestop.apology_drafts(world.actors["tam"]).get().kind == "dateless"


def test_a_signed_result_needs_no_letter_before_its_date(world: World) -> None:
    dossier = world.to_sign(world.received())
    onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert drafted(world, day(20)) == []
    assert len(drafted(world, day(25))) == 1
