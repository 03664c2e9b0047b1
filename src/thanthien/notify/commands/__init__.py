"""The acts of this room: messages, what heads of hamlets tell, the channels themselves."""

from thanthien.notify.commands.channels import Ruled, quiet_of, set_rule, take_report, write_digest
from thanthien.notify.commands.errands import Ticked, hand_list, tick_told
from thanthien.notify.commands.messages import (
    Done,
    check_given_up,
    fall_back,
    follow,
    follow_waiting,
    give_on_paper,
    mark_slip_printed,
    replace,
    retry_message,
)

__all__ = [
    "Done",
    "Ruled",
    "Ticked",
    "check_given_up",
    "fall_back",
    "follow",
    "follow_waiting",
    "give_on_paper",
    "hand_list",
    "mark_slip_printed",
    "quiet_of",
    "replace",
    "retry_message",
    "set_rule",
    "take_report",
    "tick_told",
    "write_digest",
]
