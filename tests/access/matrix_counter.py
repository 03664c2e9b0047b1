"""Who may open which page of the counter's parts: queue, booking, fees, calendar, channels …

Records by name: tests/onestop/things.py.
"""

from tests.access.lines import ADMIN, CHAIR, READERS, Line, dossier, only

COUNTER: dict[str, Line] = {
    "settings": Line(only(ADMIN, CHAIR)),
    "control_slip": Line(READERS, own=True, args=dossier),
}
