"""System check: every text that people may be sent can be read, in every form and language that it is written in."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Warned
from django.template import TemplateSyntaxError

from thanthien.notify import texts


@register()
def texts_hold(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a text without a subject, with a broken tag, or with other words than its Vietnamese original."""
    return [*_written(), *_short(), *_translated()]


def _written() -> Iterator[CheckMessage]:
    for name in texts.names():
        try:
            if not texts.render(name, {}).subject:
                yield Error(f"notify/texts/vi/{name}.txt has no subject", id="thanthien.E101")
        except TemplateSyntaxError as error:
            yield Error(f"notify/texts/vi/{name}.txt: {error}", id="thanthien.E102")


def _short() -> Iterator[CheckMessage]:
    """A text without a short form goes out as "there is news", so that is a warning; a test insists on the file."""
    told = set(texts.names()) - texts.HOUSE
    for name in sorted(told - set(texts.names(short=True))):
        yield Warned(f"notify/texts/vi/ngan/{name}.txt is missing: its text message is general", id="thanthien.W103")
    for language in texts.LANGUAGES:
        for name in texts.names(language, short=True):
            beyond = texts.variables(name, language, short=True) - texts.SHORT_WORDS
            if beyond or name not in told:
                words = f"asks for {sorted(beyond)}" if beyond else "belongs to no text"
                yield Error(f"notify/texts/{language}/ngan/{name}.txt {words}", id="thanthien.E104")


# Forms of address that a language need not have.
_OURS = frozenset({"address_as", "You", "we", "We"})


def _translated() -> Iterator[CheckMessage]:
    for language in set(texts.LANGUAGES) - {texts.LANGUAGE}:
        for name in texts.names(language):
            if name not in texts.names():
                yield Error(f"notify/texts/{language}/{name}.txt translates nothing", id="thanthien.E105")
            elif differs := (texts.variables(name) ^ texts.variables(name, language)) - _OURS:
                yield Error(f"notify/texts/{language}/{name}.txt differs in {sorted(differs)}", id="thanthien.E106")
            try:
                texts.render(name, {}, language)
            except TemplateSyntaxError as error:
                yield Error(f"notify/texts/{language}/{name}.txt: {error}", id="thanthien.E102")
