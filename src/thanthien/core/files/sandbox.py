"""Starts ``child.py``: a picture that crashes its decoder ends a child, never the server."""

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from thanthien.core.errors import Busy

CHILD: Final = Path(__file__).with_name("child.py")
SECONDS: Final = 30
AT_ONCE: Final = 2
BUSY: Final = "Máy của xã đang bận, chưa xem được tệp. Những gì đã điền vẫn còn. 5 phút nữa gửi lại tệp."
_places: Final = threading.BoundedSemaphore(AT_ONCE)
_log: Final = logging.getLogger("thanthien.files")


@dataclass(frozen=True)
class Opened:
    """What the child found. ``code`` is "" when all is well, else a code of ``refusals``."""

    code: str
    facts: dict[str, int]
    body: bytes = b""


def run(task: str, data: bytes, child: Path = CHILD) -> Opened:
    """Let a child do ``check-<kind>`` or ``clean-<kind>``. Raises Busy when no child can be started.

    Another room brings its own ``child``: it limits itself and answers in the same two parts.
    """
    if not _places.acquire(timeout=SECONDS):
        raise Busy(BUSY)
    try:
        return _run(task, data, child)
    except OSError as error:
        _log.exception("no process for %s", task)
        raise Busy(BUSY) from error
    finally:
        _places.release()


def _run(task: str, data: bytes, child: Path) -> Opened:
    # Files in memory: a card image never touches the disk in the clear, and no pipe can fill up.
    with _memory("source") as source, _memory("target") as target, _memory("said") as said:
        source.write(data)
        source.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-X", "utf8", str(child), task],
                stdin=source,
                stdout=target,
                stderr=said,
                timeout=SECONDS,
                env={},
                cwd="/",
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Opened("heavy", {})
        if done.returncode:
            said.seek(0)
            _log.warning("%s ended with %s: %s", task, done.returncode, said.read()[-200:].splitlines()[-1:])
            return Opened("broken" if done.returncode == 1 else "heavy", {})
        target.seek(0)
        head = json.loads(target.readline())
        return Opened(head["code"], head["facts"], target.read())


def _memory(name: str) -> IO[bytes]:
    return os.fdopen(os.memfd_create(name), "w+b", buffering=0)
