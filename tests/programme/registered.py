"""A "Dân vận khéo" model of Cẩm Vân, made by the real commands."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.files.samples import png
from tests.world import World
from thanthien.core import files
from thanthien.programme.service import mobilisation

CONTENT = "Mỗi nhà trồng hoa hai bên đường, tự dọn sáng thứ Bảy."


def wanted(**changes: Any) -> mobilisation.Registering:
    values: dict[str, Any] = {
        "field": "culture_society", "title": "Đường hoa tự quản thôn Vân Trai", "doer_kind": "hamlet",
        "doer": "Thôn Vân Trai", "content": CONTENT, "starts_on": date(2026, 9, 1), "movement": "bright_green_clean",
    }  # fmt: skip
    return mobilisation.Registering(**(values | changes))


def registered(world: World, **changes: Any) -> UUID:
    made = mobilisation.register(actor=world.actors["tam"], now=world.now, wanted=wanted(**changes))
    return UUID(made.id)


def followed(world: World, key: UUID, login: str = "mua", **changes: Any) -> None:
    values: dict[str, Any] = {"on": date(2026, 10, 15), "result": "Trồng xong 400 mét, 32 hộ tham gia."}
    mobilisation.follow(actor=world.actors[login], now=world.now, model_id=key, **(values | changes))


def photo(world: World) -> UUID:
    return files.stage("duong-hoa.png", png(), unit_id=world.home, purpose="evidence", now=world.now).id


def skilful_things(world: World) -> dict[str, UUID]:
    """A model with an entry and its photo, for tests that walk every address."""
    key, kept = registered(world), photo(world)
    followed(world, key, file_id=kept)
    return {"skilful": key, "skilful_photo": kept}
