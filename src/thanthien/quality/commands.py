"""Giving a rating: once per link, by whoever holds it. The first press counts; one more may finish the same answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from thanthien.core import db, tokens, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean_multiline
from thanthien.onestop import service as onestop
from thanthien.quality import access
from thanthien.quality.models import KeptMonth, Rating, SpentToken
from thanthien.rules import ratings

WORDS_LIMIT = 2000
MORE = "rate-more"
MORE_LIFE = timedelta(minutes=30)
LINK_MONTHS = 12  # a link that nobody used within a year is too old: what was spent need not be known for ever
OLD = "Phiếu này đã quá một năm nên không gửi được nữa. Xã cảm ơn anh/chị."
SPENT = "Phiếu này đã được gửi một lần rồi. Xã cảm ơn anh/chị."


@dataclass(frozen=True, slots=True)
class Thanks:
    """What a rating leaves to say. ``more`` lets this very page finish the answer, for half an hour; kept nowhere."""

    counted: bool
    more: str = ""


@command("rating.give", chained=False)
def give(
    run: Run, *, actor: Actor, now: datetime, token: str, score: int, answers: Mapping[str, str], words: str
) -> Thanks:
    """Count one answer and spend its link.

    Raises :class:`NotThere` for a foreign link and :class:`Refused` (code ``spent``) for a used one.
    No idempotency key: its memory holds a time, and would lead from an answer back to a moment.
    """
    contact = onestop.read_rating_token(token)
    if contact is None:
        raise NotThere
    if contact.month < _month_before(now, LINK_MONTHS):
        raise Refused(OLD, "", "spent")
    text = _checked(now, score, answers, words)
    _spend(token, contact.month)
    wall.admit(contact.unit_id)
    rating = Rating(
        unit_id=contact.unit_id, month=contact.month, field=contact.field, counter=contact.counter,
        contact=contact.kind, score=score, answers=dict(answers), words=text,
    )  # fmt: skip
    rating.save(force_insert=True)
    until = int((now + MORE_LIFE).timestamp())
    return Thanks(True, tokens.make(MORE, rating.id.bytes + until.to_bytes(6, "big")))


@command("rating.finish", chained=False)
def finish(
    run: Run, *, actor: Actor, now: datetime, more: str, score: int, answers: Mapping[str, str], words: str
) -> Thanks:
    """Complete the answer that was just given: another face, the optional questions, a word. Once, for half an hour.

    Raises :class:`NotThere` for a foreign page and :class:`Refused` (code ``spent``) when it was used or is too old.
    """
    payload = tokens.read(MORE, more)
    if payload is None or len(payload) != 22:
        raise NotThere
    if now.timestamp() > int.from_bytes(payload[16:], "big"):
        raise Refused("Trang này mở lâu quá nên không thêm được nữa. Mặt cười anh/chị chọn đã được tính.", "", "spent")
    text = _checked(now, score, answers, words)
    _spend(more, _month_before(now, 0))
    with wall.lifted():  # the signed page names the answer, the answer its unit
        rating = db.lock(access.one(UUID(bytes=payload[:16]))).first()
    if rating is None:
        raise NotThere
    wall.admit(rating.unit_id)
    rating.score, rating.answers, rating.words = score, dict(answers), text
    rating.save(update_fields=["score", "answers", "words"])
    return Thanks(True)


@command("rating.purge", chained=False)
def purge_spent(run: Run, *, actor: Actor, now: datetime) -> Thanks:
    """Forget which links were used, once they are too old to be used (the loop)."""
    last = _month_before(now, LINK_MONTHS + 1)
    SpentToken.objects.exclude(month="").filter(month__lt=last).delete()
    return Thanks(False)


@command("figures.keep", chained=False)
def keep_month(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, month: str, counts: Mapping[str, Sequence[int]],
    contacts: int,
) -> Thanks:  # fmt: skip
    """Keep a month's counts (the loop): figure → [all, met, points]. They can always be counted again."""
    fields = {"counted_at": now, "counts": {key: list(one) for key, one in counts.items()}, "contacts": contacts}
    KeptMonth.objects.update_or_create(unit_id=unit_id, month=month, defaults=fields)
    return Thanks(False)


def _month_before(now: datetime, months: int) -> str:
    count = now.year * 12 + now.month - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _spend(token: str, month: str) -> None:
    _, fresh = SpentToken.objects.get_or_create(hash=tokens.spent_hash(token), defaults={"month": month})
    if not fresh:
        raise Refused(SPENT, "", "spent")


def _checked(now: datetime, score: int, answers: Mapping[str, str], words: str) -> str:
    if score not in range(1, 6):
        raise Refused("Anh/chị chọn một trong năm mặt cười.", "score")
    text = clean_multiline(words)
    if len(text) > WORDS_LIMIT:
        raise Refused(f"Lời góp ý dài {len(text)} chữ cái, xã nhận đến {WORDS_LIMIT}. Anh/chị rút gọn giúp.", "words")
    if not ratings.known_answers(answers, now.date()):
        raise Refused("Câu hỏi này không có trong phiếu.", next(iter(answers)))
    return text
