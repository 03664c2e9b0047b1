"""What the tags compute before they draw. One function a part; the looks are in ``templates/web/parts``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.forms import BaseForm, BoundField
from django.template.base import Template
from django.template.context import Context
from django.utils.safestring import SafeString

from thanthien.core import clock
from thanthien.web import words
from thanthien.web.calendar import Mark


class Wrong(NamedTuple):
    """One line of the error summary: where it leads and what it says."""

    href: str
    words: str


def render(context: Context, name: str, inner: Mapping[str, Any]) -> SafeString:
    """Render a part with its own names; the request goes along, so that its icons join the page's sheet."""
    engine = context.template.engine if context.template else None
    if engine is None:
        raise RuntimeError("A part is drawn inside a page.")
    drawn: Template = engine.get_template(name)
    shared = {key: context.get(key) for key in ("request", "site", "today", "csrf_token")}
    return drawn.render(context.new({**shared, **inner}))


def pick(thing: Any, name: str) -> str:
    """Read a word from a mapping or an object."""
    value = thing.get(name, "") if isinstance(thing, Mapping) else getattr(thing, name, "")
    return str(value or "")


def as_day(value: date | datetime) -> date:
    """Return the calendar day in Vietnam of a date or a moment."""
    return clock.local(value).date() if isinstance(value, datetime) else value


def forgiving(function: Callable[..., str]) -> Callable[..., str]:
    """Make a filter of a pure function: nothing stays nothing, moments are read in Vietnam."""

    def filtered(value: Any, more: Any = "") -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, datetime):
            value = clock.local(value)
            if function in {words.day_words, words.day_short, words.weekday}:
                value = value.date()
        if more in {"", None}:
            return function(value)
        return function(value, as_day(more) if isinstance(more, date) else more)

    return filtered


ROLES: Final = {"counted": "cnt", "due": "end", "revised": "new", "paused": "pause", "restart": "start"}


def marks(given: Iterable[Any]) -> list[Mark]:
    """Read marks of days: the rules' ``DayMark``, the same as stored JSON, or our own ``Mark``."""
    found = []
    for one in given:
        if isinstance(one, Mark):
            found.append(one)
            continue
        day = one["date"] if isinstance(one, Mapping) else one.date
        role = pick(one, "role")
        found.append(
            Mark(
                date.fromisoformat(day) if isinstance(day, str) else day,
                ROLES.get(role, role or "none"),
                int(pick(one, "number") or 0),
                pick(one, "word"),
            )
        )
    return found


def stat(name: str, part: int | None, whole: int | None, more: Mapping[str, Any]) -> dict[str, Any]:
    """Work out a figure: percent and joints, "4 trên 4" for duties, or what is lacking to measure."""
    lacking = more.get("lacking", "")
    shown = {"name": name, "lacking": lacking, "of": more.get("of", ""), "trend": more.get("trend", "")}
    if lacking or part is None or not whole:
        return {**shown, "lacking": lacking or "Chưa có số liệu", "joints": ("",) * 10}
    if more.get("counts"):
        value = f"{words.number(part)} trên {words.number(whole)}"
        joints = words.joints(part, whole, min(whole, 10))
    else:
        value, joints = words.percent(part, whole), words.joints(part, whole)
    return {**shown, "value": more.get("value") or value, "joints": joints}


def first_sentence(text: str) -> str:
    """Cut a message to its first sentence, without the full stop."""
    end = text.find(". ")
    return (text if end < 0 else text[:end]).rstrip(".")


def anchor(bound: BoundField) -> str:
    """Return the id that the first control of a field carries."""
    return f"{bound.auto_id}{getattr(bound.field.widget, 'anchor_suffix', '')}"


def errors_of(forms: Sequence[BaseForm]) -> list[Wrong]:
    """Return every error of the forms in reading order, each with its field."""
    found = []
    for form in forms:
        if not form.is_bound:
            continue
        found += [Wrong("", str(text)) for text in form.non_field_errors()]
        for bound in form:
            for error in bound.errors.as_data() if bound.errors else ():
                said = " ".join(error.messages)
                short = first_sentence(said)
                if error.code in {"required", "unchosen"}:
                    short = f"chưa {getattr(bound.field, 'ask_verb', 'điền')}"
                label = str(bound.label)
                join = " " if label.endswith("?") else ": "
                where = "" if bound.is_hidden else f"#{anchor(bound)}"
                found.append(Wrong(where, f"{label}{join}{short}" if where else said))
    return found


def field(context: Context, bound: BoundField, options: Mapping[str, Any]) -> SafeString:
    """Draw one field. Hidden ones are drawn bare."""
    if bound.is_hidden:
        return SafeString(bound.as_hidden())
    widget = bound.field.widget
    kind = str(getattr(widget, "part", "") or _kind(widget.__class__.__name__))
    inner = {
        "bound": bound,
        "id": bound.auto_id,
        "errors": [str(text) for text in bound.errors],
        "optional": not bound.field.required and getattr(widget, "says_optional", True),
        "key": options.get("key", ""),
        "dense": options.get("dense") or getattr(widget, "dense", False),
        "inline": options.get("inline") or getattr(widget, "inline", False),
        "sieve": getattr(widget, "sieve", ""),
        "about": describe(bound),
        "kind": kind,
    }
    extra = getattr(widget, "part_context", None)
    if extra is not None:
        inner.update(extra(bound))
    return render(context, f"web/parts/field_{kind}.html", inner)


def describe(bound: BoundField) -> str:
    """Return the ids of hint and error, in the order in which they are read."""
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    return " ".join([*ids, *([f"{bound.auto_id}_error"] if bound.errors else [])])


def _kind(name: str) -> str:
    return {
        "RadioSelect": "choices",
        "CheckboxSelectMultiple": "choices",
        "CheckboxInput": "check",
        "ClearableFileInput": "file",
        "FileInput": "file",
    }.get(name, "box")
