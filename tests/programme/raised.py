"""Difficulties of Cẩm Vân, raised and answered by the real commands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.programme.start import above
from tests.world import World
from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.programme import service as programme
from thanthien.programme.models import Difficulty

TITLE = "Đường truyền ở nhà văn hóa thôn chập chờn"
TEXT = "Máy quét gửi tệp mất 20 phút. Đã đổi nhà mạng một lần. Cần tỉnh cho dùng đường truyền số liệu chuyên dùng."
ANSWER = "Sở Khoa học và Công nghệ kéo đường truyền chuyên dùng trước 15/12, kinh phí của tỉnh."
MORE = "Trong khi chờ, dùng thẻ mạng di động do tỉnh cấp."


def overseer(world: World) -> Actor:
    """The officer of the province, who is there from the first call on."""
    if not Staff.objects.filter(login="tinh").exists():
        return above(world)
    return org.actor_for(Staff.objects.get(login="tinh"), world.now.date())


def raised(world: World, login: str = "tam", at: datetime | None = None, **changes: Any) -> UUID:
    overseer(world)
    values: dict[str, Any] = {"area": "equipment", "title": TITLE, "text": TEXT}
    done = programme.difficulties.raise_difficulty(actor=world.actors[login], now=at or world.now, **(values | changes))
    return UUID(done.id)


def seen(key: UUID) -> Difficulty:
    return Difficulty.objects.get(id=key)


def act(world: World, name: str, key: UUID, by: str = "tam", at: datetime | None = None, **given: Any) -> None:
    """Do one of the acts; "tinh" is the level above."""
    actor = overseer(world) if by == "tinh" else world.actors[by]
    command = getattr(programme.difficulties, name)
    command(actor=actor, now=at or world.now, difficulty_id=key, version=seen(key).version, **given)


def answered(world: World, **changes: Any) -> UUID:
    key = raised(world, **changes)
    act(world, "answer", key, "tinh", text=ANSWER)
    return key


def published(world: World, question: str = "Đường truyền của nhà văn hóa chập chờn thì làm thế nào?") -> UUID:
    key = answered(world)
    done = programme.difficulties.publish(
        actor=overseer(world), now=world.now, difficulty_id=key, question=question, answer=f"{ANSWER} {MORE}",
        confirmed=True,
    )  # fmt: skip
    return UUID(done.id)


def difficulty_things(world: World) -> dict[str, UUID]:
    """One difficulty that nobody above has taken yet, for tests that walk every address."""
    done = programme.difficulties.raise_difficulty(
        actor=world.actors["tam"], now=world.now, area="equipment", title=TITLE, text=TEXT
    )
    return {"difficulty": UUID(done.id)}
