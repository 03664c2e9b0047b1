"""What a pack changed, and a figure before and after: the examples of docs/rules/packs.md, and what always holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.manual import rows as examples
from thanthien.rules import before_after as ba
from thanthien.rules import packs


def titled(*titles: str) -> list[packs.Row]:
    return [{"title": one} for one in titles]


def test_the_example_of_the_page() -> None:
    packed = titled("Mở thêm một quầy", "Phát thanh mười nguyên tắc")
    own = titled("Mở thêm hai quầy", "Trả kết quả tận nhà", "Sổ tay cán bộ")
    found = packs.compare(packed, own, {packs.fold("sổ tay  cán bộ")}, ())
    assert (found.same, [one.title for one in found.changed]) == (0, ["Mở thêm hai quầy"])
    assert (found.added, found.dropped) == (("Trả kết quả tận nhà",), ("Phát thanh mười nguyên tắc",))


def test_two_things_of_one_title_are_two_things() -> None:
    found = packs.compare(titled("Đối thoại", "Đối thoại"), titled("Đối thoại"), (), ())
    assert (found.same, found.dropped) == (1, ("Đối thoại",))


def test_only_the_named_fields_are_compared() -> None:
    packed, own = [{"title": "A b c", "money": 1, "post": "x"}], [{"title": "A b c", "money": 1, "post": "y"}]
    assert packs.compare(packed, own, (), ("money",)).same == 1
    assert len(packs.compare(packed, own, (), ()).changed) == 1


rows = st.lists(st.sampled_from("abcdefgh").map(lambda letter: {"title": f"Việc {letter * 9}"}), max_size=8)


@given(rows, rows)
def test_nothing_is_lost_and_nothing_counted_twice(packed: list[packs.Row], own: list[packs.Row]) -> None:
    found = packs.compare(packed, own, (), ())
    assert found.same + len(found.changed) + len(found.dropped) == len(packed)
    assert found.same + len(found.changed) + len(found.added) == len(own)


def test_a_newer_version_gives_what_is_new_alone() -> None:
    old = {"plan": titled("a", "b")}
    new = {"plan": titled("b", "c"), "rules": titled("d")}
    assert packs.newer(new, old) == {"plan": titled("c"), "rules": titled("d")}
    assert packs.newer(old, old) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gọi 0900000123", "0900000123"), ("gọi +84 912 345 678 nhé", "+84 912 345 678"),
        ("038190001234", "038190001234"), ("thư a.b@xa.vn", "a.b@xa.vn"), ("do Hà Thị  Nhài giữ", "Hà Thị Nhài"),
        ("Chi 15.000.000 đồng", ""), ("Năm 2026, 166 xã, 3.321 xã", ""), ("Điều 12 Luật 26/2023/QH15", ""),
        ("Ông Nhài con", ""), ("0,5 ngày", ""),
    ],
)  # fmt: skip
def test_what_looks_personal(text: str, found: str) -> None:
    assert packs.personal_in({"a": [{"b": text}]}, ["Hà Thị Nhài", "Nhài"]) == found


@pytest.mark.parametrize("row", examples("packs.md", "met", "all", "low", "high"))
def test_wilson_by_hand(row: dict[str, str]) -> None:
    found = ba.wilson(int(row["met"]), int(row["all"]))
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (row["low"], row["high"])


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_in_its_spread(sample: tuple[int, int]) -> None:
    low, high = ba.wilson(*sample)
    assert 0 <= low <= sample[0] / sample[1] + 1e-12
    assert sample[0] / sample[1] - 1e-12 <= high <= 1


@pytest.mark.parametrize("sample", [(1, 0), (3, 2), (-1, 2)])
def test_no_share(sample: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        ba.wilson(*sample)


def test_months_round_an_event() -> None:
    before, after = ba.months_round(date(2026, 3, 31), date(2026, 6, 2))
    assert before == ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    assert after == ["2026-04", "2026-05"]
    assert ba.months_round(date(2026, 3, 31), date(2026, 3, 31))[1] == []
    assert ba.months_round(date(2026, 3, 31), date(2026, 4, 30))[1] == []
    assert len(ba.months_round(date(2026, 3, 31), date(2028, 1, 1))[1]) == 6


def test_the_line_of_the_months_before() -> None:
    points = [ba.Point("2026-01", 5, 10), ba.Point("2026-02", 6, 10), ba.Point("2026-03", 7, 10)]
    assert [round(one, 6) for one in ba.trend(points, 2)] == [0.5, 0.6, 0.7, 0.8, 0.9]
    assert ba.trend(points[:2], 2) == ()
    gap = [points[0], ba.Point("2026-02", 1, 1, "cần ít nhất 10"), points[2]]
    assert ba.trend(gap, 1) == ()
    assert all(0 <= one <= 1 for one in ba.trend(points, 30))


def test_apart_or_not() -> None:
    low, high = ba.side([ba.Point("2026-01", 10, 100)]), ba.side([ba.Point("2026-01", 90, 100)])
    assert ba.apart(low, high)
    assert ba.apart(high, high) is False
    assert ba.apart(low, ba.side([ba.Point("2026-01", 1, 2, "cần ít nhất 10")])) is None
