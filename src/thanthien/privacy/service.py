"""The public face of privacy, for the doors and the command line."""

from thanthien.privacy.commands.keys import note_rotation
from thanthien.privacy.commands.readings import (
    card_is_open,
    note_file,
    note_opened,
    note_paper,
    read_card,
    read_number,
)
from thanthien.privacy.readers import Opened, readers_of

__all__ = [
    "Opened",
    "card_is_open",
    "note_file",
    "note_opened",
    "note_paper",
    "note_rotation",
    "read_card",
    "read_number",
    "readers_of",
]
