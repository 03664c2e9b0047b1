"""The result paper inside the acts that sign and issue: frozen at the signature, numbered in its own book."""

from uuid import UUID

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.core.ids import uuid7
from thanthien.onestop.access import outgoing
from thanthien.onestop.commands import _papers
from thanthien.onestop.models import Dossier, ResultPaper
from thanthien.org import service as org
from thanthien.papers import service as forms
from thanthien.rules import numbering

NAMES = {"extract": "Trích lục", "confirmation": "Giấy xác nhận", "result": "Thông báo kết quả"}


def sign(run: Run, dossier: Dossier) -> None:
    """The chair's signature freezes the draft, if there is one."""
    draft = outgoing.open_result(dossier)
    if draft is not None:
        draft.state, draft.signed_by_id, draft.signed_at = "signed", UUID(run.actor.id), run.now
        draft.save(update_fields=["state", "signed_by", "signed_at"])


def issue(run: Run, dossier: Dossier) -> str:
    """Take the next number of the kind's series of the year, enter the line in the book, issue the paper.

    A result made outside the house has no words here: its line stands in the book all the same. Returns the number.
    """
    row = outgoing.open_result(dossier) or ResultPaper(
        id=uuid7(), unit_id=dossier.unit_id, dossier=dossier, kind="result", title=dossier.title, drafted_at=run.now
    )
    return number(run, dossier, row)


def number(run: Run, dossier: Dossier, row: ResultPaper) -> str:
    """Give a result its number and day, and issue its paper. Returns the number."""
    day = clock.local(run.now).date()
    row.year, row.serial = day.year, run.number(dossier.unit_id, numbering.series(row.kind, day))
    row.number = numbering.paper_number(row.kind, row.serial)
    row.state, row.issued_at = "issued", run.now
    row.issued_by_id = UUID(run.actor.id) if run.actor.kind == "staff" else None
    if row.body or row.file_id:
        paper = paper_of(run, dossier, row)
        row.paper = _papers.issue(run, dossier, paper, row.number, file=row.file_id)
    run.flush()
    row.save()
    return row.number


def paper_of(run: Run, dossier: Dossier, row: ResultPaper) -> forms.Result:
    """Return what a result paper says; without a number it is a draft."""
    office = org.office_of(dossier.unit_id)
    signer = _papers.chair(run, office)
    if row.signed_by is not None:
        signer = forms.Signer(signer.lines, row.signed_by.name)
    return forms.Result(
        head=_papers.head(office),
        number=row.number,
        issued_on=clock.local(run.now).date(),
        name=NAMES[row.kind],
        title=row.title,
        lines=tuple(line for line in row.body.split("\n") if line.strip()),
        dossier=_papers.of_dossier(dossier),
        signer=signer,
        draft=not row.number,
    )
