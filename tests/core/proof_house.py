"""What the tests of proof share: a day with receipts, closed on the next morning."""

from datetime import datetime, timedelta
from typing import Any

from tests.world import NOW, World, rehearsed
from thanthien.core.models import Promise
from thanthien.core.proof import days

TODAY = NOW.date()
NEXT_MORNING = NOW + timedelta(days=1)


def closed(at: datetime = NEXT_MORNING) -> int:
    """Close every day before the one of ``at``."""
    with rehearsed(at):
        return days.close_days(at)


def receipts(world: World, count: int = 3) -> list[Any]:
    """Dossiers received today, each with its receipt."""
    return [world.received(applicant=world.applicant(name=f"Đinh Văn {'ABCDEFGHIJ'[at]}")) for at in range(count)]


def promise(dossier: Any) -> Promise:
    """The promise of a dossier's receipt."""
    from thanthien.onestop.models import Paper

    return Promise.objects.get(id=Paper.objects.get(dossier=dossier, kind="receipt").id)
