"""Draw a paper: JSON in, PDF/A-2a out.

The data reaches typst through `sys.inputs` as JSON and is never made into source text, so that nothing a
person writes can be read as a command. Fonts of the machine are shut out: only what is in `fonts/` is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from thanthien.papers import qr
from thanthien.papers.glyphs import FONTS, MissingGlyph, missing_glyphs, tidy
from thanthien.papers.kinds import PaperKind

TEMPLATES = Path(__file__).parent / "templates"
STAMP = "stamp.typ"
LONGEST_WORD = 36
BREAK = "\u200b"
# typst wants a fixed offset and writes UTC; noon here is the same day there.
OFFSET, NOON = timezone(timedelta(hours=7)), time(12)
# A typst compiler keeps state between calls; threads of one server process take turns.
_turn = Lock()


class UnknownTemplate(LookupError):
    """The data does not say a kind and version that this program can draw."""


def render(kind: PaperKind, data: dict[str, object]) -> bytes:
    """The paper as PDF/A-2a. Same data, same bytes. Raises `MissingGlyph` or `UnknownTemplate`."""
    return cast("bytes", _compile(kind, data, "pdf"))


def picture(kind: PaperKind, data: dict[str, object], *, ppi: float = 110) -> list[bytes]:
    """The pages of the paper as PNG, for previews and for people who look at papers in tests."""
    made = _compile(kind, data, "png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def drawing(kind: PaperKind, data: dict[str, object]) -> list[bytes]:
    """The pages of the paper as SVG, sharp at any size: what the counter prints without opening a PDF."""
    made = _compile(kind, data, "svg")
    return made if isinstance(made, list) else [made]


def stamp(data: dict[str, object]) -> bytes:
    """The number, day and check of an issued paper as a clear A4 page, to lie over a scanned sheet."""
    made = _made(TEMPLATES / STAMP, data, "pdf")
    assert isinstance(made, bytes)
    return made


def _compile(
    kind: PaperKind, data: dict[str, object], form: typst.OutputFormat, ppi: float | None = None
) -> bytes | list[bytes]:
    return _made(_template(kind, data), data, form, ppi)


def _made(
    template: Path, data: dict[str, object], form: typst.OutputFormat, ppi: float | None = None
) -> bytes | list[bytes]:
    holes = missing_glyphs("".join(_texts(data)))
    if holes:
        raise MissingGlyph(holes)
    inputs = {"data": json.dumps(_laid_out(data), ensure_ascii=False), **_code(data)}
    with _turn:
        made = _compiler().compile(
            input=template,
            format=form,
            ppi=ppi,
            sys_inputs=inputs,
            pdf_standards=["a-2a"] if form == "pdf" and template.name != STAMP else [],
            timestamp=_issued(data),
        )
    if made is None:
        raise UnknownTemplate(f"{template.name} draws nothing")
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def _template(kind: PaperKind, data: dict[str, object]) -> Path:
    version = data.get("version")
    path = TEMPLATES / f"{kind}-{version}.typ"
    if data.get("kind") != str(kind) or not isinstance(version, int) or not path.is_file():
        raise UnknownTemplate(f"no template for {data.get('kind')!r} version {version!r} as {kind}")
    return path


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _laid_out(value: object) -> object:
    """The data with tidy text; words too long for a line get places where they may break."""
    if isinstance(value, str):
        return " ".join(_breakable(word) for word in tidy(value).split(" "))
    if isinstance(value, dict):
        return {key: _laid_out(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_laid_out(item) for item in value]
    return value


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2))


def _code(data: dict[str, object]) -> dict[str, str]:
    """The QR codes of the paper's links: where the dossier is followed, where receipt and paper are checked."""
    made: dict[str, str] = {}
    dossier, proof, check = data.get("dossier"), data.get("proof"), data.get("check")
    urls = {
        "qr": data.get("url") or (dossier.get("follow_url") if isinstance(dossier, dict) else ""),
        "proof_qr": proof.get("url") if isinstance(proof, dict) else "",
        "check_qr": check.get("url") if isinstance(check, dict) else "",
    }
    for name, url in urls.items():
        if isinstance(url, str) and url:
            drawing, width = qr.svg(url)
            made |= {name: drawing, f"{name}_mm": f"{width:.3f}"}
    return made


def _issued(data: dict[str, object]) -> datetime:
    """The date in the PDF's metadata: that of the paper, not of the drawing."""
    day = data.get("issued_on")
    if not isinstance(day, dict):
        raise UnknownTemplate("the paper has no date of issue")
    return datetime.combine(datetime.fromisoformat(str(day["iso"])).date(), NOON, OFFSET)
