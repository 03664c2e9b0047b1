"""Acts about boards. Every one of them rests on a decision: its number, day and issuer, in force from a day.

Names of members stay out of the lasting audit data.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.clock import day_start, local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import fold
from thanthien.org.access.hamlets import standing_on
from thanthien.org.access.people import held_on
from thanthien.org.commands.done import Done, in_order, line, lines, may
from thanthien.org.facts import BoardFounded, BoardRegulated
from thanthien.org.models import (
    Board,
    BoardAct,
    BoardDecision,
    BoardMember,
    BoardRole,
    BoardRules,
    BoardTerm,
    Position,
)

_CHANGE: Final = "board.change"
MOST_MEMBERS: Final = 200
_TERM = "Nhiệm kỳ phải kết thúc sau ngày bắt đầu."


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as typed: ``decided_on`` is the day it was signed, ``effective_on`` the day it takes effect."""

    number: str
    decided_on: date
    issuer: str
    effective_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as typed: of staff (``staff_id``; name and, left empty, post are theirs) or from outside."""

    role: str
    name: str = ""
    post: str = ""
    duty: str = ""
    staff_id: UUID | None = None


@command("board.found")
def found_board(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, kind: str, name: str, ruling: Ruling,
    seats: Sequence[Seat], term_to: date | None = None, rules: str = "", parent_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Found a board with its members, one of them at its head; ``term_to`` is the first day after the term."""
    may(actor, unit_id, _CHANGE)
    since = ruling.effective_on
    parent = None if parent_id is None else _standing(unit_id, parent_id, since)
    board = Board(
        unit_id=unit_id, parent=parent, kind=line(kind, "kind", 60, "Ghi loại ban."),
        name=line(name, "name", 200, "Ghi tên ban."), valid_from=since,
    )  # fmt: skip
    same = Board.objects.filter(standing_on(since), unit_id=unit_id)
    if any(fold(one.name) == fold(board.name) for one in same):
        raise Refused("Xã đã có ban tên như vậy.", "name")
    in_order(since, term_to, "term_to", _TERM)
    board.save(force_insert=True)
    decision = _decide(board, BoardAct.FOUND, ruling, now)
    _seat(board, decision, seats)
    if _heads(board, since) != 1:
        raise Refused("Ban phải có một trưởng ban ngay từ ngày thành lập.", "seats", "no-head")
    _not_alone(board, since)
    BoardTerm(unit_id=unit_id, board=board, decision=decision, valid_from=since, valid_to=term_to).save()
    if rules:
        _rule(board, decision, rules)
        run.fact(BoardRegulated(unit_id, day_start(since), board.id, board.name))
    run.fact(BoardFounded(unit_id, day_start(since), board.id, board.name))
    _noted(run, board, decision, seats, kind=board.kind, members=len(seats))
    return Done(str(board.id))


@command("board.change")
def change_board(
    run: Run, *, actor: Actor, now: datetime, board_id: UUID, ruling: Ruling, leaving: Collection[UUID] = (),
    joining: Sequence[Seat] = (),
) -> Done:  # fmt: skip
    """Let members leave and others join. Another role or duty of the same person is both at once."""
    board = _locked(actor, board_id)
    if not leaving and not joining:
        raise Refused("Chọn người thôi hoặc ghi người vào ban.", "seats")
    decision = _decide(board, BoardAct.CHANGE, ruling, now)
    _reseat(board, decision, leaving, joining)
    _not_alone(board, ruling.effective_on)
    _noted(run, board, decision, joining, left=len(set(leaving)), members=len(joining))
    return Done(str(board.id))


@command("board.regulate")
def regulate_board(run: Run, *, actor: Actor, now: datetime, board_id: UUID, ruling: Ruling, rules: str) -> Done:
    """Give a board the next version of its operating rules (quy chế hoạt động)."""
    board = _locked(actor, board_id)
    decision = _decide(board, BoardAct.REGULATE, ruling, now)
    version = _rule(board, decision, lines(rules, "rules", 20_000, "Ghi nội dung quy chế."))
    run.fact(BoardRegulated(board.unit_id, day_start(ruling.effective_on), board.id, board.name))
    _noted(run, board, decision, (), version=version)
    return Done(str(board.id))


