"""A launch day (lễ ra mắt mô hình): what its programme and guest list are made of, and when it counts as held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

STEP, SPEECH, SIGNING = "step", "speech", "signing"
ITEMS: Final = {STEP: "nội dung", SPEECH: "phát biểu", SIGNING: "ký cam kết"}
INVITED, COMING, CAME, ABSENT = "invited", "coming", "came", "absent"
GUESTS: Final = {INVITED: "đã mời", COMING: "nhận lời", CAME: "đã đến", ABSENT: "không đến"}
MOST_PHOTOS: Final = 40
MOST_GUESTS: Final = 500
LEAST_MINUTES: Final = 30  # letters; fewer than that are no minutes


@dataclass(frozen=True, slots=True)
class Guest:
    """A line of the guest list."""

    name: str
    body: str


def guests(text: str) -> list[Guest]:
    """Read a guest list: one a line, "name, body" or "name; body"; each once, empty lines left out."""
    found: dict[Guest, None] = {}
    for line in text.splitlines():
        name, _, body = line.replace(";", ",", 1).partition(",")
        if name.strip():
            found[Guest(name.strip(), body.strip())] = None
    return list(found)


def why_not_held(day: date, today: date, attendance: int, photos: int, minutes: str) -> tuple[str, str]:
    """Return why a launch does not count as held, with the field to look at; ("", "") where it does.

    It is over, people were there, and a photo or minutes show it: a launch to come, or one that left no trace, opens
    no gate.
    """
    if day > today:
        return "Ngày ra mắt chưa đến.", "held_on"
    if attendance < 1:
        return "Ghi bao nhiêu người đã dự.", "attendance"
    if photos < 1 and len(minutes.strip()) < LEAST_MINUTES:
        return "Cần ít nhất một ảnh trong tập ảnh, hoặc biên bản buổi lễ.", "minutes"
    return "", ""


def counted(states: Iterable[str]) -> dict[str, int]:
    """Count guests by state; every state is named."""
    found = dict.fromkeys(GUESTS, 0)
    for one in states:
        found[one] += 1
    return found
