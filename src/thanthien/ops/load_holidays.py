"""``thanthien load holidays FILE --by LOGIN``: notices of days off, one a line, entered in somebody's name.

They wait as if typed on ``/can-bo/lich-nghi/``: nothing moves until a second person has seen what would move and
approves. A rejected line never stops the others; a second run enters nothing twice.

Columns (Vietnamese titles known too): ``kind`` (holiday, swap, closure, kept, year), ``off`` and ``work`` (days as the
page takes them: ``24/12/2026, 15/02/2027 - 19/02/2027``), ``reason``, ``text``, ``source``, ``level`` (nation when
empty, province, commune), ``late_reason``.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from thanthien.core.sheets import Rejected
from thanthien.ops import place
from thanthien.ops.output import Failed, say, say_json

COLUMNS: Final = {
    "kind": ("Loại",), "off": ("Ngày nghỉ",), "work": ("Ngày làm bù",), "reason": ("Nghỉ vì việc gì", "Lý do"),
    "text": ("Văn bản", "Số, ngày của văn bản"), "source": ("Thấy ở đâu", "Nguồn"), "level": ("Ai ra thông báo",),
    "late_reason": ("Vì sao nhập muộn",),
}  # fmt: skip
BY_FILE: Final = " (nạp từ tệp trên máy chủ)"  # who keeps the machine could else be both of the two people in silence
OWED: Final = ("kind", "off", "reason", "text", "source")


def run(file: Path, dry_run: bool, as_json: bool, by: str) -> int:
    """Enter the lines of a sheet (``.csv`` or ``.xlsx``); exit 1 when it cannot be read at all or nobody may."""
    place.require()
    from thanthien.core import clock, sheets
    from thanthien.core.errors import NotThere, Refused

    now = clock.now()
    actor = _officer(by, now)
    loaded = known = 0
    rejected: list[Rejected] = []
    try:
        with file.open("rb") as stream:
            rows = list(sheets.read(stream, COLUMNS, OWED))
    except OSError as error:
        raise Failed(f"cannot read {file}: {error.strerror}") from error
    except Refused as no:
        raise Failed(f"{file}: {no.message}") from no
    for row in rows:
        try:
            _enter(actor, row.cells, now, dry_run)
            loaded += 1
        except NotThere as no:
            raise Failed(f"{by} may not enter notices of days off") from no
        except Refused as no:
            if no.code == "known":
                known += 1
            else:
                rejected.append(Rejected(row.line, no.field, row.cells.get(no.field, "")[:80], no.message))
    _tell(len(rows), loaded, known, rejected, dry_run, as_json)
    return 0


def _officer(login: str, now: Any) -> Any:
    from thanthien.core import clock
    from thanthien.org import service as org

    person = org.staff_by_login(login)
    if person is None:
        raise Failed(f"nobody signs in as {login}")
    found = org.actor_for(person, clock.local(now).date())
    return replace(found, position=f"{found.position}{BY_FILE}")  # so the journal says that nobody signed in


def _enter(actor: Any, cells: Mapping[str, str], now: Any, dry_run: bool) -> None:
    from thanthien.core.errors import Refused
    from thanthien.org import service as org
    from thanthien.rules import notices

    kinds = {said.lower(): key for key, said in notices.KINDS.items()}
    levels = {said.lower(): key for key, said in notices.LEVELS.items()}
    kind, level = (cells.get(name, "").strip().lower() for name in ("kind", "level"))
    try:
        off, work = (notices.read_days(cells.get(name, ""), name) for name in ("off", "work"))
    except notices.BadNotice as no:
        raise Refused(no.sentence, no.field) from no
    said = notices.Notice(
        kinds.get(kind, kind), off, work, cells["reason"], cells["text"], levels.get(level, level or "nation")
    )  # fmt: skip
    source = f"{cells['source']}{BY_FILE}" if cells["source"] else ""
    draft = org.NoticeDraft(said, source, cells.get("late_reason", ""))
    (org.check_notice if dry_run else org.enter_notice)(actor=actor, now=now, draft=draft)


def _tell(
    read: int, loaded: int, known: int, rejected: list[Rejected], dry_run: bool, as_json: bool
) -> None:  # fmt: skip
    if as_json:
        say_json({"read": read, "loaded": loaded, "known": known, "rejected": [asdict(one) for one in rejected]})
        return
    entered = "would be entered" if dry_run else "entered, waiting for a second person"
    say(f"{read} read, {loaded} {entered}, {known} known, {len(rejected)} rejected")
    for one in rejected:
        say(f"  line {one.line}, {one.column or '-'}: {one.why} ({one.value})")
