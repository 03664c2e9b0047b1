"""Appointments as other rooms use them: ``onestop.booking``."""

from thanthien.onestop.access.booking import by_token, of_day, open_of_day, rule_of, token_of
from thanthien.onestop.booking_days import CLOSED, FREE, Day, Slot, days, slot_at
from thanthien.onestop.commands.booking import (
    OTHER,
    Booked,
    Offered,
    Who,
    book,
    cancel,
    forget_all,
    mark,
    move,
    remind_all,
    set_rule,
)

__all__ = [
    "CLOSED",
    "FREE",
    "OTHER",
    "Booked",
    "Day",
    "Offered",
    "Slot",
    "Who",
    "book",
    "by_token",
    "cancel",
    "days",
    "forget_all",
    "mark",
    "move",
    "of_day",
    "open_of_day",
    "remind_all",
    "rule_of",
    "set_rule",
    "slot_at",
    "token_of",
]
