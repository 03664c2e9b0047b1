"""``thanthien restore FILE``: a backup into an empty installation. All is checked before anything is touched."""

import hmac
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from thanthien.conf import keys
from thanthien.ops import archive, place
from thanthien.ops.output import Bar, Failed, say, say_json

DATABASE = "thanthien.sqlite3"


def run(file: Path, as_json: bool) -> int:
    """Unpack beside the installation, compare every hash, and only then move in."""
    folder = place.data_dir()
    if not file.is_file():
        raise Failed(f"there is no file {file}")
    if os.environ.get("THANTHIEN_DB", keys.read_env_file(folder).get("THANTHIEN_DB")) == "postgres":
        raise Failed("this installation runs on PostgreSQL: bring its database back with pg_restore")
    with place.alone(folder, "restore"):
        _refuse_if_used(folder)
        with tempfile.TemporaryDirectory(prefix="restore-", dir=folder) as name:
            manifest = _checked(file, Path(name))
            _refuse_other_keys(folder, manifest)
            _move_in(Path(name), folder)
    _report(folder, manifest, as_json)
    return 0


def _refuse_if_used(folder: Path) -> None:
    store = folder / archive.FILES
    used = [*sorted(folder.glob(DATABASE + "*")), *([store] if store.exists() else [])]
    if store in used and not any(store.iterdir()):
        used.remove(store)
    if used:
        raise Failed(f"{used[0]} is there: restore wants an empty installation; set THANTHIEN_DATA to a new folder")


def _checked(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with Bar("restore", unit="B") as bar:
            manifest = archive.unpack(file, folder, bar)
        with closing(sqlite3.connect(folder / archive.DATABASE)) as copy:
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (archive.Damaged, sqlite3.DatabaseError) as error:
        raise Failed(f"{file} is damaged: {error}; nothing was changed, take another backup") from error
    if found != "ok":
        raise Failed(f"{file} is damaged: its database is not whole; nothing was changed, take another backup")
    return manifest


def _refuse_other_keys(folder: Path, manifest: dict[str, Any]) -> None:
    if not place.exists():
        return
    keys.load_env_file(folder)
    if not hmac.compare_digest(archive.keys_mark(), str(manifest["keys"])):
        raise Failed(
            f"the keys here are not those of the backup, identity numbers could not be read: put the old"
            f" thanthien.env to {keys.env_file(folder)} first"
        )


def _move_in(unpacked: Path, folder: Path) -> None:
    store = folder / archive.FILES
    if store.exists():
        store.rmdir()
    if (unpacked / archive.FILES).exists():
        shutil.move(unpacked / archive.FILES, store)
    # The database last: an installation without one is an empty one, and restore can be tried again.
    (unpacked / archive.DATABASE).replace(folder / DATABASE)


def _report(folder: Path, manifest: dict[str, Any], as_json: bool) -> None:
    has_keys = place.exists()
    if as_json:
        count = len(manifest["members"]) - 1
        say_json({"data": str(folder), "files": count, "made_at": manifest["made_at"], "keys": has_keys})
        return
    say(f"{folder} stands as of {manifest['made_at']}.")
    if not has_keys:
        say(f"The keys are not in a backup: put the old thanthien.env to {keys.env_file(folder)} before serving.")
    say("Next: thanthien audit verify, then thanthien serve")
