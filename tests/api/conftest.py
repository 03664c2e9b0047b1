"""A program that talks to the API of Cẩm Vân."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.world import REBIRTH, World

BODY: dict[str, Any] = {
    "procedure": REBIRTH,
    "applicant": {"name": "Bùi Thị Mơ", "phone": "+84 900 000 123", "email": "", "address": "thôn Vân Trai"},
    "tell_by": "phone",
    "answers": {"child_name": "Bùi Văn An"},
    "idempotency_key": "0190b2c4-3a51-7c22-b1d8-2f4c5d6e7f80",
}


class Program:
    """Sends JSON, reads JSON."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def get(self, address: str, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.client.get(f"/api/v1/{address}", headers=headers)

    def post(self, body: Any, address: str = "/api/v1/dossiers", **headers: str) -> Any:
        raw = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post(address, raw, content_type="application/json", headers=headers)


def problem(answer: Any, status: int, kind: str, field: str = "") -> Any:
    """Read a problem document and check what is promised of it."""
    assert answer.status_code == status, answer.content.decode()[:500]
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    told = json.loads(answer.content)
    assert told["type"] == kind
    assert told["status"] == status
    assert told["title"]
    assert told.get("field", "") == field
    return told


@pytest.fixture
def program(world: World) -> Program:
    return Program()
