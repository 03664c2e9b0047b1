"""Filling an empty installation with communes and dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from uuid import UUID

from django.db.models import Model

from thanthien.core import bulk
from thanthien.core.models import AuditRow
from thanthien.ops.world.many import answers, loose, portal, stencil, towns
from thanthien.ops.world.many.stamps import Press, stamp


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written, and how long it took; ``seconds`` counts the playing too."""

    communes: int
    dossiers: int
    rows: int
    seconds: float
    writing: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: so many dossiers over so many communes, the same for the same seed and day."""

    dossiers: int
    communes: int
    seed: int


def fill(wanted: Wanted, now: datetime, password: str, say: Callable[[str], object]) -> Filled:
    """Fill an empty installation; the first commune has half of the dossiers, the others share the rest."""
    began = perf_counter()
    settled, dossiers = towns.settle(wanted.communes, now, password), wanted.dossiers
    parts = [(town, towns.played(town, now)) for town in settled]
    say(f"played {sum(len(one.stencils) for _, one in parts)} dossiers in {perf_counter() - began:.0f} s")
    models: list[type[Model]] = [
        *loose.tables(), stencil.dossiers(), *(part for part, _ in stencil.parts()), *answers.tables(), AuditRow
    ]  # fmt: skip
    half, written = dossiers // 2 if len(parts) > 1 else dossiers, perf_counter()
    with bulk.in_haste([model._meta.db_table for model in models]):
        sink = bulk.Sink(models)
        for at, (town, played) in enumerate(parts):
            share = _share(at, len(parts), dossiers, half)
            share -= portal.share_of(share)
            _commune(towns.unit_of(town), played, share, wanted.seed, sink)
            say(f"{town.name}: {share} dossiers, {sink.written} rows, {perf_counter() - began:.0f} s")
    done = perf_counter()
    for at, (town, _) in enumerate(parts):
        portal.come(town, portal.share_of(_share(at, len(parts), dossiers, half)), towns.evening(now), at)
    ended = perf_counter()
    return Filled(len(parts), dossiers, sink.written, round(ended - began, 1), round(done - written, 1))


def _share(at: int, communes: int, dossiers: int, half: int) -> int:
    if at == 0:
        return half
    rest = dossiers - half
    return rest // (communes - 1) + (at <= rest % (communes - 1))


def _commune(unit_id: UUID, played: towns.Played, share: int, seed: int, sink: bulk.Sink) -> None:
    press = Press(unit_id, played.stencils, share, seed, played.loose)
    press.series.update(played.rooms)
    seq, link, recorded = stamp(press, sink, bulk.end_of_chain(unit_id))
    if recorded is not None:
        bulk.end_chain(unit_id, seq, link, recorded)
    played.answers.stamp(share / max(1, len(played.stencils)), sink, f"{seed}:{unit_id}")
    bulk.give_numbers(unit_id, press.series)
    sink.close()
