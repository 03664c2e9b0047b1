"""Form 01: what was received, when it will be ready and how that was counted, what it costs and why."""

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.onestop import catalogue
from thanthien.onestop.access import intake
from thanthien.onestop.commands import _fees, _papers
from thanthien.onestop.intake_lines import SOURCES
from thanthien.onestop.models import Charge, Dossier
from thanthien.org import service as org
from thanthien.org.models import Office
from thanthien.papers import service as forms
from thanthien.rules import fees


def receipt(run: Run, dossier: Dossier, offer: catalogue.Offer, office: Office, charge: Charge | None) -> None:
    """Issue form 01, with the date and how it was counted, and the charge with its reason."""
    number = _papers.letter_number(run, dossier, "receipt")
    reasons = dossier.derivation.get("estimate_reasons", [])
    paper = forms.Receipt(
        head=_papers.head(
            office if dossier.unit_id == dossier.received_unit_id else org.office_of(dossier.received_unit_id)
        ),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=_papers.of_dossier(dossier),
        papers=_papers.lines(dossier),
        limit=_papers.limit(dossier),
        derivation=_derivation(dossier),
        fee=_fee(dossier, offer, charge),
        receiver=_papers.signer(run, ("NGƯỜI TIẾP NHẬN",)),
        return_place=f"Bộ phận Một cửa {office.unit.kind_word} {office.unit.name}",
        return_way="Nhận tại quầy",
        estimate=reasons[0] if reasons else "",
        settled_by=""
        if dossier.unit_id == dossier.received_unit_id
        else f"UBND {office.unit.kind_word} {office.unit.name}",
        register_no=number,
        official=_official(run, dossier),
    )
    _papers.issue(run, dossier, paper, number)


def _fee(dossier: Dossier, offer: catalogue.Offer, charge: Charge | None) -> forms.Fee:
    """Return what the paper says of money: the charge and why; a rate where pages are still to be counted."""
    if charge is not None and charge.amount is not None:
        unsure = "mức thu tạm tính, chờ xác nhận" if charge.assumed else ""
        words = "; ".join(str(one["words"]) for one in charge.steps)
        return forms.Fee(
            charge.amount, True, note="; ".join(filter(None, (words, charge.steps[-1]["article"], unsure)))
        )
    fee, tariff = offer.entry.fee, _fees.tariff_of(offer.entry, _fees.day_of(dossier))
    if tariff.known and tariff.per == fees.PAGE:
        return forms.Fee(said=fees.rate(tariff), note=f"{_fees.COUNTED_LATER}; {tariff.article}")
    confirmed = fee.verified and fee.status in ("free", "fixed")
    return forms.Fee(fee.amount_vnd if confirmed else None, confirmed)


def _official(run: Run, dossier: Dossier) -> str:
    """Say under which code another system knows it; that row was written in this act or in one before."""
    if dossier.channel not in SOURCES:
        return ""
    run.flush()
    known = intake.of_dossier(dossier.unit_id, dossier.id)
    return f"Mã trên {SOURCES[known.source]}: {known.code}" if known else ""


def _derivation(dossier: Dossier) -> forms.Derivation:
    assumed = set(dossier.derivation.get("assumed", []))
    steps = tuple(
        forms.Step(step["note"], step["article"], step["rule"] in assumed)
        for step in dossier.derivation.get("steps", [])
    )
    return forms.Derivation(dossier.derivation.get("sentence", ""), steps)
