"""Build src/thanthien/org/data/units.json.gz: provinces, districts and communes before and after 2025-07-01.

Run by hand in a throw-away environment; the product needs neither package (nor what they depend on):

    pip install --no-deps vietnamadminunits==1.0.4 --target build/old
    pip download --no-deps --python-version 3.12 --only-binary=:all: vietnam-provinces==2026.9.0
    unzip vietnam_provinces-2026.9.0-*.whl -d build/new
    python scripts/build_units.py build/old/vietnamadminunits build/new/vietnam_provinces TARGET

Names, codes and links come from vietnamadminunits (MIT); resolutions, later changes and corrections from
unit_facts.toml beside this file. vietnam-provinces (GPL) is only compared with, nothing of it is copied.
TARGET is src/thanthien/org/data. The same input gives the same bytes. Stops if a number is not as known.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FACTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "unit_facts.toml").read_text("utf-8"))
REFORM = FACTS["reform"].isoformat()
KINDS = {
    "province": {"tỉnh": "province", "thành phố": "central_city"},
    "district": {
        "quận": "urban_district",
        "huyện": "rural_district",
        "thị xã": "district_town",
        "thành phố": "provincial_city",
    },
    "commune": {"xã": "commune", "phường": "ward", "thị trấn": "township", "đặc khu": "special_zone"},
}
RAW = {"whole": 9569, "divided": 471, "divided links": 1033}
TODAY = {"province": 25, "central_city": 9, "commune": 2599, "ward": 709, "special_zone": 13}
FIRST_DAY = {"province": 28, "central_city": 6, "commune": 2621, "ward": 687, "special_zone": 13}
LAST_DAY = {"provinces": 63, "districts": 696, "communes": 10035}


@dataclass
class Unit:
    """One row to be."""

    code: str
    kind: str
    level: str
    name: str
    parent: Unit | None
    begins: str | None
    ends: str | None
    source: str

    @property
    def place(self) -> tuple[int, str, str]:
        """Where the row stands in the file; parents come first."""
        return ("province", "district", "commune").index(self.level), self.code, self.begins or ""

    def stands(self, day: str) -> bool:
        return (self.begins or "") <= day and (self.ends is None or day < self.ends)


@dataclass
class Book:
    """Everything that goes into the file."""

    units: list[Unit] = field(default_factory=list)
    links: list[tuple[Unit, Unit, str, str]] = field(default_factory=list)

    def add(
        self, full_name: str, level: str, code: str, parent: Unit | None, span: tuple[str | None, str | None]
    ) -> Unit:
        """Add a unit from its full name, because the package's own column of kinds is wrong in five rows."""
        text = " ".join(unicodedata.normalize("NFC", full_name).split())
        word = next(word for word in KINDS[level] if text.lower().startswith(word + " "))
        source = FACTS["new_source"] if span[0] == REFORM else FACTS["old_source"]
        unit = Unit(code, KINDS[level][word], level, text[len(word) + 1 :], parent, *span, source)
        self.units.append(unit)
        return unit

    def on(self, day: str, level: str) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units if unit.level == level and unit.stands(day)}


def read_tables(folder: Path) -> tuple[list[sqlite3.Row], list[sqlite3.Row], dict[str, Any]]:
    """Return old rows, new rows and the conversion of vietnamadminunits."""
    database = sqlite3.connect(folder / "data" / "dataset.db")
    database.row_factory = sqlite3.Row
    old = database.execute("SELECT * FROM admin_units_legacy").fetchall()
    new = database.execute("SELECT * FROM admin_units").fetchall()
    return old, new, json.loads((folder / "data" / "converter_2025.json").read_text("utf-8"))


def add_provinces(book: Book, old: list[sqlite3.Row], new: list[sqlite3.Row], merged: dict[str, list[str]]) -> None:
    """Add both lists of provinces; one that was not merged has a single row without end."""
    codes = {row["provinceKey"]: (row["provinceCode"], row["province"]) for row in old}
    today = {row["provinceKey"]: (row["provinceCode"], row["province"]) for row in new}
    for key, old_keys in sorted(merged.items()):
        code, name = today[key]
        if old_keys == [key]:
            book.add(name, "province", code, None, (None, None))
            continue
        successor = book.add(name, "province", code, None, (REFORM, None))
        for old_key in old_keys:
            old_code, old_name = codes[old_key]
            predecessor = book.add(old_name, "province", old_code, None, (None, REFORM))
            book.links.append((predecessor, successor, "", FACTS["province_law"]))


