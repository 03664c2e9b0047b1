"""A commune in a programme is merged or renamed: the programme goes on in the one successor, commitments lapse.

History stays with the old unit. Where several successors come of it, the level above chooses anew.
"""

from collections.abc import Iterator

from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme.access import commitments
from thanthien.programme.access import programme as access


def lines(scheme: Scheme) -> Iterator[Line]:
    """Tell what becomes of each old unit's part in a programme."""
    parts = {part.unit_id: part for part in access.current_in(scheme.olds)}
    for old in scheme.old:
        part = parts.get(old.id)
        if part is None:
            continue
        if scheme.only is None:
            yield Line(old.id, "Mô hình", 1, Fate.ENDS, "Cấp trên chọn lại trong các đơn vị mới.")
        else:
            words = "Đơn vị mới làm tiếp; ban, cam kết lập và ký lại. Việc đã làm vẫn đọc được ở đơn vị cũ."
            yield Line(old.id, "Mô hình", 1, Fate.ANEW, words)


def commitment_lines(scheme: Scheme) -> Iterator[Line]:
    """Tell how many commitments lapse in each old unit."""
    counts = commitments.signed_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Hết hiệu lực, ký lại ở đơn vị mới. Bản cũ vẫn đọc được."
            yield Line(old.id, "Cam kết", counts[old.id], Fate.ANEW, words)
