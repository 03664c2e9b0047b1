"""Acts about the papers of the model: draft from records, edit, fill again, issue once, take a signed copy back."""

import re
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.programme import drafting, paper_body, paper_print
from thanthien.programme.access import paper as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import ModelPaper
from thanthien.programme.paper_body import Words

PURPOSE: Final = "model_paper"
BACK: Final = "model_paper_back"
MOST_SECTIONS: Final = 80
MOST_WORDS: Final = 20_000
_NUMBER: Final = re.compile(r"(\d{1,5})(/[\w./-]{1,40})?")


@command("model_paper.draft")
def draft(run: Run, *, actor: Actor, now: datetime, kind: str, subject_id: UUID) -> Done:
    """Begin a paper about a record, filled from what the records say now.

    Raises :class:`NotThere` for an unknown kind or a record of others, :class:`Refused` while a draft is there.
    """
    if actor.unit_id is None or not actor.may("model_paper.change"):
        raise NotThere
    known = drafting.kind_of(kind)
    found = known.fill(actor, subject_id, now)
    there = access.of_subject(actor, kind, subject_id)
    if there and there[0].issued_on is None:
        raise Refused("Văn bản này đang được soạn. Mở bản đang soạn.", "", "draft-there")
    row = ModelPaper(
        unit_id=actor.unit_id, kind=kind, subject_id=subject_id, title=clean(found.title)[:300],
        grounds=list(found.grounds), recipients=list(found.recipients), filled_at=now, changed_at=now,
        sections=paper_body.kept(found.sections, org.office_of(actor.unit_id).unit.code),
        signers=[[one.role, one.name] for one in found.signers], changed_by_id=UUID(actor.id),
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(row.unit_id, ("model_paper", row.id), {"kind": kind})
    return Done(str(row.id))


@command("model_paper.edit")
def edit(run: Run, *, actor: Actor, now: datetime, paper_id: UUID, version: int, words: Words) -> Done:
    """Change the words of a draft; figures, tables and charts stay as filled. Raises Refused, Stale or NotThere."""
    row = _draft(actor, paper_id, version)
    title = clean(words.title)
    if not 3 <= len(title) <= 300:
        raise Refused("Ghi văn bản nói về việc gì, từ 3 đến 300 chữ cái.", "title")
    told = [(clean(head)[:300], clean_multiline(text)) for head, text in words.sections]
    if len(told) > MOST_SECTIONS or any(len(text) > MOST_WORDS for _, text in told):
        raise Refused("Mỗi mục dài nhất 20.000 chữ cái, văn bản nhiều nhất 80 mục.", "", "too-long")
    row.title, row.sections = title, paper_body.edited(row.sections, told)
    row.grounds, row.recipients = _lines(words.grounds), _lines(words.recipients)
    _save(run, actor, now, row)
    return Done(str(row.id))


@command("model_paper.refill")
def refill(run: Run, *, actor: Actor, now: datetime, paper_id: UUID, version: int) -> Done:
    """Fill a draft anew from the records; words that somebody edited stay."""
    row = _draft(actor, paper_id, version)
    found = drafting.kind_of(row.kind).fill(actor, row.subject_id, now)
    fresh = paper_body.kept(found.sections, org.office_of(row.unit_id).unit.code)
    row.sections, row.filled_at = paper_body.renewed(row.sections, fresh), now
    row.signers = [[one.role, one.name] for one in found.signers]
    _save(run, actor, now, row)
    return Done(str(row.id))


@command("model_paper.issue")
def issue(
    run: Run, *, actor: Actor, now: datetime, paper_id: UUID, version: int, number: str, on: date, signer_as: str,
    signer: str,
) -> Done:  # fmt: skip
    """Issue a paper: number, day, signer; its print is kept from now on and nothing of it changes any more.

    Raises :class:`Refused` for an empty paper, a number taken that year, a day to come, letters that do not print.
    """
    access.lock_drafts(actor.scope)
    row = _draft(actor, paper_id, version, "model_paper.issue")
    known = drafting.kind_of(row.kind)
    if not paper_body.says_something(row.sections):
        raise Refused("Văn bản chưa có nội dung nào.", "", "empty")
    if on > clock.local(now).date():
        raise Refused("Ngày ban hành không ở sau hôm nay.", "on")
    row.number, row.issued_on = _numbered(row, known.form, clean(number), on), on
    if not row.signers:  # else those sign whom the record names
        row.signer_as, row.signer = "\n".join(_lines(signer_as.splitlines()))[:200], clean(signer)[:120]
        if not (row.signer and row.signer_as):
            raise Refused("Ghi chức vụ và tên người ký.", "signer")
    row.data = paper_print.data_of(row) | {"check": onestop.marks.check_of(row.id)}
    row.pdf = files.stage(
        f"{known.form.label} {row.number}.pdf", paper_print.pdf(row.data), unit_id=row.unit_id, purpose=PURPOSE, now=now
    )
    files.attach([row.pdf.id], unit_id=row.unit_id, attached_to=row.id)
    _marked(run, row, known.form)
    if known.after is not None:
        told = drafting.Issued(row.id, row.unit_id, row.subject_id, row.title, row.number, on, row.signer)
        known.after(run, actor, now, told)
    _save(run, actor, now, row, {"number": row.number, "hash": row.pdf.sha256})
    return Done(str(row.id))


@command("model_paper.give_back")
def give_back(run: Run, *, actor: Actor, now: datetime, paper_id: UUID, file_id: UUID) -> Done:
    """Keep a PDF that came back from outside (signed by hand, edited in Word) beside the paper; the paper stays."""
    row = access.paper(actor, paper_id)
    if not actor.may("model_paper.change"):
        raise NotThere
    file = files.get(file_id, unit_id=row.unit_id)
    if file.mime != "application/pdf":
        raise Refused("Gửi bản PDF. Ảnh chụp hay tệp Word thì lưu thành PDF trước.", "file", "not-pdf")
    files.attach([file.id], unit_id=row.unit_id, attached_to=row.id)
    run.audit(row.unit_id, ("model_paper", row.id), {"kind": row.kind, "hash": file.sha256})
    return Done(str(row.id))


def _marked(run: Run, row: ModelPaper, form: drafting.Form) -> None:
    """Let anybody check the paper by the code that its print bears: kind, number, day, post; the print's own hash."""
    assert row.issued_on is not None
    assert row.pdf is not None
    post = row.signer_as.splitlines()[-1].capitalize() if row.signer_as else ""
    onestop.marks.mark_print(
        run, unit_id=row.unit_id, paper_id=row.id, kind=form.name.rpartition("_")[2], number=row.number,
        issued_at=clock.day_start(row.issued_on), position=post, sha256=row.pdf.sha256,
    )  # fmt: skip


def _draft(actor: Actor, paper_id: UUID, version: int, right: str = "model_paper.change") -> ModelPaper:
    row = access.take_paper(actor, paper_id, version, right)
    if row.issued_on is not None:
        raise Refused("Văn bản đã ban hành, không sửa được nữa. Cần thay thì soạn văn bản mới.", "", "issued")
    return row


def _save(run: Run, actor: Actor, now: datetime, row: ModelPaper, said: dict[str, Any] | None = None) -> None:
    row.version, row.changed_at, row.changed_by_id = row.version + 1, now, UUID(actor.id)
    row.save()
    run.audit(row.unit_id, ("model_paper", row.id), {"kind": row.kind, **(said or {})})


def _lines(typed: Any) -> list[str]:
    return [line for line in (clean(one)[:300] for one in typed) if line][:40]


def _numbered(row: ModelPaper, form: drafting.Form, typed: str, on: date) -> str:
    """Read "12" or "12/KH-UBND"; a commitment has no number."""
    if not form.letters:
        return ""
    found = _NUMBER.fullmatch(typed)
    if found is None:
        raise Refused(f"Ghi số văn bản, ví dụ: 12 hoặc 12/{form.letters}-UBND.", "number")
    number = f"{found[1]}{found[2] or f'/{form.letters}-UBND'}"
    if access.number_taken(row.unit_id, number, on.year):
        raise Refused("Số này đã cấp cho văn bản khác trong năm.", "number", "number-taken")
    return number
