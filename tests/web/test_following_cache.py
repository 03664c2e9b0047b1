"""The memory of drawn pages: bounded, true for a while only, and never past midnight."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from thanthien.core import clock
from thanthien.public.page_cache import FAR, NEAR, PageCache, draw

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=clock.VN)


def test_a_page_is_given_back_until_its_time_is_over() -> None:
    pages = PageCache()
    page = draw(b"x", NOON, ends_today=False)
    pages.put("a", page)
    assert pages.get("a", NOON) is page
    assert pages.get("a", NOON + FAR - timedelta(seconds=1)) is page
    assert pages.get("a", NOON + FAR) is None
    assert len(pages) == 0


@pytest.mark.parametrize(
    ("now", "ends_today", "until"),
    [
        (NOON, False, NOON + FAR),
        (NOON, True, NOON + NEAR),
        (NOON.replace(hour=23, minute=58), False, datetime(2026, 11, 17, tzinfo=clock.VN)),
    ],
)
def test_how_long_a_page_is_true(now: datetime, ends_today: bool, until: datetime) -> None:
    assert draw(b"x", now, ends_today=ends_today).until == until


def test_a_rehearsed_clock_that_goes_back_sees_no_page_of_the_future() -> None:
    pages = PageCache()
    pages.put("a", draw(b"x", NOON, ends_today=False))
    assert pages.get("a", NOON - timedelta(minutes=1)) is None


def test_the_longest_unread_make_room() -> None:
    pages = PageCache(room=100)
    for name in "abcd":
        pages.put(name, draw(b"x" * 25, NOON, ends_today=False))
    assert pages.get("a", NOON) is not None
    pages.put("e", draw(b"x" * 25, NOON, ends_today=False))
    assert pages.get("b", NOON) is None
    assert pages.get("a", NOON) is not None
    assert pages.size == 100


def test_one_giant_never_empties_the_memory() -> None:
    pages = PageCache(room=100)
    pages.put("a", draw(b"x" * 20, NOON, ends_today=False))
    pages.put("giant", draw(b"x" * 90, NOON, ends_today=False))
    assert pages.get("giant", NOON) is None
    assert pages.get("a", NOON) is not None


def test_the_same_page_twice_counts_once() -> None:
    pages = PageCache(room=100)
    for _ in range(5):
        pages.put("a", draw(b"x" * 20, NOON, ends_today=False))
    assert (len(pages), pages.size) == (1, 20)


def test_equal_pages_have_equal_tags() -> None:
    assert draw(b"x", NOON, ends_today=True).etag == draw(b"x", NOON + FAR, ends_today=True).etag
    assert draw(b"x", NOON, ends_today=True).etag != draw(b"y", NOON, ends_today=True).etag


def test_many_threads_leave_the_count_right() -> None:
    pages = PageCache(room=1000)

    def work(number: int) -> None:
        for at in range(200):
            key = (number * at) % 60
            pages.put(key, draw(b"x" * 30, NOON, ends_today=False))
            pages.get((key + 1) % 60, NOON)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(1, 9)))
    assert pages.size == 30 * len(pages) <= 1000
