"""The catalogue in a commune's hands: confirm or correct with two people, switch on and off, add words.

A correction holds for new dossiers only: limits must not stretch to hide lateness (settled question 12).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock, db
from thanthien.core.actors import Actor, Role
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, fold
from thanthien.onestop import catalogue, catalogue_shape, timing
from thanthien.onestop.catalogue_worse import worse
from thanthien.onestop.commands import _answers, _weave
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import Correction, Procedure, ProcedureSetting, SearchMiss, Synonym
from thanthien.org import service as org

MOST_MISSES = 3000  # a month: anybody may search, and a machine may type at random
ODD_VALUE = "Giá trị này chưa đúng dạng, danh mục không ghi được."
FIELDS = ("title", "lead", "limit", "fee", "papers", "authority", "result", "legal_basis", "online_level", "forms")


def _administers(actor: Actor) -> UUID:
    if actor.unit_id is None or not actor.may("catalogue.change"):
        raise NotThere
    return actor.unit_id


def _procedure(code: str) -> Procedure:
    found = Procedure.objects.filter(code=clean(code)).first()
    if found is None:
        raise NotThere
    return found


@command("catalogue.propose")
def propose_correction(
    run: Run, *, actor: Actor, now: datetime, code: str, changes: Mapping[str, Any], confirmed: list[str], source: str,
    valid_from: date | None = None, valid_to: date | None = None, ground: str = "",
) -> Kept:  # fmt: skip
    """Propose new values, or that fields stand as they are (``confirmed``), with the text that says so.

    ``ground``: the text of the level above that lets a commune ask more of people than it does itself.
    """
    unit_id, procedure, source = _administers(actor), _procedure(code), clean(source)
    if len(source) < 6:
        raise Refused("Ghi nguồn: số văn bản, trang, ngày.", "source")
    unknown = [name for name in (*changes, *confirmed) if name not in FIELDS]
    if unknown or not (changes or confirmed):
        raise Refused("Chọn ít nhất một mục để xác nhận hoặc sửa.", unknown[0] if unknown else "changes")
    changes = _cleaned(changes)
    entry = catalogue.offer(unit_id, code, clock.local(now).date()).entry
    _corrected(entry, changes, confirmed)  # refuses what the catalogue could not hold
    _dated(valid_from, valid_to, clock.local(now).date())
    allowed = _allowed(unit_id, procedure, changes, valid_from or clock.local(now).date(), clean(ground)[:300])
    row = Correction(
        unit_id=unit_id,
        procedure=procedure,
        changes={"values": dict(changes), "confirmed": confirmed, **allowed},
        source=source[:300],
        valid_from=valid_from,
        valid_to=valid_to,
        proposed_by_id=UUID(actor.id),
        proposed_at=now,
    )
    row.save(force_insert=True)
    run.audit(
        unit_id, ("correction", row.id), {"procedure": code, "fields": [*changes, *confirmed], "source": source[:300]}
    )
    return Kept(str(row.id))


def _allowed(
    unit_id: UUID, procedure: Procedure, changes: Mapping[str, Any], day: date, ground: str
) -> dict[str, str]:  # fmt: skip
    """Ask for the text that allows it where a commune's value is worse for people than what stands above."""
    above = _weave.over(unit_id, procedure, day)
    why = worse(above, changes) if above is not None else {}
    if why and len(ground) < 6:
        said = "; ".join(why.values())
        raise Refused(f"Bất lợi hơn cho bà con: {said}. Ghi văn bản của cấp trên cho phép, hoặc giữ mức ấy.", "ground")
    return {"ground": ground} if why else {}


def _dated(valid_from: date | None, valid_to: date | None, today: date) -> None:
    if valid_from is not None and valid_from < today:
        raise Refused("Không sửa lùi ngày: giá trị mới chỉ tính cho hồ sơ nộp từ hôm nay.", "valid_from")
    if valid_from is not None and (valid_from - today).days > 2 * 366:
        raise Refused("Ngày này còn quá xa. Xem lại năm.", "valid_from")
    if valid_to is not None and valid_to <= (valid_from or today):
        raise Refused("Ngày hết hiệu lực phải sau ngày bắt đầu.", "valid_to")


