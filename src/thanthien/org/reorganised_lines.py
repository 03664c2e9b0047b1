"""The preview of what org itself keeps: posts, hamlets, boards, settings, numbers, seals, the audit chain."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from thanthien.core import wall
from thanthien.core.actors import Role
from thanthien.org.access import reorganisations as access
from thanthien.org.following import Fate, Line, Scheme

POSITION, HAMLET = "position", "hamlet"


def positions(scheme: Scheme) -> Iterator[Line]:
    """Posts: who goes where, who ends; each new unit needs an administrator, and has one chair."""
    with wall.lifted():
        held = list(access.positions_in(scheme.olds, scheme.day))
    where, open_ = scheme.goes(POSITION, [one.id for one in held])
    for old in scheme.old:
        here = [one for one in held if one.unit_id == old.id]
        going = sum(1 for one in here if where.get(one.id))
        yield Line(old.id, "Chức danh đang giữ", going, Fate.GOES, undecided=sum(one.id in open_ for one in here))
        if ended := sum(1 for one in here if one.id in where and where[one.id] is None):
            yield Line(old.id, "Chức danh thôi giữ", ended, Fate.ENDS)
    if not held:
        return
    for new in scheme.new:
        roles = Counter(one.role for one in held if where.get(one.id) == new.id)
        if not roles[Role.ADMIN]:
            wrong = f"{new.label} chưa có người quản trị. Chưa thực hiện được."
            yield Line(new.id, "Người quản trị", 0, Fate.GOES, wrong=wrong)
        if roles[Role.CHAIR] != 1:
            words = "Một đơn vị có một Chủ tịch. Xem lại ai sang, ai thôi giữ."
            yield Line(new.id, "Chủ tịch", roles[Role.CHAIR], Fate.GOES, words)


def hamlets(scheme: Scheme) -> Iterator[Line]:
    """Hamlets go with their land, with their heads and groups."""
    with wall.lifted():
        rows = list(access.hamlets_in(scheme.olds, scheme.day))
    where, open_ = scheme.goes(HAMLET, [one.id for one in rows])
    for old in scheme.old:
        mine = [one.id for one in rows if one.unit_id == old.id]
        if mine:
            words = "Kèm trưởng thôn, tổ tự quản đang có."
            yield Line(old.id, "Thôn, bản, khu phố", sum(key in where for key in mine), Fate.GOES, words,
                       undecided=sum(key in open_ for key in mine))  # fmt: skip


def boards(scheme: Scheme) -> Iterator[Line]:
    """Boards were founded by the old unit: they end with it, unless it goes on under another name."""
    with wall.lifted():
        rows = list(access.boards_in(scheme.olds, scheme.day))
    counted: Counter[UUID] = Counter(one.unit_id for one in rows)
    fate = Fate.GOES if scheme.continues else Fate.ENDS
    words = "" if scheme.continues else "Đơn vị mới ra quyết định thành lập ban của mình."
    for old in scheme.old:
        if counted[old.id]:
            yield Line(old.id, "Ban chỉ đạo, ban điều hành, tiểu ban", counted[old.id], fate, words)


def settings(scheme: Scheme) -> Iterator[Line]:
    """Address, hours and online filing begin with those of one old unit."""
    known = access.offices_in(scheme.olds)
    for old in scheme.old:
        if old.id in known:
            goes = old.id == scheme.lead
            words = "Trụ sở, giờ làm việc, nộp qua mạng: đơn vị mới bắt đầu từ đây." if goes else ""
            yield Line(old.id, "Thông tin trụ sở", 1, Fate.GOES if goes else Fate.STAYS, words)


def numbers(scheme: Scheme) -> Iterator[Line]:
    """A unit that bears the old code goes on counting, so that no code is given twice; others begin at one."""
    heirs = {old.id for old, _ in scheme.heirs()}
    for old in scheme.old:
        if old.id in heirs:
            yield Line(old.id, "Số hồ sơ, số văn bản", None, Fate.GOES, "Đếm tiếp, không số nào cấp hai lần.")
        else:
            yield Line(old.id, "Số hồ sơ, số văn bản", None, Fate.ANEW, "Đơn vị mới đánh số lại từ 01.")
        yield Line(old.id, "Con dấu", None, Fate.ENDS, "Nộp lại nơi đã cấp. Giấy ra sau ngày này đóng dấu mới.")
        yield Line(old.id, "Nhật ký", None, Fate.STAYS, "Khóa bằng một dòng cuối. Nhật ký mới mở đầu bằng dòng ấy.")
