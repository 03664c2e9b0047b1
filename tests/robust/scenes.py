"""What is played in a house: filings, moves, and counting what is there."""

import json
from datetime import timedelta
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.robust.together import answers, outcome, scene, together
from thanthien.core.actors import SYSTEM

if TYPE_CHECKING:
    from tests.world import World


def the_world() -> "World":
    from tests import world
    from thanthien.core import clock

    with clock.rehearse(world.NOW):
        return world.known()


def an_online_filing(world: "World", key: str, body: str = "body") -> Any:
    from thanthien.core.command import Once
    from thanthien.core.once import sent_once
    from thanthien.onestop import service as onestop

    filing = world.filing(channel="online", applicant=world.applicant(name=f"Bùi Thị {key.title()}"))
    return sent_once(Once("draft", key, body), onestop.file, actor=world.citizen, now=world.now, filing=filing)


@scene
def build() -> str:
    """Tables, units, catalogue, offices and people."""
    from django.core.management import call_command

    from tests import tables, world

    tables.lay(lambda: call_command("migrate", verbosity=0))
    world.load_reference()
    return "built"


@scene
def clerks_at_once(clerks: int, each: int) -> Any:
    """Clerks of one commune take in at the same moment."""
    from thanthien.onestop import service as onestop

    world = the_world()
    people = [world.actors["nhai"], world.actors["kiem"]]

    def take_in(number: int) -> list[str]:
        actor = people[number % 2]
        calls = (onestop.receive_at_counter(actor=actor, now=world.now, filing=world.filing()) for _ in range(each))
        return [made.code for made in calls]

    return together([partial(take_in, number) for number in range(clerks)])


@scene
def one_key_at_once(times: int, bodies: int) -> Any:
    """The same form arrives several times at the same moment."""
    world = the_world()
    return together([partial(an_online_filing, world, "key", f"body {number % bodies}") for number in range(times)])


@scene
def one_draft_at_once(times: int) -> Any:
    """One draft is sent several times at the same moment, with its key."""
    from tests.world import REBIRTH
    from thanthien.core.command import Once
    from thanthien.core.once import sent_once
    from thanthien.onestop import service as onestop

    world = the_world()
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    send = partial(
        sent_once, Once(draft.token, "key", "body"), onestop.file, actor=world.citizen, now=world.now,
        filing=world.filing(channel="online"), draft_token=draft.token,
    )  # fmt: skip
    return together([send] * times)


@scene
def one_move_at_once(times: int) -> Any:
    """The button "Tiếp nhận" is pressed several times at the same moment: one key, one version."""
    from thanthien.core.command import Once
    from thanthien.core.once import sent_once
    from thanthien.onestop import service as onestop

    world = the_world()
    filed = an_online_filing(world, "first")
    accept = partial(
        sent_once, Once("session", "key", "body"), onestop.accept, actor=world.actors["nhai"], now=world.now,
        dossier_id=filed.id, version=1,
    )  # fmt: skip
    return together([accept] * times)


@scene
def one_code_at_once(times: int) -> Any:
    """The same six digits are sent several times at the same moment, at several doors."""
    from tests.identity.doors import code, with_phone
    from thanthien.identity import service as identity

    world = the_world()
    tam, later = world.actors["tam"], world.now + timedelta(minutes=2)
    with_phone(tam)
    return together([partial(identity.check_totp, actor=tam, now=later, code=code(at=later))] * times)


@scene
def two_people_one_dossier() -> Any:
    """Two clerks do different things to one dossier at the same moment, each with a form drawn before."""
    from thanthien.onestop import service as onestop

    world = the_world()
    filed = an_online_filing(world, "first")
    words: dict[str, Any] = {
        "reason": "Không thuộc thẩm quyền của xã.",
        "ground": "NĐ 118/2025/NĐ-CP",
        "guidance": "Đến tỉnh.",
    }
    same: dict[str, Any] = {"now": world.now, "dossier_id": filed.id, "version": 1}
    accept = partial(onestop.accept, actor=world.actors["nhai"], **same)
    reject = partial(onestop.reject, actor=world.actors["kiem"], **same, **words)
    return together([accept, reject])


@scene
def communes_cross(rounds: int) -> Any:
    """Officers of two communes take in for each other while citizens file at both, and the chairs' series run."""
    from tests.people import VAN_DU
    from thanthien.onestop import service as onestop

    world = the_world()
    there = world.units[VAN_DU]

    def counter(login: str, unit: Any) -> int:
        for _ in range(rounds):
            onestop.receive_at_counter(actor=world.actors[login], now=world.now, filing=world.filing(unit_id=unit))
        return rounds

    def citizens(unit: Any) -> int:
        for _ in range(rounds):
            filing = world.filing(unit_id=unit, channel="online")
            filed = onestop.file(actor=world.citizen, now=world.now, filing=filing)
            onestop.withdraw(actor=world.citizen, now=world.now, dossier_id=filed.id)  # type: ignore[arg-type]
        return rounds

    jobs = [partial(counter, login, unit) for login in ("nhai", "la") for unit in (world.home, there)]
    return [together([*jobs, partial(citizens, world.home), partial(citizens, there)]), deadlocks()]


