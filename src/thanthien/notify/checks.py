"""System check: every text that people may be sent can be read."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateSyntaxError

from thanthien.notify import texts


@register()
def texts_hold(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a text without a subject or with a broken tag."""
    found: list[CheckMessage] = []
    for name in texts.names():
        try:
            if not texts.render(name, {}).subject:
                found.append(Error(f"notify/texts/{name}.txt has no subject", id="thanthien.E101"))
        except TemplateSyntaxError as error:
            found.append(Error(f"notify/texts/{name}.txt: {error}", id="thanthien.E102"))
    return found
