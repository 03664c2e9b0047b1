"""Carrying out a reorganisation: one transaction for everything, so that a crash leaves nothing half done.

The order matters on PostgreSQL. First the rooms move their records, taking row locks as any act does. Then the
chains of the old units are held, which waits for acts under way there, and what they brought is moved as well.
An act that waited for such a chain meanwhile is refused with a kind word (``core.command``): its unit has ended.
"""

from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.org import following
from thanthien.org.access import reorganisations as access
from thanthien.org.commands.done import Done
from thanthien.org.commands.reorganisation import State, belongs, taken
from thanthien.org.following import Scheme
from thanthien.org.models import Custody, Reorganisation, ReorganisedUnit, Unit, UnitLink
from thanthien.org.models.units import Level, link_id
from thanthien.org.unit_names import fold_name


@command("reorganisation.carry_out")
def carry_out(run: Run, *, actor: Actor, now: datetime, reorganisation_id: UUID) -> Done:
    """Carry out an approved plan on its day or later: units, records, chains, all or nothing.

    Raises :class:`Refused` before the day, when something is undecided (its sentence says what), or when it is
    done already.
    """
    act = taken(actor, reorganisation_id, "reorganisation.carry_out", [State.APPROVED])
    belongs(actor, act)
    today = clock.local(now).date()
    if today < act.effective_on:
        raise Refused(
            f"Văn bản có hiệu lực từ {act.effective_on:%d/%m/%Y}. Đến ngày ấy hãy thực hiện.", "", "too-early"
        )
    scheme = access.scheme_of(act, today)
    every = [*scheme.olds, *(new.id for new in scheme.new)]
    wall.admit(*every)
    _ready(scheme)
    _units(act, scheme)
    moved = {name: one.carry(run, scheme) for name, one in following.FOLLOWERS.items()}
    run.hold_chains(every)
    for name, one in following.FOLLOWERS.items():
        moved[name] += one.late(run, scheme) if one.late else 0
    _chains(run, act, scheme, moved)
    _note(act, actor, now, moved)
    return Done(str(act.id))


def _ready(scheme: Scheme) -> None:
    """Nothing is moved while a line of the preview is open; nothing is guessed."""
    lines = following.lines(scheme)
    wrong = next((line.wrong for line in lines if line.wrong), "")
    if wrong:
        raise Refused(wrong, "", "cannot-be")
    left = [f"{line.what}: {line.undecided}" for line in lines if line.undecided]
    if left:
        raise Refused(f"Còn chưa quyết định nơi chuyển đến. {'; '.join(left)}.", "", "undecided")
    if Unit.objects.filter(id__in=scheme.olds, valid_to__isnull=False).exists():
        raise Refused("Một đơn vị trong đề nghị này đã hết hiệu lực. Lập đề nghị khác.", "", "ended")
    codes = [one.code for one in scheme.new if one.code not in {old.code for old in scheme.old}]
    if used := access.used_codes(codes):
        raise Refused(f"Mã {next(iter(used))} vừa có đơn vị khác dùng. Lập đề nghị khác.", "", "code-used")


def _units(act: Reorganisation, scheme: Scheme) -> None:
    day: date = act.effective_on
    parent = _standing_above(Unit.objects.get(id=scheme.olds[0]), day)
    Unit.objects.filter(id__in=scheme.olds).update(valid_to=day)
    Unit.objects.bulk_create(
        Unit(
            id=one.id, code=one.code, name=one.name, name_fold=fold_name(one.name), kind=one.kind,
            level=Level.COMMUNE, parent=parent, valid_from=day, source=act.law[:200],
        )
        for one in scheme.new
    )  # fmt: skip
    UnitLink.objects.bulk_create(
        UnitLink(
            id=link_id(old.id, new.id), predecessor_id=old.id, successor_id=new.id, divided=len(scheme.new) > 1,
            suggested=len(scheme.new) > 1 and new.id == scheme.keeper, continues=scheme.continues, law=act.law[:120],
        )
        for old in scheme.old
        for new in scheme.new
    )  # fmt: skip
    Custody.objects.filter(keeper_id__in=scheme.olds).update(keeper_id=scheme.keeper)
    Custody.objects.bulk_create(Custody(unit_id=old, keeper_id=scheme.keeper) for old in scheme.olds)


def _standing_above(unit: Unit, day: date) -> Unit | None:
    """Return the nearest unit above that stands on a day: a district's communes went to the province (2025-07-01)."""
    above = unit.parent
    while above is not None and above.valid_to is not None and above.valid_to <= day:
        above = above.parent
    return above


def _chains(run: Run, act: Reorganisation, scheme: Scheme, moved: dict[str, int]) -> None:
    """Close each old chain; open each new one by a row that names where the old ones ended."""
    counts = {name: count for name, count in moved.items() if count}
    about = {"kind": act.kind, "letter": act.law_number, "from": act.effective_on.isoformat()}
    ends = []
    for old in sorted(scheme.olds):
        closing = about | {"successors": [new.id.hex for new in scheme.new], "moved": counts}
        run.audit(old, ("unit", old), closing, act="unit.close", here=True)
        seq, last = run.close_chain(old, scheme.keeper)
        ends.append({"unit": old.hex, "seq": seq, "hash": last})
    for new in scheme.new:
        run.audit(new.id, ("unit", new.id), about | {"predecessors": ends}, act="unit.open", here=True)
    for note in scheme.notes:
        run.audit(note.unit_id, note.subject, note.data, act=note.act, here=True)
    run.audit(scheme.keeper, ("reorganisation", act.id), about | {"moved": counts}, here=True)


def _note(act: Reorganisation, actor: Actor, now: datetime, moved: dict[str, int]) -> None:
    rows = list(act.units.all())
    for row in rows:
        row.is_open = False
    ReorganisedUnit.objects.bulk_update(rows, ["is_open"])
    ReorganisedUnit.objects.bulk_create(
        ReorganisedUnit(unit_id=UUID(one["id"]), reorganisation=act, order=at, ends=False, is_open=False)
        for at, one in enumerate(act.plan["new"])
    )
    act.state, act.carried_by_id, act.carried_at = State.DONE, UUID(actor.id), now
    act.outcome = [[name, count] for name, count in moved.items()]
    act.save(update_fields=["state", "carried_by", "carried_at", "outcome"])
