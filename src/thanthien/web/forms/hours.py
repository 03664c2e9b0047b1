"""An hour at the door, as people write it."""

import re
from datetime import time
from typing import Any, Final

from django.core.exceptions import ValidationError

from thanthien.web.forms.texts import TextField

_HOUR: Final = re.compile(r"(\d{1,2})\s*(?:[:.hg]|giờ)?\s*(?:(\d{2})\s*(?:phút|p)?)?", re.IGNORECASE)


class HourField(TextField):
    """An hour: "8", "8 giờ", "8 giờ 30", "8:30", "13h30". The cleaned value is a ``time``, None where left empty."""

    def __init__(self, *, label: str, limit: int = 20, css: str = "w-s", **kwargs: Any) -> None:
        super().__init__(label=label, limit=limit, css=css, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show an hour as it is typed: "8:30"."""
        return f"{value.hour}:{value:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        """Return the hour; raises ``ValidationError`` with code ``hour`` for what is none."""
        typed = super().clean(value)
        if not typed:
            return None
        found = _HOUR.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Ghi giờ như 8 giờ 30 hoặc 13:30.", code="hour")
        return time(hour, minute)
