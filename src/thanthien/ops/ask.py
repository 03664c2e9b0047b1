"""Questions on the command line: a due date, a procedure, a unit, the state of the audit chain."""

import argparse
from dataclasses import asdict
from typing import Any

from thanthien.ops import place
from thanthien.ops.output import Bar, Failed, Misused, say, say_json

DAY = "%d/%m/%Y"


def due(asked: argparse.Namespace) -> int:
    """Explain a date; steps with their articles for people, the promised shape with ``--json``."""
    installed = place.require_or_nothing()
    from thanthien.onestop import service as onestop

    question = {
        "procedure": asked.procedure,
        "rule": asked.rule,
        "working_days": asked.working_days,
        "calendar_days": asked.calendar_days,
        "received": asked.received,
        "from": asked.start,
        "case": asked.case,
        "unit": asked.unit,
    }
    source = onestop.due_query.offered_procedure if installed else onestop.due_query.shipped_procedure
    try:
        request = onestop.due_query.read(question, asked.event)
    except onestop.due_query.DueProblem as problem:
        raise Misused(f"{problem.type}: {problem.sentence}") from problem
    try:
        answer = onestop.due_query.explain(request, source)
    except onestop.due_query.DueProblem as problem:
        raise Failed(f"{problem.type}: {problem.sentence}") from problem
    say_json(answer) if asked.json else _say_due(answer)
    return 0


def _say_due(answer: dict[str, Any]) -> None:
    say(f"{answer['due_on'] or '—'}  {answer['sentence']}")
    for step in answer["steps"]:
        law = " · ".join(word for word in (step["rule"], step["article"]) if word)
        say(f"  - {step['note']}" + (f"  [{law}]" if law else ""))
    for reason in answer["estimate_reasons"]:
        say(f"  dự kiến: {reason}")
    if answer["assumed"]:
        say(f"  chờ xác nhận: {', '.join(answer['assumed'])}")


def search(text: str, limit: int, unit: str, as_json: bool) -> int:
    """Print the best procedures, best first."""
    place.require_or_reference()
    from thanthien.core import clock
    from thanthien.onestop import service as onestop

    hits = onestop.search(_unit_id(unit), text, clock.today(), limit)
    if as_json:
        say_json({"results": [{"code": hit.code, "name": hit.name, "score": hit.score} for hit in hits]})
        return 0
    for hit in hits:
        say(f"{hit.code}  {hit.score:.2f}  {hit.name}")
    if not hits:
        say("Chưa tìm thấy thủ tục nào. Thử từ khác, ít chữ hơn.")
    return 0


def _unit_id(code: str) -> Any:
    from django.conf import settings

    from thanthien.org import service as org

    chosen = code or settings.THANTHIEN_HOME_UNIT
    if not chosen:
        return None
    found = org.unit_by_code(chosen, None)
    if found is None:
        raise Failed(f"no unit has the code {chosen} today; find it with `thanthien unit NAME`")
    return found.id


def unit(name: str, on: str) -> int:
    """Print units as they stood on a day; always JSON, since many share a name (settled question 23)."""
    day = _day(on)
    place.require_or_reference()
    from thanthien.core import clock
    from thanthien.org import service as org

    units = org.units_named(name, day or clock.today())
    say_json(org.unit_json(units))
    if not units:
        raise Failed(f"no unit is called {name!r} on that day; try the name without its kind, or another day")
    return 0


def _day(text: str) -> Any:
    from thanthien.rules.errors import RuleError
    from thanthien.rules.moments import day_of

    try:
        return day_of(text) if text else None
    except RuleError as error:
        raise Misused(f"--on: {error.sentence}") from error


def verify(unit: str, as_json: bool) -> int:
    """Walk the audit chains; exit 1 when a row was changed, removed, reordered or inserted."""
    place.require()
    from thanthien.core import audit

    with Bar("audit", unit="rows") as bar:
        report = audit.verify(_unit_id(unit) if unit else None, progress=bar)
    bad = asdict(report.first_bad) if report.first_bad else None
    if as_json:
        counted = {"days": report.days, "promises": report.promises}
        say_json({"ok": report.ok, "rows": report.rows, "first_bad": bad, **counted})
    elif report.ok:
        say(
            f"ok: {report.rows} rows, nothing changed, removed, moved or inserted;"
            f" {report.days} closed days and {report.promises} promises fit"
        )
    if bad:
        where = f"unit {bad['unit']} breaks at row {bad['seq']}" if bad["seq"] else f"all units: {bad['subject']}"
        raise Failed(
            f"the audit chain of {where}: {bad['why']}; keep a copy of the database and compare it with a backup"
        )
    return 0
