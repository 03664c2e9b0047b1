"""Questions about units, as they stood on a day. Reads only; the day is always given, never the clock's.

``on=None`` asks for the units that have no end: those of today, as far as this installation knows.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from thanthien.org import access
from thanthien.org.models.units import Unit, UnitLink, kind_word
from thanthien.org.unit_facts import UnitBrief, UnitFact, UnitTie
from thanthien.org.unit_names import Asked, fold_name, letters, understand

REFORM = date(2025, 7, 1)
EARLY_NOTE = "theo dữ liệu đầu năm 2025"
_LEVELS = ("province", "district", "commune")
_LONGEST_CHAIN = 5


def units_named(text: str, on: date | None) -> list[UnitFact]:
    """Return the units with that code or name on a day; letter-true matches first. Two queries."""
    asked = understand(text)
    wanted = Q(code=asked.code) if asked.code else Q()
    for name, kinds in asked.names:
        wanted |= Q(name_fold=name, kind__in=kinds) if kinds else Q(name_fold=name)
    if not wanted:
        return []
    rows = access.units().filter(wanted, standing(on)).select_related("parent__parent")
    facts = [(unit, fact) for unit, fact in _facts(list(rows), on) if _lies_within(fact, asked)]
    return [fact for _, fact in sorted(facts, key=lambda pair: _rank(pair[0], asked))]


def unit_by_code(code: str, on: date | None) -> UnitFact | None:
    """Return the unit that has a code on a day."""
    rows = access.units().filter(standing(on), code=code).select_related("parent__parent")
    return next((fact for _, fact in _facts(list(rows), on)), None)


def unit_by_id(unit_id: UUID, on: date | None = None) -> UnitFact | None:
    """Return a unit by key, standing or not; ``on`` only chooses which of its parents is named."""
    rows = access.units().filter(id=unit_id).select_related("parent__parent")
    return next((fact for _, fact in _facts(list(rows), on)), None)


def provinces(on: date | None) -> list[UnitBrief]:
    """Return the provinces and central cities of a day."""
    return [_brief(unit) for unit in access.units().filter(standing(on), level="province").order_by("code")]


def children(unit_id: UUID, on: date | None) -> list[UnitBrief]:
    """Return the units directly under one, by name."""
    # Lower units point at the last row of a parent that only changed its kind.
    rows = list(access.unit_links().filter(predecessor_id=unit_id, continues=True))
    parents = [unit_id, *(link.successor_id for link in rows)]
    units = access.units().filter(standing(on), parent_id__in=parents)
    return [_brief(unit) for unit in units.order_by("name_fold", "code")]


def working_below(unit_id: UUID, on: date) -> list[UnitBrief]:
    """Return the communes directly under a unit that work on this installation, by name."""
    later = access.unit_links().filter(predecessor_id=unit_id, continues=True).values("successor_id")
    under = Q(parent_id=unit_id) | Q(parent_id__in=later)
    units = access.units().filter(standing(on), under, office__isnull=False)
    return [_brief(unit) for unit in units.order_by("name_fold", "code")]


def province_of(unit_id: UUID, on: date | None) -> UnitBrief | None:
    """Return the province of a unit (itself, if it is one); None if the unit does not stand that day."""
    return _provinces_of([unit_id], on).get(unit_id)


def neighbours(unit_id: UUID, on: date) -> list[UnitBrief]:
    """Return the other communes of the same province that work with this installation, by name."""
    province = province_of(unit_id, on)
    if province is None:
        return []
    units = access.units().filter(standing(on), office__isnull=False, parent_id=province.id).exclude(id=unit_id)
    return [_brief(unit) for unit in units.order_by("name_fold", "code")]


def same_province(first: UUID, second: UUID, on: date | None) -> bool:
    """Tell whether two units stand that day in one province (the bound of filing elsewhere, NĐ 118/2025)."""
    found = _provinces_of([first, second], on)
    return first in found and second in found and found[first].id == found[second].id


def successors_of(code: str, on: date | None) -> list[UnitBrief]:
    """Return who stands for a code: the unit that has it that day, or else what became of its last holder.

    One answer is a redirect, several are a choice, none is an unknown code.
    """
    holders = list(access.units().filter(code=code).order_by("-valid_to"))
    standing_now = [unit for unit in holders if _stands(unit, on)]
    ended = [unit for unit in holders if unit.valid_to is not None]
    found: dict[UUID, Unit] = {unit.id: unit for unit in standing_now}
    followed = [] if standing_now else ended[:1]
    for _ in range(_LONGEST_CHAIN):
        if not followed:
            break
        rows = access.unit_links().filter(predecessor__in=followed).select_related("successor")
        after = {link.successor_id: link.successor for link in rows}
        found |= {key: unit for key, unit in after.items() if _stands(unit, on)}
        followed = [unit for key, unit in after.items() if key not in found]
    return [_brief(unit) for unit in sorted(found.values(), key=lambda unit: (unit.name_fold, unit.code))]


def last_label(code: str) -> str:
    """Return kind and name of the unit that bore a code last, "" for an unknown code: "xã Cẩm Vân"."""
    rows = sorted(access.units().filter(code=code), key=lambda unit: unit.valid_to or date.max)
    return str(rows[-1]) if rows else ""


def standing(on: date | None) -> Q:
    """Return the condition "this unit stands on that day"."""
    if on is None:
        return Q(valid_to__isnull=True)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _stands(unit: Unit, on: date | None) -> bool:
    if on is None:
        return unit.valid_to is None
    begun = unit.valid_from is None or unit.valid_from <= on
    return begun and (unit.valid_to is None or on < unit.valid_to)


def _ancestors(unit: Unit) -> list[Unit]:
    nearest = unit.parent
    upper = nearest.parent if nearest else None
    return [parent for parent in (nearest, upper) if parent]


def _late(units: Iterable[Unit], on: date | None) -> set[UUID]:
    """Return the parents that began after the day: a unit points at its parent's last row."""
    parents = [parent for unit in units for parent in _ancestors(unit)]
    return {parent.id for parent in parents if on and parent.valid_from and parent.valid_from > on}


