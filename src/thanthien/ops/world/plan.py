"""Which stories a commune has lived, when they began, and about what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from thanthien.ops.world import stories
from thanthien.ops.world.days import OPENS, Diary, at, working_days
from thanthien.ops.world.stories import Plot
from thanthien.rules.calendar import NATIONAL

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
# What a visitor must find open on any day, told near the present: so many working days before the last one that
# has begun, None is just now. Three days for SINGLE and two for CONTRACT: their letters come up on that last day.
# The first ones are told in a small commune, too.
OPEN: tuple[tuple[Plot, str, int | None], ...] = (
    (stories.online, SINGLE, None),
    (stories.late, SINGLE, 2),
    (stories.supplemented, BUSINESS, 1),
    (stories.forgotten, SINGLE, 5),
    (stories.unanswered, SUPPORT, 9),
    (stories.plain, PENSION, 4),
    (stories.late, CONTRACT, 1),
    (stories.guided, CORRECTION, 0),
    (stories.online, BIRTH, None),
    (stories.plain, LAND, 6),
    (stories.plain, SUPPORT, 3),
    (stories.late, CORRECTION, 2),
    (stories.late, SINGLE, 4),
    (stories.very_late, CONTRACT, 8),
    (stories.supplemented, SUPPORT, 3),
    (stories.unanswered, REBIRTH, 18),
    (stories.online, BUSINESS, None),
    (stories.plain, SINGLE, 0),
    (stories.plain, CORRECTION, 0),
    (stories.plain, LAND, 0),
    (stories.plain, BUSINESS, 0),
)
FEWEST_OPEN = 8


@dataclass(frozen=True, slots=True)
class Beginning:
    """A story about a procedure that begins at a moment."""

    at: datetime
    plot: Plot
    code: str


def beginnings(count: int, start: date, end: datetime, rng: Random, neighbour: bool = False) -> list[Beginning]:
    """Return the beginnings of a commune's dossiers in order of time; ``neighbour``: some are the home commune's."""
    diary, told = Diary(rng), []
    days = working_days(start, end.date() - timedelta(days=1))
    opened = [*days, *([end.date()] if has_opened(end) else [])]
    for plot, code, ago in OPEN[: max(FEWEST_OPEN, len(OPEN) * count // 200)]:
        told.append(Beginning(_near(diary, opened, ago, end, rng), plot, code))
    if neighbour:
        told += [Beginning(_near(diary, opened, ago, end, rng), stories.for_neighbour, LAND) for ago in (2, 5)]
    weights = [kind.share for kind in KINDS]
    while len(told) < count:
        kind = rng.choices(KINDS, weights)[0]
        day = rng.choice(days)
        moment = diary.home(day) if kind.at_home else diary.office(day)
        told.append(Beginning(moment, kind.plot, rng.choice(kind.codes)))
    return sorted((one for one in told if one.at < end), key=lambda one: one.at)


def has_opened(end: datetime) -> bool:
    """Tell whether the office has opened on the present day."""
    return NATIONAL.is_working_day(end.date()) and end >= at(end.date(), OPENS)


def _near(diary: Diary, opened: list[date], ago: int | None, end: datetime, rng: Random) -> datetime:
    if ago is None:
        # Nobody at the desk can have answered yet.
        return end - timedelta(minutes=rng.randint(3, 18))
    moment = diary.office(opened[-1 - ago])
    return moment if moment < end else diary.office(opened[-2])
