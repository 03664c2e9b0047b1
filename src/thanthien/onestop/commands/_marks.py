"""The mark of a paper, written by the act that issues it: its code, and whose signature it waits for."""

from typing import Final
from uuid import UUID

from thanthien.core import tokens
from thanthien.core.command import Run
from thanthien.onestop import signing
from thanthien.onestop.models import Paper, PaperMark
from thanthien.papers import service as forms

PURPOSE: Final = "paper"
Signing = PaperMark.Signing
# Whoever does the act signs these; the commune's seal signs what the records clerk numbers.
BY_ACTOR: Final = frozenset({"apology", "courtesy"})
BY_CHAIR: Final = frozenset({"not_eligible"})
BY_SEAL: Final = frozenset({"result"})


def mark(
    run: Run, unit_id: UUID, dossier_id: UUID | None, paper_id: UUID, kind: str, number: str, position: str
) -> PaperMark:
    """Add the mark of a paper that this act issues. Its signature follows in the background."""
    state, signer = _signing(run, unit_id, kind)
    row = PaperMark(
        id=paper_id, unit_id=unit_id, dossier_id=dossier_id, code=tokens.mark_of(PURPOSE, paper_id), kind=kind,
        number=number, issued_at=run.now, position=position[:120], signing=state, signer_id=signer,
        asked_at=run.now if state == Signing.WAITING else None, next_try_at=run.now,
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


def mark_paper(run: Run, issued: Paper, paper: forms.Paper) -> None:
    """Add the mark of a dossier's paper, with the post in which it is signed: whoever checks it reads no name."""
    signer = getattr(paper, "signer", None) or getattr(paper, "giver", None)
    position = run.actor.position
    if signer is not None and signer.name != run.actor.label:
        position = str(signer.lines[-1]).capitalize()
    mark(run, issued.unit_id, issued.dossier_id, issued.id, issued.kind, issued.number, position)
