"""Difficulties: ``programme.difficulties.raise_difficulty(…)``."""

from thanthien.programme.access.difficulties import days_of, difficulty, raised_by, raised_to, solution
from thanthien.programme.commands.difficulties import (
    answer,
    ask_back,
    assign,
    close,
    escalate,
    raise_difficulty,
    reopen,
    supply,
)
from thanthien.programme.commands.solutions import publish, set_limit, withdraw_solution
from thanthien.programme.difficulty_queries import (
    CaseView,
    case_list,
    case_view,
    late_cases,
    solutions,
    waiting_cases,
)
from thanthien.programme.difficulty_sources import Told, read, source, told
from thanthien.programme.models import Difficulty, Solution

__all__ = [
    "CaseView",
    "Difficulty",
    "Solution",
    "Told",
    "answer",
    "ask_back",
    "assign",
    "case_list",
    "case_view",
    "close",
    "days_of",
    "difficulty",
    "escalate",
    "late_cases",
    "publish",
    "raise_difficulty",
    "raised_by",
    "raised_to",
    "read",
    "reopen",
    "set_limit",
    "solution",
    "solutions",
    "source",
    "supply",
    "told",
    "waiting_cases",
    "withdraw_solution",
]
