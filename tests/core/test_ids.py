"""Keys sort as they were made, and are version 7 of RFC 9562."""

from thanthien.core.ids import uuid7


def test_keys_made_one_after_the_other_sort_so() -> None:
    made = []
    for _ in range(2000):
        made.append(uuid7())
        sum(range(100))  # a row takes longer than the 0.25 microseconds that one step of the fraction is
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_key_says_what_it_is() -> None:
    key = uuid7()
    assert (key.version, key.variant) == (7, "specified in RFC 4122")
