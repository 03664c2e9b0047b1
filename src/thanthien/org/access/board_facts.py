"""What boards a unit has, as the facts that told of them; for rooms that begin to listen later."""

from uuid import UUID

from thanthien.core.clock import day_start
from thanthien.org.facts import BoardFounded, BoardRegulated
from thanthien.org.models import BoardAct, BoardDecision, BoardRules


def board_facts(unit_id: UUID) -> list[BoardFounded | BoardRegulated]:
    """Return the founding, renewal and rules of every board that a unit has or had."""
    acts = [BoardAct.FOUND, BoardAct.RENEW]
    founded = BoardDecision.objects.filter(unit_id=unit_id, act__in=acts, board__valid_to__isnull=True)
    ruled = BoardRules.objects.filter(unit_id=unit_id, board__valid_to__isnull=True).select_related("decision", "board")
    return [
        *(BoardFounded(unit_id, day_start(one.effective_on), one.board_id, one.board.name)
          for one in founded.select_related("board")),
        *(BoardRegulated(unit_id, day_start(one.decision.effective_on), one.board_id, one.board.name)
          for one in ruled),
    ]  # fmt: skip
