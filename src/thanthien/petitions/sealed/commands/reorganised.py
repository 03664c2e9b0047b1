"""Carrying sealed cases over to the unit that follows. Ciphertext is bound to the record's id, so nothing is opened."""

from thanthien.core.command import Run
from thanthien.org.service import Scheme
from thanthien.petitions.sealed.following import home_of
from thanthien.petitions.sealed.models import (
    EscrowOpening,
    EscrowShare,
    Kind,
    SealedEscrow,
    SealedKey,
    SealedRecord,
    SealedWrap,
)


def sealed_cases(run: Run, scheme: Scheme) -> int:
    """Give every row of the old units its new unit; test records go, the next drill lays a new one."""
    olds, home = scheme.olds, home_of(scheme)
    SealedWrap.objects.filter(unit_id__in=olds, record__kind=Kind.DRILL).delete()
    SealedRecord.objects.filter(unit_id__in=olds, kind=Kind.DRILL).delete()
    SealedKey.objects.filter(unit_id__in=olds).update(unit_id=home)
    SealedEscrow.objects.filter(unit_id__in=olds).update(unit_id=home)
    EscrowShare.objects.filter(unit_id__in=olds).update(unit_id=home)
    EscrowOpening.objects.filter(unit_id__in=olds).update(unit_id=home)
    SealedWrap.objects.filter(unit_id__in=olds).update(unit_id=home)
    return SealedRecord.objects.filter(unit_id__in=olds).update(unit_id=home)
