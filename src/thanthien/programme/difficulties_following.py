"""What becomes of the difficulties of a unit that is reorganised."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme.access import difficulties as access


def lines(scheme: Scheme) -> Iterator[Line]:
    """Open ones are gone on with by the unit that keeps the files."""
    with wall.lifted():
        counts = access.open_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = f"{scheme.side(scheme.keeper).label} theo tiếp, hạn trả lời của cấp trên giữ nguyên."
            yield Line(old.id, "Khó khăn đang chờ cấp trên", counts[old.id], Fate.GOES, words)
