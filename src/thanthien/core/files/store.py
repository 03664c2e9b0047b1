"""Where the bytes lie: outside every public folder, one blob per upload, verified on every reading.

A blob's address is the SHA-256 of the upload's id, the content's SHA-256 and the role (original or
clean copy). So equal papers of two people have different addresses, nobody can ask the disk whether
a paper is already known, and throwing one upload away can never take another one's bytes.
"""

import contextlib
import hashlib
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings

from thanthien.core import crypto
from thanthien.core.errors import Busy, Refused

ORIGINAL: Final = "o"
CLEAN: Final = "c"
BUSY: Final = "Máy của xã đang bận, chưa cất được tệp. Chưa có gì bị mất. 5 phút nữa gửi lại tệp."
DAMAGED: Final = "Bản lưu của tệp này trên máy của xã bị hỏng. Xã cần tệp gốc một lần nữa."
KEPT_FREE: Final = 200 * 1024 * 1024
_PENDING: Final = ".part"
_log: Final = logging.getLogger("thanthien.files")


class Damaged(Refused):
    """The bytes are gone or are not the ones that were sent."""

    def __init__(self) -> None:
        super().__init__(DAMAGED, code="file-damaged")


@dataclass(frozen=True)
class Blob:
    """One blob's coordinates: which upload, which content, which role."""

    file_id: UUID
    sha256: str
    role: str = ORIGINAL

    @property
    def path(self) -> Path:
        """``ab/cd/<upload id>-<role>-<address>``: the id lets a sweep tell orphans from the living."""
        seed = b"thanthien.file\x00" + self.file_id.bytes + self.role.encode() + bytes.fromhex(self.sha256)
        address = hashlib.sha256(seed).hexdigest()
        return root() / address[:2] / address[2:4] / f"{self.file_id.hex}-{self.role}-{address[4:36]}"

    @property
    def context(self) -> bytes:
        """What the encryption is bound to: a blob moved to another upload does not open."""
        return self.file_id.bytes + self.role.encode()


def root() -> Path:
    return Path(settings.THANTHIEN_FILES_DIR)


def room_for(size: int) -> None:
    """Raise :class:`Busy` before uploads fill the disk: the last of it is for the database and its filings."""
    try:
        root().mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(root()).free
    except OSError as error:
        raise Busy(BUSY) from error
    if free - size < KEPT_FREE:
        _log.error("an upload of %s bytes was turned away: %s bytes are free", size, free)
        raise Busy(BUSY)


def put(blob: Blob, data: bytes, *, encrypt: bool, now: datetime) -> None:
    """Write all of it or nothing. A full disk is :class:`Busy`; writing the same blob again is fine."""
    body = crypto.encrypt_bytes(data, blob.context) if encrypt else data
    try:
        _write(blob.path, body, now.timestamp())
    except OSError as error:
        _log.exception("a file of %s bytes could not be stored", len(body))
        raise Busy(BUSY) from error


def get(blob: Blob, *, encrypted: bool) -> bytes:
    """Return the bytes as they were put. Raises :class:`Damaged` if a single one differs."""
    try:
        body = blob.path.read_bytes()
        data = crypto.decrypt_bytes(body, blob.context) if encrypted else body
    except (FileNotFoundError, InvalidTag, ValueError) as error:
        _log.exception("file %s (%s) cannot be read", blob.file_id, blob.role)
        raise Damaged from error
    except OSError as error:
        raise Busy(BUSY) from error
    if hashlib.sha256(data).hexdigest() != blob.sha256:
        _log.error("file %s (%s) is not what was stored", blob.file_id, blob.role)
        raise Damaged
    return data


def head(blob: Blob) -> bytes:
    """Return the first bytes as they lie there: they name the key. Empty when the blob is gone."""
    try:
        with blob.path.open("rb") as stream:
            return stream.read(16)
    except FileNotFoundError:
        return b""


def rewrite(blob: Blob) -> bool:
    """Encrypt a blob anew under the present key; False when it stands under it, or was swept meanwhile.

    Raises :class:`Damaged` when no key of ours opens it.
    """
    if not (first := head(blob)) or crypto.is_present(first):
        return False
    stamp = blob.path.stat().st_mtime
    data = get(blob, encrypted=True)
    _write(blob.path, crypto.encrypt_bytes(data, blob.context), stamp)
    return True


def remove(blob: Blob) -> None:
    """Take the bytes away; what is already gone is fine."""
    blob.path.unlink(missing_ok=True)


def on_disk(before: datetime) -> Iterator[tuple[Path, UUID | None]]:
    """Yield what was written before a moment, with its upload's id (None: a write that was cut off).

    The time on the disk is the ``now`` of the upload, so that a rehearsed day sweeps like a real one.
    """
    limit = before.timestamp()
    for path in root().glob("??/??/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                yield path, None if path.name.endswith(_PENDING) else _upload(path.name)


def _upload(name: str) -> UUID | None:
    try:
        return UUID(hex=name.partition("-")[0])
    except ValueError:
        return None


def _write(path: Path, body: bytes, stamp: float) -> None:
    """Temporary name, fsync, rename, fsync of the folders: after a power cut it is there or it is not."""
    made = _folders(path.parent)
    pending = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PENDING}")
    try:
        descriptor = os.open(pending, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.utime(stream.fileno(), (stamp, stamp))
            os.fsync(stream.fileno())
        pending.replace(path)
    except BaseException:
        pending.unlink(missing_ok=True)
        raise
    for folder in made:
        _sync(folder)


def _folders(leaf: Path) -> list[Path]:
    """Make the two levels; return the folders whose entries changed, innermost first."""
    changed = [leaf]
    for folder in (leaf, leaf.parent, leaf.parent.parent):
        if folder.exists():
            break
        changed.append(folder.parent)
    leaf.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (leaf.parent, leaf):
        folder.mkdir(mode=0o700, exist_ok=True)
    return changed


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