def _cleaned(changes: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return _answers.cleaned(changes, 100_000)
    except Refused as no:
        raise Refused(ODD_VALUE, next(iter(changes), "changes")) from no


def _corrected(entry: catalogue_shape.Procedure, changes: Mapping[str, Any], confirmed: list[str]) -> None:
    """Refuse what the catalogue could not hold; called again at the decision, when the entry may be another."""
    try:
        data = _weave.merged(catalogue_shape.dump(entry), changes, {*changes, *confirmed})
        holds = _holds(catalogue_shape.parse(data))
    except (catalogue_shape.BrokenData, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(ODD_VALUE, next(iter(changes), "changes")) from error
    if not holds:
        raise Refused(ODD_VALUE, next(iter(changes), "changes"))


def _holds(entry: catalogue_shape.Procedure) -> bool:
    """Tell whether the columns, the clock and the papers can work with this entry."""
    limit, amount = entry.limit, entry.fee.amount_vnd
    texts: list[tuple[Any, int, int]] = [(entry.title, 1, 120), (entry.lead, 0, 2000), (entry.result, 0, 600)]
    texts += [(paper.text, 1, 600) for paper in entry.papers] + [(law.text, 1, 600) for law in entry.legal_basis]
    numbers: list[tuple[Any, int, int]] = [(value, 1, 3650) for value in (limit.value, limit.max_value)] + [
        (one, 0, 10**9) for one in (amount, entry.fee.online_vnd)
    ]
    return (
        all(isinstance(text, str) and least <= len(text) <= most for text, least, most in texts)
        and all(value is None or (type(value) is int and least <= value <= most) for value, least, most in numbers)
        and (limit.unit is None or limit.unit in timing.UNITS)
    )


@command("catalogue.decide")
def decide_correction(run: Run, *, actor: Actor, now: datetime, correction_id: UUID, approve: bool) -> Kept:
    """A second person makes a correction hold from today on for new dossiers of this unit, or declines it."""
    if actor.unit_id is None or not actor.may("catalogue.decide"):
        raise NotThere
    unit_id = actor.unit_id
    row = db.lock(Correction.objects.filter(unit_id=unit_id, id=correction_id)).first()
    if row is None:
        raise NotThere
    if row.decided_at is not None:
        raise Refused("Đề nghị này đã có người quyết định rồi.", "", "decided")
    if str(row.proposed_by_id) == actor.id:
        raise Refused("Người đề nghị không tự duyệt được. Nhờ một đồng nghiệp khác.", "", "second-person")
    row.decided_by_id, row.decided_at, row.approved = UUID(actor.id), now, approve
    row.save(update_fields=["decided_by", "decided_at", "approved"])
    if approve:
        _hold(run, unit_id, row, clock.local(now).date())
    code = row.procedure.code
    run.audit(
        unit_id,
        ("correction", row.id),
        {"procedure": code, "approved": approve, "proposed_by": str(row.proposed_by_id)},
    )
    return Kept(str(row.id))


def _hold(run: Run, unit_id: UUID, row: Correction, day: date) -> None:
    """Make an approved correction hold: for the unit itself, and of a province for its communes."""
    present = catalogue.offer(unit_id, row.procedure.code, day)
    _corrected(present.entry, row.changes["values"], row.changes["confirmed"])
    _weave.weave(run, unit_id, row.procedure, day)
    _weave.spread(run, unit_id, row.procedure, day)


@command("catalogue.set")
def set_procedure(
    run: Run, *, actor: Actor, now: datetime, code: str, enabled: bool, handler_id: UUID | None = None
) -> Kept:
    """Offer a procedure in this commune or not, and say who handles it."""
    unit_id, procedure = _administers(actor), _procedure(code)
    if not actor.acts("catalogue.set"):
        raise NotThere
    if handler_id is not None:
        org.colleague(actor, handler_id, clock.local(now).date(), Role.HANDLER)
    row, _ = ProcedureSetting.objects.update_or_create(
        unit_id=unit_id, procedure=procedure, defaults={"enabled": enabled, "handler_id": handler_id}
    )
    run.number(unit_id, catalogue.SERIES)
    run.audit(
        unit_id, ("procedure", procedure.id), {"code": code, "enabled": enabled, "handler": str(handler_id or "")}
    )
    return Kept(str(row.id))


@command("synonym.add")
def add_synonym(run: Run, *, actor: Actor, now: datetime, text: str, code: str, valid_from: date | None = None) -> Kept:
    """Teach the search an everyday word of the people here."""
    if actor.unit_id is None or not actor.may("synonym.change"):
        raise NotThere
    words, procedure = clean(text).lower()[:80], _procedure(code)
    if len(fold(words)) < 2:
        raise Refused("Viết từ mà bà con hay dùng.", "text")
    day = valid_from or clock.local(now).date()
    row, _ = Synonym.objects.update_or_create(
        unit_id=actor.unit_id, text=words, procedure=procedure, defaults={"valid_from": day, "valid_to": None}
    )
    run.number(actor.unit_id, catalogue.SERIES)
    run.audit(actor.unit_id, ("synonym", row.id), {"text": words, "code": code, "from": day.isoformat()})
    return Kept(str(row.id))


@command("synonym.end")
def end_synonym(run: Run, *, actor: Actor, now: datetime, synonym_id: UUID) -> Kept:
    """Stop using a word from today on."""
    if actor.unit_id is None or not actor.may("synonym.change"):
        raise NotThere
    day = clock.local(now).date()
    if not Synonym.objects.filter(unit_id=actor.unit_id, id=synonym_id).update(valid_to=day):
        raise NotThere
    run.number(actor.unit_id, catalogue.SERIES)
    run.audit(actor.unit_id, ("synonym", synonym_id), {"to": day.isoformat()})
    return Kept(str(synonym_id))


@command("search.miss", chained=False)
def count_miss(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, text: str) -> Kept:
    """Count a search that found nothing: the folded words and the month, never who or when."""
    words = fold(clean(text))[:80]
    # Names and numbers typed by mistake are not kept: longer digit runs are dropped.
    month = f"{clock.local(now):%Y-%m}"
    if len(words) >= 3 and sum(letter.isdigit() for letter in words) < 6:
        db.count_up(SearchMiss, MOST_MISSES, ("unit_id", "month"), unit_id=unit_id, month=month, text=words)
    return Kept("")
