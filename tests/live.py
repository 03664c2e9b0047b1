"""A real server process for browser tests: its own SQLite folder, the fixed world, the clock of the fixed Monday.

``python -m tests.live PORT FOLDER`` is the process; ``running_site()`` starts and ends it.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90.0


@contextlib.contextmanager
def running_site(more: Mapping[str, str] | None = None, house: str = "tests.live", folder: str = "") -> Iterator[str]:
    """Start the site on a free port and give its address; everything is gone afterwards.

    With ``more`` settings from the environment it also knows its own address from outside. ``house`` is the module
    that makes the world and serves it.
    """
    folder = folder or tempfile.mkdtemp(prefix="thanthien-live-")
    port = _free_port()
    environment = {
        **os.environ,
        "THANTHIEN_DATA": folder,
        "THANTHIEN_TEST_DB": "sqlite",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        **({"THANTHIEN_URL": f"http://127.0.0.1:{port}", **more} if more else {}),
    }
    command = [sys.executable, "-m", house, str(port), folder]
    with (Path(folder) / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(process, f"http://127.0.0.1:{port}/healthz", Path(folder) / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        said = (Path(folder) / "log").read_text("utf-8", "replace")
        if "Traceback" in said:
            print(said[-6000:])  # shown beside a test that failed
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    import time

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(log.read_text()[-3000:])
        with contextlib.suppress(OSError, urllib.error.URLError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the site did not start: {log.read_text()[-3000:]}")


def serve(port: int, fill: Callable[[Any], None] | None = None) -> None:
    """Make the world (``fill``: another one than the usual) and answer requests until told to stop."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thanthien.conf.test"
    from django.conf import settings

    settings.WHITENOISE_USE_FINDERS = True
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tests import live_world, tables, world
    from thanthien.core import clock

    tables.lay(lambda: call_command("migrate", verbosity=0))
    world.load_reference()
    with clock.rehearse(world.NOW):
        (fill or live_world.fill)(world.known())
    inner = get_wsgi_application()

    asked = 0

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        nonlocal asked
        step = environ["PATH_INFO"] == "/can-bo/dang-nhap/buoc-hai/"
        asked += step and environ["REQUEST_METHOD"] == "GET"
        # A code works once: each look at the second step is a minute later than the one before.
        with clock.rehearse(world.NOW + timedelta(minutes=asked) if step else world.NOW):
            return list(inner(environ, start))

    listen(port, application)


def listen(port: int, application: Callable[..., Iterable[bytes]]) -> None:
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    class Threads(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with make_server("127.0.0.1", port, application, server_class=Threads, handler_class=Quiet) as server:
        server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
