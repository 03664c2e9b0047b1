"""The seal of an issued paper: the SHA-256 of its words as they were frozen (FIPS 180-4), kept beside its code.

It stands in the chain's row of the act, too, so that words changed afterwards are seen by whoever checks the paper.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from thanthien.core import chain, clock
from thanthien.onestop.models import CourtesyLetter, Paper, Receipt


def of(words: Mapping[str, Any]) -> str:
    """Return the seal of frozen words, in hex; "" for none."""
    return hashlib.sha256(chain.canonical(words).encode()).hexdigest() if words else ""


def words_of(issued: Paper | CourtesyLetter | Receipt) -> dict[str, Any]:
    """Return what is sealed: a paper's frozen data ({} once destroyed), of a receipt number, sum, way and moment."""
    if isinstance(issued, Receipt):
        return {"number": issued.number, "amount": issued.amount, "way": issued.way, "at": clock.iso(issued.at)}
    return dict(issued.data)
