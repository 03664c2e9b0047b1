"""The only door to the people of an office. Rights come from the positions held on the day."""

from thanthien.org.access.acting import AtWork, Post, actor_for, at_work, lent_on
from thanthien.org.access.people import (
    anybody,
    colleague,
    colleagues,
    held_on,
    holders,
    lock_person,
    people_of,
    person_here,
    posts_on,
    staff_by_login,
    staff_names,
)
from thanthien.org.access.units import office_by_code, office_of, offices, unit_links, units

__all__ = [
    "AtWork",
    "Post",
    "actor_for",
    "anybody",
    "at_work",
    "colleague",
    "colleagues",
    "held_on",
    "holders",
    "lent_on",
    "lock_person",
    "office_by_code",
    "office_of",
    "offices",
    "people_of",
    "person_here",
    "posts_on",
    "staff_by_login",
    "staff_names",
    "unit_links",
    "units",
]
