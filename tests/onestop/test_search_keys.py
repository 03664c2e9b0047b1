"""At the counter: two letters for the 20 most used procedures, at most six for any other."""

from itertools import pairwise

from tests.onestop.search_world import index
from thanthien.core.text import fold
from thanthien.onestop import catalogue_data


def test_every_procedure_is_the_first_answer_to_at_most_six_letters() -> None:
    for one in catalogue_data.load().procedures:
        assert 2 <= len(one.key) <= 6, one.title
        assert one.key.isascii(), one.key
        assert index(provinces=True).search(one.key, 1)[0].code == one.code, one.title
        assert index(provinces=True).shortcut(one.key.upper()) == one.code


def test_the_twenty_most_used_take_two_letters() -> None:
    ranked = sorted(catalogue_data.load().procedures, key=lambda one: one.rank)
    assert [one.title for one in ranked[:20] if len(one.key) != 2] == []


def test_keys_are_unique() -> None:
    keys = sorted(one.key for one in catalogue_data.load().procedures)
    assert [one for one, other in pairwise(keys) if one == other] == []


def test_one_letter_already_shows_the_most_used_that_begin_so() -> None:
    offered = [one for one in catalogue_data.load().procedures if one.enabled_by_default]
    for letter in "ksht":
        begun = [one for one in offered if one.key.startswith(letter) and len(one.key) == 2]
        best = min(begun, key=lambda one: one.rank)
        assert index().search(letter, 1)[0].code == best.code


def test_a_key_does_not_hide_what_the_letters_also_mean() -> None:
    """ "hn" is the key of the marital status; a person may also mean hộ nghèo."""
    found = [hit.title for hit in index().search("hn")]
    assert fold(found[0]) == "xac nhan tinh trang hon nhan"
    assert "Công nhận hộ nghèo, hộ cận nghèo" in found
