"""The public face of quality."""

from thanthien.quality.access import is_spent
from thanthien.quality.commands import WORDS_LIMIT, Thanks, finish, give
from thanthien.quality.queries import Summary, months, summary

__all__ = ["WORDS_LIMIT", "Summary", "Thanks", "finish", "give", "is_spent", "months", "summary"]
