"""Tickets of a unit that is reorganised stay where they were taken: the room's figures belong to that time."""

from collections.abc import Iterator

from thanthien.onestop.access import tickets as access
from thanthien.org.service import Fate, Line, Scheme


def lines(scheme: Scheme) -> Iterator[Line]:
    """Count what stays; the machines in the hall are let in anew by the new unit."""
    counts = access.count_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Số liệu của thời gian trước vẫn là của đơn vị cũ. Máy lấy số: đơn vị mới cho vào lại."
            yield Line(old.id, "Số thứ tự ở phòng chờ", counts[old.id], Fate.STAYS, words)
