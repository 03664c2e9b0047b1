"""Serving outside the office, as other rooms use it: ``programme.outside``."""

from thanthien.programme.access.outside import (
    assigned,
    day,
    days,
    home,
    homes,
    mine,
    on_the_spot,
    outing,
    person_of,
    serves,
)
from thanthien.programme.commands.outside import (
    Timetable,
    assign_officer,
    cancel_day,
    end_officer,
    note_day,
    plan_outing,
)
from thanthien.programme.commands.outside_home import Need, ask_home, end_home, hand_home, lapse_home, lapse_homes
from thanthien.programme.outside_calendar import calendar
from thanthien.programme.outside_queries import DayLine, homes_done, tallies, timetable, to_note, with_posts

__all__ = [
    "DayLine",
    "Need",
    "Timetable",
    "ask_home",
    "assign_officer",
    "assigned",
    "calendar",
    "cancel_day",
    "day",
    "days",
    "end_home",
    "end_officer",
    "hand_home",
    "home",
    "homes",
    "homes_done",
    "lapse_home",
    "lapse_homes",
    "mine",
    "note_day",
    "on_the_spot",
    "outing",
    "person_of",
    "plan_outing",
    "serves",
    "tallies",
    "timetable",
    "to_note",
    "with_posts",
]
