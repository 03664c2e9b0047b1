"""Numbers and values of officers that no clock and no catalogue can hold."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import NO_LIMIT, NOW, REBIRTH, World
from thanthien.core.errors import Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier


@pytest.mark.parametrize(
    "unit", ["working_days", "calendar_days", "working_hours", "hours", "months", "moons", "", "\x00"]
)
@pytest.mark.parametrize("value", [-1, 0, 10**6, 10**30])
def test_a_limit_that_no_clock_can_count_is_refused_at_once(world: World, unit: str, value: int) -> None:
    entered = onestop.Entered(value, unit, "Điều 9 Nghị định thử")
    filing = world.filing(NO_LIMIT, items=())

    def accepted() -> None:
        made = onestop.receive_at_counter(actor=world.actors["nhai"], now=NOW, filing=filing, entered=entered)
        found = world.get(made.id)
        second = world.actors["kiem"]
        onestop.accept(actor=second, now=NOW, dossier_id=found.id, version=found.version, confirm_limit=True)

    with pytest.raises(Refused):
        accepted()


@pytest.mark.parametrize("article", ["", "x", "ế" * 10_000, "\x00" * 50])
def test_a_limit_without_a_readable_ground_is_refused(world: World, article: str) -> None:
    entered = onestop.Entered(5, "working_days", article)
    with pytest.raises(Refused):
        onestop.receive_at_counter(
            actor=world.actors["nhai"], now=NOW, filing=world.filing(NO_LIMIT, items=()), entered=entered
        )
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"limit": "mười ngày"}, {"limit": {"value": -3, "unit": "working_day"}}, {"limit": {"value": 10**30}},
        {"title": ""}, {"title": "T" * 500}, {"title": None}, {"title": {"a": 1}}, {"papers": [1, 2]}, {"papers": "x"},
        {"fee": []}, {"fee": {"amount_vnd": -1}}, {"limit": {"value": float("nan")}}, {"title": "\x00"},
        {"unknown": 1}, {}, {"legal_basis": [{"x": 1}]}, {"papers": [{"text": "\x00" * 10}]},
    ],
    ids=lambda changes: ascii(changes)[:40],
)  # fmt: skip
def test_a_correction_that_the_catalogue_cannot_hold_is_refused(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        onestop.propose_correction(
            actor=world.actors["quan"], now=NOW, code=REBIRTH, changes=changes, confirmed=[], source="QĐ 12/QĐ-UBND"
        )


@pytest.mark.parametrize("case", ["x", "\x00", "entered", "default" * 100])
def test_a_case_that_the_procedure_does_not_know_is_refused(world: World, case: str) -> None:
    """It quietly got the default limit, and stood in the dossier as typed."""
    with pytest.raises(Refused):
        onestop.receive_at_counter(actor=world.actors["nhai"], now=NOW, filing=world.filing(), case=case)


@pytest.mark.parametrize("length", [601, 20_000])
def test_reasons_without_end_are_refused_and_never_cut(world: World, length: int) -> None:
    dossier, words = world.received(), "Lý do. " * length
    same: dict[str, Any] = {"now": NOW, "dossier_id": dossier.id, "version": dossier.version}
    truc, good = world.actors["truc"], "Không đủ điều kiện theo luật."
    acts: list[Callable[[], object]] = [
        lambda: onestop.refuse(actor=truc, reason=words, ground="Điều 1 Luật", guidance="Nộp lại", **same),
        lambda: onestop.refuse(actor=truc, reason=good, ground=words, guidance="Nộp lại", **same),
        lambda: onestop.refuse(actor=truc, reason=good, ground="Điều 1 Luật", guidance=words, **same),
        lambda: onestop.submit_for_signing(actor=truc, note=words, **same),
        lambda: onestop.stop(actor=world.citizen, reason=words, **same),
        lambda: onestop.transfer(actor=truc, body=words, reason=good, **same),
        lambda: onestop.transfer(actor=truc, body="Công an xã", reason=words, **same),
        lambda: onestop.note(actor=truc, now=NOW, dossier_id=dossier.id, text=words),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert world.get(dossier.id).version == dossier.version
