"""System checks of org: days off that nobody has entered yet. They ask the database: ``manage.py check --database``."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Notable

from thanthien.core import clock
from thanthien.rules.notices import lacking


@register(Tags.database)
def days_off_are_known(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of days that are missing or only computed in the year ahead; next year's from October on."""
    if not databases:
        return []
    from django.db.utils import DatabaseError

    from thanthien.org import service as org

    try:
        units = list(org.offices().values_list("unit_id", flat=True))
        found = {said for unit in (*units, None) for said in _of(unit, bool(units))}
    except DatabaseError:  # before the first migration there is no table to ask
        return []
    hint = "Người quản trị nhập thông báo ở /can-bo/lich-nghi/."
    return [Notable(said, hint=hint, id="thanthien.W201") for said in sorted(found)]


def _of(unit: Any, others: bool) -> tuple[str, ...]:
    from thanthien.org import service as org

    return () if unit is None and others else lacking(org.calendars.of(unit).calendar, clock.today())
