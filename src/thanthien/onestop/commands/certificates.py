"""Trial certificates of the demo: a root a unit, one for its seal, one a person; made when first needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.onestop import signing
from thanthien.onestop.access import marks
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import SigningCertificate
from thanthien.org import service as org
from thanthien.papers import service as papers

Holder = SigningCertificate.Holder


@command("certificate.make")
def make_certificate(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, holder: str, staff_id: UUID | None
) -> Kept:
    """Make a trial certificate, with the unit's root before it; one that is there stays."""
    row = _made(run, unit_id, holder, staff_id)
    return Kept(str(row.id))


def _made(run: Run, unit_id: UUID, holder: str, staff_id: UUID | None) -> SigningCertificate:
    row = marks.certificate(unit_id, holder, staff_id, run.now)
    said = {"holder": holder, "staff": str(staff_id) if staff_id else ""}
    if row is not None:
        run.audit(unit_id, ("certificate", row.id), {**said, "known": "yes"})
        return row
    office = org.office_of(unit_id)
    unit = f"UBND {office.unit.kind_word} {office.unit.name}"
    if holder == Holder.ROOT:
        pair = papers.trial.root(unit, run.now)
    else:
        above = _made(run, unit_id, Holder.ROOT, None)
        name = org.staff_names([str(staff_id)])[str(staff_id)] if staff_id else unit
        issuer = papers.trial.Pair(above.certificate, above.key, above.ends_at)
        pair = papers.trial.person(name, unit, issuer, run.now)
    row = SigningCertificate(
        unit_id=unit_id, holder=holder, staff_id=staff_id, certificate=pair.certificate, key=pair.key,
        made_at=run.now, ends_at=pair.ends_at,
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(unit_id, ("certificate", row.id), said)
    return row


def trial_signer(unit_id: UUID, staff_id: UUID | None, now: datetime) -> papers.signer.Signer:
    """Return the trial signer of a person, or of the unit's seal; its certificate is made when there is none.

    Raises ``NoKey`` outside the demo: a paper that waited while the commune's certificate was taken away must not
    leave the house with a signature that proves nothing.
    """
    if signing.source(unit_id) != "trial":
        raise papers.signer.NoKey("trial certificates are for the demo alone")
    holder = Holder.PERSON if staff_id else Holder.SEAL
    own = marks.certificate(unit_id, holder, staff_id, now)
    if own is None:
        make_certificate(actor=SYSTEM, now=now, unit_id=unit_id, holder=holder, staff_id=staff_id)
        own = marks.certificate(unit_id, holder, staff_id, now)
    root = marks.certificate(unit_id, Holder.ROOT, None, now)
    assert own is not None
    assert root is not None
    return papers.signer.from_pem(own.certificate, own.key, (root.certificate,), trial=True)
