"""Open dossiers of a unit that is divided, for whoever says which successor each goes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.text import fold
from thanthien.onestop import access
from thanthien.onestop.commands._following import OPEN


@dataclass(frozen=True, slots=True)
class Candidate:
    """One dossier: whose, where they live, who handles it."""

    id: UUID
    code: str
    title: str
    applicant: str
    address: str
    owner_id: UUID | None
    owner: str


def candidates(actor: Actor) -> list[Candidate]:
    """Return every open dossier of the actor's own unit by address, in one query."""
    rows = access.visible(actor).filter(state__in=OPEN).order_by("address", "filed_at", "id")
    columns = ("id", "code", "title", "applicant", "address", "owner_id", "owner__name")
    return [
        Candidate(key, code, title, applicant, address, owner_id, owner or "")
        for key, code, title, applicant, address, owner_id, owner in rows.values_list(*columns)
    ]


def chosen(rows: Iterable[Candidate], owner: str, words: str) -> list[Candidate]:
    """Return those of a handler whose address holds the words, marks and capitals aside."""
    wanted = fold(words)
    return [one for one in rows if (not owner or str(one.owner_id or "-") == owner) and wanted in fold(one.address)]
