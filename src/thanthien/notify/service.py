"""What other rooms may ask of this one."""

from thanthien.notify.access import EMAIL, SLIP, about, mail_overdue, written
from thanthien.notify.commands import Done, follow, give_on_paper, mark_slip_printed, retry_message
from thanthien.notify.delivery import Report, deliver_due
from thanthien.notify.queries import Slip, Told, Undelivered, counts, render, slip, told, undelivered, waiting_slips
from thanthien.notify.texts import NoSuchText, Rendered
from thanthien.notify.texts import names as text_names

__all__ = [
    "EMAIL",
    "SLIP",
    "Done",
    "NoSuchText",
    "Rendered",
    "Report",
    "Slip",
    "Told",
    "Undelivered",
    "about",
    "counts",
    "deliver_due",
    "follow",
    "give_on_paper",
    "mail_overdue",
    "mark_slip_printed",
    "render",
    "retry_message",
    "slip",
    "text_names",
    "told",
    "undelivered",
    "waiting_slips",
    "written",
]