@command("board.renew")
def renew_board(
    run: Run, *, actor: Actor, now: datetime, board_id: UUID, ruling: Ruling, term_to: date | None,
    leaving: Collection[UUID] = (), joining: Sequence[Seat] = (),
) -> Done:  # fmt: skip
    """Begin a new term (kiện toàn), members leaving and joining by the same decision."""
    board, since = _locked(actor, board_id), ruling.effective_on
    in_order(since, term_to, "term_to", _TERM)
    decision = _decide(board, BoardAct.RENEW, ruling, now)
    last = board.terms.order_by("-valid_from").first()
    if last is not None and since <= last.valid_from:
        raise Refused("Nhiệm kỳ mới phải bắt đầu sau ngày bắt đầu nhiệm kỳ trước.", "effective_on")
    if last is not None and (last.valid_to is None or last.valid_to > since):
        last.valid_to = since
        last.save(update_fields=["valid_to"])
    BoardTerm(unit_id=board.unit_id, board=board, decision=decision, valid_from=since, valid_to=term_to).save()
    _reseat(board, decision, leaving, joining)
    if _heads(board, since) != 1:
        raise Refused("Nhiệm kỳ mới phải có một trưởng ban.", "seats", "no-head")
    _not_alone(board, since)
    _noted(run, board, decision, joining, left=len(set(leaving)), members=len(joining))
    return Done(str(board.id))


@command("board.dissolve")
def dissolve_board(run: Run, *, actor: Actor, now: datetime, board_id: UUID, ruling: Ruling) -> Done:
    """End a board and the time of its members; its sub-committees must have ended before."""
    board, day = _locked(actor, board_id), ruling.effective_on
    if board.committees.filter(standing_on(day)).exists():
        raise Refused("Ban này còn tiểu ban. Ghi việc giải thể tiểu ban trước.", "effective_on")
    if day <= board.valid_from:
        raise Refused("Ngày giải thể phải sau ngày thành lập.", "effective_on")
    decision = _decide(board, BoardAct.DISSOLVE, ruling, now)
    for member in board.members.filter(valid_to__isnull=True):
        _leave(member, decision)
    board.valid_to = day
    board.save(update_fields=["valid_to"])
    _noted(run, board, decision, ())
    return Done(str(board.id))


def _standing(unit_id: UUID, board_id: UUID, day: date) -> Board:
    board = Board.objects.filter(standing_on(day), id=board_id, unit_id=unit_id).first()
    if board is None:
        raise Refused("Ban cấp trên không còn hoạt động ngày ấy.", "parent")
    return board


def _locked(actor: Actor, board_id: UUID) -> Board:
    board = db.lock(Board.objects.filter(id=board_id)).first()
    if board is None:
        raise NotThere
    may(actor, board.unit_id, _CHANGE)
    if board.valid_to is not None:
        raise Refused("Ban này đã giải thể.")
    return board


def _decide(board: Board, act: BoardAct, ruling: Ruling, now: datetime) -> BoardDecision:
    """Enter the decision behind an act; one decision is entered once, and never behind a later one."""
    number = line(ruling.number, "number", 60, "Ghi số quyết định.")
    if ruling.decided_on > local(now).date():
        raise Refused("Ngày ký quyết định chưa tới.", "decided_on")
    if ruling.effective_on < ruling.decided_on:
        raise Refused("Quyết định có hiệu lực sớm nhất từ ngày ký.", "effective_on")
    before = list(board.decisions.order_by("order"))
    if any(one.number == number and one.decided_on == ruling.decided_on for one in before):
        raise Refused("Quyết định này đã ghi cho ban rồi.", "number")
    if before and ruling.effective_on < before[-1].effective_on:
        raise Refused("Ban đã có quyết định có hiệu lực sau ngày này.", "effective_on")
    decision = BoardDecision(
        unit_id=board.unit_id, board=board, order=len(before) + 1, act=act, number=number,
        decided_on=ruling.decided_on, issuer=line(ruling.issuer, "issuer", 120, "Ghi người hoặc cơ quan ký."),
        text=lines(ruling.text, "text", 20_000), effective_on=ruling.effective_on,
    )  # fmt: skip
    decision.save(force_insert=True)
    return decision


