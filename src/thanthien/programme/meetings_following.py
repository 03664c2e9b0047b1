"""What becomes of the boards' meetings when a unit is reorganised: they stay with the old one, readable."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme.access import meetings as access


def lines(scheme: Scheme) -> Iterator[Line]:
    """Tell how many meetings each old unit's boards have; nothing moves, the successor founds its own boards."""
    with wall.lifted():
        counts = access.counted_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Biên bản, kết luận vẫn đọc được ở đơn vị cũ. Đơn vị mới lập ban của mình."
            yield Line(old.id, "Kỳ họp của các ban", counts[old.id], Fate.STAYS, words)
