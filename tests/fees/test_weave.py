"""Who lays down what of a procedure, from when to when: nation, province, commune; a dossier keeps its version."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests import people
from tests.programme.start import above
from tests.world import REBIRTH, World
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.catalogue_data import load
from thanthien.onestop.catalogue_worse import worse
from thanthien.org import service as org
from thanthien.org.models import Staff

SOURCE = "NQ 12/2026/NQ-HĐND ngày 01/11/2026"


def entry(world: World, unit: str = people.CAM_VAN, days: int = 0) -> Any:
    return onestop.offer(world.units[unit], REBIRTH, world.now.date() + timedelta(days=days)).entry


def laid(
    world: World, who: Actor, second: Actor, days: int | None = None, end: int | None = None, **changes: Any
) -> None:
    """Propose and approve."""
    today = world.now.date()
    kept = onestop.propose_correction(
        actor=who, now=world.now, code=REBIRTH, changes=changes, confirmed=[], source=SOURCE,
        valid_from=None if days is None else today + timedelta(days=days),
        valid_to=None if end is None else today + timedelta(days=end),
    )  # fmt: skip
    onestop.decide_correction(actor=second, now=world.now, correction_id=UUID(kept.id), approve=True)


def commune(world: World, **more: Any) -> None:
    laid(world, world.actors["quan"], world.actors["kiem"], **more)


def province(world: World, **more: Any) -> None:
    one, two = overseers(world)
    laid(world, one, two, **more)


def overseers(world: World) -> tuple[Actor, Actor]:
    """Two officers of the level above."""
    one = above(world)
    assert one.unit_id is not None
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=one.unit_id, login="tinh2", name="Lê Văn Hai", password=people.PASSWORD,
        role="overseer", title="Chuyên viên", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return one, org.actor_for(Staff.objects.get(login="tinh2"), world.now.date())


def test_a_province_sets_the_fee_of_all_its_communes(world: World) -> None:
    province(world, fee={"status": "fixed", "amount_vnd": 8000, "text": "8.000 đồng"})
    for unit in (people.CAM_VAN, people.VAN_DU):
        assert entry(world, unit).fee.amount_vnd == 8000
        assert entry(world, unit).origins["fee"].startswith("Tỉnh quy định từ 16/11/2026: NQ 12/2026")
    assert entry(world, people.CHIENG_SINH).fee.amount_vnd is None
    row = onestop.fees.charge_of(world.received(REBIRTH))
    assert row is not None
    assert (row.amount, row.steps[0]["article"]) == (8000, SOURCE)


def test_the_commune_wins_on_its_own_field_and_the_province_on_the_other(world: World) -> None:
    commune(world, limit={"value": 2})
    province(world, limit={"value": 3}, fee={"status": "fixed", "amount_vnd": 8000, "text": "8.000 đồng"})
    found = entry(world)
    assert (found.limit.value, found.fee.amount_vnd) == (2, 8000)
    assert found.origins["limit"].startswith("Xã xác nhận")
    assert entry(world, people.VAN_DU).limit.value == 3


def test_a_communes_worse_word_never_wins_in_silence(world: World) -> None:
    """Longer or dearer than what stands above is refused without a text that allows it, and loses to a later one."""
    with pytest.raises(Refused, match="dài hơn") as no:
        commune(world, limit={"value": 6})
    assert no.value.field == "ground"
    commune(world, limit={"value": 4})
    province(world, limit={"value": 3}, fee={"status": "fixed", "amount_vnd": 8000, "text": "8.000 đồng"})
    found = entry(world)
    assert found.limit.value == 3
    assert "không tính: thời hạn dài hơn" in found.origins["limit"]
    with pytest.raises(Refused, match="cao hơn"):
        commune(world, fee={"status": "fixed", "amount_vnd": 9000, "text": "9.000 đồng"})
    quan, kiem = world.actors["quan"], world.actors["kiem"]
    kept = onestop.propose_correction(
        actor=quan, now=world.now, code=REBIRTH, changes={"limit": {"value": 6}}, confirmed=[], source=SOURCE,
        ground="QĐ 77/QĐ-UBND của tỉnh, Điều 2",
    )  # fmt: skip
    onestop.decide_correction(actor=kiem, now=world.now, correction_id=UUID(kept.id), approve=True)
    assert entry(world).limit.value == 6


@pytest.mark.parametrize(
    ("limit", "is_worse"),
    [({"value": 5}, False), ({"value": 6}, True), ({"value": 7, "unit": "day"}, False), ({"unit": "same_day"}, False),
     ({"value": 8, "unit": "day"}, True), ({"value": 41, "unit": "hour"}, True),
     ({"value": None, "unit": None}, True), ({"value": 5, "max_value": 30}, True)],
)  # fmt: skip
def test_what_is_longer_than_five_working_days(limit: dict[str, Any], is_worse: bool) -> None:
    above = next(one for one in load().procedures if one.code == REBIRTH)
    assert bool(worse(above, {"limit": limit})) == is_worse


def test_a_commune_does_not_take_away_in_silence_what_is_cheaper_online() -> None:
    above = next(one for one in load().procedures if one.code == REBIRTH)
    fee = replace(above.fee, status="fixed", amount_vnd=8000, online_vnd=4000)
    assert worse(replace(above, fee=fee), {"fee": {"amount_vnd": 8000, "online_vnd": None}})
    assert not worse(replace(above, fee=fee), {"fee": {"amount_vnd": 4000, "online_vnd": None}})


def test_days_begin_and_end(world: World) -> None:
    commune(world, days=10, end=20, limit={"value": 4})
    assert [entry(world, days=day).limit.value for day in (0, 9, 10, 19, 20)] == [5, 5, 4, 4, 5]


def test_a_province_s_end_brings_the_nation_back_where_the_commune_has_its_own_word_on_something_else(
    world: World,
) -> None:
    commune(world, online_level="mot_phan")
    province(world, days=5, end=8, limit={"value": 3})
    assert [entry(world, days=day).limit.value for day in (4, 5, 7, 8)] == [5, 3, 3, 5]
    assert entry(world, days=8).online_level == "mot_phan"


def test_an_open_dossier_keeps_its_version_and_a_draft_is_told(world: World) -> None:
    before = world.received()
    token = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH).token
    province(world, limit={"value": 3})
    assert world.get(before.id).limit["value"] == 5
    assert onestop.entry_of(world.get(before.id).procedure).limit.value == 5
    with pytest.raises(Refused) as no:
        onestop.file(actor=world.citizen, now=world.now, filing=world.filing(channel="online"), draft_token=token)
    assert no.value.code == "version-changed"


@pytest.mark.parametrize(("days", "end", "field"), [(-1, None, "valid_from"), (5, 5, "valid_to"), (None, 0, "valid_to"),
                                                    (900, None, "valid_from")])  # fmt: skip
def test_days_that_cannot_be_are_refused(world: World, days: int | None, end: int | None, field: str) -> None:
    with pytest.raises(Refused) as no:
        commune(world, days=days, end=end, limit={"value": 4})
    assert no.value.field == field


def test_nobody_lays_down_for_another_unit(world: World) -> None:
    with pytest.raises(NotThere):
        laid(world, world.actors["du"], world.actors["du"], limit={"value": 4})
    commune(world, limit={"value": 4})
    assert entry(world, people.VAN_DU).limit.value == 5


def test_the_day_counts_as_a_span(world: World) -> None:
    commune(world, limit={"value": 4})
    commune(world, limit={"value": 3})
    rows = onestop.offer(world.home, REBIRTH, date(2026, 11, 16))
    assert (rows.entry.limit.value, rows.number) == (3, 3)
