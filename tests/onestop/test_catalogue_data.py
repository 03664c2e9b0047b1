"""The shipped catalogue: nothing lost, nothing invented, unverified stays marked."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from thanthien.onestop import catalogue_data
from thanthien.onestop.catalogue_shape import BrokenData, Procedure, dump, parse

CATALOGUE = catalogue_data.load()
ALL = CATALOGUE.procedures


def get(code: str) -> Procedure:
    found = CATALOGUE.get(code)
    assert found is not None
    return found


def test_every_procedure_of_the_national_list_is_here() -> None:
    assert len(ALL) == len({one.code for one in ALL}) == 141
    assert Counter(one.fee.status for one in ALL) == {
        "assumed_free": 48, "by_province": 44, "free": 30, "fixed": 19,
    }  # fmt: skip
    assert sum(not one.limit.known for one in ALL) == 31


def test_titles_are_short_and_plain() -> None:
    assert [one.title for one in ALL if not 3 <= len(one.title) <= 60] == []
    assert [one.title for one in ALL if one.title.lower().startswith("thủ tục")] == []
    assert len({one.title for one in ALL}) == 141
    assert [one.code for one in ALL if not one.lead.endswith(".") or len(one.lead) > 120] == []


def test_four_procedures_have_a_page_but_are_never_filed() -> None:
    assert {one.code for one in ALL if not one.fileable} == {"2.002396", "2.002409", "2.001801", "2.001909"}
    denunciation = get("2.002396").why_not or ""
    assert "gặp trực tiếp" in denunciation
    assert "bưu điện" in denunciation


def test_ten_procedures_belong_to_the_commune_police() -> None:
    assert sum(one.handler == "police" for one in ALL) == 10
    assert {one.code for one in ALL if one.handler == "other"} == {"1.013133", "2.001396", "2.002307"}
    assert get("1.013314").handler == "commune"  # the commune, though it is about residence


def test_codes_of_one_province_are_off_by_default() -> None:
    local = {one.code: one.province.name for one in ALL if one.province}
    assert local == {
        "1.115323": "Đắk Lắk",
        "1.115750": "Lạng Sơn",
        "1.115692": "Lào Cai",
        "1.009122": "Đà Nẵng",
        "1.009141": "Đà Nẵng",
    }
    assert {one.code for one in ALL if not one.enabled_by_default} == set(local)


def test_a_longest_limit_always_stands_for_a_case() -> None:
    loose = [one.code for one in ALL if one.limit.max_value and one.limit.max_value not in
             [case.value for case in one.limit.cases]]  # fmt: skip
    assert loose == []


def test_limits_per_case_keep_their_figures() -> None:
    by_channel = {case.key: case.value for case in get("1.012812").limit.cases}
    assert by_channel == {"channel_online": 30, "channel_postal": 30, "channel_direct": 40}
    house = get("1.013225").limit.case("house")
    assert house is not None
    assert (house.value, house.unit) == (7, "working_day")
    unknown = get("1.004884").limit.case("with_verification")
    assert unknown is not None
    assert unknown.value is None


def test_a_repealed_procedure_ends_and_names_its_successors() -> None:
    poor = get("1.011607")
    assert poor.replaced_by == ("1.116214", "1.116215")
    assert poor.in_force(date(2026, 12, 31))
    assert not poor.in_force(date(2027, 1, 1))
    assert get("1.001193").in_force(date(2030, 1, 1))


def test_unverified_figures_stay_marked() -> None:
    for one in ALL:
        if one.verified:
            listed = {"time_limit", "time_limit.value"} & set(one.verified_fields)
            old = "rước 2025" in (one.limit.note or "")
            assert one.limit.verified == (one.limit.known and (bool(listed) or old)), one.code
    assert [one.code for one in ALL if one.fee.status == "free" and not one.fee.verified] == []
    assert any(law.doubtful for law in get("2.000815").legal_basis)
    assert get("1.001193").unconfirmed("forms")
    assert not get("1.001193").unconfirmed("fee")


def test_conditional_papers_say_when() -> None:
    conditions = {paper.short: paper.only_if for paper in get("1.001193").papers if not paper.required}
    assert conditions == {
        "Biên bản trẻ bị bỏ rơi": "nếu trẻ bị bỏ rơi",
        "Văn bản ủy quyền": "nếu người khác đi thay",
    }
    assert [paper.text for one in ALL for paper in one.papers if paper.text == "CT01"] == []


def test_no_english_reaches_the_page() -> None:
    text = json.dumps([dump(one) for one in ALL], ensure_ascii=False)
    for word in ("unverified)", "catalogue blank", "own knowledge", "public repository", "portal record"):
        assert word not in text


def test_life_events_hold_every_procedure_most_used_first() -> None:
    groups = CATALOGUE.by_group()
    assert sum(map(len, groups.values())) == 141
    assert groups["em-be"][0].code == "1.001193"
    assert [name for name, held in groups.items() if not held] == []


def test_a_procedure_goes_to_json_and_back_unchanged() -> None:
    assert [one.code for one in ALL if parse(json.loads(json.dumps(dump(one)))) != one] == []


Change = Callable[[Procedure], Procedure]


@pytest.mark.parametrize("wrong", [
    lambda one: replace(one, handler="nobody"),
    lambda one: replace(one, fee=replace(one.fee, status="cheap")),
    lambda one: replace(one, limit=replace(one.limit, unit="fortnight")),
    lambda one: replace(one, limit=replace(one.limit, unit=None)),
    lambda one: replace(one, fileable=False),
])  # fmt: skip
def test_a_figure_that_cannot_be_understood_is_refused(wrong: Change) -> None:
    with pytest.raises(BrokenData):
        parse(dump(wrong(get("1.001193"))))
