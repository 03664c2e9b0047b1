"""Papers issued: content frozen at the act, number from the unit's own series; the PDF is drawn when asked for."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.onestop import access, seals, timing
from thanthien.onestop.commands import _marks, _messages
from thanthien.onestop.models import Apology, Dossier, Paper
from thanthien.org import service as org
from thanthien.org.models import Office
from thanthien.papers import service as forms
from thanthien.rules import numbering, supplement

STATES = {
    "brought": forms.PaperForm.ORIGINAL,
    "file": forms.PaperForm.ELECTRONIC,
    "filled": forms.PaperForm.ELECTRONIC,
    "later": forms.PaperForm.ORIGINAL,
    "elsewhere": forms.PaperForm.ELECTRONIC,
}


def _number(run: Run, dossier: Dossier, kind: str) -> str:
    """Take the next number of a kind of paper; series begin anew each year (NĐ 30/2020)."""
    unit_id = run.actor.unit_id or dossier.unit_id
    day = clock.local(run.now).date()
    return numbering.paper_number(kind, run.number(unit_id, numbering.series(kind, day)))


def letter_number(run: Run, dossier: Dossier, kind: str) -> str:
    """Take the number of a letter; apologies keep their own book."""
    return _number(run, dossier, kind)


def head(office: Office) -> forms.Letterhead:
    """Return the letterhead of a commune."""
    unit = office.unit
    return forms.Letterhead(
        superior="Ủy ban nhân dân",
        body=f"{unit.kind_word} {unit.name}",
        place=office.place_name or unit.name,
        unit=f"UBND {unit.kind_word} {unit.name}",
        address=office.address,
        phone=office.phone,
    )


def of_dossier(dossier: Dossier) -> forms.Dossier:
    """Return what every paper says of its dossier."""
    person = forms.Person(
        dossier.applicant,
        called=_called(dossier.address_as),
        address=dossier.address,
        phone=dossier.phone,
        email=dossier.email,
    )
    return forms.Dossier(
        code=dossier.code,
        procedure=dossier.title,
        applicant=person,
        procedure_code=dossier.procedure_code,
        received_at=clock.local(dossier.accepted_at or dossier.filed_at),
        due_at=_collect_at(dossier),
        follow_url=_messages.follow_link(dossier),
    )


def _collect_at(dossier: Dossier) -> datetime | None:
    """A paper names the hour to come and collect; the legal end of the day is for lateness (settled question 3)."""
    if dossier.due_at is None:
        return None
    collect = dossier.derivation.get("collect_at")
    return datetime.fromisoformat(collect) if collect else clock.local(dossier.due_at)


def _called(address_as: str) -> str:
    """Letters always say ông or bà (ux: how to address people)."""
    return address_as if address_as in ("ông", "bà") else "ông/bà"


def signer(run: Run, lines: tuple[str, ...]) -> forms.Signer:
    return forms.Signer(lines, run.actor.label)


def contact(run: Run, dossier: Dossier, office: Office) -> forms.Contact:
    """Return who answers: who acts, else who settles, else the counter."""
    if run.actor.kind == "staff":
        return forms.Contact(run.actor.label, run.actor.position, run.actor.phone or office.phone)
    owner = dossier.owner
    return (
        forms.Contact(owner.name, "người xử lý", owner.phone)
        if owner
        else forms.Contact("Bộ phận Một cửa", "", office.phone)
    )


def issue(run: Run, dossier: Dossier, paper: forms.Paper, number: str, file: UUID | None = None) -> Paper:
    """Freeze a paper and note that it was issued. Raises Refused for a letter that no font has.

    ``file``: the signed sheet that is handed out, stamped, in place of a drawn paper.
    """
    data = forms.to_json(paper) | ({"file": str(file)} if file else {})
    all_letters_print(data)
    issued = Paper(
        unit_id=dossier.unit_id,
        dossier=dossier,
        kind=str(paper.kind),
        number=number,
        issued_at=run.now,
        data=data,
        template=str(data["version"]),
    )
    run.add(issued)
    if paper.kind != "receipt":  # a receipt has its own mark, which the chain seals
        _marks.mark_paper(run, issued, paper)
    said = {
        "paper": str(paper.kind),
        "number": number,
        "sha256": seals.of(data),
        **(_promised(dossier) if paper.kind == "receipt" else {}),
    }
    promise = issued.id if paper.kind == "receipt" else None
    run.audit(dossier.unit_id, ("dossier", dossier.id), said, act="paper.issue", paper_id=promise)
    return issued


def _promised(dossier: Dossier) -> dict[str, str]:
    """What a receipt tells the person and its leaf seals: the dossier, when it was received, when it is due."""
    dates = {"received_at": dossier.accepted_at or dossier.filed_at, "due_at": _collect_at(dossier)}
    return {"code": dossier.code, **{name: clock.iso(at) for name, at in dates.items() if at}}


def all_letters_print(data: Mapping[str, Any], field: str = "reason") -> None:
    """Raise Refused for a letter that cannot be printed.

    A letter that the font lacks would fail only when the paper is drawn, long after it was sent; say so now."""
    holes = forms.missing_glyphs(json.dumps(data, ensure_ascii=False))
    if holes:
        raise Refused(f"Máy in của xã chưa in được chữ “{min(holes)}”. Viết lại bằng chữ Việt.", field, "no-glyph")


def lines(dossier: Dossier) -> tuple[forms.PaperLine, ...]:
    """Return the papers that came with a dossier."""
    return tuple(
        forms.PaperLine(
            item.text,
            STATES.get(item.state, forms.PaperForm.ORIGINAL),
            digitised=item.file_id is not None,
            note="sẽ mang đến" if item.state == "later" else "",
        )
        for item in access.items(dossier)
        if item.state in STATES
    )


def limit(dossier: Dossier) -> forms.Limit:
    limit = timing.read_limit(dossier.limit)
    return forms.Limit(limit.said, limit.article, limit.assumed)


def supplement_paper(
    run: Run, dossier: Dossier, office: Office, stage: str, items: Sequence[Mapping[str, Any]], reason: str, ground: str
) -> None:
    """Form 02: everything that is missing, why, and how to mend it, in one paper."""
    number = _number(run, dossier, "supplement")
    since = dossier.accepted_at if stage == "during" else None
    policy = supplement.policy_on(clock.local(since).date()) if since else None
    paper = forms.Supplement(
        head=head(office),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=of_dossier(dossier),
        stage=forms.Stage.DURING if stage == "during" else forms.Stage.BEFORE,
        items=tuple(
            forms.Missing(str(item["text"]), reason, "Mang đến Một cửa hoặc gửi ở trang theo dõi.") for item in items
        ),
        grounds=(ground,),
        contact=contact(run, dossier, office),
        signer=signer(run, ("NGƯỜI YÊU CẦU",)),
        clock=supplement.SAID[policy.value if policy else ""],
    )
    issue(run, dossier, paper, number)


def refusal(run: Run, dossier: Dossier, office: Office, reason: str, ground: str, guidance: str) -> None:
    """Form 03: a legal reason and what to do next, never a technical error."""
    number = _number(run, dossier, "refusal")
    paper = forms.Refusal(
        head=head(office),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=of_dossier(dossier),
        request=dossier.title,
        reasons=(reason,),
        grounds=(ground,),
        guidance=(guidance,),
        contact=contact(run, dossier, office),
        signer=signer(run, ("NGƯỜI TIẾP NHẬN",)),
    )
    issue(run, dossier, paper, number)


def not_eligible(run: Run, dossier: Dossier, office: Office, reason: str, ground: str, guidance: str) -> None:
    """The reasoned written reply to a dossier settled against the applicant."""
    number = _number(run, dossier, "refusal")
    paper = forms.NotEligible(
        head=head(office),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=of_dossier(dossier),
        reasons=(reason,),
        grounds=(ground,),
        guidance=(guidance,),
        contact=contact(run, dossier, office),
        signer=chair(run, office),
        returned=lines(dossier),
    )
    issue(run, dossier, paper, number)


def chair(run: Run, office: Office) -> forms.Signer:
    """Return the signature block of the chair in office."""
    chairs = org.holders(office.unit_id, Role.CHAIR, clock.local(run.now).date())
    return forms.Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), chairs[0].staff.name if chairs else "")


def apology(run: Run, dossier: Dossier, office: Office, letter: Apology) -> None:
    """Form 04 in five parts; the error letter and the dateless one take the same form."""
    person = letter.answerable
    new_due = timing.closing(office, letter.new_date) if letter.new_date else None
    paper = forms.Apology(
        head=head(office),
        number=letter.number,
        issued_on=clock.local(run.now).date(),
        dossier=of_dossier(dossier),
        reason=letter.reason,
        answerable=forms.Contact(person.name, "người trả lời", person.phone or office.phone)
        if person
        else forms.Contact(run.actor.label, run.actor.position, office.phone),
        signer=chair(run, office),
        new_due_at=new_due,
        return_place=f"Bộ phận Một cửa {office.unit.kind_word} {office.unit.name}",
        wrong=letter.reason if letter.kind == "error" else "",
    )
    issue(run, dossier, paper, letter.number)


def handover(run: Run, dossier: Dossier, office: Office, body: str, reason: str) -> None:
    """The slip that goes with a dossier to another body."""
    number = _number(run, dossier, "handover")
    paper = forms.Handover(
        head=head(office),
        number=number,
        issued_on=clock.local(run.now).date(),
        dossier=of_dossier(dossier),
        to_body=body,
        reason=reason,
        papers=lines(dossier),
        giver=signer(run, ("NGƯỜI GIAO",)),
        contact=contact(run, dossier, office),
    )
    issue(run, dossier, paper, number)
