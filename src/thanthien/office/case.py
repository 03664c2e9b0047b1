"""One dossier as a work page reads it: itself, its parts, what may be done with it and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor, Role
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import service as privacy
from thanthien.rules.dossier import MACHINE, Facts, asks
from thanthien.rules.rights import lent_under

if TYPE_CHECKING:
    from thanthien.onestop.models import Apology, Dossier, PaperItem, Supplement

CALLED = ("ông", "bà")


@dataclass(frozen=True)
class Case:
    """A dossier in the hands of one actor at one moment. Parts are read when a page asks for them."""

    actor: Actor
    now: datetime
    dossier: Dossier

    @cached_property
    def requests(self) -> list[Supplement]:
        """Requests for papers, oldest first."""
        return list(onestop.supplements(self.dossier))

    @cached_property
    def letters(self) -> list[Apology]:
        """Apologies, oldest first."""
        return list(onestop.apologies(self.dossier))

    @cached_property
    def items(self) -> list[PaperItem]:
        """The published list of papers, with what came."""
        return list(onestop.items(self.dossier))

    @cached_property
    def facts(self) -> Facts:
        """What the machine's guards ask."""
        return onestop.case_facts(self.dossier, self.now, self.requests, self.letters)

    @cached_property
    def entry(self) -> Any:
        """The catalogue entry that the dossier is pinned to."""
        return onestop.entry_of(self.dossier.procedure)

    @cached_property
    def handlers(self) -> list[tuple[str, str]]:
        """Who may handle a dossier of this unit today: key, name with position."""
        held = org.holders(self.dossier.unit_id, Role.HANDLER, clock.local(self.now).date())
        return [(str(one.staff_id), f"{one.staff.name}, {one.title}") for one in held]

    @property
    def called(self) -> str:
        """How letters address the applicant: always ông or bà."""
        return self.dossier.address_as if self.dossier.address_as in CALLED else "ông/bà"

    @property
    def state_label(self) -> str:
        """The step the dossier stands at, in the officers' words."""
        return MACHINE.states[self.dossier.state].label

    def refusal(self, move: str) -> str:
        """Why this actor cannot make a move now, "" when they can."""
        why = MACHINE.refusal(self.dossier.state, move, self._roles(move), self.facts)
        if not why and "chair" in asks(move, self.facts) and not self.actor.has(Role.CHAIR, on="dossier"):
            return "Đã yêu cầu bổ sung rồi. Thêm lần nữa thì phải nêu luật riêng và do Chủ tịch quyết định."
        return why

    def needs_law(self, move: str) -> bool:
        """Tell whether the move asks for a special law this time (settled question 7)."""
        return "special_law" in asks(move, self.facts)

    def mine(self, move: str) -> bool:
        """Tell whether the move belongs to this actor's post at all."""
        return not self.kept and bool(self._roles(move) & MACHINE.moves[move].by)

    def _roles(self, move: str) -> frozenset[str]:
        return self.actor.machine_roles(lent_under(f"dossier.{move}"))

    @property
    def kept(self) -> bool:
        """Tell whether it is a file of a unit that ended: kept here to be read and printed."""
        return self.dossier.unit_id != self.actor.unit_id


def read(actor: Actor, dossier_id: UUID, now: datetime) -> Case:
    """Return a case of the actor's own unit and note that they opened it; raises NotThere for another's."""
    case = Case(actor, now, onestop.get_for(actor, dossier_id))
    privacy.note_opened(actor, now, case.dossier)
    return case
