"""What a citizen sees of their dossier. The page costs one statement while nothing has changed, five when drawn."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value

from thanthien.core import db, tokens, wall
from thanthien.core.errors import NotThere
from thanthien.core.prepared import Compiled, Prepared, moment_value, sql_of, uuid_value
from thanthien.notify import service as notify
from thanthien.onestop import access
from thanthien.onestop.models import Dossier, Paper
from thanthien.org.models import Office

# One look by primary key and one at the index of messages: this runs for every page that is asked for.
_CHARGED = 1_000_000_000_000
_STAMP = (
    "SELECT d.version, (SELECT count(*) * 1000000000 + count(m.sent_at) * 1000000"
    " + count(CASE WHEN m.state = 'delivered' THEN 1 END) * 1000"
    " + count(CASE WHEN m.state = 'failed' THEN 1 END) FROM core_message m"
    " WHERE m.unit_id = d.unit_id AND m.subject_id = d.id)"
    " + coalesce((SELECT c.version FROM onestop_charge c WHERE c.dossier_id = d.id AND NOT (c.state = 'void')), 0)"
    " * 1000000000000 FROM onestop_dossier d WHERE d.id = %s"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes whenever the page would: the version of the dossier, messages written and sent, what it owes."""

    dossier_id: UUID
    version: int
    messages: int

    @property
    def owes(self) -> bool:
        """Tell whether something was worked out that the dossier owes or owed."""
        return self.messages >= _CHARGED


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a citizen's timeline; ``told`` are (channel, state) of the messages of that act."""

    at: datetime
    move: str
    what: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper that the commune issued, with what it says."""

    id: UUID
    kind: str
    number: str
    issued_at: datetime
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper of the checklist: brought, sent as a file, promised, or asked for."""

    number: int
    text: str
    state: str
    file_id: UUID | None
    file_name: str
    file_size: int


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything that the page of one dossier says."""

    dossier: Dossier
    office: Office
    lines: tuple[Line, ...]
    papers: tuple[IssuedPaper, ...]
    items: tuple[ListedPaper, ...]


def stamp_of(token: str) -> Stamp:
    """Return the stamp of the dossier that a secret link opens; raises :class:`NotThere`. One query."""
    dossier_id = tokens.id_of(access.FOLLOW, token)
    with wall.lifted():
        row = db.fetch(_STAMP, [db.uuid_parameter(dossier_id)]) if dossier_id else None
    if dossier_id is None or row is None:
        raise NotThere
    return Stamp(dossier_id, int(row[0]), int(row[1]))


def followed(dossier_id: UUID) -> Followed:
    """Return what the page says, in four queries. The caller holds the secret link."""
    dossier = access.followed(dossier_id)
    office: Office = getattr(dossier.unit, "office", None) or Office(unit=dossier.unit)
    key = {"unit": dossier.unit_id, "dossier": dossier.id}
    papers = tuple(_paper(row) for row in _PAPERS.rows(**key))
    items = tuple(_item(row) for row in _ITEMS.rows(**key))
    return Followed(dossier, office, _lines(_LINES.rows(**key)), papers, items)


def _of(given: Mapping[str, Any]) -> Dossier:
    return Dossier(id=given["dossier"], unit_id=given["unit"])


def _papers_of(given: Mapping[str, Any]) -> Compiled:
    return sql_of(access.papers(_of(given)).values_list("id", "kind", "number", "issued_at", "data"))


def _items_of(given: Mapping[str, Any]) -> Compiled:
    columns = ("number", "text", "state", "file_id", "file__name", "file__size")
    return sql_of(access.items(_of(given)).values_list(*columns))


def _lines_of(given: Mapping[str, Any]) -> Compiled:
    no_state = Value("", output_field=CharField())
    events = access.events(_of(given)).exclude(public="").order_by()
    messages = notify.about(given["unit"], given["dossier"]).order_by()
    rows = events.values_list("at", "id", "move", "public", no_state).union(
        messages.values_list("created_at", "id", "act", "channel", "state"), all=True
    )
    return sql_of(rows)


_PAPERS = Prepared(_papers_of, unit=UUID, dossier=UUID)
_ITEMS = Prepared(_items_of, unit=UUID, dossier=UUID)
_LINES = Prepared(_lines_of, unit=UUID, dossier=UUID)
_SEALED: Any = Paper._meta.get_field("data")


def _paper(row: tuple[Any, ...]) -> IssuedPaper:
    key, kind, number, at, data = row
    return IssuedPaper(uuid_value(key), kind, number, moment_value(at), _SEALED.opened(json.loads(data)))


def _item(row: tuple[Any, ...]) -> ListedPaper:
    number, text, state, file_id, name, size = row
    return ListedPaper(number, text, state, uuid_value(file_id) if file_id else None, name or "", size or 0)


def _lines(rows: Iterable[tuple[Any, ...]]) -> tuple[Line, ...]:
    told: dict[datetime, list[tuple[str, str]]] = {}
    happened: list[tuple[datetime, str, str, str]] = []
    for moment, key, name, words, state in rows:
        at = moment_value(moment)
        # A message is written in the moment of its act: the same reading of the clock joins the two.
        if state:
            told.setdefault(at, []).append((words, state))
        else:
            happened.append((at, str(key), name, words))
    happened.sort()
    # "Work begins" follows acceptance by itself, in the same moment: one line is enough for a person.
    moments = Counter(at for at, _, _, _ in happened)
    happened = [row for row in happened if row[2] != "start" or moments[row[0]] == 1]
    last = {at: key for at, key, _, _ in happened}
    return tuple(
        Line(at, name, words, tuple(dict.fromkeys(told.get(at, ()))) if last[at] == key else ())
        for at, key, name, words in happened
    )
