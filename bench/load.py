"""Many lawful dossiers fast: ``python -m bench.load --dossiers 100000`` fills the installation of THANTHIEN_DATA.

Each commune is played by the real commands (the demo's stories) inside a transaction that is rolled back; what
they wrote becomes stencils, and every stencil is stamped out many times, with keys, codes, names, numbers and
links of its own, and with an audit chain sealed row by row. The same seed gives the same dossiers.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

LETTERS_AT = {"GTN": "receipt", "PBS": "supplement", "PTC": "refusal", "UBND-MC": "apology", "TB-UBND": "stop",
              "PBG": "handover", "UBND": "result"}  # fmt: skip


@dataclass(slots=True)
class Stamped:
    """A stencil with how often it is stamped, and where its codes and numbers begin."""

    stencil: Any
    key: str
    times: int
    milliseconds: str
    code: str = ""
    serial: int = 0
    numbers: list[tuple[int, str]] = field(default_factory=list)


class Loader:
    """Stamps the dossiers of one commune."""

    def __init__(self, unit_id: UUID, stencils: list[Any], dossiers: int, seed: int) -> None:
        from bench.people import Pool

        self.unit_id, self.seed = unit_id, seed
        self.pool = Pool(seed)
        self.series: dict[str, int] = defaultdict(int)
        self.stamps = self._shared_out(stencils, dossiers)
        self._give_codes()
        self._give_numbers()

    def _shared_out(self, stencils: list[Any], dossiers: int) -> list[Stamped]:
        """Copies certified at once are most of a commune's work; what is open is a small part of all."""
        weights = [12.0 if one.at_once else 0.15 if one.open else 1.0 for one in stencils]
        shares = [int(dossiers * weight / sum(weights)) for weight in weights]
        for at in range(dossiers - sum(shares)):
            shares[at % len(shares)] += 1
        made = []
        for number, (one, times) in enumerate(zip(stencils, shares, strict=True)):
            moment = f"{int(one.filed_at.timestamp() * 1000):012x}"
            made.append(Stamped(one, f"{self.seed}:{self.unit_id.hex}:{number}", times, moment))
        return made

    def _give_codes(self) -> None:
        for one in sorted(self.stamps, key=lambda one: one.stencil.code):
            front, _, _ = one.stencil.code.rpartition("-")
            day = f"dossier:20{front[-6:-4]}-{front[-4:-2]}-{front[-2:]}"
            one.code, one.serial = f"{front}-", self.series[day] + 1
            self.series[day] += one.times

    def _give_numbers(self) -> None:
        """Numbers follow each other in the order in which the real ones did, without a hole."""
        taken = [
            (letters, year, serial, at, one)
            for one in self.stamps
            for at, (serial, letters, year) in enumerate(one.stencil.numbers)
        ]
        for one in self.stamps:
            one.numbers = [(0, "")] * len(one.stencil.numbers)
        for letters, year, _, at, one in sorted(taken, key=lambda row: row[:4]):
            name = f"{LETTERS_AT[letters]}:{year}"
            one.numbers[at] = (self.series[name] + 1, letters)
            self.series[name] += one.times

    def gaps(self, one: Stamped, number: int) -> dict[str, Any]:
        """Return what fills the gaps of one dossier; the same number gives the same."""
        drawn = hashlib.shake_128(f"{one.key}:{number}".encode()).hexdigest(10 * (one.stencil.keys + 1))
        made = {f"k{at}": key for at, key in enumerate(_keys(one.milliseconds, drawn))}
        for at in one.stencil.dashed:
            made[f"e{at}"] = _dashed(made[f"k{at}"])
        key = made["h"] = made[f"k{one.stencil.keys}"]
        made["d"] = _dashed(key)
        made["n"], made["nj"], made["f"] = self.pool.names[int(drawn[:5], 16) % len(self.pool.names)]
        made["c"] = f"{one.code}{one.serial + number:04d}"
        last = int(drawn[5:11], 16) % 1_000_000
        made["p"], made["ps"] = f"0900{last:06d}", f"0900 {last // 1000:03d} {last % 1000:03d}"
        for at, (first, letters) in enumerate(one.numbers):
            made[f"q{at}"] = f"{first + number:02d}/{letters}"
        return made

    def write(self, one: Stamped, sink: Any) -> list[dict[str, Any]]:
        """Write the dossiers of one stencil with their parts; return what filled their gaps."""
        from bench.sink import Row

        rows = [Row(model, cells) for model, cells in one.stencil.rows]
        every = [self.gaps(one, number) for number in range(one.times)]
        for gaps in every:
            self.pool.secrets(one.stencil, gaps)
            for row in rows:
                sink.put(row.table, row.filled(gaps))
        return every

    def acts(self) -> Iterator[tuple[int, Any, bool]]:
        """Yield the acts of all stencils in the order in which they happened, and whether it is the last one."""
        every = [
            (act.seq, at, act, act is one.stencil.acts[-1])
            for at, one in enumerate(self.stamps)
            for act in one.stencil.acts
        ]
        for _, at, act, ends in sorted(every, key=lambda row: row[:2]):
            yield at, act, ends


