"""The acts of the counter's parts (queue, fees, calendar …) in the words of the journal (``office.journal``)."""

from collections.abc import Mapping
from typing import Final

ACTS: Final[Mapping[str, str]] = {}
