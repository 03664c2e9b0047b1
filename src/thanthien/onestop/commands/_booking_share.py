"""How many of a day's appointments may be held by people whom nobody can reach."""

from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.onestop import booking_days
from thanthien.onestop.access import booking as access

# One place in so many, a convention of the product. Without it one machine books a day empty under no name at all.
SHARE: Final = 2
SPARED: Final = (
    "Ngày này hết chỗ cho lịch hẹn không để lại số. Anh/chị để số điện thoại hoặc thư điện tử, hoặc chọn ngày khác."
)


def spare(unit_id: UUID, starts_at: datetime) -> None:
    """Refuse (``phone``) a place to somebody who left no contact, where such people hold their share of the day.

    The caller holds the lock of the unit's rule. What a clerk books is not asked.
    """
    day = clock.local(starts_at).date()
    held = sum(not (one.phone or one.email) for one in access.held_on(unit_id, day))
    if held >= max(1, booking_days.places(unit_id, day) // SHARE):
        raise Refused(SPARED, "phone", "unreached")
