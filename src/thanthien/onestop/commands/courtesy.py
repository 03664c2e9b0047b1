"""Letters with a heart as acts: begun, looked at, changed, signed by the chair one by one, handed over, withdrawn."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, erasing
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop.access import courtesy as access
from thanthien.onestop.commands import _courtesy, _marks, _messages, _papers
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import CourtesyLetter, PaperMark
from thanthien.org import service as org
from thanthien.papers import service as forms
from thanthien.rules import courtesy as rule
from thanthien.rules import numbering

SHORTEST, LONGEST = 20, 4000
KEPT: Final = timedelta(days=365)  # a letter of thanks forgets its person then
CALLED: Final = ("ông", "bà", "ông/bà")
Kind, State = CourtesyLetter.Kind, CourtesyLetter.State


@command("courtesy.begin")
def begin_thanks(run: Run, *, actor: Actor, now: datetime, name: str, called: str, address: str, what: str) -> Kept:
    """Begin a letter of thanks to somebody who gave advice or a hand; ``what`` ends the sentence "Xã cảm ơn …".

    Raises Refused, NotThere.
    """
    if not actor.acts("courtesy.write"):
        raise NotThere
    name, address, what = clean(name)[:120], clean(address)[:200], clean(what)[:300].rstrip(".")
    if len(name) < 2:
        raise Refused("Điền tên người nhận thư.", "name")
    if called not in CALLED:
        raise Refused("Chọn cách gọi người nhận.", "called")
    if len(what) < 10:
        raise Refused("Ghi rõ xã cảm ơn về việc gì.", "what")
    words = _courtesy.filled(Kind.THANKS, called, what)
    _printable(name, address, words)
    letter = CourtesyLetter(
        unit_id=actor.scope, kind=Kind.THANKS, name=name, called=called, address=address, words=words,
        by=actor.label[:120], drafted_at=now,
    )  # fmt: skip
    run.add(letter)
    return _note(run, letter)


@command("courtesy.revise")
def revise_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID, words: str) -> Kept:
    """Change the words of a letter before it is signed; they are kept as typed. Raises Refused, NotThere."""
    letter = _taken(actor, letter_id, "courtesy.write", State.DRAFT, State.HELD)
    words = clean_multiline(words)
    if not SHORTEST <= len(words) <= LONGEST:
        raise Refused(f"Lời thư dài từ {SHORTEST} đến {LONGEST} chữ cái. Thư này {len(words)}.", "words")
    _printable(words)
    letter.words = words
    letter.save(update_fields=["words"])
    return _note(run, letter)


@command("courtesy.release")
def release_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID, reason: str) -> Kept:
    """A person has looked: the letter does no harm and comes before the chair. Raises Refused, NotThere."""
    letter = _taken(actor, letter_id, "courtesy.write", State.HELD, State.DRAFT)
    reason = clean(reason)[:300]
    if len(reason) < 6:
        raise Refused("Ghi đã hỏi ai, vì sao gửi được.", "reason")
    # What is known up to this moment was looked at; what comes in later is asked about again.
    letter.state, letter.note, letter.drafted_at = State.DRAFT, reason, now
    letter.save(update_fields=["state", "note", "drafted_at"])
    return _note(run, letter)


def seen_of_letter(letter: CourtesyLetter) -> str:
    """Return a mark of a letter's words: what is signed must be what was read."""
    return hashlib.sha256(f"{letter.name}|{letter.called}|{letter.words}".encode()).hexdigest()[:16]


@command("courtesy.sign")
def sign_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID, seen: str) -> Kept:
    """The chair signs one letter that was read; signing numbers it and tells the person that there is a letter.

    Never what about: neither message nor slip names the matter. Raises Refused when the words were changed after
    they were read, when the wish was taken back, or when a matter of the same family came in meanwhile.
    """
    letter = _taken(actor, letter_id, "courtesy.sign", State.DRAFT)
    if seen != seen_of_letter(letter):
        raise Refused("Lời thư vừa được sửa. Đọc lại thư rồi ký.", "", "letter-changed")
    _harmless(letter)
    office = org.office_of(letter.unit_id)
    day = clock.local(now).date()
    letter.number = numbering.paper_number("courtesy", run.number(letter.unit_id, numbering.series("courtesy", day)))
    letter.state, letter.signed_at, letter.signed_by_id = State.SIGNED, now, UUID(actor.id)
    paper = forms.Courtesy(
        head=_papers.head(office), number=letter.number, issued_on=day, title=_courtesy.text_of(letter.kind)[0],
        called=letter.called, name=letter.name, address=letter.address,
        lines=tuple(filter(None, (line.strip() for line in letter.words.split("\n")))),
        signer=forms.Signer(("CHỦ TỊCH",), actor.label),
    )  # fmt: skip
    letter.data = forms.to_json(paper)
    letter.save(update_fields=["number", "state", "signed_at", "signed_by", "data"])
    whose = letter.unit_id, letter.dossier_id, letter.id
    _marks.mark(run, *whose, "courtesy", letter.number, actor.position, letter.data)
    if letter.dossier is not None:
        link = f"{_messages.follow_link(letter.dossier)}thu/"
        _messages.tell(run, letter.dossier, office, "courtesy", letter_link=link)
    return _note(run, letter)


