"""A sheet of dossiers of the national portal, loaded as ``thanthien load dossiers`` does: ``python -m
bench.inside_intake LINES [xlsx]`` in an empty installation, which gets its first communes here.

The floor reads the same file and understands its lines, and writes nothing.
"""

import csv
import json
import sys
import tempfile
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench import django_ready
from bench.inside import reference
from bench.inside_register import held, measured

HEAD = ("Mã hồ sơ", "Mã thủ tục", "Ngày tiếp nhận", "Họ và tên", "Điện thoại", "Số định danh", "Địa chỉ")
MARK = 10_000
PROCEDURES = ("1.004884", "1.001193", "2.000815", "1.004873")


def lines(wanted: int) -> Any:
    """Yield so many lines of three months, one person each."""
    from thanthien.core import clock

    start = clock.local(clock.now()) - timedelta(days=91)
    for at in range(wanted):
        when = start + timedelta(seconds=at * 90 * 86_400 // wanted)
        yield (
            f"H15.50.05.13-{when:%y%m%d}-{at:06d}", PROCEDURES[at % len(PROCEDURES)], f"{when:%d/%m/%Y %H:%M}",
            f"Nguyễn Thị Ánh {at}", f"09{at:08d}", f"0381{at:08d}", "thôn Vân Trai, xã Cẩm Vân",
        )  # fmt: skip


def written(path: Path, wanted: int) -> None:
    """Write the sheet."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD])
            csv.writer(file).writerows(lines(wanted))
        return
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([HEAD]):
            sheet.write_row(number, 0, cells)
        for number, cells in enumerate(lines(wanted), start=1):
            sheet.write_row(number, 0, cells)


def rows(path: Path) -> Any:
    """Yield the lines of the sheet as the command reads them."""
    from thanthien.core import sheets
    from thanthien.onestop import service as onestop

    with path.open("rb") as stream:
        yield from sheets.read(stream, onestop.intake.COLUMNS, onestop.intake.OWED)


def understood(path: Path, now: Any) -> None:
    """Read every line as what it says, and keep nothing."""
    from thanthien.onestop import service as onestop

    for row in rows(path):
        onestop.intake.arrival(row.cells, onestop.intake.NATIONAL, now)


class Marks:
    """Notes when every so many lines were done, and tells it at once: a long run may be broken off."""

    def __init__(self) -> None:
        self.found: dict[int, float] = {}
        self._began, self._counted = perf_counter(), count(1)

    def step(self) -> None:
        """One line more is done."""
        at = next(self._counted)
        if at % MARK == 0:
            self.found[at] = round(perf_counter() - self._began, 1)
            print(at, self.found[at], f"{process_time():.0f} s busy, {held():.1f} MB", file=sys.stderr, flush=True)


def main(wanted: int, kind: str) -> dict[str, Any]:
    """Measure reading alone, and loading."""
    from thanthien.core import clock
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    reference("1")
    intake, now = onestop.intake, clock.now()
    home = org.unit_by_code("15163", None)
    assert home is not None
    place = cache(lambda code: home.id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ho-so.{kind}"
        written(path, wanted)
        floor, busy, _ = measured(lambda: understood(path, now))
        reports: list[Any] = []
        marks = Marks()

        def loaded() -> None:
            reports.append(intake.load(rows(path), place, intake.NATIONAL, now, step=marks.step))

        took, spent, more = measured(loaded)
    return {
        "lines": wanted, "loaded": reports[0].loaded, "refused": reports[0].refused, "seconds": took, "spent": spent,
        "more": more, "floor": floor, "busy": busy, "marks": marks.found,
    }  # fmt: skip


if __name__ == "__main__":
    django_ready()
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "csv")))
