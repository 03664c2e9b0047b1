"""What people are told: one file per message in ``texts/<language>/``, its subject above the line ``---``.

A file knows the payload's keys and three words of its own: ``we``/``We`` (xã, phường, đặc khu), ``You`` (the
form of address with a capital) and ``desk`` (where one comes). Names beginning with ``_`` are shared parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template

from thanthien.core.text import clean, clean_multiline

FOLDER = Path(__file__).parent
LANGUAGE = "vi"
SUBJECT_LETTERS = 150
KINDS = ("xã", "phường", "đặc khu")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready for any channel: one line and plain text."""

    subject: str
    text: str


class NoSuchText(LookupError):
    """No file tells about this; a message of that name cannot be sent."""


@cache
def _engine() -> Engine:
    # Plain text: a name with an ampersand must not arrive as &amp;.
    return Engine(dirs=[str(FOLDER)], autoescape=False)


def names() -> list[str]:
    """Return the messages that can be sent."""
    return sorted(path.stem for path in (FOLDER / LANGUAGE).glob("[a-z]*.txt"))


@cache
def _parts(name: str) -> tuple[Template, Template]:
    if name not in names():
        raise NoSuchText(name)
    text = (FOLDER / LANGUAGE / f"{name}.txt").read_text("utf-8")
    subject, _, body = text.partition("\n---\n")
    engine = _engine()
    whole = body.rstrip() + "\n{% include './_foot.txt' %}"
    return engine.from_string(subject), Template(whole, _origin(name), name, engine)


def _origin(name: str) -> Any:
    from django.template import Origin

    # The place of the file, so that "./_rate.txt" is looked for beside it.
    return Origin(name=str(FOLDER / LANGUAGE / name), template_name=f"{LANGUAGE}/{name}.txt")


def _words(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload without anything that could break a line, and the words derived from it."""
    known = {key: _plain(value) for key, value in payload.items()}
    unit = known.get("unit") or "xã"
    we = next((kind for kind in KINDS if unit.lower().startswith(kind)), KINDS[0])
    you = known.get("address_as") or "anh/chị"
    own = {"we": we, "We": _first_up(we), "address_as": you, "You": _first_up(you)}
    office = f"Bộ phận Một cửa {unit}"
    return known | own | {"desk_name": office, "desk": known.get("where") or office}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def render(name: str, payload: Mapping[str, Any]) -> Rendered:
    """Fill a message with what the act has put into the outbox. Raises :class:`NoSuchText`."""
    subject, body = _parts(name)
    words = Context(_words(payload), autoescape=False)
    line = clean(subject.render(words))
    if len(line) > SUBJECT_LETTERS:
        line = line[: SUBJECT_LETTERS - 1].rstrip() + "…"
    return Rendered(line, clean_multiline(body.render(words)) + "\n")
