"""Open difficulties go to the unit that follows; the clock, the thread and whoever owes the answer stay."""

from thanthien.core.command import Run
from thanthien.org.service import Scheme
from thanthien.programme.models import Difficulty
from thanthien.rules.difficulty import OPEN


def carry(run: Run, scheme: Scheme) -> int:
    """Move the open ones of the old units to the one that keeps the files; what is closed stays in its history."""
    moved: int = Difficulty.objects.filter(unit_id__in=scheme.olds, state__in=OPEN).update(unit_id=scheme.keeper)
    return moved
