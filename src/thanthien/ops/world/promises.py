"""The demo's commitments of the home commune: a handler's signed by hand, the chair's waits for the signature."""

from datetime import datetime
from uuid import UUID

from thanthien.ops.world import cast
from thanthien.ops.world.picture import staged
from thanthien.programme.service import commitments as api
from thanthien.rules.commitment import MARK_LENGTH

WITNESS = api.Witness("Lê Văn Thuận", "Chủ tịch", "Ủy ban Mặt trận Tổ quốc xã")
HANDLER = api.Wanted(("n3", "p04", "p10"), ("Gọi điện báo bà con trước khi lỡ hẹn",), (WITNESS,))
CHAIR = api.Wanted(("p07", "k4"), ("Mỗi tháng một ngày xuống thôn nghe bà con nói",), (WITNESS,))


def made(people: cast.Cast, now: datetime) -> None:
    """Draft both; record the handler's sheet."""
    me = people.handlers[0]
    row = api.one(me, UUID(api.draft(actor=me, now=now, wanted=HANDLER).id))
    api.record(
        actor=people.records, now=now, commitment_id=row.id, signed_on=now.date(), mark=row.sha256[:MARK_LENGTH],
        file_id=staged(people.unit_id, "cam-ket", "commitment"),
    )  # fmt: skip
    api.draft(actor=people.chair, now=now, wanted=CHAIR)
