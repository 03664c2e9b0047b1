"""What people are told: one file per message in ``texts/<language>/``, its subject above the line ``---``.

A file knows the payload's keys and three words of its own: ``we``/``We`` (xã, phường, đặc khu), ``You`` (the
form of address with a capital) and ``desk`` (where one comes). Names beginning with ``_`` are shared parts.

``texts/<language>/ngan/`` holds the same messages for SMS and Zalo: one line that knows :data:`SHORT_WORDS` alone. A
telephone may be in anybody's hand, so it says state, clock and place (settled question 15): no name, no matter, no
reason, no secret link. A language that lacks a text falls back to Vietnamese.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template import Context, Engine, Origin, Template

from thanthien.core.text import clean, clean_multiline

FOLDER = Path(__file__).parent
LANGUAGE = "vi"
SHORT = "ngan"
SUBJECT_LETTERS = 150
KINDS = ("xã", "phường", "đặc khu")
LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "English"}
# What the house tells its own people, by e-mail alone: no citizen hears of it, and no figure counts it.
HOUSE: Final = frozenset({"day_root", "meeting_cancelled", "meeting_invitation", "meeting_moved", "unsent_digest"})
SHORT_WORDS: Final = frozenset({"we", "We", "unit", "Unit", "code", "due", "old_due", "estimate", "phone"})
_DATES: Final = ("due", "old_due", "first_reply", "at", "reply_due", "act_due")
_ANY: Final = "_any"
_NAMES: Final = re.compile(r"{{\s*(\w+)|{%\s*(?:if|elif|for \w+ in)\s+(?:not\s+)?(\w+)|{%\s*include\s+['\"]([^'\"]+)")


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


def names(language: str = LANGUAGE, short: bool = False) -> list[str]:
    """Return the messages that can be sent, or those of a language, or those that have a short form."""
    folder = FOLDER / language / SHORT if short else FOLDER / language
    return sorted(path.stem for path in folder.glob("[a-z]*.txt"))


@cache
def _parts(name: str, language: str) -> tuple[Template, Template]:
    if name not in names():
        raise NoSuchText(name)
    language = language if name in names(language) else LANGUAGE
    text = (FOLDER / language / f"{name}.txt").read_text("utf-8")
    subject, _, body = text.partition("\n---\n")
    engine = _engine()
    whole = body.rstrip() + "\n{% include './_foot.txt' %}"
    # The place of the file, so that "./_rate.txt" is looked for beside it.
    origin = Origin(name=str(FOLDER / language / name), template_name=f"{language}/{name}.txt")
    return engine.from_string(subject), Template(whole, origin, name, engine)


@cache
def _short(name: str, language: str) -> Template:
    """A text that has no short form yet says that there is news: nobody stays without word for a file."""
    if name not in names() or name in HOUSE:
        raise NoSuchText(name)
    here = language if name in names(language, short=True) else LANGUAGE
    known = name if name in names(here, short=True) else _ANY
    return _engine().from_string((FOLDER / here / SHORT / f"{known}.txt").read_text("utf-8"))


def _words(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload without anything that could break a line, and the words derived from it."""
    known = {key: _plain(value) for key, value in payload.items()}
    unit = known.get("unit") or "xã"
    we = next((kind for kind in KINDS if unit.lower().startswith(kind)), KINDS[0])
    you = known.get("address_as") or "anh/chị"
    own = {"we": we, "We": _first_up(we), "address_as": you, "You": _first_up(you), "unit": unit}
    office = f"Bộ phận Một cửa {unit}"
    return known | own | {"Unit": _first_up(unit), "desk_name": office, "desk": known.get("where") or office}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _dictionary(language: str) -> tuple[tuple[str, str], ...]:
    path = FOLDER / language / "_words.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pairs = [line.partition(" = ") for line in lines]
    return tuple((before, after) for before, _, after in pairs if after)


def _said_in(words: dict[str, Any], language: str) -> dict[str, Any]:
    """Say the days of the week in the language; the acts wrote them in Vietnamese."""
    for key in _DATES:
        for before, after in _dictionary(language):
            if isinstance(words.get(key), str):
                words[key] = words[key].replace(before, after)
    return words


def render(name: str, payload: Mapping[str, Any], language: str = LANGUAGE) -> Rendered:
    """Fill a message with what the act has put into the outbox. Raises :class:`NoSuchText`."""
    subject, body = _parts(name, language)
    words = Context(_said_in(_words(payload), language), autoescape=False)
    line = clean(subject.render(words))
    if len(line) > SUBJECT_LETTERS:
        line = line[: SUBJECT_LETTERS - 1].rstrip() + "…"
    return Rendered(line, clean_multiline(body.render(words)) + "\n")


def short(name: str, payload: Mapping[str, Any], language: str = LANGUAGE) -> str:
    """Return a message's one line for a telephone; what is not in :data:`SHORT_WORDS` never reaches its file.

    Raises :class:`NoSuchText`.
    """
    template = _short(name, language)
    every = _said_in(_words(payload), language)
    words = {key: every.get(key, "") for key in SHORT_WORDS}
    line = clean(template.render(Context(words, autoescape=False)))
    ask = "Ask" if language == "en" and name in names("en", short=True) else "Hỏi"
    return f"{line} {ask}: {words['phone']}." if words["phone"] else line


def variables(name: str, language: str = LANGUAGE, short: bool = False) -> frozenset[str]:
    """Return the words that a file asks for, those of its shared parts included."""
    folder = FOLDER / language / SHORT if short else FOLDER / language
    return _asked((folder / f"{name}.txt").read_text("utf-8"), folder)


def _asked(text: str, folder: Path) -> frozenset[str]:
    found: set[str] = set()
    for plain, tested, part in _NAMES.findall(text):
        if part:
            found |= _asked((folder / Path(part).name).read_text("utf-8"), folder)
        found |= {plain, tested}
    return frozenset(found) - {"", "item"}
