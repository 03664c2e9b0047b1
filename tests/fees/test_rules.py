"""What is owed: known tariffs to the đồng, what is unknown stays unknown, and what holds for every tariff."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thanthien.rules import fees
from thanthien.rules.fees import COPY, PAGE, BadFee, Matter, Tariff, Waiver, owed

DAY = date(2026, 11, 16)
AMOUNTS = st.integers(0, 10**6)
POOR = Waiver("poor", "Người thuộc hộ nghèo", "TT 85/2019/TT-BTC")


def copies() -> Tariff:
    return fees.tariff_of("2.000815", "fixed", 2000, DAY, verified=True)


@pytest.mark.parametrize(
    ("copies_", "pages", "amount"),
    [(1, 1, 2000), (1, 2, 4000), (1, 3, 5000), (3, 3, 15_000), (1, 198, 200_000), (1, 199, 200_000), (2, 900, 400_000)],
)
def test_certified_copies_by_the_page_with_a_ceiling(copies_: int, pages: int, amount: int) -> None:
    found = owed(copies(), Matter(copies_, pages))
    assert found.amount == amount
    assert found.steps[-1].amount == amount
    assert all(step.article == "TT 226/2016/TT-BTC" for step in found.steps)


def test_online_costs_what_the_text_says() -> None:
    tariff = fees.tariff_of("1.004222", "fixed", 20_000, DAY, verified=True)
    assert owed(tariff, Matter(online=True)).amount == 10_000
    assert owed(tariff, Matter()).amount == 20_000


@pytest.mark.parametrize("status", ["unknown", "assumed_free", "by_province"])
def test_what_is_not_known_is_no_amount(status: str) -> None:
    tariff = fees.tariff_of("1.009999", status, 0 if status == "assumed_free" else None, DAY, verified=False)
    found = owed(tariff, Matter())
    assert found.amount is None
    assert found.steps[0].words == "Chưa xác nhận mức thu"


def test_who_pays_nothing_pays_nothing_where_the_tariff_is_not_known() -> None:
    tariff = fees.tariff_of("1.004873", "by_province", None, DAY, verified=True)
    assert owed(tariff, Matter(), POOR).amount == 0
    assert {one.code for one in fees.waivers_of("1.004873", "Hộ tịch", "by_province", DAY)} == {
        "merit", "poor", "disabled"
    }  # fmt: skip


def test_a_waiver_ends_with_its_text() -> None:
    held = [fees.waivers_of("2.000635", "Hộ tịch", "fixed", day) for day in (
        date(2026, 8, 14), date(2026, 8, 15), date(2027, 2, 28), date(2027, 3, 1))]  # fmt: skip
    assert [len(one) for one in held] == [0, 1, 1, 0]


def test_a_corrected_amount_stands_alone() -> None:
    tariff = fees.tariff_of("2.000815", "fixed", 3000, DAY, verified=True, source="NQ 12/2026/NQ-HĐND")
    assert (tariff.per, tariff.article) == ("case", "NQ 12/2026/NQ-HĐND")


@pytest.mark.parametrize("matter", [Matter(0), Matter(-1), Matter(1001), Matter(1, 0), Matter(1, 5001)])
def test_what_cannot_be_is_refused(matter: Matter) -> None:
    with pytest.raises(BadFee):
        owed(copies(), matter)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(BadFee):
        owed(Tariff("fixed", -1, "x"), Matter())


tariffs = st.builds(
    Tariff, st.just("fixed"), AMOUNTS, st.just("x"), per=st.sampled_from(["case", COPY, PAGE]),
    first_pages=st.integers(0, 5), later=st.none() | AMOUNTS, ceiling=st.none() | AMOUNTS,
)  # fmt: skip


@given(tariffs, st.integers(1, 999), st.integers(1, 4999))
def test_more_is_never_cheaper_and_never_over_the_ceiling(tariff: Tariff, copies_: int, pages: int) -> None:
    amount = owed(tariff, Matter(copies_, pages)).amount
    more = (owed(tariff, Matter(copies_ + 1, pages)).amount, owed(tariff, Matter(copies_, pages + 1)).amount)
    assert amount is not None
    assert all(one is not None and one >= amount for one in more)
    if tariff.per == PAGE and tariff.ceiling is not None:
        assert amount <= tariff.ceiling * copies_


@given(tariffs, st.integers(1, 50), st.integers(1, 50))
def test_an_independent_sum_agrees(tariff: Tariff, copies_: int, pages: int) -> None:
    first, later = tariff.amount or 0, tariff.later
    each = [first if not tariff.first_pages or n <= tariff.first_pages or later is None else later
            for n in range(1, pages + 1)]  # fmt: skip
    one = sum(each) if tariff.per == PAGE else first
    if tariff.per == PAGE and tariff.ceiling is not None:
        one = min(one, tariff.ceiling)
    assert owed(tariff, Matter(copies_, pages)).amount == (one if tariff.per == "case" else one * copies_)


@given(tariffs, st.integers(1, 9), st.integers(1, 9))
def test_the_last_step_says_the_amount(tariff: Tariff, copies_: int, pages: int) -> None:
    found = owed(tariff, Matter(copies_, pages))
    assert found.steps[-1].amount == found.amount
    assert owed(tariff, Matter(copies_, pages), POOR).amount == 0
