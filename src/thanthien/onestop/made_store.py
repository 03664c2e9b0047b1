"""Where files made on request lie for a day: outside every public folder, encrypted in pieces, none in memory whole.

Each piece is bound to its file, its place and whether it is the last: pieces of two files cannot be mixed, and a
file that was cut short does not read as a whole one.
"""

import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from thanthien.core import crypto
from thanthien.core.errors import NotThere

PIECE: Final = 1024 * 1024
_LENGTH: Final = struct.Struct(">I")


def root() -> Path:
    """Return the folder of made files, private to this account. It is no part of a backup."""
    folder = Path(settings.DATA_DIR) / "made"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def workshop() -> Iterator[Path]:
    """A private folder in which a file is put together; it is gone afterwards, whatever happened."""
    with tempfile.TemporaryDirectory(dir=root(), prefix="making-") as folder:
        yield Path(folder)


def keep(plain: Path, file_id: UUID, now: datetime) -> int:
    """Encrypt a finished file into its place; return its size in bytes. The sweep counts its day from ``now``."""
    pending, size = _path(file_id).with_suffix(".part"), plain.stat().st_size
    with plain.open("rb") as source, pending.open("wb") as target:
        at, piece = 0, source.read(PIECE)
        while True:
            after = source.read(PIECE)
            body = crypto.encrypt_bytes(piece, _context(file_id, at, last=not after))
            target.write(_LENGTH.pack(len(body)) + body)
            if not after:
                break
            at, piece = at + 1, after
    os.utime(pending, (now.timestamp(), now.timestamp()))
    pending.replace(_path(file_id))
    return size


def opened(file_id: UUID) -> Iterator[bytes]:
    """Yield a kept file in pieces. Raises :class:`NotThere` when it is gone or was changed."""
    path = _path(file_id)
    if not path.is_file():
        raise NotThere
    left, at = path.stat().st_size, 0
    with path.open("rb") as source:
        while left > 0:
            (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
            left -= _LENGTH.size + length
            yield crypto.decrypt_bytes(source.read(length), _context(file_id, at, last=left <= 0))
            at += 1


def is_kept(file_id: UUID) -> bool:
    """Tell whether the file still lies there."""
    return _path(file_id).is_file()


def remove(file_id: UUID) -> None:
    """Take a file away; one that is gone already is fine."""
    _path(file_id).unlink(missing_ok=True)


def sweep(before: datetime) -> int:
    """Take away whatever was written before a moment, what a stopped machine left unfinished included."""
    gone = 0
    for path in root().iterdir():
        if path.stat().st_mtime < before.timestamp():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
            gone += 1
    return gone


def _path(file_id: UUID) -> Path:
    return root() / f"{file_id.hex}.made"


def _context(file_id: UUID, at: int, *, last: bool) -> bytes:
    return b"made\x00" + file_id.bytes + _LENGTH.pack(at) + (b"\x01" if last else b"\x00")
