"""The public face of quality."""

from thanthien.quality.access import is_spent
from thanthien.quality.commands import Thanks, give
from thanthien.quality.queries import Summary, months, summary

__all__ = ["Summary", "Thanks", "give", "is_spent", "months", "summary"]
