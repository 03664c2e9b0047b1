"""What a citizen sees of their dossier. The page costs one statement while nothing has changed, five when drawn."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Value

from thanthien.core import db, tokens
from thanthien.core.errors import NotThere
from thanthien.notify import service as notify
from thanthien.onestop import access
from thanthien.onestop.models import Dossier, Paper, PaperItem
from thanthien.org.models import Office

# One look by primary key and one at the index of messages: this runs for every page that is asked for.
_STAMP = (
    "SELECT d.version, (SELECT count(*) * 1000 + count(m.sent_at) FROM core_message m"
    " WHERE m.unit_id = d.unit_id AND m.subject_id = d.id) FROM onestop_dossier d WHERE d.id = %s"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes whenever the page would: the version of the dossier, and messages written and sent."""

    dossier_id: UUID
    version: int
    messages: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a citizen's timeline; ``told`` are (channel, state) of the messages of that act."""

    at: datetime
    move: str
    what: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything that the page of one dossier says."""

    dossier: Dossier
    office: Office
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    items: tuple[PaperItem, ...]


def stamp_of(token: str) -> Stamp:
    """Return the stamp of the dossier that a secret link opens; raises :class:`NotThere`. One query."""
    dossier_id = tokens.id_of(access.FOLLOW, token)
    row = db.fetch(_STAMP, [db.uuid_parameter(dossier_id)]) if dossier_id else None
    if dossier_id is None or row is None:
        raise NotThere
    return Stamp(dossier_id, int(row[0]), int(row[1]))


def followed(dossier_id: UUID) -> Followed:
    """Return what the page says, in four queries. The caller holds the secret link."""
    dossier = access.followed(dossier_id)
    office: Office = getattr(dossier.unit, "office", None) or Office(unit=dossier.unit)
    papers = tuple(access.papers(dossier))
    return Followed(dossier, office, _lines(dossier), papers, tuple(access.items(dossier)))


def _lines(dossier: Dossier) -> tuple[Line, ...]:
    no_state = Value("", output_field=CharField())
    events = access.events(dossier).exclude(public="").order_by()
    messages = notify.about(dossier.unit_id, dossier.id).order_by()
    rows = events.values_list("at", "id", "move", "public", no_state).union(
        messages.values_list("created_at", "id", "act", "channel", "state"), all=True
    )
    told: dict[datetime, list[tuple[str, str]]] = {}
    happened: list[tuple[datetime, UUID, str, str]] = []
    for at, key, name, words, state in rows:
        # A message is written in the moment of its act: the same reading of the clock joins the two.
        if state:
            told.setdefault(at, []).append((words, state))
        else:
            happened.append((at, key, name, words))
    happened.sort()
    # "Work begins" follows acceptance by itself, in the same moment: one line is enough for a person.
    moments = Counter(at for at, _, _, _ in happened)
    happened = [row for row in happened if row[2] != "start" or moments[row[0]] == 1]
    last = {at: key for at, key, _, _ in happened}
    return tuple(
        Line(at, name, words, tuple(dict.fromkeys(told.get(at, ()))) if last[at] == key else ())
        for at, key, name, words in happened
    )
