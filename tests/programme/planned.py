"""A plan of Cẩm Vân with tasks, made by the real commands."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.core.actors import Actor
from thanthien.org.models import Position
from thanthien.programme import service as programme


def post_of(login: str) -> UUID:
    return Position.objects.get(staff__login=login).id


def wanted(**changes: Any) -> programme.Wanted:
    values: dict[str, Any] = {
        "area": "reform", "title": "Mở thêm một quầy Một cửa", "product": "Quầy số 3 hoạt động",
        "owner": post_of("truc"), "starts_on": date(2026, 11, 2), "due_on": date(2026, 12, 18), "money": 20_000_000,
    }  # fmt: skip
    return programme.Wanted(**(values | changes))


def planned(world: World, actor: Actor | None = None) -> UUID:
    done = programme.make_plan(
        actor=actor or world.actors["tam"], now=world.now, year=2026, title="Kế hoạch xây dựng chính quyền thân thiện",
        budget=50_000_000,
    )  # fmt: skip
    return UUID(done.id)


def task(world: World, plan_id: UUID, **changes: Any) -> UUID:
    made = programme.add_task(actor=world.actors["tam"], now=world.now, plan_id=plan_id, wanted=wanted(**changes))
    return UUID(made.id)


def plan_things(world: World) -> dict[str, UUID]:
    """A plan with one task, for tests that walk every address."""
    plan = planned(world)
    return {"year_plan": plan, "plan_task": task(world, plan)}
