"""The own budget of the boards of the actor's commune."""

from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.models import BoardRules
from thanthien.programme.models import BoardSpending, BudgetLine, RulesDraft


def lines(actor: Actor, board_id: UUID) -> QuerySet[BudgetLine]:
    """Return every budget line of a board, the latest year first."""
    if not actor.may("meeting.read"):
        return BudgetLine.objects.none()
    return BudgetLine.objects.filter(unit_id=actor.scope, board_id=board_id).order_by("-year", "title", "id")


def line(actor: Actor, line_id: UUID) -> BudgetLine:
    """Return one line to read; raises :class:`NotThere`."""
    rows = BudgetLine.objects.filter(unit_id=actor.scope, id=line_id).select_related("board")
    found = rows.first() if actor.may("meeting.read") else None
    if found is None:
        raise NotThere
    return found


def take_line(actor: Actor, line_id: UUID) -> BudgetLine:
    """Return one line locked; whether the actor keeps that board's money is asked there. Raises :class:`NotThere`."""
    found = db.lock(BudgetLine.objects.filter(unit_id=actor.scope, id=line_id)).first()
    if found is None:
        raise NotThere
    return found


def spendings(actor: Actor, board_id: UUID, year: int) -> QuerySet[BoardSpending]:
    """Return what a board spent of a year's lines, struck entries included, by day."""
    rows = BoardSpending.objects.filter(unit_id=actor.scope, line__board_id=board_id, line__year=year)
    return rows.select_related("line", "entered_by", "file").order_by("on", "id")


def spending(actor: Actor, spending_id: UUID) -> BoardSpending:
    """Return one entry to read; raises :class:`NotThere`."""
    rows = BoardSpending.objects.filter(unit_id=actor.scope, id=spending_id).select_related("line__board", "file")
    found = rows.first() if actor.may("meeting.read") else None
    if found is None:
        raise NotThere
    return found


def take_spending(actor: Actor, spending_id: UUID) -> BoardSpending:
    """Return one entry locked; raises :class:`NotThere`."""
    found = db.lock(BoardSpending.objects.filter(unit_id=actor.scope, id=spending_id)).first()
    if found is None:
        raise NotThere
    return found


def rules_drafts(actor: Actor) -> QuerySet[RulesDraft]:
    """Return operating rules that came with a pack, the latest first."""
    if not actor.may("board.change"):
        return RulesDraft.objects.none()
    return RulesDraft.objects.filter(unit_id=actor.scope).order_by("-taken_on", "title", "id")


def drafts_of(unit_id: UUID) -> QuerySet[RulesDraft]:
    """Return the drafts of a commune; its officer takes a pack."""
    return RulesDraft.objects.filter(unit_id=unit_id)


def in_force(unit_id: UUID) -> list[BoardRules]:
    """Return the last version of the rules of each board that has not ended, by the board's name."""
    rows = BoardRules.objects.filter(unit_id=unit_id, board__valid_to__isnull=True).select_related("board")
    last = {one.board_id: one for one in rows.order_by("version")}
    return sorted(last.values(), key=lambda one: (one.board.name, one.board_id))
