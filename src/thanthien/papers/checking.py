"""What the signatures inside a PDF file say, read by a child process (``signing_child``): the file may be anybody's."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thanthien.core.errors import Busy
from thanthien.core.files import sandbox

# One at a time: files that take long to read must not keep people's own papers from being looked at.
PATIENCE: Final = 5.0
_place: Final = threading.BoundedSemaphore(1)
CHILD: Final = Path(__file__).with_name("signing_child.py")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. ``intact``: the bytes are those that were signed; ``whole``: nothing was added behind them.

    ``certificate`` is the SHA-256 of the signer's certificate, ``name`` what it calls itself: believe it only for a
    certificate that is known. ``at`` is the signer's own clock (ISO), not a time-stamp.
    """

    intact: bool
    whole: bool
    certificate: str
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a file is: its SHA-256, whether it could be read, its signatures in order."""

    sha256: str
    readable: bool
    signatures: tuple[Signature, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether there is a signature and all of them hold over the whole file."""
        return bool(self.signatures) and all(one.intact and one.whole for one in self.signatures)


def signatures_of(pdf: bytes) -> Report:
    """Return what the signatures of a PDF file say; raises ``Busy`` when no child process can be started."""
    if not _place.acquire(timeout=PATIENCE):
        raise Busy(sandbox.BUSY)
    try:
        opened = sandbox.run("check", pdf, CHILD)
    finally:
        _place.release()
    digest = hashlib.sha256(pdf).hexdigest()
    if opened.code:
        return Report(digest, readable=False)
    return Report(digest, True, tuple(Signature(**one) for one in json.loads(opened.body)))
