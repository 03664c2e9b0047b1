"""A notice and a changed limit, for the tests that walk every address."""

from typing import Any
from uuid import UUID

from tests.calendar.people import entered, storm
from tests.world import REBIRTH, World
from thanthien.onestop import service as onestop


def calendar_things(world: World) -> dict[str, Any]:
    """Return one of each, waiting for the second person."""
    draft = onestop.redating.LimitDraft(REBIRTH, 7, "working_days", "NĐ 999/2026 Điều 3", "Điều 20: hồ sơ đang mở")
    done = onestop.redating.enter_limit(actor=world.actors["quan"], now=world.now, draft=draft)
    change = onestop.redating.limit_change(world.actors["quan"], UUID(done.id))
    return {"notice": entered(world, storm("2026-12-02")), "limit_change": change}
