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
class Lent:
    """The powers of another's post, lent for a time by a written delegation (ủy quyền).

    ``kinds`` are the kinds of record that it is lent for (``rules.rights.KINDS``); empty means all of the role's.
    """

    delegation: UUID
    role: str
    title: str
    kinds: frozenset[str] = frozenset()

    def covers(self, kind: str) -> bool:
        """Tell whether it is lent for a kind of record."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Actor:
    """A citizen, a member of staff or the loop, as one command sees them.

    ``unit_id`` is the unit whose records a member of staff may touch; a citizen has none. ``roles`` holds the
    roles of the posts in that unit and the ``lent`` ones; ``position`` says the own posts alone.
    """

    kind: str
    id: str
    label: str
    unit_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    position: str = ""
    phone: str = ""
    counter: str = ""
    lent: tuple[Lent, ...] = ()
    elevation: str = ""  # key of the administrator's timed session that the act falls into

    @property
    def own_roles(self) -> frozenset[str]:
        """The roles of one's own posts: what was lent cannot be lent on."""
        return self.roles - {one.role for one in self.lent}

    def used(self, act: str) -> tuple[Lent, ...]:
        """Return whose powers an act took: none where the own post allows it.

        An act that the table of rights does not name takes the rights on its kind of record.
        """
        if not self.lent:
            return ()
        kind = act.partition(".")[0]
        asked = [act] if act in rights.RIGHTS else [name for name, one in rights.RIGHTS.items() if one.kind == kind]
        if not asked:
            return tuple(one for one in self.lent if one.covers(kind))
        if all(rights.allowed(name, self.own_roles) for name in asked):
            return ()
        found = (one for one in self.lent if any(rights.allowed(name, {one.role}) for name in asked))
        return tuple(one for one in found if one.covers(rights.lent_under(act)))

    def acting_as(self, act: str, marked: bool = False) -> str:
        """Say in which post an act was done: "Công chức tư pháp, thay Chủ tịch UBND xã".

        ``marked`` adds the delegation's key, so that the audit row leads to the paper that lent the power.
        """
        stood_for = [f"thay {one.title}" + (f" ({one.delegation})" if marked else "") for one in self.used(act)]
        return ", ".join(filter(None, [self.position, *stood_for]))

    def roles_on(self, kind: str) -> frozenset[str]:
        """Return the roles that count on a kind of record: one's own, and those lent for it."""
        if not self.lent:
            return self.roles
        return self.own_roles | {one.role for one in self.lent if one.covers(kind)}

    def machine_roles(self, kind: str) -> frozenset[str]:
        """Return the role words that the table of moves of a kind of record uses."""
        return self.roles_on(kind) if self.kind == "staff" else frozenset({self.kind})

    @property
    def scope(self) -> UUID:
        """The unit to filter by; for somebody without one, a key that no unit has."""
        return self.unit_id or NO_UNIT

    def has(self, *roles: str, on: str) -> bool:
        """Tell whether one of the roles is held for a kind of record."""
        return bool(self.roles_on(on).intersection(roles))

    def may(self, right: str) -> bool:
        """Tell whether the current position allows an act on a kind of record (``rules.rights``)."""
        if self.kind != "staff" or self.unit_id is None:
            return False
        return rights.allowed(right, self.roles_on(rights.lent_under(right)))

    def acts(self, right: str) -> bool:
        """Tell whether the act may be done now: commands ask this. An elevated one wants the administrator's session.

        :meth:`may` says what a page offers; the session is asked for on the way (``office.guard``).
        """
        return self.may(right) and (bool(self.elevation) or not rights.RIGHTS[right].elevated)


def citizen(label: str = "Người dân") -> Actor:
    """A person at the other side of the counter; known by what they hold, not by a login."""
    return Actor(kind="citizen", id="citizen", label=label)


SYSTEM = Actor(kind="system", id="system", label="Thân Thiện")
