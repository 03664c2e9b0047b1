"""Who may open which page of the counter's parts: queue, booking, fees, calendar, channels …

Records by name: tests/onestop/things.py.
"""

from tests.access.lines import ADMIN, CHAIR, Line, only

COUNTER: dict[str, Line] = {
    "settings": Line(only(ADMIN, CHAIR)),
}
