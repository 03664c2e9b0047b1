"""The public face of privacy, for the doors and the command line."""

from thanthien.privacy.access import last_destroyed, lines, record_for, request_for, requests_of
from thanthien.privacy.commands.destruction import Recorded, approve, carry_out, propose, refuse
from thanthien.privacy.commands.keys import note_rotation
from thanthien.privacy.commands.readings import (
    card_is_open,
    note_file,
    note_opened,
    note_opened_id,
    note_paper,
    read_card,
    read_number,
)
from thanthien.privacy.commands.requests import (
    Asked,
    Person,
    expire_all,
    facts_of,
    register,
    take_back,
)
from thanthien.privacy.commands.requests import answer as answer_request
from thanthien.privacy.commands.requests import carry_out as carry_out_request
from thanthien.privacy.commands.requests import extend as extend_request
from thanthien.privacy.commands.requests import refuse as refuse_request
from thanthien.privacy.queries import (
    Due,
    counts,
    due_requests,
    kept_of,
    marks_of,
    outlived,
    register_of_records,
    register_of_requests,
)
from thanthien.privacy.readers import Opened, readers_of

__all__ = [
    "Asked",
    "Due",
    "Opened",
    "Person",
    "Recorded",
    "answer_request",
    "approve",
    "card_is_open",
    "carry_out",
    "carry_out_request",
    "counts",
    "due_requests",
    "expire_all",
    "extend_request",
    "facts_of",
    "kept_of",
    "last_destroyed",
    "lines",
    "marks_of",
    "note_file",
    "note_opened",
    "note_opened_id",
    "note_paper",
    "note_rotation",
    "outlived",
    "propose",
    "read_card",
    "read_number",
    "readers_of",
    "record_for",
    "refuse",
    "refuse_request",
    "register",
    "register_of_records",
    "register_of_requests",
    "request_for",
    "requests_of",
    "take_back",
]
