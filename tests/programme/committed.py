"""Commitments of Cẩm Vân, drafted and signed by the real commands."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.files.samples import jpeg
from tests.world import World
from thanthien.core import files
from thanthien.programme import service as programme
from thanthien.programme.models import Commitment
from thanthien.rules.commitment import house_wording

api = programme.commitments
WITNESS = api.Witness("Lê Văn Chứng", "Phó Trưởng ban", "Ban Tuyên giáo và Dân vận Tỉnh ủy")
FREE = "Gọi điện báo bà con trước khi lỡ hẹn"


def wanted(**changes: Any) -> Any:
    values: dict[str, Any] = {"picks": ("n3", "p01"), "free": (FREE,), "witnesses": (WITNESS,)}
    return api.Wanted(**(values | changes))


def drafted(world: World, login: str = "truc", **changes: Any) -> Commitment:
    done = api.draft(actor=world.actors[login], now=world.now, wanted=wanted(**changes))
    return Commitment.objects.get(id=done.id)


def sign(world: World, row: Commitment, login: str = "truc", **changes: Any) -> None:
    values: dict[str, Any] = {"shown": row.sha256, "second": "totp"}
    api.sign(actor=world.actors[login], now=world.now, commitment_id=row.id, **(values | changes))


def signed(world: World, login: str = "truc", **changes: Any) -> Commitment:
    row = drafted(world, login, **changes)
    sign(world, row, login)
    return Commitment.objects.get(id=row.id)


def for_hamlet_head(world: World, **changes: Any) -> Commitment:
    """A part-timer of a hamlet without an account, entered by the records clerk."""
    done = api.draft_for(
        actor=world.actors["thu"], now=world.now, scope="person", party_key=api.OTHER, wanted=wanted(),
        signer=api.Signer("Hà Văn Bản", "Phó thôn Vân Trai"), **changes,
    )  # fmt: skip
    return Commitment.objects.get(id=done.id)


def scan(world: World, name: str = "cam-ket.jpg", data: bytes | None = None) -> UUID:
    found = jpeg() if data is None else data
    return files.stage(name, found, unit_id=world.home, purpose="commitment", now=world.now).id


def record(world: World, row: Commitment, login: str = "thu", **changes: Any) -> None:
    values: dict[str, Any] = {"signed_on": world.now.date(), "mark": row.sha256[:8]}
    values |= changes
    if "file_id" not in values:
        values["file_id"] = scan(world)
    api.record(actor=world.actors[login], now=world.now, commitment_id=row.id, **values)


def commitment_things(world: World) -> dict[str, Any]:
    """A draft and a text, for tests that walk every address."""
    day, me = world.now.date(), world.actors["tam"]
    text = api.write_text(actor=me, now=world.now, scope="person", text=house_wording("person", day))
    newer = replace(house_wording("person", day), title="Cam kết mới của xã")
    api.write_text(actor=me, now=world.now, scope="person", text=newer)
    row = for_hamlet_head(world)
    record(world, row)
    return {"commitment": row.id, "commitment_draft": drafted(world, "thu").id, "commitment_text": UUID(text.id)}
