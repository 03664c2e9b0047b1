"""Files made on request: the register as a sheet or a print, many papers in one PDF."""

from thanthien.onestop.access.outgoing import (
    KEPT,
    MOST_PRINTED,
    files_of,
    issued_papers,
    letters_to_hand,
    office_file,
    same_file,
    state_of,
)
from thanthien.onestop.access.register import Span, fields_of, spanned
from thanthien.onestop.commands.office_files import cancel_file, export_register, print_papers, sweep_files
from thanthien.onestop.made_store import is_kept, opened
from thanthien.onestop.office_file_job import chosen, make_job

__all__ = [
    "KEPT",
    "MOST_PRINTED",
    "Span",
    "cancel_file",
    "chosen",
    "export_register",
    "fields_of",
    "files_of",
    "is_kept",
    "issued_papers",
    "letters_to_hand",
    "make_job",
    "office_file",
    "opened",
    "print_papers",
    "same_file",
    "spanned",
    "state_of",
    "sweep_files",
]
