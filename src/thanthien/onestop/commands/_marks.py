"""The mark of a paper, written by the act that issues it: its code, and whose signature it waits for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from thanthien.core import tokens
from thanthien.core.command import Run
from thanthien.onestop import pdf, seals, signing
from thanthien.onestop.models import Paper, PaperMark
from thanthien.papers import service as forms

PURPOSE: Final = "paper"
Signing = PaperMark.Signing
# Whoever does the act signs these; the commune's seal signs what the records clerk numbers.
BY_ACTOR: Final = frozenset({"apology", "courtesy"})
BY_CHAIR: Final = frozenset({"not_eligible"})
BY_SEAL: Final = frozenset({"result"})
RECEIPT: Final = "fee_receipt"  # taken back where money is: the till says so, not the records clerk


def mark(
    run: Run, unit_id: UUID, dossier_id: UUID | None, paper_id: UUID, kind: str, number: str, position: str,
    words: Mapping[str, Any],
) -> PaperMark:  # fmt: skip
    """Add the mark of a paper that this act issues, with the seal of its words. Its signature follows."""
    state, signer = _signing(run, unit_id, kind)
    row = PaperMark(
        id=paper_id, unit_id=unit_id, dossier_id=dossier_id, code=tokens.mark_of(PURPOSE, paper_id), kind=kind,
        number=number, issued_at=run.now, position=position[:120], signing=state, signer_id=signer,
        asked_at=run.now if state == Signing.WAITING else None, next_try_at=run.now,
        sha256=seals.of(words),
    )  # fmt: skip
    run.add(row)
    return row


def _signing(run: Run, unit_id: UUID, kind: str) -> tuple[str, UUID | None]:
    """Nobody's key is used without their own act: what another one has to sign waits for them."""
    if kind not in BY_ACTOR | BY_CHAIR | BY_SEAL or run.actor.kind != "staff" or not signing.source(unit_id):
        return Signing.NONE, None
    if kind in BY_SEAL:
        return Signing.WAITING, None
    if kind in BY_CHAIR and not run.actor.may("paper.sign"):
        return Signing.ASKED, None
    return Signing.WAITING, UUID(run.actor.id)


def void(paper_id: UUID, now: datetime) -> None:
    """Say of a paper that another act took it back: whoever checks it reads that it no longer counts."""
    PaperMark.objects.filter(id=paper_id).update(standing=PaperMark.Standing.VOIDED, standing_at=now)


def mark_paper(run: Run, issued: Paper, paper: forms.Paper) -> None:
    """Add the mark of a dossier's paper, with the post in which it is signed: whoever checks it reads no name."""
    signer = getattr(paper, "signer", None) or getattr(paper, "giver", None)
    position = run.actor.position
    if signer is not None and signer.name != run.actor.label:
        position = str(signer.lines[-1]).capitalize()
    mark(run, issued.unit_id, issued.dossier_id, issued.id, issued.kind, issued.number, position, issued.data)


def check_of(paper_id: UUID) -> dict[str, Any]:
    """Return what a paper prints of its check (``papers.Check``), before it has its mark."""
    return pdf.check(tokens.mark_of(PURPOSE, paper_id), "")


def mark_print(
    run: Run, *, unit_id: UUID, paper_id: UUID, kind: str, number: str, issued_at: datetime, position: str, sha256: str
) -> None:
    """Add the mark of a paper whose print another room keeps: ``kind`` of :data:`signing.NAMES`, the file's SHA-256.

    Nothing signs it digitally. The paper prints :func:`check_of` its own key.
    """
    row = PaperMark(
        id=paper_id, unit_id=unit_id, code=tokens.mark_of(PURPOSE, paper_id), kind=kind, number=number,
        issued_at=issued_at, position=position[:120], sha256=sha256,
    )  # fmt: skip
    run.add(row)
