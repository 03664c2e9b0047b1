"""The catalogue in officers' hands: files with their difference, and where each value comes from."""

from thanthien.core.sheets import Rejected
from thanthien.onestop.access import imports, national
from thanthien.onestop.catalogue_file import FIELDS, Change, Line, Unreadable, difference, read
from thanthien.onestop.commands.catalogue_import import (
    Loaded,
    lines_of,
    load_file,
    read_file,
    rejected_of,
    take_file,
)

__all__ = [
    "FIELDS",
    "Change",
    "Line",
    "Loaded",
    "Rejected",
    "Unreadable",
    "difference",
    "imports",
    "lines_of",
    "load_file",
    "national",
    "read",
    "read_file",
    "rejected_of",
    "take_file",
]
