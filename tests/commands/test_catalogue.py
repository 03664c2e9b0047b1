"""The catalogue in a commune's hands."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests import people
from tests.world import REBIRTH, World
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop

SOURCE = "QĐ 1234/QĐ-UBND ngày 01/11/2026, phụ lục I"


def proposed(world: World, **changes: object) -> UUID:
    kept = onestop.propose_correction(
        actor=world.actors["quan"], now=world.now, code=REBIRTH, changes=changes, confirmed=[], source=SOURCE
    )
    return UUID(kept.id)


def test_a_correction_holds_only_after_a_second_person_and_for_new_dossiers(world: World) -> None:
    before = world.received()
    correction = proposed(world, limit={"value": 4})
    assert onestop.offer(world.home, REBIRTH, world.now.date()).entry.limit.value == 5
    with pytest.raises(Refused, match="không tự duyệt"):
        onestop.decide_correction(actor=world.actors["quan"], now=world.now, correction_id=correction, approve=True)
    onestop.decide_correction(actor=world.actors["kiem"], now=world.now, correction_id=correction, approve=True)
    offer = onestop.offer(world.home, REBIRTH, world.now.date())
    assert (offer.entry.limit.value, offer.number, offer.local) == (4, 2, True)
    assert world.get(before.id).limit["value"] == 5
    assert world.received().limit["value"] == 4


def test_it_does_not_reach_the_next_commune(world: World) -> None:
    onestop.decide_correction(
        actor=world.actors["kiem"], now=world.now, correction_id=proposed(world, limit={"value": 4}), approve=True
    )
    assert onestop.offer(world.units[people.VAN_DU], REBIRTH, world.now.date()).entry.limit.value == 5


def test_confirming_takes_the_mark_away_and_keeps_the_source(world: World) -> None:
    entry = onestop.offer(world.home, REBIRTH, world.now.date()).entry
    field = next(name for name in ("forms", "online_level", "papers") if name in entry.unverified_fields)
    kept = onestop.propose_correction(
        actor=world.actors["quan"], now=world.now, code=REBIRTH, changes={}, confirmed=[field], source=SOURCE
    )
    onestop.decide_correction(actor=world.actors["kiem"], now=world.now, correction_id=UUID(kept.id), approve=True)
    after = onestop.offer(world.home, REBIRTH, world.now.date()).entry
    assert field not in after.unverified_fields
    assert any(SOURCE in source for source in after.sources)


def test_what_the_catalogue_cannot_hold_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        proposed(world, limit={"unit": "moons"})
    with pytest.raises(Refused):
        proposed(world, code="x")


@pytest.mark.parametrize("login", ["nhai", "truc", "du"])
def test_only_an_administrator_proposes(world: World, login: str) -> None:
    with pytest.raises(NotThere):
        onestop.propose_correction(
            actor=world.actors[login],
            now=world.now,
            code=REBIRTH,
            changes={"limit": {"value": 4}},
            confirmed=[],
            source=SOURCE,
        )


def test_a_form_drawn_from_the_old_version_is_not_sent_unseen(world: World) -> None:
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    later = world.now + timedelta(hours=1)
    onestop.decide_correction(
        actor=world.actors["kiem"], now=later, correction_id=proposed(world, limit={"value": 4}), approve=True
    )
    filing = world.filing(channel="online")
    with pytest.raises(Refused) as caught:
        onestop.file(actor=world.citizen, now=later, filing=filing, draft_token=draft.token)
    assert caught.value.code == "version-changed"
    onestop.drafts.renew_draft(actor=world.citizen, now=later, token=draft.token)
    assert onestop.file(actor=world.citizen, now=later, filing=filing, draft_token=draft.token).code


def test_a_procedure_switched_off_is_not_taken_in(world: World) -> None:
    onestop.set_procedure(actor=world.actors["quan"], now=world.now, code=REBIRTH, enabled=False)
    with pytest.raises(Refused):
        world.received()
    assert REBIRTH not in {offer.entry.code for offer in onestop.offers(world.home, world.now.date())}


def test_province_only_codes_are_off_until_somebody_turns_them_on(world: World) -> None:
    day = world.now.date()
    listed = {offer.entry.code for offer in onestop.offers(world.home, day)}
    everything = onestop.offers(world.home, day, disabled=True)
    provincial = [offer.entry.code for offer in everything if offer.entry.scope == "province"]
    assert len(everything) == 141
    assert len(provincial) == 5
    assert not listed & set(provincial)
    onestop.set_procedure(actor=world.actors["quan"], now=world.now, code=provincial[0], enabled=True)
    assert provincial[0] in {offer.entry.code for offer in onestop.offers(world.home, day)}


def test_searches_that_found_nothing_are_counted_without_person_or_hour(world: World) -> None:
    for text in ("Giấy hẹn cưới", "giay hen cuoi", "0912345678"):
        onestop.count_miss(actor=world.citizen, now=world.now, unit_id=world.home, text=text)
    rows = list(onestop.misses(world.actors["quan"]).values_list("month", "text", "count"))
    assert rows == [("2026-11", "giay hen cuoi", 2)]


def test_a_word_taught_today_is_found_today(world: World) -> None:
    day = world.now.date()
    assert [hit.code for hit in onestop.search(world.home, "quyển lý vỡ", day, 1)] != [REBIRTH]
    onestop.add_synonym(actor=world.actors["kiem"], now=world.now, text="quyển lý vỡ", code=REBIRTH)
    assert onestop.search(world.home, "quyển lý vỡ", day, 1)[0].code == REBIRTH
    onestop.set_procedure(actor=world.actors["quan"], now=world.now, code=REBIRTH, enabled=False)
    assert REBIRTH not in {hit.code for hit in onestop.search(world.home, "quyển lý vỡ", day)}
