"""Who acts. Built from the current position by ``org.access``, never from the request."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from thanthien.rules import rights


class Role(StrEnum):
    """What a position allows; one person may hold several. ``rules.rights`` says what each may do."""

    CLERK = "clerk"
    HANDLER = "handler"
    RECORDS = "records_clerk"
    CHAIR = "chair"
    ADMIN = "administrator"
    SEALED = "sealed_officer"  # named persons for denunciations; sees nothing else by it
    OVERSEER = "overseer"  # an officer of the level above: figures and what was escalated, no citizen's file


NO_UNIT = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """A citizen, a member of staff or the loop, as one command sees them.

    ``unit_id`` is the unit whose records a member of staff may touch; a citizen has none.
    """

    kind: str
    id: str
    label: str
    unit_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    position: str = ""
    phone: str = ""
    counter: str = ""

    @property
    def machine_roles(self) -> frozenset[str]:
        """The role words that the tables of moves use."""
        return self.roles if self.kind == "staff" else frozenset({self.kind})

    @property
    def scope(self) -> UUID:
        """The unit to filter by; for somebody without one, a key that no unit has."""
        return self.unit_id or NO_UNIT

    def has(self, *roles: str) -> bool:
        """Tell whether one of the roles is held."""
        return bool(self.roles.intersection(roles))

    def may(self, right: str) -> bool:
        """Tell whether the current position allows an act on a kind of record (``rules.rights``)."""
        return self.kind == "staff" and self.unit_id is not None and rights.allowed(right, self.roles)


def citizen(label: str = "Người dân") -> Actor:
    """A person at the other side of the counter; known by what they hold, not by a login."""
    return Actor(kind="citizen", id="citizen", label=label)


SYSTEM = Actor(kind="system", id="system", label="Thân Thiện")
