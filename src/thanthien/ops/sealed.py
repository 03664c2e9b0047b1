"""``thanthien sealed drill``: who can still open what is sealed, as far as that can be known without passphrases.

It cannot decrypt anything. It reports what officers have shown on the page "Mở thử", and which of the two ways is
missing.
"""

from typing import Any

from thanthien.ops import place
from thanthien.ops.output import Failed, say, say_json


def drill(unit: str, as_json: bool) -> int:
    """Report on one commune or on all that have sealed officers, keys or cases; exit 1 when something is to be done."""
    place.require()
    from thanthien.core import clock
    from thanthien.petitions import service as sealed

    now = clock.now()
    found = [_told(one, sealed.house(one.id, now)) for one in _units(unit)]
    shown = [one for one in found if unit or one["officers"] or one["records"]]
    if as_json:
        say_json({"ok": not any(one["to_do"] for one in shown), "decrypts": False, "units": shown})
    else:
        _say(shown)
    wanting = [one for one in shown if one["to_do"]]
    if wanting:
        raise Failed("; ".join(f"{one['unit']} {one['name']}: {', '.join(one['to_do'])}" for one in wanting))
    return 0


def _units(code: str) -> list[Any]:
    from thanthien.org import service as org

    if not code:
        return [office.unit for office in org.offices().order_by("unit__code")]
    found = org.unit_by_code(code, None)
    if found is None:
        raise Failed(f"no unit has the code {code} today; find it with `thanthien unit NAME`")
    return [found]


def _told(unit: Any, state: Any) -> dict[str, Any]:
    to_do = []
    if not state.can_make:
        to_do.append("fewer than two ways to open a new record (two officers with keys, or one and the escrow)")
    if state.one_way:
        to_do.append(f"{state.one_way} records have fewer than two ways left")
    if state.escrow_made and not state.escrow:
        to_do.append("the escrow is broken: one of its two persons has left or has no key")
    if state.overdue:
        to_do.append(f"no drill within 90 days: {', '.join(state.overdue)}")
    if state.escrow_overdue:
        to_do.append("the two halves of the escrow were not joined in a drill within 90 days")
    return {
        "unit": unit.code, "name": unit.name, "records": state.records, "two_holders": state.two_holders,
        "escrow": "complete" if state.escrow else "broken" if state.escrow_made else "none",
        "escrow_drilled_at": state.escrow_drilled_at,
        "officers": [_person(one) for one in state.officers], "keepers": [_person(one) for one in state.keepers],
        "to_do": to_do,
    }  # fmt: skip


def _person(one: Any) -> dict[str, Any]:
    key = "counts" if one.counts else "waits" if one.ready else "none"
    return {"name": one.name, "key": key, "drilled_at": one.drilled_at, "overdue": one.ready and one.overdue}


def _say(units: list[dict[str, Any]]) -> None:
    for unit in units:
        say(f"{unit['unit']} {unit['name']}: {unit['records']} records, escrow {unit['escrow']}")
        for title in ("officers", "keepers"):
            for one in unit[title]:
                when = f"{one['drilled_at']:%Y-%m-%d}" if one["drilled_at"] else "never"
                say(f"  {title[:-1]} {one['name']}: key {one['key']}, last drill {when}")
    if not units:
        say("no commune here has sealed officers or records")
    say("This command has no passphrase and opens nothing: it tells who has shown that they can.")
