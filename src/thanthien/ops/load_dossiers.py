"""``thanthien load dossiers FILE``: dossiers of the National Public Service Portal or the provincial system.

Each line by its own act: a rejected one never stops the others and never loads half, and what came before is left.
"""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from uuid import UUID

from thanthien.ops import place
from thanthien.ops.output import Bar, Failed, say, say_json


def run(file: Path, dry_run: bool, as_json: bool) -> int:
    """Load a sheet (``.csv`` or ``.xlsx``) and tell what became of its lines; exit 1 when it cannot be read at all.

    Lines go to the commune of their column ``unit``, without one to the home unit; the source is the column
    ``source``, without one the national portal.
    """
    place.require()
    from thanthien.core import clock, sheets
    from thanthien.core.errors import Refused
    from thanthien.onestop import service as onestop

    try:
        with file.open("rb") as stream, Bar("loading", unit="lines") as bar:
            rows = sheets.read(stream, onestop.intake.COLUMNS, onestop.intake.OWED)
            report = onestop.intake.load(
                rows, cache(_unit), onestop.intake.NATIONAL, clock.now(), dry=dry_run, step=bar
            )  # fmt: skip
    except OSError as error:
        raise Failed(f"cannot read {file}: {error.strerror}") from error
    except Refused as no:
        raise Failed(f"{file}: {no.message}") from no
    if as_json:
        rejected = [asdict(one) for one in report.rejected]
        counts = {name: getattr(report, name) for name in ("read", "loaded", "known", "refused")}
        say_json(counts | {"rejected": rejected})
        return 0
    loaded = "would be loaded" if dry_run else "loaded"
    say(f"{report.read} read, {report.loaded} {loaded}, {report.known} known, {report.refused} rejected")
    for one in report.rejected:
        say(f"  line {one.line}, {one.column or '-'}: {one.why} ({one.value})")
    if report.refused > len(report.rejected):
        say(f"  and {report.refused - len(report.rejected)} more; mend these and load the sheet again")
    return 0


def _unit(code: str) -> UUID:
    from django.conf import settings

    from thanthien.core import clock
    from thanthien.core.errors import Refused
    from thanthien.org import service as org

    wanted = code or settings.THANTHIEN_HOME_UNIT
    office = org.office_by_code(wanted, clock.today()) if wanted else None
    if office is None:
        raise Refused("Trên máy này không có xã, phường nào mang mã này. Ghi mã ở cột “Mã xã”.", "unit", "unknown-unit")
    return office.unit_id
