"""Boards as they stood on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.access.hamlets import standing_on
from thanthien.org.access.people import held_on
from thanthien.org.models import Board, BoardDecision, BoardMember, BoardRole, BoardRules, BoardTerm, Position


@dataclass(frozen=True, slots=True)
class BoardOn:
    """A board as of a day; ``warnings`` are sentences for its page, ``gone`` the members without a post by then."""

    board: Board
    day: date
    members: tuple[BoardMember, ...]
    term: BoardTerm | None
    rules: BoardRules | None
    gone: frozenset[UUID]
    warnings: tuple[str, ...]

    @property
    def head(self) -> BoardMember | None:
        """Who heads the board on the day."""
        return next((one for one in self.members if one.role == BoardRole.HEAD), None)


def boards(actor: Actor, day: date | None = None) -> QuerySet[Board]:
    """Return the boards of the actor's unit: those of a day, or all there ever were; by kind and name."""
    if not actor.may("organisation.read"):
        return Board.objects.none()
    rows = Board.objects.filter(standing_on(day) if day else Q(), unit_id=actor.scope).select_related("parent")
    return rows.order_by("parent__name", "kind", "name", "id")


def board(actor: Actor, board_id: UUID) -> Board:
    """Return a board of the actor's unit, or :class:`NotThere`."""
    found = boards(actor).filter(id=board_id).first()
    if found is None:
        raise NotThere
    return found


def decisions_of(one: Board) -> QuerySet[BoardDecision]:
    """Return every decision about a board that was read through :func:`board`, the latest first."""
    return BoardDecision.objects.filter(board=one).order_by("-order")


def history_of(one: Board) -> QuerySet[BoardMember]:
    """Return everybody who ever sat on a board, those who left included, with both decisions."""
    return BoardMember.objects.filter(board=one).select_related("joined_by", "left_by").order_by("valid_from", "rank")


def sitting(one: Board) -> QuerySet[BoardMember]:
    """Return the members whom no decision has released yet."""
    return BoardMember.objects.filter(board=one, valid_to__isnull=True).order_by("rank")


def terms_of(one: Board) -> QuerySet[BoardTerm]:
    """Return the terms of a board that was read through :func:`board`, the latest first, with their decisions."""
    return BoardTerm.objects.filter(board=one).select_related("decision").order_by("-valid_from")


def rules_of(one: Board) -> QuerySet[BoardRules]:
    """Return every version of a board's operating rules, the latest first, with their decisions."""
    return BoardRules.objects.filter(board=one).select_related("decision").order_by("-version")


def committees_of(one: Board) -> QuerySet[Board]:
    """Return the sub-committees of a board, ended ones included, by name."""
    return Board.objects.filter(parent=one, unit_id=one.unit_id).order_by("name", "id")


def as_of(one: Board, day: date) -> BoardOn:
    """Return a board as it stood on a day: members in the order of their roles, term, rules, what is lacking."""
    order = list(BoardRole.values)
    found = BoardMember.objects.filter(standing_on(day), board=one).order_by("rank")
    members = tuple(sorted(found, key=lambda member: (order.index(member.role), member.rank)))
    staff = [member.staff_id for member in members if member.staff_id]
    rows = Position.objects.filter(held_on(day), unit_id=one.unit_id, staff_id__in=staff, staff__is_active=True)
    there = set(rows.values_list("staff_id", flat=True))
    gone = frozenset(member.id for member in members if member.staff_id and member.staff_id not in there)
    begun = BoardTerm.objects.filter(board=one, valid_from__lte=day).order_by("-valid_from").first()
    rules = BoardRules.objects.filter(board=one, valid_from__lte=day).order_by("-version").first()
    return BoardOn(one, day, members, begun, rules, gone, _lacking(one, day, members, gone, begun))


def _lacking(
    one: Board, day: date, members: tuple[BoardMember, ...], gone: frozenset[UUID], term: BoardTerm | None
) -> tuple[str, ...]:
    if not (one.valid_from <= day and (one.valid_to is None or day < one.valid_to)):
        return ()
    found = []
    head = next((member for member in members if member.role == BoardRole.HEAD), None)
    if head is None:
        found.append("Ban chưa có trưởng ban. Cần một quyết định giao người.")
    elif head.id in gone:
        found.append("Trưởng ban không còn giữ chức danh ở xã. Cần một quyết định thay người.")
    if gone - ({head.id} if head else set()):
        found.append("Có thành viên không còn giữ chức danh ở xã. Xem các dòng có dấu ở dưới.")
    if term is not None and term.valid_to is not None and term.valid_to <= day:
        found.append("Nhiệm kỳ đã hết. Cần một quyết định kiện toàn hoặc giải thể.")
    return tuple(found)
