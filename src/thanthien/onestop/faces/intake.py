"""Dossiers of other systems as other rooms use them: ``onestop.intake``."""

from thanthien.core.sheets import Rejected
from thanthien.onestop.access.intake import (
    by_key,
    key_token,
    keys,
    named,
    of_code,
    of_dossier,
    sheets,
    taken,
)
from thanthien.onestop.commands.intake import Taken, actor_of, end_key, make_key, show_key, take_over, taken_of
from thanthien.onestop.commands.intake_sheets import (
    MOST_LINES,
    Report,
    confirm_sheet,
    drop_old,
    drop_sheet,
    load,
    show_sheet,
)
from thanthien.onestop.intake_lines import COLUMNS, NATIONAL, OWED, PROVINCIAL, SOURCES, Arrival, arrival

__all__ = [
    "COLUMNS",
    "MOST_LINES",
    "NATIONAL",
    "OWED",
    "PROVINCIAL",
    "SOURCES",
    "Arrival",
    "Rejected",
    "Report",
    "Taken",
    "actor_of",
    "arrival",
    "by_key",
    "confirm_sheet",
    "drop_old",
    "drop_sheet",
    "end_key",
    "key_token",
    "keys",
    "load",
    "make_key",
    "named",
    "of_code",
    "of_dossier",
    "sheets",
    "show_key",
    "show_sheet",
    "take_over",
    "taken",
    "taken_of",
]
