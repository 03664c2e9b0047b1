"""Requests about personal data of a unit that is reorganised, and records of destruction under way there."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.privacy import access


def lines(scheme: Scheme) -> Iterator[Line]:
    """Open requests are answered from the unit that keeps the files; a destruction under way is ended before."""
    with wall.lifted():
        asked = access.open_in(scheme.olds)
        running = access.running_in(scheme.olds)
    for old in scheme.old:
        if asked.get(old.id):
            words = f"{scheme.side(scheme.keeper).label} trả lời tiếp, hạn giữ nguyên."
            yield Line(old.id, "Yêu cầu về dữ liệu cá nhân chưa xong", asked[old.id], Fate.GOES, words)
        if running.get(old.id):
            wrong = f"{old.label} còn biên bản tiêu hủy đang làm. Làm xong hoặc không duyệt trước đã."
            yield Line(old.id, "Biên bản tiêu hủy đang làm", running[old.id], Fate.STAYS, wrong=wrong)
