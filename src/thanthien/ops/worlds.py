"""``thanthien world``: a made-up but lawful history in an empty installation, for demos, tests and measurements."""

import os
import secrets
import sys

from thanthien.ops import demo, init, place, preflight
from thanthien.ops.output import Failed, say, say_json


def run(communes: int, dossiers: int, seed: int, as_json: bool) -> int:
    """Make tables, facts, offices and dossiers. Refuses an installation where anybody has an account."""
    folder = place.data_dir()
    with place.alone(folder, "make a world"):
        if not place.exists():
            os.environ.setdefault("THANTHIEN_MODE", "demo")
            init.write_keys(folder, {"THANTHIEN_MODE": "demo", "THANTHIEN_HOME_UNIT": demo.HOME_UNIT})
        place.setup()
        preflight.database()
        place.migrate()
        password, filled = _fill(communes, dossiers, seed)
    if as_json:
        say_json({**filled, "password": password})
        return 0
    say(
        f"{filled['dossiers']} dossiers, {filled['rows']} rows, {filled['seconds']} s. Everybody's password: {password}"
    )
    say("Next: thanthien serve, or thanthien audit verify")
    return 0


def _fill(communes: int, dossiers: int, seed: int) -> tuple[str, dict[str, object]]:
    from dataclasses import asdict

    from django.conf import settings

    from thanthien.core import clock
    from thanthien.ops.world import cast
    from thanthien.ops.world.many.filling import Wanted, fill
    from thanthien.org import service as org

    if org.anybody():
        raise Failed(
            f"somebody has an account in {place.data_dir()}; run `thanthien world` with THANTHIEN_DATA set to an empty"
            " folder, or THANTHIEN_DB_NAME to an empty database"
        )
    # Where no banner says that everything is made up, nobody shall sign in with a password that stands in a manual.
    password = cast.PASSWORD if settings.DEMO else secrets.token_urlsafe(12)
    found = fill(Wanted(dossiers, communes, seed), clock.now(), password, _note)
    return password, asdict(found)


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
