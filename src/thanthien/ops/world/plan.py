"""Which stories a commune has lived, when they began, and about what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from thanthien.ops.world import stories
from thanthien.ops.world.days import Diary, working_days
from thanthien.ops.world.stories import Plot

BIRTH, COPY, SIGNATURE, EXTRACT = "1.001193", "2.000815", "2.000884", "2.000635"
MARRIAGE, SINGLE, DEATH, CORRECTION = "1.000894", "1.004873", "1.000656", "1.004859"
REBIRTH, BUSINESS, PENSION, SUPPORT = "1.004884", "1.001612", "1.014027", "1.001776"
CONTRACT, LAND, PARENT = "2.001035", "1.013978", "1.001022"
RESIDENCE, STAY, SPLIT = "1.004222", "1.004194", "1.010038"
SAME_DAY = (COPY, SIGNATURE, EXTRACT)
SHORT = (SINGLE, CORRECTION, BUSINESS, CONTRACT, SINGLE)
LONG = (REBIRTH, PENSION, SUPPORT, LAND, BUSINESS)
ANY = (BIRTH, MARRIAGE, DEATH, *SHORT, *LONG)
WITH_PAPERS = (SINGLE, CORRECTION, REBIRTH, BUSINESS, SUPPORT)


@dataclass(frozen=True, slots=True)
class Kind:
    """A story, its share of every 200, and the procedures it is told about."""

    plot: Plot
    share: int
    codes: tuple[str, ...]
    at_home: bool = False


KINDS = (
    Kind(stories.at_once, 44, SAME_DAY),
    Kind(stories.plain, 62, ANY),
    Kind(stories.online, 22, ANY, at_home=True),
    Kind(stories.guided, 6, WITH_PAPERS, at_home=True),
    Kind(stories.supplemented, 11, WITH_PAPERS),
    Kind(stories.unanswered, 2, WITH_PAPERS),
    Kind(stories.late, 8, SHORT),
    Kind(stories.very_late, 1, SHORT),
    Kind(stories.verified, 3, (PARENT,)),
    Kind(stories.refused, 6, (SUPPORT, PENSION, CORRECTION)),
    Kind(stories.rejected, 3, (SINGLE, EXTRACT), at_home=True),
    Kind(stories.withdrawn, 2, (SINGLE,), at_home=True),
    Kind(stories.stopped, 2, (LAND, CONTRACT)),
    Kind(stories.handed_on, 7, (RESIDENCE, STAY, SPLIT)),
    Kind(stories.with_error, 1, (CORRECTION,)),
)
# What a visitor must find open on any day: told again near the present, so many working days ago.
OPEN = (
    (stories.plain, LAND, 6), (stories.plain, PENSION, 4), (stories.plain, SUPPORT, 3), (stories.plain, LAND, 1),
    (stories.plain, SINGLE, 2), (stories.late, SINGLE, 4), (stories.late, CONTRACT, 2), (stories.late, SINGLE, 3),
    (stories.late, CORRECTION, 2), (stories.very_late, CONTRACT, 8), (stories.supplemented, BUSINESS, 2),
    (stories.supplemented, SUPPORT, 3), (stories.unanswered, REBIRTH, 18), (stories.unanswered, SUPPORT, 9),
    (stories.guided, CORRECTION, 1), (stories.online, SINGLE, 0), (stories.online, BIRTH, 0),
    (stories.online, BUSINESS, 0), (stories.plain, BUSINESS, 1), (stories.plain, CORRECTION, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beginning:
    """A story about a procedure that begins at a moment."""

    at: datetime
    plot: Plot
    code: str


def beginnings(count: int, start: date, end: datetime, rng: Random) -> list[Beginning]:
    """Return the beginnings of a commune's dossiers in order of time."""
    diary, told = Diary(rng), []
    days = working_days(start, end.date() - timedelta(days=1))
    share = min(1.0, count / 200)
    for plot, code, ago in OPEN[: max(6, int(len(OPEN) * share))]:
        day = days[-1 - ago] if ago < len(days) else days[0]
        told.append(Beginning(_moment(diary, day, plot, rng), plot, code))
    weights = [kind.share for kind in KINDS]
    while len(told) < count:
        kind = rng.choices(KINDS, weights)[0]
        day = rng.choice(days)
        moment = diary.home(day) if kind.at_home else diary.office(day)
        told.append(Beginning(moment, kind.plot, rng.choice(kind.codes)))
    return sorted((one for one in told if one.at < end), key=lambda one: one.at)


def _moment(diary: Diary, day: date, plot: Plot, rng: Random) -> datetime:
    if plot is stories.online:
        return diary.home(day).replace(hour=17 + rng.randint(0, 3))
    return diary.office(day)
