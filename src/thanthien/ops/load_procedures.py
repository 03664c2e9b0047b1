"""``thanthien load procedures FILE``: a national catalogue file (.csv, .xlsx or .json), for the whole installation.

A rejected line never stops the others; a second run of the same file loads nothing. New dossiers only.
"""

from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from thanthien.ops import place
from thanthien.ops.output import Failed, say, say_json


def run(file: Path, dry_run: bool, as_json: bool) -> int:
    """Load a file and tell what became of its lines; exit 1 when it cannot be read at all."""
    place.require()
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.onestop import service as onestop

    files, now = onestop.catalogue_files, clock.now()
    try:
        lines, rejected = files.read(file.read_bytes(), file.name)
    except OSError as error:
        raise Failed(f"cannot read {file}: {error.strerror}") from error
    except files.Unreadable as wrong:
        raise Failed(f"{file}: {wrong}") from wrong
    today = clock.local(now).date()
    standing = {row.procedure.code: onestop.entry_of(row) for row in files.national(today)}
    changes = [one for one in files.difference(lines, standing, today) if one.kind != "same"]
    if not dry_run and changes:
        files.load_file(actor=SYSTEM, now=now, lines=lines, source=f"Tệp {file.name}", unit_id=_home())
    if as_json:
        told = {"changes": [asdict(one) for one in changes], "rejected": [asdict(one) for one in rejected]}
        say_json({"read": len(lines) + len(rejected), "loaded": len(changes), **told})
        return 0
    loaded = "would be loaded" if dry_run else "loaded"
    say(f"{len(lines) + len(rejected)} read, {len(changes)} {loaded}, {len(rejected)} rejected")
    for change in changes:
        say(
            f"  {change.code} {change.kind}: " + "; ".join(f"{name}: {old} → {new}" for name, old, new in change.fields)
        )
    for one in rejected:
        say(f"  line {one.line}, {one.column}: {one.why} ({one.value})")
    return 0


def _home() -> UUID:
    from django.conf import settings

    from thanthien.core import clock
    from thanthien.org import service as org

    office = org.office_by_code(settings.THANTHIEN_HOME_UNIT, clock.today()) if settings.THANTHIEN_HOME_UNIT else None
    if office is None:
        raise Failed("no home commune: set THANTHIEN_HOME_UNIT to the code of one that works here")
    return office.unit_id
