"""A real HTTP gateway process on loopback, as a provider of SMS or Zalo would run one.

with running_gateway() as gateway: ...    gateway.url, gateway.taken(), gateway.behave("500")

It keeps what it takes in one file a key, so a key that comes again is one message. ``behave`` says how it answers:
ok, lose (200 and nothing is kept), slow (answers after ``gateway.delay`` seconds, and keeps), unknown, 500, broken,
redirect, cut (closes the line), unauthorised, drip.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KEY = "khoa-cua-xa-cam-van"
REPORT_KEY = "bi-mat-ky-bao-nhan-cua-cong"


@dataclass(frozen=True)
class Gateway:
    url: str
    folder: Path
    delay: float = 3.0

    def behave(self, how: str) -> None:
        """Answer like this from now on."""
        (self.folder / "how").write_text(how)

    def taken(self) -> list[dict[str, Any]]:
        """What it took so far, one a key, oldest first."""
        files = sorted((self.folder / "taken").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return [json.loads(path.read_text("utf-8")) for path in files]

    def asked(self) -> list[dict[str, Any]]:
        """Every request that came, with its headers."""
        lines = (self.folder / "asked").read_text("utf-8").splitlines() if (self.folder / "asked").exists() else []
        return [json.loads(line) for line in lines]

    def forget(self) -> None:
        """Begin anew."""
        self.behave("ok")
        (self.folder / "asked").unlink(missing_ok=True)
        for path in (self.folder / "taken").iterdir():
            path.unlink()


@contextlib.contextmanager
def running_gateway() -> Iterator[Gateway]:
    with tempfile.TemporaryDirectory(prefix="thanthien-gateway-") as name:
        (Path(name) / "taken").mkdir()
        command = [sys.executable, "-P", __file__, name]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            made = Gateway(f"http://127.0.0.1:{port}/gui", Path(name))
            made.behave("ok")
            yield made
        finally:
            process.stdin.close()
            process.terminate()
            process.wait(timeout=10)
            process.stdout.close()


ANSWERS = {"unknown": (422, {"error": "unknown_number"}), "500": (500, {"error": "later"}),
           "unauthorised": (401, {"error": "key"}), "redirect": (302, {})}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """One request of ours."""

    protocol_version = "HTTP/1.1"
    folder: Path

    def __getattr__(self, name: str) -> Any:
        """Answer POST; the library asks for a method in capitals."""
        if name == "do_" + "POST":
            return self._post
        raise AttributeError(name)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def _post(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with (self.folder / "asked").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"path": self.path, "headers": dict(self.headers), "body": body}) + "\n")
        how = (self.folder / "how").read_text()
        if how in ANSWERS:
            self._say(*ANSWERS[how])
        elif how == "cut":
            self.close_connection = True
            self.connection.close()
        elif how == "drip":
            self._drip()
        else:
            self._take(how, body)

    def _take(self, how: str, body: dict[str, Any]) -> None:
        kept = self.folder / "taken" / self.headers["Idempotency-Key"]
        known = kept.exists()
        if how != "lose" and not known:
            kept.write_text(json.dumps(body), "utf-8")
        if how == "slow":
            time.sleep(Gateway.delay)
        if how == "broken":
            self._raw(200, b'{"id": "7')
        else:
            self._say(409 if known else 200, {"id": f"nha-mang-{body['id'][:8]}"})

    def _say(self, status: int, answer: dict[str, Any]) -> None:
        self._raw(status, json.dumps(answer).encode())

    def _raw(self, status: int, raw: bytes) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("Location", "/noi-khac")  # heeded for a redirect alone
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    def _drip(self) -> None:
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(1000):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)


def _serve(folder: Path) -> None:
    Handler.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
