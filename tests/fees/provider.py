"""A payment provider as a real process would stand there: HTTP on loopback, signed both ways."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

import requests

SECRET = "khoa-thu-cua-ben-thanh-toan"


class Provider:
    """Takes orders, and calls back when told to."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.answer: dict[str, Any] | None = None
        self.status, self.drips = 200, False
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = provider.take(body, self.headers.get("X-Thanthien-Signature", ""))
                self.send_response(status)
                self.end_headers()
                with suppress(OSError):
                    for _ in range(60 if provider.drips else 0):
                        self.wfile.write(b" ")
                        sleep(0.1)
                    self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def take(self, body: bytes, signature: str) -> tuple[int, dict[str, Any]]:
        """Take an order in; one that is not signed is refused."""
        if signature != signed(body):
            return 403, {}
        order = json.loads(body)
        self.orders.append(order)
        return self.status, {"pay_url": f"{self.url}/pay/{order['reference']}"} if self.answer is None else self.answer

    def call_back(self, url: str, **told: Any) -> int:
        """Tell what was paid, as the provider does; return the status of the answer."""
        body, signature = notice(**told)
        headers = {"Content-Type": "application/json", "X-Thanthien-Signature": signature}
        return requests.post(url, data=body, headers=headers, timeout=10).status_code


def signed(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def notice(reference: str, amount: Any, transaction: str = "GD-1", status: str = "paid") -> tuple[bytes, str]:
    """Body and signature of a call-back."""
    told = {"reference": reference, "transaction": transaction, "amount": amount, "status": status}
    body = json.dumps(told).encode()
    return body, signed(body)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that listens until the test ends."""
    provider = Provider()
    threading.Thread(target=provider.server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
