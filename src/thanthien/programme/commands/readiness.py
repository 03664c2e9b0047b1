"""Acts of a readiness review: begin, answer, add a photo, turn a gap into a task, finish.

An answer may come hours after it was given, from a telephone that had no line (docs/adr/0035): each act can be sent
twice, and an answer says which one it was given upon (``seen``), so that nobody overwrites another unseen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean_multiline
from thanthien.programme.access import plan as plan_access
from thanthien.programme.access import readiness as access
from thanthien.programme.commands.artefacts import note as note_thing
from thanthien.programme.commands.plan import Wanted, put_task
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Review, ReviewItem, ReviewPhoto
from thanthien.programme.readiness_queries import in_force
from thanthien.rules.checklist import ANSWERS, GAPS, GROUPS, OWES_NOTE

MOST_PHOTOS: Final = 10
MOST_NOTE: Final = 1000
ENDED: Final = "Lần rà soát này đã khép, không sửa được nữa. Bắt đầu lần mới nếu tình hình đã khác."


class AnsweredMeanwhile(Refused):
    """Somebody else answered the item after the answer was shown on which this one rests."""

    def __init__(self, item: ReviewItem) -> None:
        who = item.answered_by.name if item.answered_by else "Người khác"
        at = clock.local(item.answered_at).strftime("%H:%M ngày %d/%m") if item.answered_at else ""
        words = f"{who} vừa trả lời “{ANSWERS[item.answer]}” lúc {at}. Câu của anh/chị vẫn còn nguyên ở đây."
        super().__init__(words, "answer", "answered-meanwhile")
        self.item = item


@dataclass(frozen=True, slots=True)
class Answered:
    """The item, and the number of its answer."""

    id: str
    version: int


@command("readiness.begin")
def begin(run: Run, *, actor: Actor, now: datetime) -> Done:
    """Begin a review with the list of today and the commune's own items; both stay as they are now.

    Raises :class:`Refused` while another review is open, or where there is nothing to look at.
    """
    if actor.unit_id is None or not actor.may("readiness.change"):
        raise NotThere
    today = clock.local(now).date()
    last = access.reviews(actor).first()
    if last is not None and last.finished_on is None:
        raise Refused("Xã đang có một lần rà soát chưa xong. Làm xong lần ấy trước.", "", "open")
    found = in_force(actor.unit_id, today)
    row = Review(
        unit_id=actor.unit_id, number=last.number + 1 if last else 1, begun_on=today, basis=found.basis[:300],
    )  # fmt: skip
    rows = [
        ReviewItem(
            unit_id=actor.unit_id, review=row, code=one.code, group=one.group, text=one.text, hint=one.hint,
            source=one.source, assumed=one.assumed,
        )
        for one in found.items
    ] + [
        ReviewItem(
            unit_id=actor.unit_id, review=row, code=f"x-{one.id}", group=one.group, text=one.text,
            source=one.source or "mục riêng của xã",
        )
        for one in access.own_items(actor.unit_id)
    ]  # fmt: skip
    if not rows:
        raise Refused("Chưa có danh mục nào để rà soát.", "", "empty")
    order = list(GROUPS)
    rows.sort(key=lambda one: order.index(one.group))
    for place, one in enumerate(rows, 1):
        one.position = place
    run.add(row, *rows)
    run.audit(actor.unit_id, ("review", row.id), {"number": str(row.number), "rows": len(rows)})
    return Done(str(row.id))


@command("readiness.answer")
def answer(run: Run, *, actor: Actor, now: datetime, item_id: UUID, said: str, note: str, seen: int) -> Answered:
    """Answer an item; ``seen`` is the number of the answer that stood there when this one was given.

    The same answer again changes nothing. Raises :class:`AnsweredMeanwhile` (a :class:`Refused`) where somebody else
    came first, and :class:`Refused` for an unknown answer, one that owes a note, a note too long, a finished review.
    """
    item, words = access.take_item(actor, item_id, "readiness.answer"), clean_multiline(note)
    _open(item.review)
    if said not in ANSWERS:
        raise Refused("Chọn một câu trả lời.", "answer")
    if len(words) > MOST_NOTE:
        raise Refused("Ghi chú dài quá, gọn lại trong 1.000 chữ cái.", "note")
    if said in OWES_NOTE and len(words) < 3:
        raise Refused("Ghi thêm mấy chữ: còn thiếu gì, hoặc vì sao không áp dụng.", "note", "note")
    same = (item.answer, item.note) == (said, words)
    if not same and item.version > seen and str(item.answered_by_id) != actor.id:
        raise AnsweredMeanwhile(item)
    before = item.answer
    if not same:
        item.answer, item.note, item.version = said, words, item.version + 1
        item.answered_at, item.answered_by_id = now, UUID(actor.id)
        item.save(update_fields=["answer", "note", "version", "answered_at", "answered_by"])
    run.audit(item.unit_id, ("review_item", item.id), {"from": before, "to": said}, {"note": words})
    return Answered(str(item.id), item.version)


@command("readiness.photo")
def add_photo(run: Run, *, actor: Actor, now: datetime, item_id: UUID, file_id: UUID) -> Done:
    """Bind an uploaded photo to an item. Raises :class:`Refused`: no picture, one too many, a closed review."""
    item = access.take_item(actor, item_id, "readiness.answer")
    _open(item.review)
    if not files.get(file_id, unit_id=item.unit_id).mime.startswith("image/"):
        raise Refused("Ở đây chỉ nhận ảnh chụp (JPG, PNG).", "photo", "kind")
    if len(access.photos(item.unit_id, [item.id])) >= MOST_PHOTOS:
        raise Refused(f"Mục này đã có {MOST_PHOTOS} ảnh. Bỏ bớt một ảnh rồi thêm.", "photo", "full")
    row = ReviewPhoto(
        unit_id=item.unit_id, item=item, file_id=file_id, taken_on=clock.local(now).date(), by=actor.label[:120]
    )
    row.save(force_insert=True)
    files.attach([file_id], unit_id=item.unit_id, attached_to=row.id)
    run.audit(item.unit_id, ("review_item", item.id), {"file": str(file_id)})
    return Done(str(row.id))


@command("readiness.take_photo_off")
def take_photo_off(run: Run, *, actor: Actor, now: datetime, photo_id: UUID) -> Done:
    """Take a photo off while the review is open (a wrong one, a face); the file stays as evidence, shown to nobody."""
    item = access.take_item(actor, access.photo(actor, photo_id).item_id, "readiness.answer")
    _open(item.review)
    row = access.photo(actor, photo_id)
    row.off = True
    row.save(update_fields=["off"])
    run.audit(item.unit_id, ("review_item", item.id), {"file": str(row.file_id)})
    return Done(str(item.review_id))


@command("readiness.finish")
def finish(run: Run, *, actor: Actor, now: datetime, review_id: UUID) -> Done:
    """Finish a review: from now on it is frozen, and the gate "readiness" is open.

    Raises :class:`Refused` while an item is unanswered, and where nothing was looked at ("does not apply" throughout).
    """
    row, today = access.take_review(actor, review_id, "readiness.change"), clock.local(now).date()
    _open(row)
    said = [one.answer for one in access.items(row)]
    if not all(said):
        raise Refused(f"Còn {said.count('')} mục chưa trả lời.", "", "unanswered")
    if set(said) == {"na"}:
        raise Refused("Mục nào cũng “Không áp dụng” thì chưa phải là rà soát.", "", "empty")
    row.finished_on, row.finished_by = today, actor.label[:120]
    row.save(update_fields=["finished_on", "finished_by"])
    note_thing(row.unit_id, "readiness", row.id, f"rà soát lần {row.number}, {len(said)} mục", today)
    run.audit(row.unit_id, ("review", row.id), {"number": str(row.number), "rows": sum(one in GAPS for one in said)})
    return Done(str(row.id))


@command("readiness.plan")
def plan_gap(run: Run, *, actor: Actor, now: datetime, item_id: UUID, plan_id: UUID, wanted: Wanted) -> Done:
    """Turn a gap into a task of the year's plan; also after the review is finished, once a gap."""
    item = access.take_item(actor, item_id, "readiness.change")
    if item.answer not in GAPS:
        raise Refused("Mục này không thiếu gì nên không thành việc.", "", "no-gap")
    if item.task_id is not None and item.task is not None and item.task.dropped_on is None:
        raise Refused("Mục này đã thành việc của kế hoạch rồi.", "", "planned")
    task = put_task(run, actor, now, plan_access.take_plan(actor, plan_id), wanted)
    item.task = task
    item.save(update_fields=["task"])
    run.audit(item.unit_id, ("review_item", item.id), {"task": str(task.id)})
    return Done(str(task.id))


def _open(row: Review) -> None:
    if row.finished_on is not None:
        raise Refused(ENDED, "", "finished")
