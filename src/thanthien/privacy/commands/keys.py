"""Noting that the key of the encrypted columns was changed."""

from dataclasses import dataclass
from datetime import datetime

from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.org import service as org


@dataclass(frozen=True, slots=True)
class Noted:
    """In how many chains it stands."""

    units: int


@command("key.rotate")
def note_rotation(run: Run, *, actor: Actor, now: datetime, values: int, files: int) -> Noted:
    """Let each commune's chain say that its data was written anew under another key, and how much in all."""
    units = list(org.offices().values_list("unit_id", flat=True))
    for unit_id in units:
        run.audit(unit_id, ("installation", None), {"values": values, "files": files})
    return Noted(len(units))
