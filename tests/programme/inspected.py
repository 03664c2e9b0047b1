"""Visits to Cẩm Vân, made by the real commands: of its board, of the level above, with a finding."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.files.samples import png
from tests.programme.planned import post_of
from tests.world import World
from thanthien.core import files
from thanthien.core.actors import Actor
from thanthien.programme.models import FindingStep
from thanthien.programme.service import inspection

FIXED = "Đã kê thêm hai hàng ghế, có bình nước."


def planned(world: World, **changes: Any) -> inspection.Planned:
    values: dict[str, Any] = {
        "unit_id": world.home, "party": "board", "day": world.now.date(), "purpose": "Nơi tiếp dân tháng 11",
        "people": "Phạm Văn Tâm, Lê Thị Quản", "codes": ["greeted", "clean_office"], "own": ["Wifi có chạy không?"],
    }  # fmt: skip
    return inspection.Planned(**(values | changes))


def visit(world: World, actor: Actor, *, begun: bool = True, at: datetime | None = None, **changes: Any) -> UUID:
    now = at or world.now
    key = UUID(inspection.plan_visit(actor=actor, now=now, planned=planned(world, **changes)).id)
    if begun:
        inspection.begin_visit(actor=actor, now=now, visit_id=key)
    return key


def finding(world: World, actor: Actor, key: UUID, at: datetime | None = None, **changes: Any) -> UUID:
    values: dict[str, Any] = {"text": "Nơi ngồi chờ thiếu ghế, không có nước uống.", "days": 5} | changes
    return UUID(inspection.add_finding(actor=actor, now=at or world.now, visit_id=key, **values).id)


def fix(world: World, key: UUID, login: str = "tam", **changes: Any) -> None:
    inspection.fix_finding(actor=world.actors[login], now=world.now, finding_id=key, **({"text": FIXED} | changes))


def inspection_things(world: World) -> dict[str, UUID]:
    """One visit under way and one to come, an open finding, and the step of another with its picture."""
    tam = world.actors["tam"]
    under_way = visit(world, tam)
    shown = finding(world, tam, under_way)
    kept = files.stage("ghe.png", png(), unit_id=world.home, purpose="evidence", now=world.now)
    fix(world, shown, file_id=kept.id)
    return {
        "visit": under_way, "visit_to_come": visit(world, tam, begun=False),
        "finding": finding(world, tam, under_way, owner=post_of("tam")),
        "finding_step": FindingStep.objects.get(finding_id=shown).id,
    }  # fmt: skip


TOMORROW = timedelta(days=1)
NEXT_WEEK = date(2026, 11, 23)
