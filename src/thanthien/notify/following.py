"""Messages of a unit that is reorganised: what waits goes to whoever keeps its files, what was told stays."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.notify import access
from thanthien.org.service import Fate, Line, Scheme


def messages(scheme: Scheme) -> Iterator[Line]:
    """Count what still waits to be sent, printed or looked after."""
    with wall.lifted():
        counts = access.waiting_of(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = f"Gửi tiếp từ {scheme.side(scheme.keeper).label}. Tin của hồ sơ nào đi cùng hồ sơ ấy."
            yield Line(old.id, "Tin chưa gửi, phiếu chưa in", counts[old.id], Fate.GOES, words)
