"""What every act of org shares: its answer, and who may do it for which unit."""

from dataclasses import dataclass
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere


@dataclass(frozen=True, slots=True)
class Done:
    """The record that was made or changed."""

    id: str


def may_administer(actor: Actor, unit_id: UUID) -> None:
    if actor.kind != "system" and not (actor.unit_id == unit_id and actor.may("staff.change")):
        raise NotThere
