"""Who may open which page of the counter's parts: queue, booking, fees, calendar, channels …

Records by name: tests/onestop/things.py.
"""

from tests.access.lines import ADMIN, CHAIR, CLERK, READERS, Args, Line, dossier, only


def record(name: str) -> Args:
    """The key of a record by its name."""
    return lambda things: [things.counter[name].id]


COUNTER: dict[str, Line] = {
    "settings": Line(only(ADMIN, CHAIR)),
    "control_slip": Line(READERS, own=True, args=dossier),
    "intake": Line(only(CLERK), post=422),
    "intake_sheet": Line(only(CLERK), own=True, post=422, args=record("sheet")),
    "intake_keys": Line(only(ADMIN), post=422),
    "intake_key": Line(only(ADMIN), own=True, args=record("intake_key")),
    "intake_key_end": Line(only(ADMIN), own=True, post=422, args=record("intake_key")),
}