@scene
def chairs_sign_and_exempt(count: int) -> Any:
    """The chair signs each letter while another window records why none is owed; then ask for deadlocks."""
    from thanthien.onestop import service as onestop

    world, chair, late = the_world(), "tam", []
    for _ in range(count):
        filed = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=world.filing())
        at = world.now + timedelta(days=20)
        letter = onestop.draft_apology(actor=SYSTEM, now=at, dossier_id=UUID(filed.id))
        late.append((letter.id, filed.id, at))

    def sign() -> list[Any]:
        acts = (
            partial(onestop.sign_apology, actor=world.actors[chair], now=at, apology_id=UUID(key))
            for key, _, at in late
        )
        return [outcome(act) for act in acts]

    def exempt() -> list[Any]:
        words: dict[str, Any] = {"ground": "withheld", "reason": "Người nộp không đưa giấy"}
        found = []
        for _, key, at in late:
            version = world.get(key).version
            same = {"now": at, "dossier_id": key, "version": version, **words}
            found.append(outcome(partial(onestop.exempt_apology, actor=world.actors[chair], **same)))
        return found

    return [answers(together([sign, exempt])), deadlocks()]


def deadlocks() -> int:
    """How many deadlocks PostgreSQL had to break in this database."""
    from django.db import connection

    connection.close()
    if connection.vendor != "postgresql":
        return 0
    sleep(1.2)  # a session reports its figures when it has been idle for a second
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@scene
def files_until_stopped(name: str) -> None:
    """File one after the other; say each acknowledged one at once. Ended by kill -9."""
    world = the_world()
    number = 0
    while True:
        number += 1
        key = f"{name}-{number}"
        print(json.dumps({"sent": key}), flush=True)
        print(json.dumps({"key": key, "code": an_online_filing(world, key).code}), flush=True)


@scene
def files(*keys: str) -> Any:
    """File once for each key and say what became of it."""
    world = the_world()
    return [outcome(partial(an_online_filing, world, key)) for key in keys]


@scene
def files_with_a_number(number: int) -> str:
    """File once, with an identity number."""
    from thanthien.onestop import service as onestop

    world = the_world()
    applicant = world.applicant(id_number=f"{number:012}")
    filing = world.filing(channel="online", applicant=applicant)
    return onestop.file(actor=world.citizen, now=world.now, filing=filing).code


@scene
def census() -> Any:
    """Count what belongs to filings, by raw rows."""
    from thanthien.core.models import AuditRow, Counter, Message, OnceKey
    from thanthien.onestop.models import Dossier, Event, PaperItem, Task

    dossiers = list(Dossier.objects.order_by("code").values_list("id", "code"))
    parts = {model.__name__: model.objects.filter(dossier__isnull=False) for model in (Event, Task, PaperItem)}
    return {
        "codes": [code for _, code in dossiers],
        "once": OnceKey.objects.count(),
        "messages": Message.objects.filter(subject_id__in=[key for key, _ in dossiers]).count(),
        "stray": Message.objects.exclude(subject_id__in=[key for key, _ in dossiers]).count(),
        "audit": AuditRow.objects.filter(act="dossier.file").count(),
        "serials": list(Counter.objects.filter(name__startswith="dossier").values_list("value", flat=True)),
        **{name: rows.values("dossier_id").distinct().count() for name, rows in parts.items()},
    }


@scene
def holds() -> str:
    """Keep everybody else from writing until the line on standard input ends."""
    import sys

    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE core_chainhead IN ACCESS EXCLUSIVE MODE")
        print("held", flush=True)
        sys.stdin.read()
    return "let go"


@scene
def files_into_a_full_disk() -> Any:
    """Let the database grow by a few pages only, file until it is full, then give it room again."""
    from django.db import connection

    world = the_world()
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 12}")
    before = [outcome(partial(an_online_filing, world, f"key-{number}")) for number in range(60)]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    return before, [outcome(partial(an_online_filing, world, f"key-{number}")) for number in range(60)]


@scene
def verifies_while_others_write() -> Any:
    """Check the chains, and in the middle of it let another process file."""
    import os
    import subprocess
    import sys

    from thanthien.core import audit

    said: list[str] = []

    def meanwhile(rows: int) -> None:
        if not said:
            command = [sys.executable, "-m", "tests.robust.stage", "files", "meanwhile"]
            said.append(subprocess.run(command, env=os.environ, capture_output=True, text=True, check=True).stdout)

    report = audit.verify(progress=meanwhile)
    return [report.ok, report.rows, json.loads(said[0])[0]]
