"""Boards at work, as other rooms use them: ``programme.meetings``."""

from thanthien.programme.access.meetings import (
    conclusion,
    confirms,
    invitees,
    last_emails,
    meeting,
    meetings,
    own_on,
    runs,
    texts,
)
from thanthien.programme.commands.meetings import (
    Attended,
    Called,
    Guest,
    Item,
    attend,
    call_meeting,
    cancel_meeting,
    change_meeting,
    invite,
)
from thanthien.programme.commands.minutes import (
    Concluded,
    conclude,
    confirm_minutes,
    drop_conclusion,
    finish_conclusion,
    supplement,
    write_minutes,
)
from thanthien.programme.meeting_calendar import PUBLISH, agenda_lines, calendar
from thanthien.programme.meeting_queries import CAME_WORDS, BoardWork, MeetingView, board_work, meeting_view
from thanthien.programme.models import Invitee, Meeting

__all__ = [
    "CAME_WORDS",
    "PUBLISH",
    "Attended",
    "BoardWork",
    "Called",
    "Concluded",
    "Guest",
    "Invitee",
    "Item",
    "Meeting",
    "MeetingView",
    "agenda_lines",
    "attend",
    "board_work",
    "calendar",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "conclude",
    "conclusion",
    "confirm_minutes",
    "confirms",
    "drop_conclusion",
    "finish_conclusion",
    "invite",
    "invitees",
    "last_emails",
    "meeting",
    "meeting_view",
    "meetings",
    "own_on",
    "runs",
    "supplement",
    "texts",
    "write_minutes",
]
