"""Giving a rating: once per link, by whoever holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thanthien.core import tokens
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean_multiline
from thanthien.onestop import service as onestop
from thanthien.quality.models import Rating, SpentToken
from thanthien.rules import ratings

WORDS_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Thanks:
    """What a rating leaves to say: nothing but that it counts."""

    counted: bool


@command("rating.give", chained=False)
def give(
    run: Run, *, actor: Actor, now: datetime, token: str, score: int, answers: Mapping[str, str], words: str
) -> Thanks:
    """Count one answer and spend its link.

    Raises :class:`NotThere` for a foreign link and :class:`Refused` (code ``spent``) for a used one.
    """
    contact = onestop.read_rating_token(token)
    if contact is None:
        raise NotThere
    if score not in range(1, 6):
        raise Refused("Anh/chị chọn một trong năm mặt cười.", "score")
    text = clean_multiline(words)
    if len(text) > WORDS_LIMIT:
        raise Refused(f"Lời góp ý dài {len(text)} chữ cái, xã nhận đến {WORDS_LIMIT}. Anh/chị rút gọn giúp.", "words")
    unknown = set(answers) - {question.id for question in ratings.questions(now.date())}
    if unknown:
        raise Refused("Câu hỏi này không có trong phiếu.", next(iter(unknown)))
    _, fresh = SpentToken.objects.get_or_create(hash=tokens.spent_hash(token))
    if not fresh:
        raise Refused("Phiếu này đã được gửi một lần rồi. Xã cảm ơn anh/chị.", "", "spent")
    Rating.objects.create(
        unit_id=contact.unit_id, month=contact.month, field=contact.field, counter=contact.counter,
        contact=contact.kind, score=score, answers=dict(answers), words=text,
    )  # fmt: skip
    return Thanks(True)
