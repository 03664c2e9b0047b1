"""Appointments as other rooms use them: ``onestop.booking``."""

from thanthien.onestop.access.booking import ahead, by_token, of_day, open_of_day, rule_of, token_of
from thanthien.onestop.booking_days import CLOSED, FREE, Ahead, Day, Slot, days, on_closed_days, slot_at
from thanthien.onestop.booking_days import ahead as days_ahead
from thanthien.onestop.commands.arrivals import arrive, expected
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
    to_call,
    warn_all,
)

__all__ = [
    "CLOSED",
    "FREE",
    "OTHER",
    "Ahead",
    "Booked",
    "Day",
    "Offered",
    "Slot",
    "Who",
    "ahead",
    "arrive",
    "book",
    "by_token",
    "cancel",
    "days",
    "days_ahead",
    "expected",
    "forget_all",
    "mark",
    "move",
    "of_day",
    "on_closed_days",
    "open_of_day",
    "remind_all",
    "rule_of",
    "set_rule",
    "slot_at",
    "to_call",
    "token_of",
    "warn_all",
]