def _keys(milliseconds: str, drawn: str) -> list[str]:
    parts = (drawn[at : at + 20] for at in range(0, len(drawn), 20))
    return [f"{milliseconds}7{part[:3]}8{part[3:18]}" for part in parts]


def _dashed(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def stamp(loader: Loader, sink: Any, head: tuple[int, str]) -> tuple[int, str, Any]:
    """Write a commune: dossiers where they begin, audit rows after ``head``; return the chain's new head."""
    from bench.sink import act_row
    from thanthien.core.models import AuditRow

    (seq, last), table, sha, recorded = head, AuditRow._meta.db_table, hashlib.sha256, None
    unit, standing = loader.unit_id.hex, dict[int, list[dict[str, Any]]]()
    for at, act, ends in loader.acts():
        recorded = act.recorded_at
        if at not in standing:
            standing[at] = loader.write(loader.stamps[at], sink)
        for gaps in standing.pop(at) if ends else standing[at]:
            seq += 1
            salt = gaps["h"][13:] + gaps["c"][-4:] + unit[:9] if act.detail else ""
            detail = act.detail % gaps if act.detail else ""
            gaps["seq"] = seq
            gaps["commit"] = sha((salt + detail).encode()).hexdigest() if detail else ""
            body = act.body % gaps
            last = sha((last + body).encode()).hexdigest()
            key = f"{gaps['h'][:13]}{last[:3]}8{last[4:19]}"
            place = (key, unit, seq, act.act, act.subject % gaps, act.recorded_at)
            sink.put(table, act_row(place, body, last, detail, salt))
    return seq, last, recorded


def load(dossiers: int, communes: int, seed: int, now: datetime, say: Any) -> dict[str, Any]:
    """Fill an empty installation; return what was written."""
    from django.db.models import Model

    from bench import play, sink
    from thanthien.core.models import AuditRow, ChainHead, Counter
    from thanthien.onestop.models import Dossier

    began = perf_counter()
    towns = play.settle(communes, now)
    models: list[type[Model]] = [Dossier, *play.PARTS, AuditRow]
    tables = [model._meta.db_table for model in models]
    parts = [(town, play.stencils(town, now, seed)) for town in towns]
    say(f"played {sum(len(one) for _, one in parts)} dossiers in {perf_counter() - began:.0f} s")
    half = dossiers // 2 if communes > 1 else dossiers
    with sink.in_haste(tables):
        out = sink.Sink(models)
        for at, (town, stencils) in enumerate(parts):
            share = half if at == 0 else (dossiers - half) // (communes - 1)
            loader = Loader(play.unit_of(town), stencils, share, seed)
            known = ChainHead.objects.get(unit_id=loader.unit_id)
            seq, last, recorded = stamp(loader, out, (known.seq, known.hash))
            ChainHead.objects.filter(unit_id=loader.unit_id).update(seq=seq, hash=last, recorded_at=recorded)
            Counter.objects.bulk_create(
                Counter(unit_id=loader.unit_id, name=name, value=value) for name, value in loader.series.items()
            )
            out.close()
            say(f"{town.name}: {share} dossiers, {out.written} rows, {perf_counter() - began:.0f} s")
    return {"dossiers": dossiers, "rows": out.written, "seconds": round(perf_counter() - began, 1)}


def main() -> None:
    """Fill the installation that the environment names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=1000)
    parser.add_argument("--communes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    from bench import django_ready

    django_ready()
    from thanthien.core import clock

    made = load(
        asked.dossiers, asked.communes, asked.seed, clock.now(), lambda text: print(text, file=sys.stderr, flush=True)
    )
    print(json.dumps(made))


if __name__ == "__main__":
    main()
