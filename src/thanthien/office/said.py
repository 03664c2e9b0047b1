"""What people said of a month, each with a key that names it in an address without saying it there."""

from typing import Final

from thanthien.core import clock
from thanthien.core.limits import key_of as keyed
from thanthien.office.guard import StaffRequest
from thanthien.quality import service as quality

SAID: Final = "Bà con nói: “{}”"


def key_of(words: str) -> str:
    """Return the key of somebody's words."""
    return keyed("said", words)


def task_of(request: StaffRequest) -> str:
    """Return the task that the words named in the address (``loi``) ask for; "" when this month nobody said them."""
    wanted = request.GET.get("loi", "")
    if not wanted:
        return ""
    summary = quality.summary(request.actor, f"{clock.local(request.now):%Y-%m}", 0)
    return next((SAID.format(words)[:300] for words in summary.words if key_of(words) == wanted), "")
