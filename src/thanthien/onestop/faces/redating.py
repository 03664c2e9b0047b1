"""Promised dates that move: previews, changed limits, the acts that date open cases anew."""

from thanthien.onestop.access.redating import case_named, limit_change, limit_changes, redatings
from thanthien.onestop.commands.keeping import keep_date, release_date
from thanthien.onestop.commands.limits import (
    MEASURES,
    LimitDraft,
    approve_limit,
    decline_limit,
    end_limit,
    enter_limit,
    withdraw_limit,
)
from thanthien.onestop.commands.redating import Piece, carry_out, go_on, redate_some
from thanthien.onestop.models import LimitChange, Redating
from thanthien.onestop.other_dates import Move, OtherDate, follow
from thanthien.onestop.redating import Preview, Shown, preview
from thanthien.onestop.redating_causes import Cause, of_limit, of_notice

__all__ = [
    "MEASURES",
    "Cause",
    "LimitChange",
    "LimitDraft",
    "Move",
    "OtherDate",
    "Piece",
    "Preview",
    "Redating",
    "Shown",
    "approve_limit",
    "carry_out",
    "case_named",
    "decline_limit",
    "end_limit",
    "enter_limit",
    "follow",
    "go_on",
    "keep_date",
    "limit_change",
    "limit_changes",
    "of_limit",
    "of_notice",
    "preview",
    "redate_some",
    "redatings",
    "release_date",
    "withdraw_limit",
]
