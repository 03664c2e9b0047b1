"""What the file with the units holds, counted against what is known."""

import gzip
import json
from collections import Counter
from datetime import date

import pytest
from django.db.models import Count

from thanthien.core.text import nfc
from thanthien.org.importers.units import FILE, load_units
from thanthien.org.models import Unit, UnitLink
from thanthien.org.models.units import unit_id
from thanthien.org.unit_names import fold_name
from thanthien.org.unit_queries import standing

LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


def kinds(day: date | None) -> dict[str, int]:
    return dict(Counter(Unit.objects.filter(standing(day)).values_list("kind", flat=True)))


@pytest.mark.usefixtures("country")
class TestCounts:
    def test_first_day_of_two_tiers(self) -> None:
        expected = {"province": 28, "central_city": 6, "commune": 2621, "ward": 687, "special_zone": 13}
        assert kinds(FIRST_DAY) == expected

    def test_today_34_provinces_and_3321_communes(self) -> None:
        # Three provinces became cities and 22 communes became wards in 2026.
        expected = {"province": 25, "central_city": 9, "commune": 2599, "ward": 709, "special_zone": 13}
        assert kinds(None) == expected
        assert sum(expected.values()) == 34 + 3321

    def test_last_day_of_three_tiers(self) -> None:
        levels = Counter(Unit.objects.filter(standing(LAST_DAY)).values_list("level", flat=True))
        assert levels == {"province": 63, "district": 696, "commune": 10035}

    @pytest.mark.parametrize("day", [LAST_DAY, FIRST_DAY, date(2026, 4, 30), date(2026, 9, 20), None])
    def test_a_code_belongs_to_one_unit_a_day(self, day: date | None) -> None:
        twice = Unit.objects.filter(standing(day)).values("code").annotate(n=Count("id")).filter(n__gt=1)
        assert list(twice) == []

    def test_every_ended_commune_has_a_successor_and_every_new_one_a_predecessor(self) -> None:
        ended = Unit.objects.filter(level="commune", valid_to__isnull=False, successor_links__isnull=True)
        begun = Unit.objects.filter(level="commune", valid_from__isnull=False, predecessor_links__isnull=True)
        assert (ended.count(), begun.count()) == (0, 0)

    def test_what_is_divided_waits_for_a_human(self) -> None:
        several = UnitLink.objects.values("predecessor").annotate(n=Count("id")).filter(n__gt=1)
        many = UnitLink.objects.filter(predecessor__in=[row["predecessor"] for row in several])
        assert set(many.values_list("divided", flat=True)) == {True}
        assert not UnitLink.objects.filter(divided=True).exclude(id__in=many.values("id")).exists()
        suggested = UnitLink.objects.filter(suggested=True).values("predecessor").annotate(n=Count("id"))
        assert set(suggested.values_list("n", flat=True)) == {1}

    def test_every_link_names_its_law(self) -> None:
        assert not UnitLink.objects.exclude(law__startswith="Nghị quyết ").exists()

    def test_an_unchanged_province_is_one_row_without_end(self) -> None:
        row = Unit.objects.get(code="38")
        assert (row.name, row.kind, row.valid_from, row.valid_to) == ("Thanh Hóa", "province", None, None)

    def test_a_second_run_changes_nothing(self) -> None:
        again = load_units()
        assert (again.created, again.changed) == (0, 0)
        assert again.read == 14165 + 10655

    def test_a_run_repairs_and_leaves_local_rows_alone(self) -> None:
        own = Unit.objects.get(code="15163", valid_to=None)
        Unit.objects.filter(id=own.id).update(name="Cẩm Văn")
        local = Unit(id=unit_id("1990-01-01", "99999"), code="99999", name="Cũ", name_fold="cu", level="commune")
        local.kind, local.valid_from, local.valid_to = "commune", date(1990, 1, 1), date(1999, 1, 1)
        local.save()
        seen: list[int] = []
        assert load_units(progress=seen.append).changed == 1
        own.refresh_from_db()
        assert (own.name, seen) == ("Cẩm Vân", [1])
        assert Unit.objects.filter(id=local.id).exists()


def test_file_is_small_the_same_every_time_and_clean() -> None:
    packed = FILE.read_bytes()
    assert len(packed) < 1_000_000
    assert packed[4:8] == b"\0\0\0\0", "a time in the header would make every build another file"
    data = json.loads(gzip.decompress(packed))
    names = [row[3] for row in data["units"]]
    assert all(name == nfc(name) == " ".join(name.split()) and fold_name(name) for name in names)
    assert {len(row[0]) for row in data["units"]} == {2, 3, 5}
    assert {len(row[0]) for row in data["units"] if row[2] == "commune"} == {5}


def test_keys_are_the_same_in_every_installation() -> None:
    assert str(unit_id("2025-07-01", "15163")) == "4ca9cb1d-79b1-5e57-a718-332455866e01"
    assert str(unit_id("early-2025", "15163")) == "49d9f089-203c-5336-afe9-ba2985b779e2"
