"""Digital signatures and the marks by which anybody checks an issued paper: the public face."""

from thanthien.onestop.access.marks import (
    UNSIGNED,
    by_code,
    by_fingerprint,
    gone,
    mark_of,
    marks_of,
    replacement,
    unchanged,
    unsigned,
)
from thanthien.onestop.commands._marks import RECEIPT, check_of, mark_print
from thanthien.onestop.commands.marks import recall_paper, sign_again, sign_paper, sign_waiting
from thanthien.onestop.models import PaperMark
from thanthien.onestop.signing import NAMES, TRIAL, source

__all__ = [
    "NAMES",
    "RECEIPT",
    "TRIAL",
    "UNSIGNED",
    "PaperMark",
    "by_code",
    "by_fingerprint",
    "check_of",
    "gone",
    "mark_of",
    "mark_print",
    "marks_of",
    "recall_paper",
    "replacement",
    "sign_again",
    "sign_paper",
    "sign_waiting",
    "source",
    "unchanged",
    "unsigned",
]
