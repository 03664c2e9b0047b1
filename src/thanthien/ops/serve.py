"""``thanthien serve``: web server, loop and job workers by one command, started and stopped together.

The parent is the loop. Its children are the web server (a small process with its workers) and the job
cluster, forked so that it shares the parent's memory. A child that dies is started again.
"""

import gc
import ipaddress
import logging
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event
from time import monotonic, sleep
from types import FrameType
from typing import Any

from thanthien.conf import keys
from thanthien.core import wall
from thanthien.ops import family, hosts, place, preflight, static
from thanthien.ops.loop import Loop
from thanthien.ops.output import Failed, say, say_json

log = logging.getLogger("thanthien.serve")
PATIENCE = 30.0
GRACE = 12.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen and how."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    cert: str = ""
    key: str = ""

    @property
    def reachable(self) -> str:
        """The host by which this machine reaches itself."""
        try:
            listening = ipaddress.ip_address(self.host)
        except ValueError:
            return self.host
        if not listening.is_unspecified:
            return self.host
        return "127.0.0.1" if listening.version == 4 else "::1"

    @property
    def url(self) -> str:
        """The address for a person at this machine."""
        host = f"[{self.reachable}]" if ":" in self.reachable else self.reachable
        return f"{'https' if self.cert else 'http'}://{host}:{self.port}"


class Web:
    """The web server's process."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        one = self.address
        words = [one.host, str(one.port), str(one.workers), one.cert, one.key]
        return subprocess.Popen([sys.executable, "-m", "thanthien.ops.web", *words], stdin=subprocess.DEVNULL)

    def watch(self) -> None:
        """Start it again if it died."""
        if self.process.poll() is not None:
            log.error("the web server ended with %s, starting it again", self.process.returncode)
            self.process = self._start()

    def wait_until_ready(self, stopping: Event) -> None:
        """Return once the first page can be had, or once it is no longer wanted."""
        began = monotonic()
        while monotonic() - began < PATIENCE and not stopping.is_set():
            if self.process.poll() is not None:
                raise Failed("the web server did not start; the lines above say why")
            if self._answers():
                return
            sleep(0.05)
        if not stopping.is_set():
            raise Failed(f"the web server gave no answer within {PATIENCE:.0f} s")

    def _answers(self) -> bool:
        line = self._line()
        try:
            line.request("GET", "/healthz", headers={"Host": "localhost"})  # whatever names it answers to outside
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()

    def _line(self) -> HTTPConnection:
        host = self.address.reachable
        if not self.address.cert:
            return HTTPConnection(host, self.address.port, timeout=5)
        # We ask ourselves "are you up?"; the certificate names another host.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return HTTPSConnection(host, self.address.port, timeout=5, context=context)

    def stop(self) -> None:
        """Let running requests end, then end."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Workers:
    """The job cluster (django-q2), forked from here."""

    def __init__(self) -> None:
        self._cluster: Any = None
        self.start()

    def start(self) -> None:
        """Fork the cluster; it takes over no connection of ours."""
        from django_q.cluster import Cluster

        from thanthien.core import db

        logging.getLogger("django-q").setLevel(logging.WARNING)
        db.let_go()
        # What is loaded now stays shared: the collector of a child would otherwise write into every page.
        gc.collect()
        gc.freeze()
        handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        self._cluster = Cluster()  # takes both signals for itself, so they are put back
        for number, handler in handlers.items():
            signal.signal(number, handler)
        self._cluster.start()

    def watch(self) -> None:
        """Start it again if it died."""
        if not self._cluster.sentinel.is_alive():
            log.error("the job workers ended, starting them again")
            self.start()

    def stop(self) -> None:
        """Let the running job end, then end."""
        self._cluster.stop()


def prepare() -> None:
    """Check and make everything that the first page needs."""
    preflight.database()
    preflight.checks()
    place.migrate()
    preflight.field_key()
    static.collect()


def serve(address: Address, ready: Callable[[], None], loop: Loop) -> None:
    """Run everything until SIGINT or SIGTERM; ``ready`` is called once the first page can be had."""

    def stop(number: int, frame: FrameType | None) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    family.tie_children()
    wall.stand(wall.EVERY)
    web = Web(address)
    workers = None
    try:
        workers = Workers()
        web.wait_until_ready(loop.stopping)
        if not loop.stopping.is_set():
            ready()
        loop.run(lambda: _watch(web, workers))
    finally:
        web.stop()
        if workers is not None:
            workers.stop()


def _watch(web: Web, workers: Workers) -> None:
    web.watch()
    workers.watch()


def run(address: Address, as_json: bool) -> int:
    """The command: check, prepare, serve."""
    preflight.certificate(address.cert, address.key)
    outside = hosts.settle(address.host, address.port, address.cert)
    place.require()
    preflight.port(address.host, address.port)
    with place.alone(place.data_dir(), "serve"):
        prepare()

        def ready() -> None:
            if as_json:
                say_json({"url": address.url, "outside": outside})
                return
            say(f"serving at {address.url} (stop with Ctrl-C)")
            say(f"letters and QR codes lead to {outside} (THANTHIEN_URL in {keys.env_file(place.data_dir())})")

        serve(address, ready, Loop(beat=place.data_dir() / "loop.beat"))
    return 0
