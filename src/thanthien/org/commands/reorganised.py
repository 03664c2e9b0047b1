"""What org itself moves when units are reorganised. Each function runs inside ``reorganisation.carry_out``."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from thanthien.core import counters
from thanthien.core.command import Run
from thanthien.core.ids import uuid7
from thanthien.org import guards
from thanthien.org.access import reorganisations as access
from thanthien.org.following import Scheme
from thanthien.org.models import (
    Absence,
    BoardAct,
    BoardDecision,
    BoardMember,
    BoardRules,
    BoardTerm,
    Delegation,
    Hamlet,
    HamletHead,
    Office,
    Position,
    ResidentGroup,
)
from thanthien.org.reorganised_lines import HAMLET, POSITION

M = TypeVar("M", bound=models.Model)


def _again(row: M, **changes: Any) -> M:
    """Return a new row like this one."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(values | {"id": uuid7()} | changes))


def _cut(rows: Iterable[Any], scheme: Scheme) -> None:
    """End rows on the day; one that had not begun yet has no day at all in the old unit."""
    every = list(rows)
    for row in every:
        row.valid_to = max(scheme.day, row.valid_from)
    if every:
        type(every[0]).objects.bulk_update(every, ["valid_to"], batch_size=500)


def positions(run: Run, scheme: Scheme) -> int:
    """Let people hold the same posts in the new unit, or end them; lent powers and absences go along."""
    held = list(access.positions_in(scheme.olds, scheme.day))
    where, _ = scheme.goes(POSITION, [one.id for one in held])
    made: dict[UUID, Position] = {}
    for one in held:
        target = where[one.id]
        if target is None:
            guards.ask(guards.Ending(one.id, one.staff_id, one.unit_id, one.role, scheme.day, run.now))
            continue
        made[one.id] = _again(one, unit_id=target, valid_from=max(scheme.day, one.valid_from))
        about = {"role": one.role, "from": scheme.day.isoformat(), "staff": str(one.staff_id)}
        scheme.note(target, ("position", made[one.id].id), about, "position.give")
    _cut(held, scheme)
    Position.objects.bulk_create(made.values(), batch_size=500)
    _duties(scheme, made, {one.staff_id: where[one.id] for one in held})
    return len(made)


def _duties(scheme: Scheme, made: dict[UUID, Position], people: dict[UUID, UUID | None]) -> None:
    away, lent = access.duties_in(scheme.olds, scheme.day)
    absences, delegations = list(away), list(lent)
    new_absences = [
        _again(one, unit_id=target, valid_from=max(scheme.day, one.valid_from))
        for one in absences
        if (target := people.get(one.staff_id)) is not None
    ]
    new_delegations = []
    for one in delegations:
        post = made.get(one.position_id)
        if post is not None and people.get(one.delegate_id) == post.unit_id:
            since = max(scheme.day, one.valid_from)
            new_delegations.append(_again(one, unit_id=post.unit_id, position_id=post.id, valid_from=since))
    _cut(absences, scheme)
    _cut(delegations, scheme)
    Absence.objects.bulk_create(new_absences, batch_size=500)
    Delegation.objects.bulk_create(new_delegations, batch_size=500)


def hamlets(run: Run, scheme: Scheme) -> int:
    """Let hamlets go to the new unit, each with its present head and its groups."""
    rows = list(access.hamlets_in(scheme.olds, scheme.day))
    where, _ = scheme.goes(HAMLET, [one.id for one in rows])
    made = {
        one.id: _again(
            one, unit_id=where[one.id], valid_from=max(scheme.day, one.valid_from), decision=scheme.law[:120]
        )
        for one in rows
    }
    Hamlet.objects.bulk_create(made.values(), batch_size=500)
    for one in rows:
        one.valid_to, one.ended_by, one.successor = max(scheme.day, one.valid_from), scheme.law[:120], made[one.id]
    Hamlet.objects.bulk_update(rows, ["valid_to", "ended_by", "successor"], batch_size=500)
    for model in (HamletHead, ResidentGroup):
        parts = list(access.lasting(model, scheme.olds, scheme.day).filter(hamlet_id__in=made))
        new = [
            _again(part, unit_id=made[part.hamlet_id].unit_id, hamlet_id=made[part.hamlet_id].id, valid_from=scheme.day)
            for part in parts
        ]
        _cut(parts, scheme)
        model.objects.bulk_create(new, batch_size=500)
    return len(made)


def boards(run: Run, scheme: Scheme) -> int:
    """End the boards of units that end; those of a unit that goes on belong to its new row, history and all."""
    rows = list(access.boards_in(scheme.olds, scheme.day))
    keys = [one.id for one in rows]
    if scheme.continues and scheme.only is not None:
        for model in (BoardDecision, BoardTerm, BoardRules, BoardMember):
            model.objects.filter(board_id__in=keys).update(unit_id=scheme.only)
        return access.boards_in(scheme.olds, scheme.day).update(unit_id=scheme.only)
    last = dict(BoardDecision.objects.filter(board_id__in=keys).order_by("order").values_list("board_id", "order"))
    BoardDecision.objects.bulk_create(
        BoardDecision(
            unit_id=one.unit_id, board_id=one.id, order=last.get(one.id, 0) + 1, act=BoardAct.DISSOLVE,
            number=scheme.law_number, decided_on=scheme.law_day, issuer=scheme.law_issuer,
            text="Đơn vị được sắp xếp lại.", effective_on=max(scheme.day, one.valid_from),
        )
        for one in rows
    )  # fmt: skip
    for model in (BoardTerm, BoardMember):
        _cut(access.lasting(model, scheme.olds, scheme.day).filter(board_id__in=keys), scheme)
    _cut(rows, scheme)
    return len(rows)


def settings(run: Run, scheme: Scheme) -> int:
    """Begin the new unit's settings with those of the leading old one."""
    known = access.offices_in(scheme.olds)
    lead = known.get(scheme.lead) or next(iter(known.values()), None)
    if lead is None:
        return 0
    heirs = {new.id for _, new in scheme.heirs()}
    for new in scheme.new:
        row = Office(unit_id=new.id, hours=lead.hours, apology_hour=lead.apology_hour,
                     online_filing=lead.online_filing, place_name=new.name)  # fmt: skip
        if new.id == scheme.keeper:  # the other parts of a divided commune sit somewhere else
            row.address, row.phone, row.email = lead.address, lead.phone, lead.email
        if new.id in heirs:
            row.e_identifier = lead.e_identifier
        row.save(force_insert=True)
    for unit_id in (*scheme.olds, *(new.id for new in scheme.new)):
        run.number(unit_id, counters.PUBLISHED)
    return len(scheme.new)


def numbers(run: Run, scheme: Scheme) -> int:
    """Go on with the series of the unit whose code or identity the new one bears."""
    for old, new in scheme.heirs():
        counters.carry_on(old.id, new.id)
    return 0
