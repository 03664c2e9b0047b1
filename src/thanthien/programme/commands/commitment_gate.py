"""The gate of a programme that a signed commitment opens."""

from uuid import UUID

from thanthien.programme.access import commitments as access
from thanthien.programme.commands.artefacts import note
from thanthien.programme.models import Commitment
from thanthien.rules.commitment import BODY


def open_gate(row: Commitment) -> None:
    """Say to the programme that a commitment was signed before witnesses; the first one is enough."""
    if row.signed_on is None or not row.witnesses or access.gate_is_open(row.unit_id):
        return
    who = f"cam kết của {row.party}" if row.scope == BODY else "cam kết cá nhân đầu tiên"
    note(row.unit_id, "commitment", row.id, f"{who}, trước {len(row.witnesses)} người chứng kiến", row.signed_on)


def recall(unit_id: UUID) -> None:
    """Open the gate of a commune that signed before it was chosen."""
    row = access.first_signed(unit_id)
    if row is not None:
        open_gate(row)
