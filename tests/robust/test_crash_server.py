"""The real server, killed with all its processes while people file by the API."""

import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from tests.robust.house import House, Server
from tests.robust.test_crash import assert_whole
from tests.world import REBIRTH

CLIENTS = 6
ENOUGH = 40


def filing(key: str) -> dict[str, Any]:
    return {
        "procedure": REBIRTH,
        "applicant": {"name": f"Bùi Thị {key}", "phone": "0900 000 123"},
        "competent_unit": "15163",
        "idempotency_key": key,
        "answers": {"note": "sống ở thôn Vân Trai"},
    }


@dataclass
class Load:
    """Clients that file one after the other until the line breaks."""

    server: Server
    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    odd: list[Any] = field(default_factory=list)

    def run(self) -> list[threading.Thread]:
        """Set them off."""
        threads = [threading.Thread(target=self._client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        return threads

    def _client(self, client: int) -> None:
        for number in range(10_000):
            key = f"client-{client}-{number}"
            self.sent.append(key)
            try:
                status, answer = self.server.post("/api/v1/dossiers", filing(key))
            except (OSError, HTTPException):
                return
            if status != 201:
                self.odd.append((status, answer))
                return
            self.acknowledged[key] = answer


def test_kill_9_of_the_server_under_load_loses_nothing_and_doubles_nothing(house: House) -> None:
    with house.serving() as server:
        load = Load(server)
        clients = load.run()
        end = time.monotonic() + 60
        while len(load.acknowledged) < ENOUGH and time.monotonic() < end:
            time.sleep(0.01)
        server.kill()
        for client in clients:
            client.join(60)
    assert load.odd == []
    assert len(load.acknowledged) >= ENOUGH
    assert len(load.sent) > len(load.acknowledged), "nobody was interrupted"

    after = house.play("census")
    assert {answer["code"] for answer in load.acknowledged.values()} <= set(after["codes"])
    assert_whole(after)
    assert house.verified()

    with house.serving() as server:
        again = {key: server.post("/api/v1/dossiers", filing(key)) for key in load.sent}
        assert {status for status, _ in again.values()} == {201}
        same = ("code", "token", "state", "first_reply_due")  # the server's port is another one
        for key, answer in load.acknowledged.items():
            assert [again[key][1][name] for name in same] == [answer[name] for name in same]
        code = load.acknowledged[load.sent[0]]["code"]
        status, _ = server.get(f"/api/v1/dossiers/{code}?token={load.acknowledged[load.sent[0]]['token']}")
        assert status == 200
    final = house.play("census")
    assert sorted(final["codes"]) == sorted({answer["code"] for _, answer in again.values()})
    assert len(final["codes"]) == len(set(load.sent))
    assert_whole(final)
    assert house.verified()
