"""Stamping out dossiers: what was played once becomes many, each with keys, codes, names and links of its own.

Every stencil is stamped many times and the audit chain is sealed row by row, so ``audit verify`` and every page find
what the commands would have left. The same seed gives the same dossiers.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import tokens
from thanthien.core.bulk import Row, Sink, act_row, as_written
from thanthien.core.models import AuditRow
from thanthien.ops.world.many.people import Pool
from thanthien.ops.world.many.stencil import Sealed, Stencil


@dataclass(slots=True)
class Stamped:
    """A stencil with how often it is stamped, and where its codes and numbers begin."""

    stencil: Stencil
    key: str
    times: int
    milliseconds: str
    code: str = ""
    serial: int = 0
    numbers: list[tuple[int, str]] = field(default_factory=list)


class Press:
    """Stamps the dossiers of one commune."""

    def __init__(
        self, unit_id: UUID, stencils: list[Stencil], dossiers: int, seed: int, loose: Sequence[Stencil] = ()
    ) -> None:
        self.unit_id, self.seed = unit_id, seed
        self.pool = Pool(seed)
        self.series: dict[str, int] = defaultdict(int)
        self.stamps = self._shared_out(stencils, dossiers)
        self._give_codes()
        self._give_numbers()
        self.money: dict[str, int] = defaultdict(int)
        for one in self.stamps:
            for till, amount in one.stencil.taken:
                self.money[till] += amount * one.times
        self.stamps += [self._stamped(at, one, 1) for at, one in enumerate(loose, len(stencils))]

    def _shared_out(self, stencils: list[Stencil], dossiers: int) -> list[Stamped]:
        """Copies certified at once are most of a commune's work; what is open is a small part of all."""
        weights = [12.0 if one.at_once else 0.15 if one.open else 1.0 for one in stencils]
        shares = [int(dossiers * weight / sum(weights)) for weight in weights]
        for at in range(dossiers - sum(shares)):
            shares[at % len(shares)] += 1
        return [self._stamped(at, one, times) for at, (one, times) in enumerate(zip(stencils, shares, strict=True))]

    def _stamped(self, number: int, one: Stencil, times: int) -> Stamped:
        moment = f"{int(one.filed_at.timestamp() * 1000):012x}"
        return Stamped(one, f"{self.seed}:{self.unit_id.hex}:{number}", times, moment)

    def _give_codes(self) -> None:
        for one in sorted(self.stamps, key=lambda one: one.stencil.code):
            front, _, _ = one.stencil.code.rpartition("-")
            day = f"dossier:20{front[-6:-4]}-{front[-4:-2]}-{front[-2:]}"
            one.code, one.serial = f"{front}-", self.series[day] + 1
            self.series[day] += one.times

    def _give_numbers(self) -> None:
        """Numbers follow each other in the order in which the real ones did, without a hole."""
        taken = [(number, at, one) for one in self.stamps for at, number in enumerate(one.stencil.numbers)]
        for one in self.stamps:
            one.numbers = [(0, "")] * len(one.stencil.numbers)
        for number, at, one in sorted(taken, key=lambda row: row[:2]):
            one.numbers[at] = (self.series[number.series] + 1, number.form)
            self.series[number.series] += one.times

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
        for at, (first, form) in enumerate(one.numbers):
            made[f"q{at}"] = form % (first + number)
        for name, at in one.stencil.marks:
            made[name] = tokens.mark_of("paper", UUID(made[f"k{at}"]))
        return made

    def write(self, one: Stamped, sink: Sink) -> list[dict[str, Any]]:
        """Write the dossiers of one stencil with their parts; return what filled their gaps."""
        rows = [Row(model, cells) for model, cells in one.stencil.rows]
        every = [self.gaps(one, number) for number in range(one.times)]
        for gaps in every:
            self.pool.secrets(one.stencil, gaps)
            gaps["money"] = 0 if one.code else sum(self.money[till] for till, _ in one.stencil.taken)
            for row in rows:
                sink.put(row.table, row.filled(gaps))
        return every

    def acts(self) -> Iterator[tuple[int, Sealed, bool]]:
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


def stamp(press: Press, sink: Sink, head: tuple[int, str]) -> tuple[int, str, datetime | None]:
    """Write a commune: dossiers where they begin, audit rows after ``head``; return the chain's new end."""
    (seq, last), table, sha, recorded = head, AuditRow._meta.db_table, hashlib.sha256, None
    unit, standing = press.unit_id.hex, dict[int, list[dict[str, Any]]]()
    for at, act, ends in press.acts():
        recorded, moment = act.recorded_at, as_written(act.recorded_at)
        if at not in standing:
            standing[at] = press.write(press.stamps[at], sink)
        for gaps in standing.pop(at) if ends else standing[at]:
            seq += 1
            salt = gaps["h"][13:] + gaps["c"][-4:] + unit[:9] if act.detail else ""
            detail = act.detail % gaps if act.detail else ""
            gaps["seq"] = seq
            gaps["commit"] = sha((salt + detail).encode()).hexdigest() if detail else ""
            body = act.body % gaps
            last = sha((last + body).encode()).hexdigest()
            key = f"{gaps['h'][:13]}{last[:3]}8{last[4:19]}"
            place = (key, unit, seq, act.act, act.subject % gaps, moment)
            sink.put(table, act_row(place, body, last, detail, salt))
    return seq, last, recorded