def _earlier(links: Sequence[UnitLink], late: set[UUID], on: date | None) -> dict[UUID, Unit]:
    """Return what stood on the day in place of parents that began later."""
    return {
        link.successor_id: link.predecessor
        for link in links
        if link.successor_id in late and _stands(link.predecessor, on)
    }


def _facts(units: list[Unit], on: date | None) -> list[tuple[Unit, UnitFact]]:
    late = _late(units, on)
    keys = [unit.id for unit in units]
    touching = Q(predecessor__in=keys) | Q(successor__in=[*keys, *late])
    rows = access.unit_links().filter(touching).select_related("predecessor", "successor") if units else ()
    links = list(rows)
    earlier = _earlier(links, late, on)
    return [(unit, _fact(unit, links, earlier, on)) for unit in units]


def _fact(unit: Unit, links: Sequence[UnitLink], earlier: dict[UUID, Unit], on: date | None) -> UnitFact:
    before = [_tie(link.predecessor, link) for link in links if link.successor_id == unit.id]
    after = [_tie(link.successor, link) for link in links if link.predecessor_id == unit.id]
    guessed = on is not None and on < REFORM and unit.valid_from is None
    return UnitFact(
        **vars(_brief(unit)),
        parents=tuple(_brief(earlier.get(parent.id, parent)) for parent in _ancestors(unit)),
        valid_from=_iso(unit.valid_from),
        valid_to=_iso(unit.valid_to),
        predecessors=tuple(sorted(before, key=_tie_order)),
        successors=tuple(sorted(after, key=_tie_order)),
        source=unit.source,
        note=EARLY_NOTE if guessed else "",
    )


def _tie(unit: Unit, link: UnitLink) -> UnitTie:
    return UnitTie(
        **vars(_brief(unit)),
        valid_from=_iso(unit.valid_from),
        valid_to=_iso(unit.valid_to),
        divided=link.divided,
        suggested=link.suggested,
        continues=link.continues,
        law=link.law,
    )


def _tie_order(tie: UnitTie) -> tuple[bool, str, str]:
    return not tie.suggested, fold_name(tie.name), tie.code


def _brief(unit: Unit) -> UnitBrief:
    return UnitBrief(unit.id, unit.code, unit.name, kind_word(unit.kind), unit.level)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rank(unit: Unit, asked: Asked) -> tuple[bool, bool, int, str, str]:
    is_exact = letters(unit.name) in asked.letters
    return unit.code != asked.code, not is_exact, _LEVELS.index(unit.level), unit.name_fold, unit.code


def _lies_within(fact: UnitFact, asked: Asked) -> bool:
    """Tell whether each place named after a comma is a parent: "Cẩm Tâm, Thanh Hóa"."""
    parents = {fold_name(parent.name) for parent in fact.parents}
    return all(names & parents for names in asked.within)


def _provinces_of(keys: list[UUID], on: date | None) -> dict[UUID, UnitBrief]:
    units = list(access.units().filter(standing(on), id__in=keys).select_related("parent__parent"))
    late = _late(units, on)
    rows = access.unit_links().filter(successor__in=late).select_related("predecessor") if late else ()
    earlier = _earlier(list(rows), late, on)
    tops = {unit.id: (_ancestors(unit) or [unit])[-1] for unit in units}
    return {key: _brief(earlier.get(top.id, top)) for key, top in tops.items()}
