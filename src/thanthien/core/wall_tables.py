"""Which tables stand behind the second wall, and the policies that put them there.

Derived from the models: a table with a unit is walled by it, a table without one by the walled table that it
points at. What belongs to no commune is named in :data:`OPEN` with its reason; a test fails for a table of work
that is neither.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models

UNIT: Final = "org.Unit"
# Which of several parents decides, for a table without a unit of its own.
PARENT: Final[dict[str, str]] = {}
# Written reasons. Whoever adds a table of work gives it a unit; these have none to give.
OPEN: Final[dict[str, str]] = {
    "org.Unit": "units of the country and their fates: public facts, the same for everybody",
    "org.UnitLink": "what became of which unit: public facts",
    "org.CalendarNotice": "days off: published, and read by every clock of the units below",
    "org.CalendarStep": "the calendar's versions: which notice held since when, published with it",
    "org.Office": "what a commune says of itself on its public pages, read at every address",
    "org.Reorganisation": "a legal act that is published; people of several units decide on it",
    "org.ReorganisedUnit": "which units a published act reorganises",
    "org.Staff": "a person may serve in several units; the row holds who they are, no citizen's matter",
    "core.RateCount": "keyed hashes of what is counted, with a life of an hour; built to lead nowhere",
    "identity.ProviderLink": "which identity at a provider is which officer; looked up before anybody is signed in",
    "core.OnceKey": "hashes of sender, key and body; found by all three only, names no unit",
    "core.DayRoot": "the published root of a day over all units",
    "core.OtherKey": "public keys of other installations, published",
    "core.OtherRoot": "roots that other installations published, kept as received",
    "core.Session": "found by its own key alone, before anybody knows who comes",
    "onestop.Procedure": "the national catalogue, published",
    "onestop.ProcedureVersion": "the published catalogue: national entries and what a commune confirmed for itself",
    "onestop.ProcedureSetting": "which procedures a commune offers: published",
    "onestop.Synonym": "words that lead to published procedures",
    "quality.SpentToken": "hashes of used links; built to lead nowhere (settled question 17)",
}
# Log-ins, queue and lock-out: their tables hold persons and jobs by key, no commune's work.
_LIBRARIES: Final = ("auth", "contenttypes", "sessions", "django_q", "account", "socialaccount", "mfa", "axes")
_UNITS: Final = "string_to_array(nullif(current_setting('thanthien.units', true), '*'), ',')::uuid[]"
_ANY: Final = "(SELECT current_setting('thanthien.units', true) = '*')"


def tables() -> Iterator[type[models.Model]]:
    """Every table of the house, those between two others included; libraries' own tables hold no commune's work."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _LIBRARIES:
            yield model


def policies() -> dict[str, str]:
    """Return the condition of each walled table, by its name in the database."""
    return {model._meta.db_table: found for model in tables() if (found := condition(model))}


def unaccounted() -> list[str]:
    """Return the tables that have neither a policy nor a written reason."""
    return [model._meta.label for model in tables() if not condition(model) and model._meta.label not in OPEN]


def condition(model: type[models.Model]) -> str:
    """Return when a row may be met, as SQL; "" for a table before the wall."""
    if model._meta.label in OPEN:
        return ""
    units = unit_columns(model)
    if units:
        # Each scalar sub-query runs once a statement; a bare current_setting() would run once a row.
        mine = " OR ".join(f'"{column}" = ANY ((SELECT {_UNITS})::uuid[])' for column in units)
        return f"{_ANY} OR {mine}"
    parent = _parent(model)
    if parent is None:
        return ""
    target, to = parent.related_model._meta, parent.target_field.column
    own = f'"{model._meta.db_table}"."{parent.column}"'
    # The parent's own policy applies inside: the row is met when its parent is.
    return f'{_ANY} OR EXISTS (SELECT 1 FROM "{target.db_table}" AS parent WHERE parent."{to}" = {own})'


def unit_columns(model: type[models.Model]) -> list[str]:
    """Return the columns that name a unit: any of them in scope opens the row."""
    return [str(field.column) for field in model._meta.concrete_fields if _names_unit(field)]


def _names_unit(field: Any) -> bool:
    if field.is_relation:
        return bool(field.related_model._meta.label == UNIT)
    return isinstance(field, models.UUIDField) and (field.name == "unit_id" or field.name.endswith("_unit_id"))


def _parent(model: type[models.Model]) -> Any:
    chosen = PARENT.get(model._meta.label)
    fields: list[Any] = [field for field in model._meta.concrete_fields if field.is_relation]
    keys = [field for field in fields if field.related_model is not model and condition(field.related_model)]
    return next((field for field in keys if field.name == chosen), None) if chosen else next(iter(keys), None)