def _rule(board: Board, decision: BoardDecision, text: str) -> int:
    version = board.rules.count() + 1
    BoardRules(
        unit_id=board.unit_id, board=board, decision=decision, version=version,
        text=lines(text, "rules", 20_000), valid_from=decision.effective_on,
    ).save(force_insert=True)  # fmt: skip
    return version


def _reseat(board: Board, decision: BoardDecision, leaving: Collection[UUID], joining: Sequence[Seat]) -> None:
    members = {one.id: one for one in board.members.filter(valid_to__isnull=True)}
    for key in set(leaving):
        if key not in members:
            raise Refused("Người này đã thôi từ trước. Mở lại trang.", "leaving")
        _leave(members[key], decision)
    _seat(board, decision, joining)
    if _heads(board, decision.effective_on) > 1:
        raise Refused("Ban chỉ có một trưởng ban. Cho người cũ thôi hoặc chọn vai trò khác.", "seats")


def _leave(member: BoardMember, decision: BoardDecision) -> None:
    member.valid_to, member.left_by = decision.effective_on, decision
    member.save(update_fields=["valid_to", "left_by"])


def _heads(board: Board, day: date) -> int:
    return board.members.filter(standing_on(day), role=BoardRole.HEAD).count()


def _not_alone(board: Board, day: date) -> None:
    """A board of one is an officer, not a board; one that lost its others by and by is dissolved or renewed."""
    if board.members.filter(standing_on(day)).count() < 2:
        raise Refused("Ban có từ hai người trở lên.", "seats", "alone")


def _seat(board: Board, decision: BoardDecision, seats: Sequence[Seat]) -> None:
    """Seat new members; nobody sits twice."""
    day, rank = decision.effective_on, board.members.count()
    sitting = {_who(one.staff_id, one.name, one.post) for one in board.members.filter(standing_on(day))}
    if rank + len(seats) > MOST_MEMBERS:
        raise Refused(f"Một ban ghi được đến {MOST_MEMBERS} người.", "seats")
    for number, seat in enumerate(seats, start=1):
        name, post = _named(board.unit_id, seat, day)
        who = _who(seat.staff_id, name, post)
        if who in sitting:
            raise Refused(f"{name} đã có trong ban.", "seats")
        sitting.add(who)
        if seat.role not in BoardRole.values:
            raise Refused(f"Chọn vai trò của {name} trong ban.", "seats")
        BoardMember(
            unit_id=board.unit_id, board=board, staff_id=seat.staff_id, name=name, post=post, role=seat.role,
            duty=line(seat.duty, "seats", 300, ""), rank=rank + number, joined_by=decision, valid_from=day,
        ).save(force_insert=True)  # fmt: skip


def _who(staff_id: UUID | None, name: str, post: str) -> str:
    return str(staff_id) if staff_id else f"{fold(name)}|{fold(post)}"


def _named(unit_id: UUID, seat: Seat, day: date) -> tuple[str, str]:
    if seat.staff_id is None:
        return (
            line(seat.name, "seats", 120, "Chọn cán bộ của xã, hoặc điền họ tên người ngoài."),
            line(seat.post, "seats", 200, f"Ghi chức vụ, nơi công tác của {line(seat.name, 'seats', 120, '')}."),
        )
    held = Position.objects.filter(held_on(day), unit_id=unit_id, staff_id=seat.staff_id).select_related("staff")
    posts = list(held.order_by("valid_from", "id"))
    if not posts:
        raise Refused("Có người được chọn không giữ chức danh nào của xã từ ngày ấy.", "seats")
    titles = ", ".join(dict.fromkeys(one.title for one in posts))
    return posts[0].staff.name, line(seat.post, "seats", 200, "") or titles[:200]


def _noted(run: Run, board: Board, decision: BoardDecision, seats: Sequence[Seat], **more: str | int) -> None:
    about = {
        "named": board.name, "number": decision.number, "from": decision.effective_on.isoformat(),
        "decision": str(decision.id), **more,
    }  # fmt: skip
    names = [seat.name for seat in seats if seat.name]
    run.audit(board.unit_id, ("board", board.id), about, {"names": names} if names else {})
