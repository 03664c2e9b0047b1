"""Acts about "Dân vận khéo" models: register, follow, recognise, stop."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import mobilisation as access
from thanthien.programme.commands.programme import Done, Ruling
from thanthien.programme.models import AwardLevel, Doer, SkilfulAward, SkilfulEntry, SkilfulModel
from thanthien.rules.mobilisation import fields, movements

NO_DISTRICT: Final = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Registering:
    """A model as typed. ``doer_kind``: collective, individual or hamlet; ``ends_on`` None: until further notice."""

    field: str
    title: str
    doer_kind: str
    doer: str
    content: str
    starts_on: date
    ends_on: date | None = None
    movement: str = ""


@command("skilful.register")
def register(run: Run, *, actor: Actor, now: datetime, wanted: Registering) -> Done:
    """Register a model. Raises :class:`Refused` for what is lacking, and for an end before the beginning."""
    if actor.unit_id is None or not actor.may("skilful.register"):
        raise NotThere
    today = clock.local(now).date()
    title, doer, content = clean(wanted.title), clean(wanted.doer), clean_multiline(wanted.content)
    if wanted.field not in {one.code for one in fields(today)}:
        raise Refused("Chọn lĩnh vực.", "field")
    if wanted.movement and wanted.movement not in {one.code for one in movements(today)}:
        raise Refused("Chọn phong trào trong danh sách.", "movement")
    if not 5 <= len(title) <= 200:
        raise Refused("Ghi tên mô hình, từ 5 đến 200 chữ cái.", "title")
    if wanted.doer_kind not in Doer.values:
        raise Refused("Chọn tập thể, cá nhân hay thôn.", "doer_kind")
    if not 2 <= len(doer) <= 200:
        raise Refused("Ghi ai đăng ký.", "doer")
    if not 10 <= len(content) <= 5000:
        raise Refused("Ghi nội dung: làm gì, cho ai, đến đâu (từ 10 chữ cái).", "content")
    if wanted.ends_on is not None and wanted.ends_on < wanted.starts_on:
        raise Refused("Ngày kết thúc không trước ngày bắt đầu.", "ends_on")
    row = SkilfulModel(
        unit_id=actor.unit_id, field=wanted.field, movement=wanted.movement, title=title, doer_kind=wanted.doer_kind,
        doer=doer, content=content, registered_on=today, starts_on=wanted.starts_on, ends_on=wanted.ends_on,
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("skilful", row.id), {"kind": row.field}, {"title": title, "doer": doer})
    return Done(str(row.id))


@command("skilful.follow")
def follow(
    run: Run, *, actor: Actor, now: datetime, model_id: UUID, on: date, result: str, file_id: UUID | None = None
) -> Done:
    """Write down what came of a model until a day, with a photo or paper. No day before its beginning, none to come."""
    model = access.take(actor, model_id, "skilful.follow")
    told = clean_multiline(result)
    if model.stopped_on is not None:
        raise Refused("Mô hình này đã dừng.", "", "stopped")
    if not 10 <= len(told) <= 2000:
        raise Refused("Ghi kết quả thấy được, từ 10 đến 2.000 chữ cái.", "result")
    if not model.starts_on <= on <= clock.local(now).date():
        raise Refused("Ngày nằm giữa ngày bắt đầu mô hình và hôm nay.", "on")
    row = SkilfulEntry(
        unit_id=model.unit_id, model=model, on=on, result=told, file_id=file_id, by_id=UUID(actor.id)
    )  # fmt: skip
    if file_id is not None:
        files.attach([file_id], unit_id=model.unit_id, attached_to=row.id)
    row.save(force_insert=True)
    run.audit(model.unit_id, ("skilful", model.id), {"to": on.isoformat()})
    return Done(str(row.id))


@command("skilful.recognise")
def recognise(run: Run, *, actor: Actor, now: datetime, model_id: UUID, level: str, ruling: Ruling) -> Done:
    """Enter a decision that recognises a model. Raises :class:`Refused` before anything was followed, for a day before
    the model, a decision entered already, and a district after 2025-07-01."""
    model = access.take(actor, model_id, "skilful.register")
    decided = ruling.checked(clock.local(now).date())
    if level not in AwardLevel.values:
        raise Refused("Chọn cấp công nhận.", "level")
    if level == AwardLevel.DISTRICT and decided.on >= NO_DISTRICT:
        raise Refused("Từ 1/7/2025 không còn cấp huyện.", "level", "no-district")
    if decided.on < model.starts_on:
        raise Refused("Ngày công nhận không trước ngày bắt đầu mô hình.", "on")
    if not access.entries(model).exists():
        raise Refused("Chưa có lần theo dõi nào. Ghi kết quả thấy được trước đã.", "", "not-followed")
    if access.awards(model).filter(number=decided.number).exists():
        raise Refused("Quyết định số này đã ghi rồi.", "number")
    row = SkilfulAward(
        unit_id=model.unit_id, model=model, level=level, number=decided.number, decided_on=decided.on,
        issuer=decided.issuer,
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(model.unit_id, ("skilful", model.id), {"number": decided.number, "kind": level})
    return Done(str(row.id))


@command("skilful.stop")
def stop(run: Run, *, actor: Actor, now: datetime, model_id: UUID, on: date, reason: str) -> Done:
    """Stop a model with a reason; what came of it stays in the register."""
    model, why = access.take(actor, model_id, "skilful.register"), clean(reason)
    if model.stopped_on is not None:
        raise Refused("Mô hình này đã dừng rồi.", "", "stopped")
    if not 5 <= len(why) <= 300:
        raise Refused("Ghi lý do dừng.", "reason")
    if not model.starts_on <= on <= clock.local(now).date():
        raise Refused("Ngày dừng nằm giữa ngày bắt đầu và hôm nay.", "on")
    model.stopped_on, model.stop_reason = on, why
    model.save(update_fields=["stopped_on", "stop_reason"])
    run.audit(model.unit_id, ("skilful", model.id), {"to": on.isoformat()}, {"reason": why})
    return Done(str(model.id))
