"""Papers of the second annex: the notice of a dossier that stops (form 05)."""

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.onestop.access import fees as money
from thanthien.onestop.commands import _papers
from thanthien.onestop.models import Charge, Dossier
from thanthien.org.models import Office
from thanthien.papers import service as forms


def stop(run: Run, dossier: Dossier, office: Office, request: str, stage: str) -> None:
    """Form 05: the applicant's wish, the step it met, what is given back. Whoever settles signs it."""
    number = _papers.letter_number(run, dossier, "stop")
    settler = run.actor.label if run.actor.kind == "staff" else dossier.owner.name if dossier.owner else ""
    paper = forms.Stop(
        head=_papers.head(office),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=_papers.of_dossier(dossier),
        asked_at=clock.local(run.now),
        request=request,
        stage=stage,
        returned=_papers.lines(dossier),
        contact=_papers.contact(run, dossier, office),
        signer=forms.Signer(("NGƯỜI GIẢI QUYẾT",), settler),
        fee=_paid(dossier),
    )
    _papers.issue(run, dossier, paper, number)


def _paid(dossier: Dossier) -> str:
    """Say what money came in for a dossier, "" when none did."""
    charge = money.charge_of(dossier)
    if charge is None or charge.state != Charge.State.PAID or charge.amount is None:
        return ""
    amount = f"{charge.amount:,}".replace(",", ".")
    return f"{amount} đ, phiếu thu số {charge.receipt_number}"
