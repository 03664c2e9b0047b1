"""``thanthien audit root``, ``prove``, ``trust``, ``receive``, and the loop's job that closes the days."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thanthien.ops import place
from thanthien.ops.output import Failed, Misused, say, say_json

MOST = 10_000_000


def close_days(now: datetime) -> int:
    """Close every day before today and send its root to THANTHIEN_ROOT_MAIL; return how many were closed."""
    from thanthien.core.proof import days

    return days.close_days(now, _mail())


def _mail() -> Any:
    from django.conf import settings

    from thanthien.core.proof import days
    from thanthien.org import service as org

    code = settings.THANTHIEN_HOME_UNIT
    home = org.unit_by_code(code, None) if settings.THANTHIEN_ROOT_MAIL and code else None
    if home is None:
        return None
    return days.Mail(home.id, home.label, settings.THANTHIEN_ROOT_MAIL, settings.THANTHIEN_URL)


def root(day: str, as_json: bool) -> int:
    """Print the signed root of a day (the last closed one without ``--day``)."""
    wanted = _day(day)
    place.require()
    from thanthien.core.proof import days, keys, proving

    found = proving.root_on(wanted) if wanted else days.newest()
    if found is None:
        last = days.newest()
        said = f"{wanted} has no root; the last closed day is {last.day}" if last else "no day is closed yet"
        raise Failed(f"{said}; `thanthien deliver --once` closes the days before today")
    signed = proving.signed_root(found)
    if as_json:
        say_json({"day": str(found.day), "size": found.size, "root": found.root, **signed, "key": _public(found.key)})
        return 0
    say(f"{found.day}  {found.size} rows  {found.root}")
    say(signed["statement"])
    say(f"signature   {found.signature}")
    say(f"public key  {_public(found.key) or 'not known here: see THANTHIEN_PROOF_KEYS_OLD'}")
    say(f"signs now   {keys.present()}")
    return 0


def _public(name: str) -> str:
    from thanthien.core.proof import keys

    return keys.ours().get(name, b"").hex()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Misused(f"--day {text!r} is not a day; write it like 2026-11-22") from error


def prove(code: str, as_json: bool) -> int:
    """Print the proof of a dossier's newest receipt, which ``docs/verify_receipt.py`` checks."""
    place.require()
    from thanthien.core.actors import SYSTEM
    from thanthien.core.proof import proving
    from thanthien.onestop import service as onestop

    dossiers = list(onestop.visible(SYSTEM).filter(code=code.strip()))
    papers = [paper.id for dossier in dossiers for paper in onestop.papers(dossier).filter(kind="receipt")]
    if not dossiers:
        raise Failed(f"no dossier has the code {code}; it stands on the receipt, like TT-15163-261123-0042")
    promise = proving.newest_of(papers)
    if promise is None:
        raise Failed(f"dossier {code} has no receipt with a promise: it was not accepted, or before roots were kept")
    try:
        proof = proving.prove(promise)
    except proving.NotClosed as error:
        raise Failed(
            f"the day {error.day} is not closed yet, so its root is not there; the loop closes it after midnight"
        ) from error
    except proving.Broken as error:
        raise Failed(f"{error}; run `thanthien audit verify`") from error
    say_json(proof) if as_json else say(json.dumps(proof, ensure_ascii=False, indent=1))
    return 0


def trust(name: str, public: str, as_json: bool) -> int:
    """Enter the public key of another installation."""
    place.require()
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.core.errors import Refused
    from thanthien.core.proof import others

    try:
        made = others.trust(actor=SYSTEM, now=clock.now(), unit_id=_home(), name=name, public=public)
    except Refused as error:
        raise Failed(str(error)) from error
    say_json({"key": made.key}) if as_json else say(f"key {made.key} of {name} is entered")
    return 0


def receive(file: Path, as_json: bool) -> int:
    """Take in a root that another installation published; exit 1 when it contradicts one that is held."""
    try:
        text = file.read_text("utf-8")[:MOST]
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(f"{file} cannot be read: {error}") from error
    place.require()
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.core.errors import Refused
    from thanthien.core.proof import others

    try:
        made = others.receive(actor=SYSTEM, now=clock.now(), unit_id=_home(), text=text)
    except Refused as error:
        raise Failed(str(error)) from error
    if as_json:
        say_json({"key": made.key, "name": made.name, "day": made.day, "state": made.state})
    if made.state == others.TWO_ROOTS:
        raise Failed(f"{made.name} signed TWO ROOTS for {made.day}: both are kept and shown; ask there at once")
    if made.state == others.BROKEN:
        raise Failed(f"the root of {made.day} by {made.name} does not follow the day before; both are kept and shown")
    if not as_json:
        say(f"{made.name} {made.day}: " + ("held already" if made.state == "known" else "kept and countersigned"))
    return 0


def _home() -> Any:
    from django.conf import settings

    from thanthien.org import service as org

    home = org.unit_by_code(settings.THANTHIEN_HOME_UNIT, None) if settings.THANTHIEN_HOME_UNIT else None
    if home is None:
        raise Failed("set THANTHIEN_HOME_UNIT: the act stands in the journal of the home unit")
    return home.id
