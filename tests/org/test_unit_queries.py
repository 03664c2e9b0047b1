"""Units as they stood on a day: the six communes of the pilot, ambiguous names, both periods."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.org.lookup import by_code, one
from thanthien.org.unit_facts import UnitFact, unit_json
from thanthien.org.unit_queries import (
    EARLY_NOTE,
    children,
    province_of,
    provinces,
    same_province,
    successors_of,
    unit_by_code,
    unit_by_id,
    units_named,
)

pytestmark = pytest.mark.usefixtures("country")

PILOT_DAY = date(2023, 4, 4)
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("old", "new", "made_of", "law"),
    [
        (
            "05290 xã Nhân Nghĩa, huyện Lạc Sơn, tỉnh Hòa Bình",
            "05290 xã Nhân Nghĩa, tỉnh Phú Thọ",
            {"Nhân Nghĩa", "Mỹ Thành", "Văn Nghĩa"},
            "1676",
        ),
        (
            "15190 thị trấn Vân Du, huyện Thạch Thành, tỉnh Thanh Hóa",
            "15190 xã Vân Du, tỉnh Thanh Hóa",
            {"Vân Du", "Thành Công", "Thành Tân"},
            "1686",
        ),
        (
            "15973 xã Hoằng Phong, huyện Hoằng Hóa, tỉnh Thanh Hóa",
            "15976 xã Hoằng Châu, tỉnh Thanh Hóa",
            {"Hoằng Thắng", "Hoằng Phong", "Hoằng Lưu", "Hoằng Châu"},
            "1686",
        ),
        (
            "15163 xã Cẩm Tâm, huyện Cẩm Thủy, tỉnh Thanh Hóa",
            "15163 xã Cẩm Vân, tỉnh Thanh Hóa",
            {"Cẩm Tâm", "Cẩm Châu", "Cẩm Yên", "Cẩm Vân"},
            "1686",
        ),
        (
            "03298 xã Chiềng Sinh, huyện Tuần Giáo, tỉnh Điện Biên",
            "03283 xã Chiềng Sinh, tỉnh Điện Biên",
            {"Chiềng Sinh", "Nà Sáy", "Mường Thín", "Mường Khong"},
            "1661",
        ),
    ],
)
def test_pilot_communes(old: str, new: str, made_of: set[str], law: str) -> None:
    before = by_code(old[:5], LAST_DAY)
    after = by_code(new[:5], FIRST_DAY)
    assert f"{before.code} {before.full_label}" == old
    assert f"{after.code} {after.full_label}" == new
    assert {tie.name for tie in after.predecessors} == made_of
    assert [(tie.code, tie.divided) for tie in before.successors] == [(after.code, False)]
    assert before.successors[0].law == f"Nghị quyết {law}/NQ-UBTVQH15"


def test_first_pilot_became_a_ward() -> None:
    before = by_code("16417", LAST_DAY)  # huyện Đông Sơn had joined the city before the snapshot
    assert before.full_label == "xã Đông Văn, thành phố Thanh Hóa, tỉnh Thanh Hóa"
    assert [(tie.code, f"{tie.kind} {tie.name}") for tie in before.successors] == [("16417", "phường Đông Quang")]


class TestNeitherNameNorCodeIdentifies:
    def test_name_on_a_day(self) -> None:
        fact = one("Cẩm Tâm", PILOT_DAY)
        assert (fact.code, fact.label, fact.note) == ("15163", "xã Cẩm Tâm", EARLY_NOTE)
        assert (fact.valid_from, fact.valid_to) == (None, "2025-07-01")

    def test_code_on_a_day(self) -> None:
        assert one("15163", PILOT_DAY).label == "xã Cẩm Tâm"

    def test_code_today(self) -> None:
        fact = one("15163", None)
        assert (fact.label, fact.valid_from, fact.valid_to, fact.note) == (
            "xã Cẩm Vân",
            "2025-07-01",
            None,
            "",
        )

    def test_name_that_is_gone(self) -> None:
        assert units_named("Cẩm Tâm", None) == []

    def test_the_day_before_and_the_first_day(self) -> None:
        assert by_code("15163", LAST_DAY).name == "Cẩm Tâm"
        assert by_code("15163", FIRST_DAY).name == "Cẩm Vân"
        assert one("huyện Cẩm Thủy", LAST_DAY).code == "390"
        assert unit_by_code("390", FIRST_DAY) is None

    def test_same_code_two_keys(self) -> None:
        assert by_code("15163", LAST_DAY).id != by_code("15163", FIRST_DAY).id


class TestChangesOutsideTheReform:
    def test_a_province_that_became_a_city(self) -> None:
        assert one("Đồng Nai", date(2026, 4, 29)).label == "tỉnh Đồng Nai"
        assert one("Đồng Nai", date(2026, 4, 30)).label == "thành phố Đồng Nai"

    def test_a_commune_that_became_a_ward_with_its_province(self) -> None:
        assert by_code("26368", date(2026, 4, 29)).full_label == "xã Long Thành, tỉnh Đồng Nai"
        after = by_code("26368", date(2026, 4, 30))
        assert after.full_label == "phường Long Thành, thành phố Đồng Nai"
        assert [(tie.continues, tie.law) for tie in after.predecessors] == [(True, "Nghị quyết 237/NQ-UBTVQH16")]

    def test_lower_units_follow_a_parent_that_changed_its_kind(self) -> None:
        before, after = by_code("75", date(2026, 1, 1)), by_code("75", None)
        assert len(children(before.id, date(2026, 1, 1))) == len(children(after.id, None)) == 95

    def test_hue_before_2025(self) -> None:
        assert one("Thừa Thiên Huế", date(2024, 12, 31)).label == "tỉnh Thừa Thiên Huế"
        assert one("Huế", date(2025, 1, 1)).label == "thành phố Huế"
        ward = one("phường Vỹ Dạ", date(2024, 6, 1))
        assert [parent.label for parent in ward.parents] == ["thành phố Huế", "tỉnh Thừa Thiên Huế"]


class TestSuccessors:
    def test_a_code_of_today_stays(self) -> None:
        assert [unit.label for unit in successors_of("15163", None)] == ["xã Cẩm Vân"]

    def test_an_old_code_leads_to_one(self) -> None:
        assert [unit.code for unit in successors_of("15973", None)] == ["15976"]
        assert [unit.label for unit in successors_of("17", None)] == ["tỉnh Phú Thọ"]

    def test_a_divided_one_is_a_choice(self) -> None:
        found = {unit.code for unit in successors_of("00019", None)}
        assert found == {"00004", "00070", "00190", "00226"}
        assert {tie.divided for tie in by_code("00019", LAST_DAY).successors} == {True}

    def test_namesakes_of_merged_provinces_are_told_apart(self) -> None:
        assert [tie.code for tie in by_code("31268", LAST_DAY).successors] == ["31288"]
        assert [tie.code for tie in by_code("31666", LAST_DAY).successors] == ["31666"]

    def test_an_island_district_became_a_special_zone(self) -> None:
        assert [unit.label for unit in successors_of("755", None)] == ["đặc khu Côn Đảo"]

    def test_an_unknown_code_leads_nowhere(self) -> None:
        assert successors_of("99999", None) == []


class TestProvinces:
    def test_list(self) -> None:
        assert (len(provinces(None)), len(provinces(FIRST_DAY)), len(provinces(LAST_DAY))) == (34, 34, 63)

    def test_province_of(self) -> None:
        home = province_of(by_code("15163", None).id, None)
        assert home is not None
        assert home.label == "tỉnh Thanh Hóa"
        assert province_of(home.id, None) == home

    def test_same_province(self) -> None:
        home, near, far = (by_code(code, None).id for code in ("15163", "15976", "03283"))
        gone = by_code("15163", LAST_DAY).id
        assert same_province(home, near, None)
        assert not same_province(home, far, None)
        assert not same_province(home, gone, None), "a unit that has ended receives nothing"
        assert not same_province(home, gone, LAST_DAY)

    def test_children(self) -> None:
        home = province_of(by_code("15163", None).id, None)
        assert home is not None
        assert len(children(home.id, None)) == 166
        assert {unit.level for unit in children(home.id, LAST_DAY)} == {"district"}

    def test_by_key(self) -> None:
        gone = by_code("15163", LAST_DAY)
        assert unit_by_id(gone.id) == UnitFact(**{**vars(gone), "note": ""})


class TestCost:
    @pytest.mark.parametrize(
        ("text", "on"),
        [("15163", None), ("Tân Thành", LAST_DAY), ("Phường 1", LAST_DAY), ("Vỹ Dạ", date(2024, 6, 1))],
    )
    def test_two_queries(self, text: str, on: date | None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(2):
            assert units_named(text, on)

    def test_no_table_is_read_whole(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            units_named("cam tam", LAST_DAY)
            successors_of("15973", None)
            children(by_code("38", None).id, None)
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{query['sql']}")
                plan = "\n".join(str(row) for row in cursor.fetchall())
                assert not re.search(r"(SCAN|Seq Scan on) org_unit", plan), plan

    def test_shape_for_programs(self) -> None:
        (unit,) = unit_json(units_named("15163", PILOT_DAY))["units"]
        promised = ["code", "name", "kind", "parents", "valid_from", "valid_to", "predecessors", "successors"]
        assert list(unit) == [*promised, "note"]
        assert unit["parents"] == [
            {"code": "390", "name": "Cẩm Thủy", "kind": "huyện"},
            {"code": "38", "name": "Thanh Hóa", "kind": "tỉnh"},
        ]
        assert unit["successors"][0]["name"] == "Cẩm Vân"
        assert unit["note"] == EARLY_NOTE
