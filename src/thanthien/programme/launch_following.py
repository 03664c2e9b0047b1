"""What becomes of the launch days of a unit that is reorganised: the new unit launches anew."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme.access import launch as access


def lines(scheme: Scheme) -> Iterator[Line]:
    """Those that were held stay in the old unit's history, one that was to come is not held there any more."""
    with wall.lifted():
        counts = access.count_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Lễ đã làm vẫn ở sổ của đơn vị cũ. Đơn vị mới đặt ngày ra mắt của mình."
            yield Line(old.id, "Lễ ra mắt", counts[old.id], Fate.STAYS, words)
