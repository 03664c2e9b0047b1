"""Whether a commune's word on a procedure is worse for people than what stands above it: longer, or dearer.

A commune may settle faster than it is told; how long the law gives and what is asked are decided above it (fees:
Luật Phí và lệ phí 97/2015/QH13, Đ.4, Đ.21-22). A worse value therefore needs the text of the level above that allows
it, and without one it never wins.
"""

from collections.abc import Mapping
from typing import Any, Final

from thanthien.onestop.catalogue_shape import Fee, Limit, Procedure
from thanthien.rules.fees import KNOWN

# Working days in one of each unit; a calendar day is five sevenths of one.
_DAYS: Final = {"same_day": 1.0, "hour": 1 / 8, "working_day": 1.0, "day": 5 / 7}


def worse(above: Procedure, values: Mapping[str, Any]) -> dict[str, str]:
    """Return which of the new values are worse than what stands above, each with the reason in words."""
    found = {}
    if "limit" in values and _longer(above.limit, values["limit"]):
        found["limit"] = "thời hạn dài hơn mức cấp trên quy định"
    if "fee" in values and _dearer(above.fee, values["fee"]):
        found["fee"] = "lệ phí cao hơn mức cấp trên quy định"
    return found


def _longer(stands: Limit, new: Mapping[str, Any]) -> bool:
    """Whether it is; a limit that is emptied gives people no date at all, which is longer than any."""
    before = _days(stands.value, stands.unit)
    after = _days(new.get("value", stands.value), new.get("unit", stands.unit))
    if before is None:
        return False
    most, stood = new.get("max_value", stands.max_value) or 0, stands.max_value or 0
    return after is None or after > before or most > stood


def _days(value: int | None, unit: str | None) -> float | None:
    if unit is None or (value is None and unit != "same_day"):
        return None
    return _DAYS[unit] * (1 if value is None or unit == "same_day" else value)


def _dearer(stands: Fee, new: Mapping[str, Any]) -> bool:
    if stands.status not in KNOWN or stands.amount_vnd is None:
        return False
    asked = new.get("amount_vnd", stands.amount_vnd) or 0
    online = new.get("online_vnd", stands.online_vnd)
    before = stands.amount_vnd if stands.online_vnd is None else stands.online_vnd
    return asked > stands.amount_vnd or (asked if online is None else online) > before
