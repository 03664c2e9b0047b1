"""Roots of other installations: forged ones are refused, replays change nothing, contradictions are kept and shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.core.proof_house import NEXT_MORNING, closed, receipts
from tests.web.reading import text_of
from tests.world import World, rehearsed
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, DayRoot, OtherRoot
from thanthien.core.proof import keys, others, proving, statements

LATER = NEXT_MORNING + timedelta(days=5)


@contextmanager
def elsewhere() -> Iterator[str]:
    """Sign as another installation does."""
    with override_settings(THANTHIEN_PROOF_KEY=settings.THANTHIEN_PROOF_KEY + "-of-another-place"):
        yield keys.ours()[keys.present()].hex()


def signed(root: DayRoot) -> str:
    """A root as the other place publishes it."""
    root.key, root.signature = keys.present(), ""
    return json.dumps({"statement": statements.root_text(root), "signature": keys.sign(statements.root_text(root))})


@pytest.fixture
def published(world: World) -> list[str]:
    """The roots of four days of another installation, which is entered here."""
    receipts(world, 1)
    closed(LATER)
    with elsewhere() as public:
        texts, before = [], ""
        for root in list(proving.every())[:4]:
            root.previous = before
            texts.append(signed(root))
            before = statements.hash_of(statements.root_text(root))
    others.trust(actor=SYSTEM, now=LATER, unit_id=world.home, name="UBND xã Vân Du", public=f"  {public.upper()} ")
    return texts


def take(world: World, text: str) -> others.Received:
    with rehearsed(LATER):
        return others.receive(actor=SYSTEM, now=LATER, unit_id=world.home, text=text)


def test_a_root_is_kept_as_received_and_countersigned(world: World, published: list[str]) -> None:
    for text in published:
        assert take(world, text).state == "new"
    for kept, text in zip(OtherRoot.objects.order_by("day"), published, strict=True):
        given = json.loads(text)
        assert (kept.statement, kept.signature) == (given["statement"], given["signature"])
        assert keys.is_signed(kept.seen, kept.seen_signature, keys.ours()[kept.seen_key])
        assert json.loads(kept.seen)["statement"] == kept.statement_hash
    row = AuditRow.objects.filter(act="root.receive").last()
    assert row is not None
    assert '"state":"new"' in row.body


def test_a_replay_changes_nothing(world: World, published: list[str]) -> None:
    take(world, published[0])
    before = OtherRoot.objects.values().get()
    assert take(world, published[0]).state == "known"
    assert OtherRoot.objects.values().get() == before


def test_two_roots_for_one_day_are_both_kept_and_shown_loudly(
    client: Client, world: World, published: list[str]
) -> None:
    take(world, published[0])
    root = next(proving.every())
    root.size += 1
    with elsewhere():
        other = signed(root)
    assert take(world, other).state == others.TWO_ROOTS
    assert list(OtherRoot.objects.values_list("trouble", flat=True)) == [others.TWO_ROOTS] * 2
    assert "đã ký hai dấu khác nhau cho ngày 16/11/2026" in text_of(client, "/minh-chung/")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_root_that_does_not_follow_the_day_before_is_marked(
    client: Client, world: World, published: list[str], order: tuple[int, int]
) -> None:
    roots = list(proving.every())[:2]
    roots[1].previous = "0" * 64
    with elsewhere():
        texts = [published[0], signed(roots[1])]
    assert take(world, texts[order[0]]).state == "new"
    assert take(world, texts[order[1]]).state == others.BROKEN
    assert "không nối với dấu ngày trước" in text_of(client, "/minh-chung/")


def test_what_is_no_signed_root_is_refused_and_nothing_is_kept(world: World, published: list[str]) -> None:
    given = json.loads(published[0])
    bent = {**given, "statement": given["statement"].replace('"size":', '"size":1')}
    spaced = {**given, "statement": given["statement"].replace(",", ", ")}
    own = json.dumps(proving.signed_root(next(proving.every())))
    for text, code in (
        (json.dumps(bent), "bad-signature"),
        (json.dumps({**given, "signature": "A" * 86 + "=="}), "bad-signature"),
        (json.dumps({**given, "signature": "không phải"}), "bad-signature"),
        (json.dumps(spaced), "not-a-root"),
        (own, "unknown-key"),
        ("", "not-a-root"), ("[]", "not-a-root"), ("{}", "not-a-root"), ("null", "not-a-root"),
        ("[" * 4000, "not-a-root"),
        (json.dumps({"statement": "{}", "signature": ""}), "not-a-root"),
        (json.dumps({"statement": "[1]", "signature": ""}), "not-a-root"),
        (published[0] + " " * 6000, "not-a-root"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            take(world, text)
        assert refused.value.code == code, text[:80]
    assert not OtherRoot.objects.exists()


def test_a_root_of_a_day_that_has_not_come_is_refused(world: World, published: list[str]) -> None:
    root = next(proving.every())
    root.day += timedelta(days=400)
    with elsewhere():
        text = signed(root)
    with pytest.raises(Refused, match="chưa đến"):
        take(world, text)


@pytest.mark.parametrize(
    ("name", "public", "field"),
    [("", "00" * 32, "name"), ("UBND xã A", "xyz", "public"), ("UBND xã A", "00" * 31, "public")],
)
def test_a_key_wrongly_typed_is_refused(world: World, name: str, public: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        others.trust(actor=SYSTEM, now=world.now, unit_id=world.home, name=name, public=public)
    assert refused.value.field == field


def test_our_own_key_and_one_entered_before_are_refused(world: World, published: list[str]) -> None:
    own = keys.ours()[keys.present()].hex()
    with elsewhere() as public:
        pass
    for again, words in ((own, "chính nơi này"), (public, "đã ghi rồi")):
        with pytest.raises(Refused, match=words):
            others.trust(actor=SYSTEM, now=world.now, unit_id=world.home, name="UBND xã B", public=again)


def test_only_an_administrator_takes_roots_in(world: World, published: list[str]) -> None:
    for login in ("nhai", "truc", "tam", "thu"):
        with pytest.raises(NotThere):
            others.receive(actor=world.actors[login], now=LATER, unit_id=world.home, text=published[0])
