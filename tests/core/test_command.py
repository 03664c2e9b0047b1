"""One write path: repeated with the same key, with another body, and never half-written."""

import pytest

from tests.world import World
from thanthien.core.command import Once
from thanthien.core.errors import OtherBody, Refused
from thanthien.core.models import AuditRow, Message, OnceKey
from thanthien.core.once import sent_once
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier


def file(world: World, once: Once | None, **changes: str) -> onestop.Filed:
    filing = world.filing(channel="online", applicant=world.applicant(**changes))
    if once is None:
        return onestop.file(actor=world.citizen, now=world.now, filing=filing)
    return sent_once(once, onestop.file, actor=world.citizen, now=world.now, filing=filing)


def test_the_same_key_and_body_give_the_same_dossier(world: World) -> None:
    once = Once("draft-1", "key-1", "body")
    first, second = file(world, once), file(world, once)
    assert first == second
    assert Dossier.objects.count() == 1
    assert Message.objects.count() == 1


def test_the_same_key_with_another_body_is_refused_without_data(world: World) -> None:
    file(world, Once("draft-1", "key-1", "body"))
    with pytest.raises(OtherBody):
        file(world, Once("draft-1", "key-1", "another body"))
    assert Dossier.objects.count() == 1


def test_a_guessed_key_of_somebody_else_gives_nothing(world: World) -> None:
    first = file(world, Once("draft-1", "key-1", "body"))
    other = file(world, Once("draft-2", "key-1", "body"))
    assert first.code != other.code


def test_a_refusal_leaves_nothing_behind(world: World) -> None:
    before = AuditRow.objects.count()
    with pytest.raises(Refused):
        file(world, Once("draft-1", "key-1", "body"), name="…")
    assert (Dossier.objects.count(), Message.objects.count(), OnceKey.objects.count()) == (0, 0, 0)
    assert AuditRow.objects.count() == before


def test_a_number_is_not_lost_by_a_refusal(world: World) -> None:
    """The serial is taken in the same transaction: what is rolled back is given again."""
    first = file(world, None)
    with pytest.raises(Refused):
        file(world, None, phone="12")
    second = file(world, None)
    assert [code[-4:] for code in (first.code, second.code)] == ["0001", "0002"]


def test_long_keys_with_the_same_beginning_are_two_keys(world: World) -> None:
    first = file(world, Once("draft-1", "k" * 100 + "1", "body"))
    second = file(world, Once("draft-1", "k" * 100 + "2", "body"))
    assert first.code != second.code


@pytest.mark.parametrize("key", ["", "\x00", "k" * 10_000, "khóa", "\ud800", "a\nb"])
def test_any_key_works_twice(world: World, key: str) -> None:
    once = Once("draft\ud800", key, "body\x00\udfff")
    assert file(world, once) == file(world, once)
