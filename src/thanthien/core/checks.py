"""System checks: the server does not start on a broken rulebook."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from thanthien.rules import rulebook


@register()
def rulebook_holds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse an overlap, an undeclared gap or an unknown unit of measure in the rulebook."""
    return [Error(str(problem), id="thanthien.E001") for problem in rulebook.book().check()]
