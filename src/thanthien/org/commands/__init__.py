"""The acts of org: people and positions, the office, hamlets, duty, boards."""

from thanthien.org.commands.done import Done
from thanthien.org.commands.office import set_office
from thanthien.org.commands.people import (
    add_staff,
    appoint,
    deactivate,
    end_position,
    give_position,
    give_second_post,
    own_password,
    reactivate,
)

__all__ = [
    "Done",
    "add_staff",
    "appoint",
    "deactivate",
    "end_position",
    "give_position",
    "give_second_post",
    "own_password",
    "reactivate",
    "set_office",
]
