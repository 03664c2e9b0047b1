"""A paper's sections as they are kept: words that may be edited, and blocks as the papers room draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from thanthien.papers import service as papers
from thanthien.programme import drafting

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What people may change of a paper: what it is about, its grounds and recipients, each section's (head, text).

    One section more than the draft has, with words, is added at the end; a section without head and words goes.
    """

    title: str
    grounds: tuple[str, ...]
    recipients: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]


def kept(sections: Sequence[drafting.Section], code: str) -> list[Kept]:
    """Return sections as they are stored; ``code`` is the commune's, for the full addresses of lists."""
    return [
        {
            "key": one.head, "head": one.head, "text": one.text, "edited": False, "level": one.level,
            "blocks": [papers.plain(_block(block, code)) for block in one.blocks],
        }
        for one in sections
    ]  # fmt: skip


def renewed(old: Sequence[Kept], new: Sequence[Kept]) -> list[Kept]:
    """Return freshly filled sections with the words that somebody had edited, and the sections that people added."""
    edited = {one["key"]: one for one in old if one["edited"]}
    found = [
        {**one, **{name: edited[one["key"]][name] for name in ("head", "text", "edited")}}
        if one["key"] in edited else one
        for one in new
    ]  # fmt: skip
    known = {one["key"] for one in new}
    return found + [{**one, "blocks": []} for key, one in edited.items() if key not in known and one["text"]]


def edited(sections: Sequence[Kept], words: Sequence[tuple[str, str]]) -> list[Kept]:
    """Return the sections with new words. A section with blocks stays, whatever its words."""
    found = []
    for at, (head, text) in enumerate(words):
        fresh = {"key": f"+{at}", "head": "", "text": "", "level": 1, "blocks": []}
        old = sections[at] if at < len(sections) else fresh
        touched = old.get("edited", True) or (head, text) != (old["head"], old["text"])
        if head or text or old["blocks"]:
            found.append({**old, "head": head, "text": text, "edited": touched})
    return found


def says_something(sections: Sequence[Kept]) -> bool:
    """Tell whether there is anything to read beside headings."""
    return any(one["text"] or one["blocks"] for one in sections)


def parts(sections: Sequence[Kept], numbered: bool) -> list[dict[str, Any]]:
    """Return the sections as the papers room draws them; those that nobody has written yet are left out."""
    found, upper, lower = [], 0, 0
    for at, one in enumerate(sections):
        heads = at + 1 < len(sections) and sections[at + 1]["level"] > one["level"]
        if not (one["text"] or one["blocks"] or heads):
            continue
        upper, lower = (upper + 1, 0) if one["level"] == 1 else (upper, lower + 1)
        mark = f"{_roman(upper)}. " if one["level"] == 1 else f"{lower}. "
        found.append(
            {
                "head": papers.printable((mark if numbered and one["head"] else "") + one["head"]),
                "lines": [papers.printable(line) for line in one["text"].splitlines() if line.strip()],
                "blocks": one["blocks"],
            }
        )
    return found


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _block(block: drafting.Block, code: str) -> papers.Grid | papers.Bars:
    if isinstance(block, drafting.Chart):
        return _bars(block, code)
    if isinstance(block, drafting.Figures):
        return _counts(block, code)
    urls = tuple(_url(path, code) for path in block.paths)
    return papers.Grid(block.head, block.rows, block.caption, block.wide, urls, (), _note(block.note, code))


def _counts(block: drafting.Figures, code: str) -> papers.Grid:
    rows = tuple(
        (one.label, one.value, _over(one), "" if one.sample is None else str(one.sample)) for one in block.counts
    )
    notes = tuple(_note(one.note, code) for one in block.counts)
    head = ("Nội dung", "Kết quả", "Tử số trên mẫu số", "Số đã đếm")
    return papers.Grid(head, rows, block.caption, 0, (), notes)


def _over(one: drafting.Count) -> str:
    return "" if one.numerator is None or one.denominator is None else f"{one.numerator}/{one.denominator}"


def _bars(block: drafting.Chart, code: str) -> papers.Bars:
    highest = block.top or max((value for _, value, _ in block.points if value is not None), default=0) or 1
    bars = tuple(
        papers.Bar(label, None if value is None else max(0, min(1000, round(value / highest * 1000))), said)
        for label, value, said in block.points
    )
    return papers.Bars(block.caption, bars, block.top_said, _note(block.note, code))


def _note(note: drafting.Note | None, code: str) -> papers.FootNote | None:
    return None if note is None else papers.FootNote(note.text, _url(note.path, code) if note.path else "")


def _url(path: str, code: str) -> str:
    return f"{settings.THANTHIEN_URL}/xa/{code}{path}"
