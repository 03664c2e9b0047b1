"""The ways by which people are told, and which of them this installation has.

``email``, ``sms``, ``zalo`` are sent by a machine; ``slip`` is paper; ``phone`` a slip that the counter reads out by
telephone; ``hamlet`` is told by the head of the hamlet. Nothing here decides whom to tell, or when.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings

from thanthien.core.text import fold
from thanthien.org import service as org

EMAIL, SLIP, SMS, ZALO, HAMLET, PHONE = "email", "slip", "sms", "zalo", "hamlet", "phone"
BY_GATEWAY: Final = (SMS, ZALO)
BY_MACHINE: Final = (EMAIL, SMS, ZALO)
WORDS: Final = {
    EMAIL: "Thư điện tử", SMS: "Tin nhắn SMS", ZALO: "Tin Zalo", SLIP: "Phiếu giấy", HAMLET: "Trưởng thôn báo",
}  # fmt: skip
# What a person chooses from; a text promises only what stands here and was given (settled question 11).
CHOICES: Final = {
    SMS: "Tin nhắn SMS đến số đã khai", ZALO: "Tin Zalo đến số đã khai", EMAIL: "Thư điện tử đã khai",
    PHONE: "Một cửa gọi điện đến số đã khai", HAMLET: "Nhờ trưởng thôn, trưởng bản báo",
    SLIP: "Phiếu giấy, nhận tại Một cửa",
}  # fmt: skip
NEEDS: Final = {SMS: "phone", ZALO: "phone", PHONE: "phone", EMAIL: "email"}


def simulated(channel: str) -> bool:
    """Tell whether a channel's messages are only written into a folder: a demo without a gateway."""
    return settings.DEMO and channel in BY_GATEWAY and channel not in settings.THANTHIEN_GATEWAYS


def installed() -> frozenset[str]:
    """Return the channels through which this installation can send; paper is always there."""
    mail = {EMAIL} if settings.EMAIL_HOST or settings.DEMO else set()
    gateways = {one for one in BY_GATEWAY if settings.DEMO or one in settings.THANTHIEN_GATEWAYS}
    return frozenset({SLIP, PHONE, *mail, *gateways})


def offered(unit_id: UUID, day: date) -> list[tuple[str, str]]:
    """Return what a person may choose in a commune: key and words. A commune without hamlets has no messenger."""
    here = installed() | ({HAMLET} if org.hamlets_of(unit_id, day).exists() else set())
    return [(key, words) for key, words in CHOICES.items() if key in here]


def hamlets(unit_id: UUID, day: date) -> list[tuple[str, str]]:
    """Return the hamlets of a commune as choices: key and name."""
    return [(str(one.id), str(one)) for one in org.hamlets_of(unit_id, day)]


def hamlet_in(unit_id: UUID, address: str, day: date) -> UUID | None:
    """Return the one hamlet whose name stands in an address; None where none or several do.

    The longest name wins: "thôn Vân Trai Thượng" is not thôn Vân Trai.
    """
    words = f" {' '.join(fold(address).replace(',', ' ').replace('.', ' ').split())} "
    found = [one for one in org.hamlets_of(unit_id, day) if f" {one.name_fold} " in words]
    longest = max((len(one.name_fold) for one in found), default=0)
    best = [one for one in found if len(one.name_fold) == longest]
    return best[0].id if len(best) == 1 else None