def add_lower(
    book: Book, old: list[sqlite3.Row], new: list[sqlite3.Row]
) -> tuple[dict[str, Unit], dict[tuple[str, str], Unit]]:
    """Add districts and communes; return them by the keys of the conversion."""
    before, after = book.on("2025-06-30", "province"), book.on(REFORM, "province")
    districts: dict[str, Unit] = {}
    by_old_key: dict[str, Unit] = {}
    for row in old:
        code = row["districtCode"]
        if code not in districts:
            parent = before[row["provinceCode"]]
            districts[code] = book.add(row["district"], "district", code, parent, (None, REFORM))
        unit = districts[code]
        if row["wardCode"]:  # five island districts had no communes
            unit = book.add(row["ward"], "commune", row["wardCode"], districts[code], (None, REFORM))
        by_old_key[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"] = unit
    by_new_key = {
        (row["provinceKey"], row["wardKey"]): book.add(
            row["ward"], "commune", row["wardCode"], after[row["provinceCode"]], (REFORM, None)
        )
        for row in new
    }
    return by_old_key, by_new_key


def add_links(book: Book, conversion: dict[str, Any], old: dict[str, Unit], new: dict[tuple[str, str], Unit]) -> None:
    """Add what became of each commune, after the corrections."""
    fates: dict[str, dict[str, bool]] = {}
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            fates |= {old[key].code: {new[province, ward].code: False} for key in sources}
    raw = {"whole": len(fates)}
    for province, sources in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in sources.items():
            fates[old[key].code] = {new[province, part["newWardKey"]].code: part["isDefaultNewWard"] for part in parts}
    raw |= {"divided": len(fates) - raw["whole"]}
    raw |= {"divided links": sum(map(len, fates.values())) - raw["whole"]}
    demand("links of the package", raw, RAW)
    for code, successors in FACTS["corrected"].items():
        fates[code] = {successor: fates[code].get(successor, False) for successor in successors}
    by_old, by_new = {unit.code: unit for unit in old.values()}, {unit.code: unit for unit in new.values()}
    for code, fate in fates.items():
        for successor, is_suggested in fate.items():
            parent = by_new[successor].parent
            assert parent is not None
            mark = "" if len(fate) == 1 else "suggested" if is_suggested else "divided"
            law = f"Nghị quyết {FACTS['commune_law'][parent.code]}"
            book.links.append((by_old[code], by_new[successor], mark, law))


def add_earlier(book: Book) -> None:
    """Add the changes before 2025-07-01 that are known."""
    for fact in FACTS["earlier"]:
        day = fact["on"].isoformat()
        level = "province" if len(fact["code"]) == 2 else "district"
        parent = book.on("2025-06-30", "province")[fact["parent"]] if "parent" in fact else None
        gone = Unit(fact["code"], fact["kind"], level, fact["name"], parent, None, day, fact["law"])
        for code in fact["into"]:
            successor = book.on("2025-06-30", level)[code]
            successor.begins, successor.source = day, fact["law"]
            mark = "continues" if fact["continues"] else "divided"
            book.links.append((gone, successor, mark, fact["law"]))
        book.units.append(gone)


def add_later(book: Book) -> None:
    """Add the changes after the reform. Lower units point at the last row of their parent."""
    for fact in FACTS["later"]:
        day = fact["on"].isoformat()
        for entry in fact["units"]:
            code, name = entry.split(" ", 1)
            level = "province" if len(code) == 2 else "commune"
            was = book.on(day, level)[code]
            assert was.name == name, f"{entry}: the table says {was.name}"
            now = Unit(code, fact["kind"], level, name, was.parent, day, None, fact["law"])
            was.ends = day
            for unit in book.units:
                if unit.parent is was and unit.stands(day):
                    unit.parent = now
            book.units.append(now)
            book.links.append((was, now, "continues", fact["law"]))


def demand(what: str, found: dict[str, int], wanted: dict[str, int]) -> None:
    """Stop unless the numbers are the known ones."""
    if found != wanted:
        raise SystemExit(f"{what}: found {found}, wanted {wanted}")


def check(book: Book, folder: Path) -> None:
    """Compare with what is known and with the list of today in vietnam-provinces."""
    for day, wanted in ((REFORM, FIRST_DAY), ("2026-11-01", TODAY)):
        standing = [unit for unit in book.units if unit.stands(day)]
        demand(f"units on {day}", dict(Counter(unit.kind for unit in standing)), wanted)
    levels = Counter(f"{unit.level}s" for unit in book.units if unit.stands("2025-06-30"))
    demand("units on 2025-06-30", dict(levels), LAST_DAY)
    parents = {unit.code: unit.parent for unit in book.on(REFORM, "commune").values()}
    provinces = json.loads((folder / "data" / "nested-divisions.json").read_text("utf-8"))
    listed = {f"{ward['code']:05d}": f"{row['code']:02d}" for row in provinces for ward in row["wards"]}
    ours = {code: parent.code for code, parent in parents.items() if parent}
    if listed != ours:
        raise SystemExit(f"codes differ from vietnam-provinces: {sorted(listed.items() ^ ours.items())[:20]}")


def write(book: Book, folder: Path) -> None:
    """Write the rows as one compact file without a time in it."""
    units = sorted(book.units, key=lambda unit: unit.place)
    place = {id(unit): index for index, unit in enumerate(units)}
    sources = sorted({unit.source for unit in units} | {law for *_, law in book.links})
    data = {
        "sources": sources,
        "units": [
            [
                *(unit.code, unit.kind, unit.level, unit.name),
                place[id(unit.parent)] if unit.parent else None,
                *(unit.begins, unit.ends, sources.index(unit.source)),
            ]
            for unit in units
        ],
        "links": sorted([place[id(a)], place[id(b)], mark, sources.index(law)] for a, b, mark, law in book.links),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    folder.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text, 9, mtime=0)
    (folder / "units.json.gz").write_bytes(packed)
    print(f"{len(units)} units, {len(book.links)} links, {len(packed)} bytes")


def main() -> None:
    old_folder, new_folder, target = map(Path, sys.argv[1:])
    old, new, conversion = read_tables(old_folder)
    book = Book()
    add_provinces(book, old, new, conversion["DICT_PROVINCE"])
    add_links(book, conversion, *add_lower(book, old, new))
    add_earlier(book)
    add_later(book)
    check(book, new_folder)
    write(book, target)


if __name__ == "__main__":
    main()
