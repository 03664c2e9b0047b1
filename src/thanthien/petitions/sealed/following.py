"""Sealed cases of a unit that is reorganised: cases, keys and escrows stay together, with whoever keeps its files."""

from collections.abc import Iterator
from uuid import UUID

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.petitions.sealed import access

TWICE = "Có người giữ khóa niêm phong ở cả hai đơn vị cũ. Người ấy bỏ một khóa trước khi thực hiện."


def home_of(scheme: Scheme) -> UUID:
    """Return the unit where everything sealed goes: a key is of use only beside the cases that it opens."""
    return scheme.only or scheme.keeper


def sealed_lines(scheme: Scheme) -> Iterator[Line]:
    """Count the cases; refuse where one person would hold two keys in the new unit."""
    with wall.lifted():
        counts = {old: (access.records(old).count(), list(access.keys(old))) for old in scheme.olds}
    people = [key.staff_id for _, keys in counts.values() for key in keys]
    wrong = TWICE if len(set(people)) < len(people) else ""
    label = scheme.side(home_of(scheme)).label
    for old, (count, keys) in counts.items():
        if count or keys:
            words = f"Hồ sơ, khóa riêng và khóa chung về {label}. Người giữ khóa phải có chức danh ở đó mới mở được."
            yield Line(old, "Hồ sơ niêm phong", count, Fate.GOES, words, wrong=wrong)
