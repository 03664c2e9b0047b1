"""The shape of a backup: a tar.gz with the database, the files, and last of all a manifest of hashes.

    database.sqlite3        a snapshot by SQLite's online backup
    files/…                 the content-addressed store
    manifest.json           {"format", "version", "made_at", "keys", "members": {name: [size, sha256]}}

The keys are not inside: whoever finds a backup cannot read identity numbers. ``keys`` is a keyed hash by
which ``restore`` knows whether the keys beside it are those of the backup.
"""

import hashlib
import hmac
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from thanthien.conf import keys

FORMAT = 1
DATABASE = "database.sqlite3"
FILES = "files"
MANIFEST = "manifest.json"
_CHUNK = 1 << 20

Members = dict[str, list[Any]]
Progress = Callable[[int], object]


def keys_mark() -> str:
    """Return the keyed hash that stands for the two keys in use."""
    secret = "\n".join(os.environ.get(name, "") for name in keys.NAMES).encode()
    return hmac.new(secret, b"thanthien backup", hashlib.sha256).hexdigest()


class Hashing:
    """A readable stream that hashes and counts what passes."""

    def __init__(self, stream: IO[bytes], progress: Progress = lambda count: None) -> None:
        self._stream, self._progress = stream, progress
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Pass the next bytes on."""
        data = self._stream.read(size)
        self._hash.update(data)
        self.size += len(data)
        self._progress(len(data))
        return data

    @property
    def entry(self) -> list[Any]:
        """Size and hash of what has passed."""
        return [self.size, self._hash.hexdigest()]


def put(tar: tarfile.TarFile, path: Path, name: str, progress: Progress) -> list[Any] | None:
    """Add one file; None when it is gone meanwhile (a swept upload that nothing points at)."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return None
    with stream:
        info = tar.gettarinfo(arcname=name, fileobj=stream)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        watched = Hashing(stream, progress)
        tar.addfile(info, watched)
    return watched.entry


def put_manifest(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    """Close the archive with its manifest."""
    data = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


class Damaged(Exception):
    """The archive is not whole; the words say where."""


def _safe(info: tarfile.TarInfo) -> bool:
    parts = Path(info.name).parts
    inside = not Path(info.name).is_absolute() and ".." not in parts
    return info.isreg() and inside and (info.name in (DATABASE, MANIFEST) or parts[0] == FILES)


def unpack(file: Path, folder: Path, progress: Progress) -> dict[str, Any]:
    """Unpack into an empty folder and check every hash; return the manifest or raise :class:`Damaged`."""
    found: Members = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(file, "r|gz") as tar:
            for info in tar:
                if not _safe(info):
                    raise Damaged(f"it holds {info.name!r}, which no backup holds")
                if info.name == MANIFEST:
                    manifest = json.loads(_stream(tar, info).read())
                else:
                    found[info.name] = _copy(_stream(tar, info), folder / info.name, progress)
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Damaged(f"it cannot be read to its end ({error})") from error
    return _compared(manifest, found)


def _stream(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(info)
    assert stream is not None  # a regular file always has one
    return stream


def _copy(stream: IO[bytes], target: Path, progress: Progress) -> list[Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    watched = Hashing(stream, progress)
    with target.open("wb") as out:
        while data := watched.read(_CHUNK):
            out.write(data)
    return watched.entry


def _compared(manifest: dict[str, Any] | None, found: Members) -> dict[str, Any]:
    if manifest is None:
        raise Damaged("its end is missing")
    if manifest.get("format") != FORMAT:
        raise Damaged(f"its format is {manifest.get('format')!r}, this version reads {FORMAT}")
    for name, entry in manifest["members"].items():
        if found.get(name) != entry:
            raise Damaged(f"{name} is {'changed' if name in found else 'missing'}")
    extra = set(found) - set(manifest["members"])
    if extra or DATABASE not in found:
        raise Damaged(f"its list of contents does not fit ({min(extra, default=DATABASE)})")
    return manifest
