"""Notices of a unit that is reorganised stay with it: what they moved is written, what is ahead is entered anew."""

from collections.abc import Iterator

from thanthien.org.access.notices import ahead_in
from thanthien.org.following import Fate, Line, Scheme


def lines(scheme: Scheme) -> Iterator[Line]:
    """Count the notices of the old units that wait, or name a day from the day of the merger on."""
    counts = ahead_in(scheme.olds, scheme.day)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Ngày hẹn đã định thì giữ. Đơn vị mới nhập lại thông báo còn ngày chưa tới."
            yield Line(old.id, "Thông báo nghỉ riêng của xã", counts[old.id], Fate.STAYS, words)
