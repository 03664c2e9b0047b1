"""Tables of this room."""

from thanthien.petitions.sealed.models import (
    EscrowOpening,
    EscrowShare,
    SealedEscrow,
    SealedKey,
    SealedRecord,
    SealedWrap,
)

__all__ = ["EscrowOpening", "EscrowShare", "SealedEscrow", "SealedKey", "SealedRecord", "SealedWrap"]
