"""Ratings of a unit that is reorganised stay where they were given: figures of the time before belong to it."""

from collections.abc import Iterator

from thanthien.core import wall
from thanthien.org.service import Fate, Line, Scheme
from thanthien.quality import access


def ratings(scheme: Scheme) -> Iterator[Line]:
    """Count what stays."""
    with wall.lifted():
        counts = access.given_in(scheme.olds)
    for old in scheme.old:
        said = "Số liệu của thời gian trước vẫn là của đơn vị cũ."
        yield Line(old.id, "Góp ý, đánh giá, số liệu", counts.get(old.id, 0), Fate.STAYS, said)
