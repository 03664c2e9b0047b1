"""The cryptography alone: what opens, and that nothing else does."""

import pytest

from thanthien.core.ids import uuid7
from thanthien.petitions.sealed import box

ONE, OTHER = uuid7(), uuid7()


def test_what_is_sealed_opens_for_its_record_only() -> None:
    body, key = box.seal({"title": "Đơn"}, ONE)
    assert box.opened(body, key, ONE) == {"title": "Đơn"}
    with pytest.raises(box.CannotOpen):
        box.opened(body, key, OTHER)


@pytest.mark.parametrize("place", [0, 1, 30, -1])
def test_a_changed_byte_opens_nothing(place: int) -> None:
    body, key = box.seal({"title": "Đơn"}, ONE)
    changed = bytearray(body)
    changed[place] ^= 1
    with pytest.raises(box.CannotOpen):
        box.opened(bytes(changed), key, ONE)


def test_two_seals_of_one_text_differ_and_tell_no_length() -> None:
    short, _ = box.seal({"title": "a"}, ONE)
    long, _ = box.seal({"title": "a" * 300}, ONE)
    again, _ = box.seal({"title": "a"}, ONE)
    assert len(short) == len(long)
    assert short != again


def test_a_wrap_is_for_one_key() -> None:
    private, public = box.new_pair()
    stranger, _ = box.new_pair()
    wrapped = box.wrap(b"k" * 32, public)
    assert box.unwrap(wrapped, private) == b"k" * 32
    with pytest.raises(box.CannotOpen):
        box.unwrap(wrapped, stranger)
    with pytest.raises(box.CannotOpen):
        box.unwrap(b"", private)


def test_a_private_key_opens_by_its_passphrase_and_its_sheet() -> None:
    private, public = box.new_pair()
    locked, code = box.lock(private, "bốn chữ rời nhau", ONE), box.new_code()
    sheet = box.lock_by_code(private, code, ONE)
    assert box.unlock(locked, "bốn chữ rời nhau", ONE) == box.unlock_by_code(sheet, code, ONE) == private
    assert box.public_of(private) == public
    for wrong in ("bốn chữ rời nhay", ""):
        with pytest.raises(box.CannotOpen):
            box.unlock(locked, wrong, ONE)
    with pytest.raises(box.CannotOpen):
        box.unlock(locked, "bốn chữ rời nhau", OTHER)
    with pytest.raises(box.CannotOpen):
        box.unlock_by_code(sheet, box.new_code(), ONE)
    for broken in (b"", b"abc", locked[:30]):
        with pytest.raises(box.CannotOpen):
            box.unlock(broken, "bốn chữ rời nhau", ONE)


def test_a_code_is_read_as_people_write_it() -> None:
    code = box.new_code()
    assert len(code.split()) == box.GROUPS
    assert box.typed_code(code.lower().replace(" ", "-")) == box.typed_code(code)
    assert box.typed_code("o1Il") == "0111"


def test_neither_share_tells_anything() -> None:
    private, _ = box.new_pair()
    first, second = box.split(private)
    assert box.joined(first, second) == private
    assert private not in {first, second}
    assert box.split(private) != (first, second)
