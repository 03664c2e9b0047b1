"""A launch day of Cẩm Vân, made by the real commands."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from tests.files.samples import png
from tests.world import World
from thanthien.core import files
from thanthien.programme import service as programme

MINUTES = "Buổi lễ bắt đầu lúc 8:00, có 120 người dự, 12 cán bộ ký cam kết trước nhân dân."


def set_day(world: World, on: date | None = None, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "title": "Lễ ra mắt mô hình Chính quyền thân thiện", "on": on or world.now.date() - timedelta(days=3),
        "begins": time(8), "ends": time(10, 30), "place": "Hội trường UBND xã",
    }  # fmt: skip
    day = programme.launch.Day(**(values | changes))
    return UUID(programme.launch.set_day(actor=world.actors["tam"], now=world.now, day=day).id)


def photo(world: World, key: UUID, caption: str = "Bà con dự lễ ra mắt", agreed: bool = True) -> UUID:
    kept = files.stage("le.png", png(), unit_id=world.home, purpose="launch", now=world.now)
    done = programme.launch.add_photo(
        actor=world.actors["tam"], now=world.now, launch_id=key, file_id=kept.id, caption=caption, agreed=agreed
    )
    return UUID(done.id)


def held(world: World, key: UUID, **changes: Any) -> None:
    values: dict[str, Any] = {"held_on": world.now.date() - timedelta(days=3), "attendance": 120, "minutes": MINUTES}
    programme.launch.hold(actor=world.actors["tam"], now=world.now, launch_id=key, **(values | changes))


def do(world: World, name: str, key: UUID, login: str = "tam", **given: Any) -> UUID:
    command = getattr(programme.launch, name)
    return UUID(command(actor=world.actors[login], now=world.now, launch_id=key, **given).id)


def told(world: World) -> UUID:
    """A launch that was held, with a photo, its news published."""
    key = set_day(world)
    photo(world, key)
    held(world, key)
    story = "Sáng nay xã ra mắt mô hình, bà con dự rất đông."
    do(world, "write", key, news_title="Cẩm Vân ra mắt mô hình", news=story, press="")
    do(world, "publish", key)
    return key


def launch_things(world: World) -> dict[str, UUID]:
    """A launch day with a point of its programme and a photo, for tests that walk every address."""
    key = set_day(world)
    item = do(world, "add_item", key, kind="speech", at=time(8, 10), title="Khai mạc", who="Chủ tịch UBND xã")
    return {"launch": key, "launch_item": item, "launch_photo": photo(world, key)}
