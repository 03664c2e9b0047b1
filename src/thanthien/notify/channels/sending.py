"""What channels that a machine sends by have in common: the parcel, and how it may go wrong."""

from dataclasses import dataclass


class NotSent(Exception):
    """The message did not leave. ``for_good``: trying again with the same address cannot help."""

    def __init__(self, why: str, for_good: bool = False) -> None:
        super().__init__(why)
        self.why, self.for_good = why, for_good


class LineBroken(NotSent):
    """The server itself is gone or slow; the rest of the round would only wait for it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything that a channel needs of a message, read beforehand: sending touches no database."""

    id: str
    to: str
    subject: str
    text: str
    sender: str
    calendar: str = ""
    calendar_method: str = ""
    at: str = ""  # when the round took it, for what is only written down
