"""Result papers: drafted, signed, numbered, in the book of what went out."""

from thanthien.onestop.access.outgoing import issued_between, open_result, result, results_of
from thanthien.onestop.commands._outgoing import NAMES
from thanthien.onestop.commands.replacing import replace_result
from thanthien.onestop.commands.results import SCAN_IN, WRITE_IN, attach_result, draft_result, void_result
from thanthien.onestop.result_queries import BookLine, before_number, book_of, suggested

__all__ = [
    "NAMES",
    "SCAN_IN",
    "WRITE_IN",
    "BookLine",
    "attach_result",
    "before_number",
    "book_of",
    "draft_result",
    "issued_between",
    "open_result",
    "replace_result",
    "result",
    "results_of",
    "suggested",
    "void_result",
]
