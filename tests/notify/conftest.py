"""Messages in the outbox of two communes, and people who may see one of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from thanthien.core.actors import Actor, Role
from thanthien.core.clock import VN
from thanthien.core.ids import uuid7
from thanthien.core.models import Message

NOW = datetime(2026, 11, 24, 9, 20, tzinfo=VN)
HERE, NEXT_DOOR = uuid7(), uuid7()
PAYLOAD: dict[str, Any] = {
    "name": "Đinh Văn Ổi",
    "address_as": "ông",
    "title": "Đăng ký khai sinh",
    "code": "TT-15163-261124-0001",
    "unit": "xã Cẩm Vân",
    "phone": "0900 000 115",
    "link": "http://127.0.0.1:8000/hs/bi-mat/",
    "due": "thứ Ba 1/12/2026",
    "old_due": "thứ Năm 26/11/2026",
    "reason": "Nơi đăng ký cũ chưa trả lời.",
    "items": ["Giấy chứng sinh", "Căn cước"],
    "ground": "Luật Hộ tịch, Điều 16",
    "person": "chị Phạm Thị Nhài",
    "person_phone": "0900 000 012",
    "rate_link": "http://127.0.0.1:8000/danh-gia/mot-lan/",
    "guidance": "Gọi chị Nhài để được giúp.",
    "estimate": False,
    "where": "",
}

Put = Callable[..., Message]


@pytest.fixture
def put(db: None) -> Put:
    """Put a message into the outbox as an act would."""

    def make(**changes: Any) -> Message:
        payload = PAYLOAD | changes.pop("payload", {})
        row: dict[str, Any] = {
            "unit_id": HERE,
            "subject_id": uuid7(),
            "act": "dossier.accept",
            "channel": "email",
            "to": "dan@xa.invalid",
            "template": "accepted",
            "created_at": NOW,
            "next_try_at": NOW,
        }
        return Message.objects.create(**(row | changes), payload=payload)

    return make


def staff(unit_id: UUID | None, *roles: str) -> Actor:
    return Actor(kind="staff", id=str(uuid7()), label="Phạm Thị Nhài", unit_id=unit_id, roles=frozenset(roles))


@pytest.fixture
def clerk() -> Actor:
    return staff(HERE, Role.CLERK)


@pytest.fixture
def stranger() -> Actor:
    """A clerk of the next commune."""
    return staff(NEXT_DOOR, Role.CLERK)
