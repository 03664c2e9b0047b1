"""What can go wrong between a person and a rule. Every message is Vietnamese and kind."""

from datetime import datetime


class Refused(Exception):
    """A rule says no. ``message`` is the sentence for the person, ``field`` the place in the form."""

    def __init__(self, message: str, field: str = "", code: str = "refused") -> None:
        super().__init__(message)
        self.message, self.field, self.code = message, field, code


class NotThere(Exception):
    """The record does not exist, or is not this person's: both look the same."""


class Stale(Exception):
    """Somebody moved the record meanwhile: ``who`` did ``what`` ``at`` a moment."""

    def __init__(self, who: str, what: str, at: datetime) -> None:
        super().__init__(f"{who}: {what}")
        self.who, self.what, self.at = who, what, at


class Busy(Exception):
    """The machine cannot write now (disk full, database locked). Nothing was half-written."""


class OtherBody(Exception):
    """An idempotency key came back with another body (HTTP 409, without data)."""


class TooMany(Exception):
    """More than a limit allows; ``seconds`` from now it goes on. Nothing was written but the count."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} seconds to wait")
        self.seconds = seconds
