"""``thanthien backup FILE``: one consistent file while people work (SQLite)."""

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from thanthien import __version__
from thanthien.ops import archive, place
from thanthien.ops.output import Bar, Failed, say, say_json


def run(file: Path, replace: bool, as_json: bool) -> int:
    """Write the backup beside its final name and rename it when it is whole."""
    place.require()
    from thanthien.core import db

    if db.is_postgres():
        raise Failed(
            "this installation runs on PostgreSQL: back its database up with pg_dump, then copy the folder"
            f" {place.data_dir() / 'files'}"
        )
    file = file.resolve()
    if file.exists() and not replace:
        raise Failed(f"{file} is there already; choose another name, or give --replace")
    if not file.parent.is_dir():
        raise Failed(f"there is no folder {file.parent}; is the medium in place?")
    part = file.with_name(file.name + ".part")
    try:
        manifest = _write(part)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _report(file, manifest, as_json)
    return 0


def _write(part: Path) -> dict[str, Any]:
    from django.conf import settings

    from thanthien.core import clock

    store = Path(settings.THANTHIEN_FILES_DIR)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.DATA_DIR) as folder:
        snapshot = Path(folder) / archive.DATABASE
        _snapshot(Path(str(settings.DATABASES["default"]["NAME"])), snapshot)
        # The database first: every file that the snapshot points at was stored before it.
        paths = {archive.DATABASE: snapshot} | {
            f"{archive.FILES}/{path.relative_to(store).as_posix()}": path
            for path in sorted(store.rglob("*"))
            if path.is_file()
        }
        members: archive.Members = {}
        with part.open("wb") as out, Bar("backup", _size(paths), "B") as bar:
            os.fchmod(out.fileno(), 0o600)  # names and addresses lie in it
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as tar:
                for name, path in paths.items():
                    entry = archive.put(tar, path, name, bar)
                    if entry is not None:
                        members[name] = entry
                manifest = {
                    "format": archive.FORMAT,
                    "version": __version__,
                    "made_at": clock.iso(clock.now()),
                    "keys": archive.keys_mark(),
                    "members": members,
                }
                archive.put_manifest(tar, manifest)
            out.flush()
            os.fsync(out.fileno())
    return manifest


def _size(paths: dict[str, Path]) -> int:
    return sum(path.stat().st_size for path in paths.values() if path.exists())


def _snapshot(source: Path, target: Path) -> None:
    """Copy the database as of one moment. One step: writers go on, and none of them comes in between."""
    with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Failed(f"the database itself is damaged ({found}); restore the last good backup")


def _report(file: Path, manifest: dict[str, Any], as_json: bool) -> None:
    from thanthien.conf import keys

    size, count = file.stat().st_size, len(manifest["members"]) - 1
    if as_json:
        say_json({"file": str(file), "bytes": size, "files": count, "made_at": manifest["made_at"]})
        return
    say(f"{file}: {size:,} bytes, the database and {count} files, as of {manifest['made_at']}")
    say(f"The keys are not inside. Keep a copy of {keys.env_file(place.data_dir())} somewhere else.")
