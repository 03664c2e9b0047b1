"""A board's own money and rules to start from, as other rooms use them: ``programme.board_money``."""

from thanthien.programme.access.board_money import line, lines, rules_drafts, spending
from thanthien.programme.board_money_queries import BoardBudget, board_budget
from thanthien.programme.commands.board_money import Spent, add_line, change_line, spend, strike

__all__ = [
    "BoardBudget",
    "Spent",
    "add_line",
    "board_budget",
    "change_line",
    "line",
    "lines",
    "rules_drafts",
    "spend",
    "spending",
    "strike",
]
