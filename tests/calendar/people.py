"""Notices as officers type them, and the two people who make one hold."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.notices import Notice


def storm(*days: str, **more: Any) -> org.NoticeDraft:
    """A closure of one commune."""
    values: dict[str, Any] = {"reason": "Bão số 13", "text": "CĐ 05/CĐ-UBND ngày 15/11/2026", "level": "commune"}
    said = Notice("closure", tuple(map(date.fromisoformat, days)), **(values | more))
    return org.NoticeDraft(said, "Văn bản đến số 112", "Mất điện mấy ngày, hôm nay mới nhập được.")


def swap(off: str, work: str) -> org.NoticeDraft:
    """A weekday off for a Saturday worked."""
    said = Notice("swap", (date.fromisoformat(off),), (date.fromisoformat(work),), "Hoán đổi", "CV 77/VPCP")
    return org.NoticeDraft(said, "Văn bản đến số 113")


def entered(world: World, draft: org.NoticeDraft, who: str = "quan", at: datetime | None = None) -> Any:
    """The notice as somebody entered it."""
    done = org.enter_notice(actor=world.actors[who], now=at or world.now, draft=draft)
    return org.notice(world.actors[who], UUID(done.id))


def approved(world: World, draft: org.NoticeDraft, at: datetime | None = None, carry: bool = True) -> Any:
    """The notice approved by the chair, and what waits for it dated anew."""
    row = entered(world, draft, at=at)
    org.approve_notice(actor=world.actors["tam"], now=at or world.now, notice_id=row.id, version=row.version)
    if carry:
        onestop.redating.go_on(at or world.now)
    return org.notice(world.actors["tam"], row.id)


def withdrawn(world: World, row: Any, at: datetime | None = None) -> Any:
    """The same notice taken back by two people, and the dates moved back."""
    now = at or world.now
    org.end_notice(actor=world.actors["tam"], now=now, notice_id=row.id, version=row.version, reason="Bão đổi hướng.")
    org.withdraw_notice(actor=world.actors["quan"], now=now, notice_id=row.id, version=row.version + 1)
    onestop.redating.go_on(now)
    return org.notice(world.actors["tam"], row.id)
