"""``thanthien init``: a real commune without demo data. It never overwrites anything."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from thanthien.conf import keys
from thanthien.ops import invite, place, preflight
from thanthien.ops.output import Failed, Misused, say, say_json


@dataclass(frozen=True, slots=True)
class Admin:
    """The first administrator. Without a password they are invited to choose one."""

    login: str
    name: str
    password: str


def run(unit: str, login: str, name: str, password_file: Path | None, as_json: bool) -> int:
    """Make keys, tables, facts, the commune's settings and its first administrator."""
    folder = place.data_dir()
    if place.mode() == "demo":
        raise Failed(f"{folder} holds a demo; give a real commune its own folder with THANTHIEN_DATA")
    admin = Admin(login, name or login, _password(password_file))
    invitation = ("", "")
    with place.alone(folder, "init"):
        _, fresh = write_keys(folder, {"THANTHIEN_HOME_UNIT": unit})
        place.setup()
        try:
            preflight.database()
            preflight.checks()
            place.load_facts()
            invitation = _people(unit, admin)
        except Exception:
            # Nothing was served under these keys yet; a second try with the right unit starts clean.
            if fresh:
                keys.env_file(folder).unlink(missing_ok=True)
            raise
    _report(folder, admin, invitation, as_json)
    return 0


def write_keys(folder: Path, settings: dict[str, str]) -> tuple[Path, bool]:
    """Write fresh keys and settings unless they are there; put them into the environment either way."""
    fresh = not keys.env_file(folder).exists()
    path = keys.write_env_file(folder, settings)
    keys.load_env_file(folder)
    return path, fresh


def _password(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(f"--password-file {file} cannot be read: {error}") from error
    if not text or "\n" in text:
        raise Misused(f"--password-file {file} must hold one line, the password")
    return text


def _people(code: str, admin: Admin) -> tuple[str, str]:
    from django.db import transaction

    from thanthien.core import clock
    from thanthien.core.actors import Role
    from thanthien.org import service as org

    now = clock.now()
    unit = org.unit_by_code(code, None)
    if unit is None or unit.level != "commune":
        raise Failed(f"no commune has the code {code} today; find yours with `thanthien unit NAME`")
    if org.holders(unit.id, Role.ADMIN, now.date()):
        raise Failed(f"{unit.kind} {unit.name} has an administrator already; start it with `thanthien serve`")
    with transaction.atomic():
        _office(unit.id, unit.name, now)
        return _administrator(unit.id, admin, now)


def _office(unit_id: UUID, name: str, now: datetime) -> None:
    from thanthien.core.actors import SYSTEM
    from thanthien.org import service as org

    org.set_office(actor=SYSTEM, now=now, unit_id=unit_id, values={"place_name": name})


def _administrator(unit_id: UUID, admin: Admin, now: datetime) -> tuple[str, str]:
    """Enter the first administrator; return the link of the invitation and its end, empty with a password given."""
    from thanthien.core.actors import SYSTEM, Role
    from thanthien.org import service as org

    made = org.add_staff(
        actor=SYSTEM, now=now, unit_id=unit_id, login=admin.login, name=admin.name, password=admin.password
    )
    org.give_position(
        actor=SYSTEM,
        now=now,
        unit_id=unit_id,
        staff_id=UUID(made.id),
        role=Role.ADMIN,
        title="Quản trị",
        valid_from=now.date(),
    )
    return ("", "") if admin.password else invite.link_for(unit_id, UUID(made.id), now)


def _report(folder: Path, admin: Admin, invitation: tuple[str, str], as_json: bool) -> None:
    file, (link, until) = keys.env_file(folder), invitation
    if as_json:
        shown = {"invitation": link, "until": until} if link else {}
        say_json({"data": str(folder), "keys": str(file), "login": admin.login, **shown})
        return
    say(f"The commune stands in {folder}.")
    say(f"  log-in      {admin.login}")
    if link:
        say(f"  invitation  {link}")
        say(f"              works once, until {until}; `thanthien invite {admin.login}` makes another")
    else:
        say("  password    as given")
    say(f"Keep a copy of {file} apart from the backups: without it identity numbers cannot be read.")
    say("Next: thanthien serve --host 0.0.0.0 --cert tls.crt --key tls.key")
