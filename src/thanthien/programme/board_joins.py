"""Where boards at work meet the rest of the model: papers, packs, reports, reorganisations."""

from datetime import datetime

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.programme import board_rules_packing, drafting, meetings_following, packing, paper_boards
from thanthien.programme.access import meetings as access
from thanthien.programme.models import MeetingState


def register() -> None:
    """Register what boards give."""
    paper_boards.register()
    drafting.report_section("boards", 10, told)
    packing.section(
        "board_rules", "Quy chế hoạt động của ban", board_rules_packing.export, board_rules_packing.take,
        board_rules_packing.FIELDS,
    )  # fmt: skip
    org.follows("meetings", meetings_following.lines, org.nothing_moves)


def told(actor: Actor, period: drafting.Period, now: datetime) -> drafting.Section | None:
    """Say which boards stood at the end of a period, how many sat on them and how often they met in it."""
    rows = access.meetings(actor).filter(state=MeetingState.HELD)
    met = [
        one.board_id for one in rows
        if period.first <= clock.local(one.starts_at).date() <= period.last
    ]  # fmt: skip
    boards = [org.as_of(one, period.last) for one in org.boards(actor, period.last)]
    if not boards:
        return None
    lines = tuple(
        (one.board.name, str(len(one.members)), "có" if one.rules else "chưa có", str(met.count(one.board.id)))
        for one in boards
    )
    table = drafting.Table(("Ban", "Số người", "Quy chế", "Số kỳ đã họp"), lines)
    return drafting.Section("Tổ chức, họp của các ban", "", (table,))
