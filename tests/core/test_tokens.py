"""Secret links: made here, for one purpose, with one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.core import ids, tokens

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n\x00é"


@pytest.mark.parametrize("length", [16, 32, 33, 34])
def test_no_letter_of_a_token_can_be_another(length: int) -> None:
    """Base64 has spare bits in its last letter: a one-time link worked up to 16 times, once a spelling."""
    token = tokens.make("rate", b"\xfb\xef" * (length // 2) + b"x" * (length % 2))
    assert tokens.read("rate", token) is not None
    for place in range(len(token)):
        for letter in LETTERS:
            other = token[:place] + letter + token[place + 1 :]
            assert other == token or tokens.read("rate", other) is None


@pytest.mark.parametrize("length", [16, 33, 34])
def test_a_token_with_something_added_is_no_token(length: int) -> None:
    token = tokens.make("follow", bytes(length))
    for other in (token + "=", token + "==", token + "\n", " " + token, token + "A", token[:-1], token.swapcase(), ""):
        assert tokens.read("follow", other) is None


def test_plus_and_slash_are_not_another_spelling() -> None:
    token = next(made for number in range(500) if "-" in (made := tokens.make("follow", number.to_bytes(16, "big"))))
    assert tokens.read("follow", token.replace("-", "+")) is None


def test_a_token_of_one_purpose_opens_nothing_else() -> None:
    key = ids.uuid7()
    assert tokens.id_of("follow", tokens.for_id("follow", key)) == key
    for purpose in ("draft", "rate", "Follow", ""):
        assert tokens.id_of(purpose, tokens.for_id("follow", key)) is None


@given(st.text(max_size=500))
def test_anything_typed_is_answered_by_none(text: str) -> None:
    assert tokens.read("follow", text) is None


@given(st.binary(max_size=200))
def test_what_is_made_can_be_read(payload: bytes) -> None:
    assert tokens.read("rate", tokens.make("rate", payload)) == payload
