"""The communes of a made-up world, and the stories from which their many dossiers are stamped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from thanthien.core import bulk, wall
from thanthien.core.clock import VN
from thanthien.onestop import service as onestop
from thanthien.ops.world import cast, names, play
from thanthien.ops.world.many import loose
from thanthien.ops.world.many.answers import Answers
from thanthien.ops.world.many.stencil import Cutter, Stencil
from thanthien.org import service as org

PLAYED: Final = 20


def settle(count: int, now: datetime, password: str) -> list[cast.Commune]:
    """Load units and catalogue and open the offices of the first ``count`` communes."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.locmem.EmailBackend", "127.0.0.1"
    org.load_units()
    onestop.load_catalogue()
    towns = [*cast.ALL, *_more()][:count]
    for town in towns:
        play.engage(town, evening(now), password)
    return towns


def _more() -> list[cast.Commune]:
    """Return further communes of the home province."""
    known = {one.code for one in cast.ALL}
    home = org.unit_by_code(cast.HOME.code, None)
    province = org.province_of(home.id, None) if home else None
    found = org.children(province.id, None) if province else []
    return [
        cast.Commune(one.code, f"xa{one.code}", one.name, names.KINH, ("thôn 1", "thôn 2"), "0900 000 115", PLAYED,
                     int(one.code))
        for one in found
        if one.code not in known
    ]  # fmt: skip


def unit_of(town: cast.Commune) -> UUID:
    """Return the key of a commune."""
    return cast.unit_id_of(town)


def evening(now: datetime) -> datetime:
    """Return the midnight before: there the stories end, so that two runs of a day load the same dossiers."""
    return now.astimezone(VN).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Played:
    """What one commune gave to stamp from: its dossiers, its ratings, tills and tickets, how far its rooms counted."""

    stencils: list[Stencil]
    answers: Answers
    loose: list[Stencil]
    rooms: dict[str, int]


def played(town: cast.Commune, now: datetime) -> Played:
    """Play a commune, cut its stencils, and take everything back."""
    with transaction.atomic():
        # Keys of the played rows are read and replaced; nothing of them is left.
        player = play.Player(town, evening(now), town.dossiers if town is cast.HOME else PLAYED, lambda _: None)
        player.play(whole_days=True)
        with wall.lifted():
            rows = onestop.visible(player.stage.cast.chair).order_by("filed_at", "id")
            unit_id = unit_of(town)
            tills = loose.tills_of(unit_id)
            stencils = [Cutter(row, tills).cut() for row in rows]
            rooms = {key: one for key, one in bulk.numbers_of(unit_id).items() if key.startswith(loose.OF_A_ROOM)}
            found = Played(stencils, Answers.read(unit_id), loose.loose(unit_id, tills), rooms)
        transaction.set_rollback(True)
    return found
