"""What a line of the table of work addresses says (tests/access/matrix.py, matrix_model.py).

``opens``: the posts for whom it is there. ``own``: it shows one record of Cẩm Vân, so the same posts of the next
commune find nothing. ``get`` and ``post``: what those who may get; an empty form is the worst of all bad input.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

CLERK, HANDLER, RECORDS, CHAIR, ADMIN = "clerk", "handler", "records_clerk", "chair", "administrator"
SEALED = "sealed_officer"
READERS = frozenset({CLERK, HANDLER, RECORDS, CHAIR})
ALL = READERS | {ADMIN, SEALED}
NO_METHOD = 405
Args = Callable[[Any], list[Any]]


def nothing(things: Any) -> list[Any]:
    return []


@dataclass(frozen=True)
class Line:
    """One address."""

    opens: frozenset[str]
    get: int = 200
    post: int = NO_METHOD
    own: bool = False
    args: Args = nothing
    but: Mapping[str, int] = field(default_factory=dict)
    above: int = 0  # what the level above gets, where that is another page than the commune's
    near: bool = False  # it shows a record of Cẩm Vân that is for the communes of its province alone
    shut: frozenset[str] = frozenset()  # posts before whom it is closed, whatever else they hold


def only(*posts: str) -> frozenset[str]:
    return frozenset(posts)


def dossier(things: Any) -> list[Any]:
    return [things.dossier.id]