def _harmless(letter: CourtesyLetter) -> None:
    """Look again: somebody may have died, or changed their mind, since the draft."""
    if letter.dossier is None:
        return
    if not letter.dossier.letters_wanted:
        raise Refused("Người nhận đã rút lời đồng ý nhận thư. Bấm “Thôi không gửi”.", "", "not-wanted")
    why = _courtesy.reason_to_hold(letter.dossier, letter.kind, letter.drafted_at)
    if why in (rule.INFANT, rule.FAMILY):
        raise Refused(f"{rule.SAID[why]} Bấm “Thôi không gửi”, hoặc “Đã hỏi, vẫn gửi”.", "", "family")


@command("courtesy.hand")
def hand_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID) -> Kept:
    """The letter is in the person's hands, or with the post. Raises Refused when a death came in meanwhile."""
    letter = _taken(actor, letter_id, "courtesy.hand", State.SIGNED)
    _harmless(letter)
    letter.state, letter.handed_at, letter.ended_at = State.HANDED, now, now
    letter.save(update_fields=["state", "handed_at", "ended_at"])
    return _note(run, letter)


@command("courtesy.withdraw")
def withdraw_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID, reason: str) -> Kept:
    """The letter is not sent after all: it is no longer shown anywhere but here. Raises Refused, NotThere."""
    letter = _taken(actor, letter_id, "courtesy.write", State.HELD, State.DRAFT, State.SIGNED)
    reason = clean(reason)[:300]
    if len(reason) < 6:
        raise Refused("Ghi vì sao không gửi thư này.", "reason")
    letter.note = reason
    _end(run, letter)
    return _note(run, letter)


def take_back_wish(run: Run, dossier_id: UUID, unit_id: UUID) -> None:
    """Stop the letters of a dossier that have not been handed over: the person no longer wishes for them."""
    rows = CourtesyLetter.objects.filter(unit_id=unit_id, dossier_id=dossier_id)
    for letter in rows.filter(state__in=(State.HELD, State.DRAFT, State.SIGNED)).order_by("id"):
        _end(run, letter)
        _note(run, letter, "courtesy.withdraw")


def _end(run: Run, letter: CourtesyLetter) -> None:
    if letter.state == State.SIGNED:
        PaperMark.objects.filter(unit_id=letter.unit_id, id=letter.id).update(
            standing=PaperMark.Standing.VOIDED, standing_at=run.now
        )
    letter.state, letter.ended_at = State.WITHDRAWN, run.now
    letter.save(update_fields=["state", "ended_at", "note"])


@command("courtesy.forget")
def forget_letter(run: Run, *, actor: Actor, now: datetime, letter_id: UUID) -> Kept:
    """Forget whom a letter without a dossier was written to, a year after it ended. Number and kind stay."""
    letter = CourtesyLetter.objects.get(id=letter_id)
    letter.name, letter.address, letter.words, letter.note, letter.data = "", "", "", "", {}
    letter.save(update_fields=["name", "address", "words", "note", "data"])
    erasing.forget([letter.id], letter.unit_id)
    return _note(run, letter)


def forget_letters(now: datetime) -> int:
    """Forget what is over its time (the loop); return how many letters were."""
    keys = list(access.forgettable(now - KEPT).values_list("id", flat=True)[:200])
    for key in keys:
        forget_letter(actor=SYSTEM, now=now, letter_id=key)
    return len(keys)


def _taken(actor: Actor, letter_id: UUID, right: str, *states: str) -> CourtesyLetter:
    if not actor.acts(right):
        raise NotThere
    letter = access.take_letter(actor, letter_id)
    if letter.state not in states:
        raise Refused(f"Thư này {State(letter.state).label}.", "", "wrong-state")
    return letter


def _printable(*texts: str) -> None:
    holes = set().union(*(forms.missing_glyphs(forms.printable(one)) for one in texts))
    if holes:
        raise Refused(f"Máy in của xã chưa in được chữ “{min(holes)}”. Viết lại bằng chữ Việt.", "words", "no-glyph")


def _note(run: Run, letter: CourtesyLetter, act: str = "") -> Kept:
    """One row of the chain: neither the kind nor the person, who reads the journal learns nothing of a family."""
    run.audit(letter.unit_id, ("courtesy", letter.id), {"state": str(letter.state), "number": letter.number}, act=act)
    return Kept(str(letter.id))
