"""The public face of quality."""

from thanthien.quality.access import is_spent
from thanthien.quality.commands import WORDS_LIMIT, Thanks, finish, give, purge_spent
from thanthien.quality.figures.counts import Figure, Tally, board, boards, figure, figures, own_figures, rows_behind
from thanthien.quality.figures.definitions import DEFINITIONS, WAITING, Definition
from thanthien.quality.figures.said import value_words
from thanthien.quality.queries import Summary, months, summary

__all__ = [
    "DEFINITIONS",
    "WAITING",
    "WORDS_LIMIT",
    "Definition",
    "Figure",
    "Summary",
    "Tally",
    "Thanks",
    "board",
    "boards",
    "figure",
    "figures",
    "finish",
    "give",
    "is_spent",
    "months",
    "own_figures",
    "purge_spent",
    "rows_behind",
    "summary",
    "value_words",
]
