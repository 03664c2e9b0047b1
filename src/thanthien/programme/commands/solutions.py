"""The library of answers: published by the level that answered, without the commune that asked; taken back again."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline, fold
from thanthien.org import service as org
from thanthien.programme.access import difficulties as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import AnswerLimit, Solution
from thanthien.rules.difficulty import ABOVE, LONGEST_DAYS

_LONG_NUMBER: Final = re.compile(r"(?:\d[\s.\-]?){9,}")  # a telephone or identity number


@command("difficulty.publish")
def publish(
    run: Run, *, actor: Actor, now: datetime, difficulty_id: UUID, question: str, answer: str, confirmed: bool
) -> Done:
    """Publish an answer to all communes below, in words that name no commune and nobody; the publisher confirms it.

    Raises :class:`Refused` unconfirmed, unanswered, published already, and where the words still hold the commune's
    name or what looks like a telephone or identity number: a machine finds no more than that.
    """
    row = access.difficulty(actor, difficulty_id)
    if ABOVE not in access.sides(actor, row):
        raise NotThere
    if row.answered_at is None:
        raise Refused("Việc này chưa có trả lời.", "", "unanswered")
    if access.published_for(actor, row) is not None:
        raise Refused("Câu trả lời này đã công bố rồi.", "", "published")
    asked, told = clean(question), clean_multiline(answer)
    if not 10 <= len(asked) <= 300:
        raise Refused("Viết câu hỏi chung trong một dòng, từ 10 đến 300 chữ cái.", "question")
    if not 10 <= len(told) <= 5000:
        raise Refused("Viết câu trả lời, từ 10 đến 5000 chữ cái.", "answer")
    for field, words in (("question", asked), ("answer", told)):
        _nobody_named(words, field, row.unit_id)
    if not confirmed:
        raise Refused("Đọc lại và đánh dấu: không còn tên xã, tên người, số điện thoại.", "confirmed")
    made = Solution(
        unit_id=actor.scope, difficulty_id=row.id, area=row.area, question=asked, answer=told,
        key=fold(f"{asked} {told}"), published_on=clock.local(now).date(), publisher=actor.position[:200],
    )  # fmt: skip
    made.save(force_insert=True)
    run.audit(actor.scope, ("solution", made.id), {"text": asked})
    return Done(str(made.id))


def _nobody_named(words: str, field: str, unit_id: UUID) -> None:
    unit = org.unit_by_id(unit_id)
    if unit is not None and re.search(rf"\b{re.escape(fold(unit.name))}\b", fold(words)):
        raise Refused(f"Còn tên {unit.label}. Viết chung cho mọi xã.", field, "names-commune")
    if _LONG_NUMBER.search(words):
        raise Refused("Còn dãy số giống số điện thoại hoặc số định danh. Bỏ đi.", field, "long-number")


@command("difficulty.withdraw_answer")
def withdraw_solution(run: Run, *, actor: Actor, now: datetime, solution_id: UUID, reason: str) -> Done:
    """Take an answer out of the library, with a reason (the law changed, it was wrong); the row stays."""
    row, why = access.take_solution(actor, solution_id), clean(reason)
    if len(why) < 5:
        raise Refused("Ghi lý do rút câu trả lời.", "reason")
    row.withdrawn_on, row.withdraw_reason = clock.local(now).date(), why[:300]
    row.save(update_fields=["withdrawn_on", "withdraw_reason"])
    run.audit(actor.scope, ("solution", row.id), {}, {"reason": row.withdraw_reason})
    return Done(str(row.id))


@command("difficulty.set_limit")
def set_limit(run: Run, *, actor: Actor, now: datetime, first_days: int, second_days: int) -> Done:
    """Promise communes an answer within so many working days; for what is raised from now on."""
    if not actor.may("difficulty.answer"):
        raise NotThere
    for field, days in (("first_days", first_days), ("second_days", second_days)):
        if not 1 <= days <= LONGEST_DAYS:
            raise Refused(f"Ghi số ngày làm việc, từ 1 đến {LONGEST_DAYS}.", field)
    row = AnswerLimit(unit_id=actor.scope, set_at=now, first_days=first_days, second_days=second_days)
    row.save(force_insert=True)
    run.audit(actor.scope, ("answer_limit", row.id), {"from": first_days, "to": second_days})
    return Done(str(row.id))
