"""The public face of quality."""

from thanthien.quality.access import is_spent
from thanthien.quality.commands import WORDS_LIMIT, Thanks, finish, give, purge_spent
from thanthien.quality.figures.counts import Figure, Tally, board, boards, figure, figures, own_figures, rows_behind
from thanthien.quality.figures.definitions import DEFINITIONS, WAITING, Definition
from thanthien.quality.figures.keeping import keep_due
from thanthien.quality.figures.kept import FIRST as FIRST_MONTH
from thanthien.quality.figures.more import CHANNELS
from thanthien.quality.figures.more import EVERY as FIGURES
from thanthien.quality.figures.more import GROUPS as MORE_GROUPS
from thanthien.quality.figures.more import PROMISES as MORE
from thanthien.quality.figures.said import value_words
from thanthien.quality.queries import CounterAnswers, Summary, by_counter, months, summary

__all__ = [
    "CHANNELS",
    "DEFINITIONS",
    "FIGURES",
    "FIRST_MONTH",
    "MORE",
    "MORE_GROUPS",
    "WAITING",
    "WORDS_LIMIT",
    "CounterAnswers",
    "Definition",
    "Figure",
    "Summary",
    "Tally",
    "Thanks",
    "board",
    "boards",
    "by_counter",
    "figure",
    "figures",
    "finish",
    "give",
    "is_spent",
    "keep_due",
    "months",
    "own_figures",
    "purge_spent",
    "rows_behind",
    "summary",
    "value_words",
]
