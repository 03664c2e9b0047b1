"""Open cases follow the calendar: who is moved, who is told, what stays, and the way back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.calendar.people import approved, entered, storm, swap, withdrawn
from tests.world import MARITAL, REBIRTH, World
from thanthien.core import audit, clock
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import Message
from thanthien.onestop import service as onestop
from thanthien.org import service as org

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def due(dossier: object) -> str:
    return f"{clock.local(dossier.due_at):%Y-%m-%d}"  # type: ignore[attr-defined]  # a dossier of the world


def test_a_storm_moves_open_cases_tells_their_people_and_leaves_a_trail(world: World) -> None:
    dossier = world.received(REBIRTH)
    assert due(dossier) == "2026-11-23"
    row = approved(world, storm("2026-11-18", "2026-11-19"))
    moved = world.get(dossier.id)
    assert due(moved) == "2026-11-26"
    assert moved.sort_due == moved.due_at
    assert moved.derivation["calendar"] == 1
    assert "Bão số 13" in str(moved.derivation)
    last = onestop.events(moved).last()
    assert last is not None
    assert "23/11" in last.public
    assert "26/11" in last.public
    assert "Bão số 13" in last.public
    told = Message.objects.filter(subject_id=dossier.id, template="redated").get()
    assert "23/11" in told.payload["old_due"]
    assert "26/11" in told.payload["due"]
    act = onestop.redating.redatings(world.actors["tam"], row.id).get()
    assert (act.total, act.moved, act.failed) == (1, 1, 0)
    assert act.finished_at is not None
    report = audit.verify()
    assert report.ok
    paper = onestop.papers(moved).get(kind="receipt")
    assert paper.data["dossier"]["due_at"]["short"] == "23/11/2026"
    assert all(task.due_at == moved.sort_due for task in onestop.tasks(moved).filter(done_at__isnull=True))


def test_the_act_runs_twice_and_moves_nothing_twice(world: World) -> None:
    dossier = world.received(REBIRTH)
    row = approved(world, storm("2026-11-18"))
    act = onestop.redating.redatings(world.actors["tam"], row.id).get()
    assert onestop.redating.carry_out(act.id, world.now) == (0, True)
    type(act).objects.filter(id=act.id).update(finished_at=None)
    assert onestop.redating.carry_out(act.id, world.now) == (0, True)
    assert Message.objects.filter(subject_id=dossier.id, template="redated").count() == 1


def test_redating_then_withdrawing_gives_the_old_date_again(world: World) -> None:
    cases = [world.received(code, at=world.now - days * DAY) for code in (REBIRTH, MARITAL) for days in (0, 3)]
    before = {one.id: one.due_at for one in cases}
    row = approved(world, storm("2026-11-18", "2026-11-20"))
    assert any(world.get(key).due_at != at for key, at in before.items())
    assert withdrawn(world, row).state == "withdrawn"
    assert {key: world.get(key).due_at for key in before} == before
    assert not org.calendars.of(world.home).calendar.specials_between(date(2026, 11, 16), date(2026, 11, 21))


def test_what_has_passed_stays_late(world: World) -> None:
    late = world.received(REBIRTH, at=world.now - 14 * DAY)
    assert late.due_at < world.now
    approved(world, storm("2026-11-09", "2026-11-17"))
    same = world.get(late.id)
    assert same.due_at == late.due_at
    onestop.draft_apology(actor=world.actors["truc"], now=world.now, dossier_id=late.id)
    letter = onestop.apologies(world.get(late.id)).get(state="draft")
    onestop.sign_apology(actor=world.actors["tam"], now=world.now, apology_id=letter.id)
    signed = world.get(late.id)
    assert signed.due_at == late.due_at
    assert signed.revised_at is not None


def test_ended_and_standing_cases_are_left_alone(world: World) -> None:
    done, standing = world.issued(world.received(REBIRTH)), world.received(REBIRTH)
    onestop.request_supplement(
        actor=world.actors["truc"], now=world.now, dossier_id=standing.id, version=standing.version, items=[1],
        reason="Thiếu trang thứ hai của tờ khai.", ground="NĐ 123/2015 Điều 4",
    )  # fmt: skip
    row = entered(world, storm("2026-11-18"))
    seen = onestop.redating.preview(onestop.redating.of_notice(row, world.now), world.now)
    assert (seen.total, seen.paused) == (0, 1)
    approved_row = org.approve_notice(
        actor=world.actors["tam"], now=world.now, notice_id=row.id, version=row.version
    )  # fmt: skip
    onestop.redating.go_on(world.now)
    assert approved_row.id == str(row.id)
    assert world.get(done.id).due_at == done.due_at
    onestop.receive_supplement(
        actor=world.actors["nhai"], now=world.now, dossier_id=standing.id, items=[onestop.Item(1, "brought")]
    )
    assert due(world.get(standing.id)) == "2026-11-25"  # started anew, over the storm and the holiday


def test_a_make_up_saturday_makes_a_date_earlier_but_never_today(world: World) -> None:
    friday = world.now.replace(day=20)
    soon, later = world.received(MARITAL, at=friday - 3 * DAY), world.received(REBIRTH, at=friday)
    approved(world, swap("2026-12-07", "2026-11-21"), at=friday)
    assert world.get(soon.id).due_at == soon.due_at
    assert due(later) == "2026-11-30"
    assert due(world.get(later.id)) == "2026-11-27"


def test_an_apologys_date_rolls_off_the_closed_day_and_back(world: World) -> None:
    late = world.received(REBIRTH, at=world.now - 14 * DAY)
    onestop.draft_apology(actor=world.actors["truc"], now=world.now, dossier_id=late.id)
    letter = onestop.apologies(world.get(late.id)).get(state="draft")
    onestop.sign_apology(actor=world.actors["tam"], now=world.now, apology_id=letter.id)
    promised = world.get(late.id)
    assert f"{clock.local(promised.revised_at):%d}" == "18"
    row = approved(world, storm("2026-11-18"))
    rolled = world.get(late.id)
    assert f"{clock.local(rolled.revised_at):%d}" == "19"
    assert rolled.due_at == late.due_at
    withdrawn(world, row)
    assert world.get(late.id).revised_at == promised.revised_at


def test_who_acts_before_the_batch_carries_the_notice_out_first(world: World) -> None:
    dossier = world.received(REBIRTH)
    approved(world, storm("2026-11-18"), carry=False)
    onestop.request_supplement(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version, items=[1],
        reason="Thiếu trang thứ hai của tờ khai.", ground="NĐ 123/2015 Điều 4",
    )  # fmt: skip
    assert [one.move for one in onestop.events(world.get(dossier.id))][-2:] == ["redate", "request_supplement"]
    assert Message.objects.filter(subject_id=dossier.id, template="redated").count() == 1
    assert onestop.redating.go_on(world.now) == 0


def test_a_handler_with_an_old_page_is_told_who_was_first(world: World) -> None:
    dossier = world.received(REBIRTH)
    approved(world, storm("2026-11-18"))
    with pytest.raises(Stale, match="định lại ngày hẹn"):
        world.to_sign(dossier)


def test_a_result_at_the_chair_moves_and_is_signed_all_the_same(world: World) -> None:
    dossier = world.to_sign(world.received(REBIRTH))
    approved(world, storm("2026-11-18"))
    fresh = world.get(dossier.id)
    onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=fresh.id, version=fresh.version)
    assert world.get(dossier.id).state == "signed"
    assert due(fresh) == "2026-11-25"


def test_the_preview_says_exactly_what_the_batch_does(world: World) -> None:
    cases = [world.received(code, at=world.now - days * DAY) for code in (REBIRTH, MARITAL) for days in (0, 3, 4)]
    row = entered(world, storm("2026-11-17", "2026-11-19"))
    cause = onestop.redating.of_notice(row, world.now)
    seen = onestop.redating.preview(cause, world.now)
    said = {one.code: one.new for one in seen.lines}
    assert seen.total == len(said)
    assert seen.later == seen.total
    assert not seen.after
    org.approve_notice(actor=world.actors["tam"], now=world.now, notice_id=row.id, version=row.version)
    onestop.redating.go_on(world.now)
    now_is = {one.code: clock.local(world.get(one.id).due_at) for one in cases}
    assert {code: at for code, at in now_is.items() if code in said} == said
    assert {one.code for one in cases if world.get(one.id).due_at != one.due_at} == set(said)


def test_a_waiting_letter_for_a_date_that_moved_is_put_aside(world: World) -> None:
    dossier = world.received(MARITAL, at=world.now - 4 * DAY)
    onestop.draft_apology(actor=world.actors["truc"], now=world.now, dossier_id=dossier.id)
    approved(world, storm("2026-11-17"))
    assert onestop.apologies(world.get(dossier.id)).get().state == "dismissed"


def test_a_case_may_keep_its_date_with_a_reason_until_somebody_takes_that_back(world: World) -> None:
    kept, free = world.received(REBIRTH), world.received(REBIRTH)
    row = entered(world, storm("2026-11-18"))
    asked: dict[str, Any] = {"now": world.now, "cause": row.id, "kind": "notice", "dossier_id": kept.id}
    keep, release = onestop.redating.keep_date, onestop.redating.release_date
    with pytest.raises(Refused, match="vì sao"):
        keep(actor=world.actors["tam"], **asked, reason="")
    with pytest.raises(NotThere):
        keep(actor=world.actors["nhai"], **asked, reason="Gia đình cần giấy ngày 23.")
    keep(actor=world.actors["quan"], **asked, reason="Gia đình cần giấy ngày 23.")
    with pytest.raises(Refused, match="không đổi"):
        keep(actor=world.actors["quan"], **asked, reason="Gia đình cần giấy ngày 23.")
    release(actor=world.actors["quan"], **asked)
    keep(actor=world.actors["quan"], **asked, reason="Gia đình cần giấy ngày 23.")
    seen = onestop.redating.preview(onestop.redating.of_notice(row, world.now), world.now)
    assert [line.code for line in seen.lines] == [free.code]
    assert [one.dossier.code for one in seen.kept] == [kept.code]
    with pytest.raises(Stale):  # the list that the second person read was another one
        org.approve_notice(actor=world.actors["tam"], now=world.now, notice_id=row.id, version=row.version)
    row.refresh_from_db()
    org.approve_notice(actor=world.actors["tam"], now=world.now, notice_id=row.id, version=row.version)
    onestop.redating.go_on(world.now)
    assert (due(world.get(kept.id)), due(world.get(free.id))) == ("2026-11-23", "2026-11-25")
    world.to_sign(kept)  # who acts afterwards does not carry the notice out either
    assert due(world.get(kept.id)) == "2026-11-23"
    with pytest.raises(Refused, match="đang áp dụng"):
        release(actor=world.actors["quan"], **asked)
    assert audit.verify().ok


def test_a_kept_case_is_weighed_again_when_the_notice_is_taken_back(world: World) -> None:
    kept = world.received(REBIRTH)
    row = entered(world, storm("2026-11-18"))
    onestop.redating.keep_date(
        actor=world.actors["quan"], now=world.now, cause=row.id, kind="notice", dossier_id=kept.id, reason="Cần sớm."
    )
    row.refresh_from_db()
    org.approve_notice(actor=world.actors["tam"], now=world.now, notice_id=row.id, version=row.version)
    onestop.redating.go_on(world.now)
    approved(world, storm("2026-11-19"))  # another storm: by the whole calendar it is two days later now
    assert due(world.get(kept.id)) == "2026-11-26"
    withdrawn(world, org.notice(world.actors["tam"], row.id))
    assert due(world.get(kept.id)) == "2026-11-25"


def test_nobody_keeps_a_date_that_the_law_makes_earlier(world: World) -> None:
    friday = world.now.replace(day=20)
    later = world.received(REBIRTH, at=friday)
    row = entered(world, swap("2026-12-07", "2026-11-21"), at=friday)
    with pytest.raises(Refused, match="sớm hơn"):
        onestop.redating.keep_date(
            actor=world.actors["tam"], now=friday, cause=row.id, kind="notice", dossier_id=later.id, reason="Vì bận."
        )


def test_another_commune_is_not_touched(world: World) -> None:
    other = world.units["14674"] if "14674" in world.units else next(u for u in world.units.values() if u != world.home)
    filing = replace(world.filing(REBIRTH), unit_id=other)
    made = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=filing)
    before = world.get(made.id).due_at
    approved(world, storm("2026-11-18"))
    assert world.get(made.id).due_at == before
    assert org.calendars.of(other).calendar.is_working_day(date(2026, 11, 18))


def test_new_promises_count_by_the_notice_at_once(world: World) -> None:
    approved(world, storm("2026-11-18"), carry=False)
    assert due(world.received(REBIRTH)) == "2026-11-25"
    asked = onestop.due_query.read({"working_days": "5", "from": "2026-11-16", "unit": "15163"})
    org.calendars.forget()
    assert onestop.due_query.reckon(asked).due_on == date(2026, 11, 25)


def test_the_version_of_a_date_is_kept(world: World) -> None:
    dossier = world.received(REBIRTH)
    approved(world, storm("2026-12-01"))
    assert world.get(dossier.id).derivation["calendar"] == 0
    assert onestop.due_of(world.get(dossier.id)).due_on == clock.local(dossier.due_at).date()
    assert isinstance(org.calendars.at(world.home, 0).number, int)
    assert datetime.fromisoformat(dossier.derivation["due_at"]) == clock.local(dossier.due_at)
