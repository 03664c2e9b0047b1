"""Cẩm Vân's proven set as a pack, made by the real commands; Vân Du (du) may take it."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.programme.planned import planned, task
from tests.world import World
from thanthien.programme import service as programme

ISSUED = programme.Ruling("12/KH-UBND", date(2026, 11, 10), "Chủ tịch UBND xã")
WORDS = "Mở quầy thứ ba từ tháng Mười, bà con chờ còn mười phút."


def proven(world: World) -> UUID:
    """An issued plan of two tasks, the second after the first."""
    plan = planned(world)
    first = task(world, plan)
    task(world, plan, title="Phát thanh mười nguyên tắc giao tiếp", product="Bài phát thanh", area="propaganda",
         after=(first,), money=0)  # fmt: skip
    programme.issue_plan(actor=world.actors["tam"], now=world.now, plan_id=plan, ruling=ISSUED)
    return plan


def published(world: World, **changes: Any) -> UUID:
    values: dict[str, Any] = {"name": "Một cửa ba quầy", "words": WORDS, "sections": ["plan"]}
    made = programme.packs.publish(actor=world.actors["tam"], now=world.now, **(values | changes))
    return UUID(made.id)


def taken(world: World, pack: UUID, login: str = "du") -> programme.packs.Taken:
    return programme.packs.take(actor=world.actors[login], now=world.now, pack_id=pack)


def pack_things(world: World) -> dict[str, UUID]:
    """A pack of Cẩm Vân, for tests that walk every address; a plan stands there already."""
    (plan,) = programme.plans(world.actors["tam"])[:1]
    programme.issue_plan(actor=world.actors["tam"], now=world.now, plan_id=plan.id, ruling=ISSUED)
    return {"pack": published(world)}
