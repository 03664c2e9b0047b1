"""A day is closed once, whatever the clock does, and each receipt of it can be proved."""

import base64
import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail

from tests.core.proof_house import NEXT_MORNING, TODAY, closed, promise, receipts
from tests.world import NOW, World, rehearsed
from thanthien.core import audit, clock, heads
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.core.models import AuditRow, ChainHead, DayRoot, Message
from thanthien.core.proof import days, keys, proving, statements
from thanthien.rules import merkle


def test_the_root_is_the_tree_over_all_units_by_unit_and_place(world: World) -> None:
    receipts(world)
    assert closed() == 1
    root = DayRoot.objects.get()
    hashes = AuditRow.objects.order_by("unit_id", "seq").values_list("unit_id", "hash")
    assert len({unit for unit, _ in hashes}) > 1
    assert root.root == merkle.root(merkle.leaf(bytes.fromhex(row_hash)) for _, row_hash in hashes).hex()
    assert (root.day, root.size, root.previous) == (TODAY, len(hashes), "")
    assert keys.is_signed(statements.root_text(root), root.signature, keys.ours()[root.key])


def test_days_off_are_closed_one_by_one_also_empty_ones_and_only_once(world: World) -> None:
    receipts(world)
    assert closed(NOW + timedelta(days=4)) == 4
    assert closed(NOW + timedelta(days=4)) == 0
    roots = list(DayRoot.objects.order_by("day"))
    assert [root.size > 0 for root in roots] == [True, False, False, False]
    assert roots[1].root == merkle.EMPTY.hex()
    for before, root in pairwise(roots):
        assert root.previous == statements.hash_of(statements.root_text(before))
    assert audit.verify().ok


def test_today_and_a_day_out_of_turn_are_not_closed(world: World) -> None:
    receipts(world)
    for day in (TODAY, TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            days.close(actor=SYSTEM, now=NOW, day=day)
    closed()
    with rehearsed(NOW + timedelta(days=5)), pytest.raises(Refused):
        days.close(actor=SYSTEM, now=NOW + timedelta(days=5), day=TODAY + timedelta(days=3))
    assert DayRoot.objects.count() == 1


def test_a_clock_turned_back_records_on_the_open_day(world: World) -> None:
    receipts(world, 1)
    closed()
    before = DayRoot.objects.get()
    late = world.received(applicant=world.applicant(name="Đinh Văn Muộn"))  # the machine says it is yesterday again
    found = promise(late)
    assert clock.iso(found.recorded_at) == "2026-11-17T00:00:00+07:00"
    assert json.loads(statements.promise_text(found))["day"] == "2026-11-17"
    again = days.close(actor=SYSTEM, now=NOW, day=TODAY)
    assert (again.root, again.size) == (before.root, before.size)
    assert closed(NEXT_MORNING + timedelta(days=1)) == 1
    assert proving.prove(found)["inclusion"]["size"] > 0
    assert audit.verify().ok


def test_a_chain_that_begins_under_a_turned_back_clock_does_not_reach_into_a_closed_day(world: World) -> None:
    receipts(world, 1)
    closed()
    assert heads.lock(uuid7()).recorded_at == clock.day_start(TODAY + timedelta(days=1))


def test_rows_written_after_midnight_fall_on_the_next_day(world: World) -> None:
    first = receipts(world, 1)[0]
    with rehearsed(NEXT_MORNING):
        second = world.received(at=NEXT_MORNING, applicant=world.applicant(name="Đinh Văn Sáng"))
    assert closed(NEXT_MORNING) == 1
    assert promise(first).seq <= ChainHead.objects.get(unit_id=world.home).closed < promise(second).seq
    with pytest.raises(proving.NotClosed):
        proving.prove(promise(second))


@pytest.mark.parametrize("block", [1, 2, 8])
def test_every_receipt_is_proved_through_blocks_of_any_size(
    world: World, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(days, "BLOCK", block)
    monkeypatch.setattr(proving, "BLOCK", block)
    monkeypatch.setattr(days, "FIRST_PAGE", 3)
    found = [promise(dossier) for dossier in receipts(world, 6)]
    closed()
    for one in found:
        proof = proving.prove(one)
        way = proof["inclusion"]
        root = merkle.root_by_path(
            bytes.fromhex(one.leaf), way["index"], way["size"], [bytes.fromhex(each) for each in way["path"]]
        )
        assert root.hex() == json.loads(proof["root"]["statement"])["root"]


def test_the_promise_is_there_at_once_and_seals_what_the_receipt_says(world: World) -> None:
    dossier = receipts(world, 1)[0]
    found = proving.promised(promise(dossier))
    said = json.loads(found["row"]["body"])["data"]
    assert (said["code"], said["due_at"][:10]) == (dossier.code, "2026-11-23")
    public = bytes.fromhex(found["keys"][keys.present()])
    assert keys.is_signed(found["promise"]["statement"], found["promise"]["signature"], public)
    assert len(base64.b64decode(found["promise"]["signature"])) == 64
    assert "Đinh" not in json.dumps(found, ensure_ascii=False)


def test_each_root_is_sent_to_the_level_above(world: World) -> None:
    receipts(world, 1)
    told = days.Mail(world.home, "xã Cẩm Vân", ("so-noi-vu@example.vn",), "https://camvan.example")
    with rehearsed(NEXT_MORNING):
        days.close_days(NEXT_MORNING, told)
        from thanthien.notify import service as notify

        sent = Message.objects.get(template="day_root")
        text = notify.render(sent)
        root = DayRoot.objects.get()
        assert (sent.to, sent.unit_id) == ("so-noi-vu@example.vn", world.home)
        assert root.root in text.text
        assert root.signature in text.text
        assert "16/11/2026" in text.subject
    assert mail.outbox == []
