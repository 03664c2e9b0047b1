"""Open dossiers and the catalogue follow a unit that is reorganised (architecture decision 7).

A dossier keeps its code, its date and its links. Everything that belongs to it moves with it by a few statements for
a thousand of them; closed ones stay in the old unit. Runs inside ``reorganisation.carry_out``.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import F, Model

from thanthien.core import files
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.notify import service as notify
from thanthien.onestop.commands import _following as rows
from thanthien.onestop.commands import _messages
from thanthien.onestop.models import (
    Apology,
    Charge,
    Correction,
    CourtesyLetter,
    Dossier,
    Draft,
    Event,
    Helper,
    KeptPromise,
    OfficialCode,
    OrganisationFiling,
    Paper,
    PaperItem,
    PaperMark,
    Payment,
    PaymentCall,
    ProcedureSetting,
    ProcedureVersion,
    Refund,
    ResultPaper,
    ReusedPaper,
    Supplement,
    Synonym,
    Task,
)
from thanthien.onestop.models.outgoing import OPEN_RESULTS
from thanthien.org import service as org
from thanthien.org.models import Office

AT_ONCE: Final = 1000
PARTS: Final = (
    Event, Task, PaperItem, Supplement, Apology, Paper, Charge, Payment, Refund, OfficialCode, Helper,
    OrganisationFiling, ReusedPaper, PaperMark, CourtesyLetter, KeptPromise,
)  # fmt: skip
MOVE: Final = "follow"
M = TypeVar("M", bound=Model)


def dossiers(run: Run, scheme: org.Scheme) -> int:
    """Move the open dossiers; raises :class:`Refused` when one came in that nobody has decided on."""
    found = rows.held_open(scheme.olds)
    where, undecided = scheme.goes(rows.DOSSIER, [one.id for one in found])
    if undecided:
        raise Refused(f"Vừa có {len(undecided)} hồ sơ mới chưa ghi chuyển về đâu. Ghi rồi làm lại.", "", "undecided")
    groups: dict[tuple[UUID, UUID], list[Dossier]] = {}
    for one in found:
        groups.setdefault((one.unit_id, where[one.id] or scheme.keeper), []).append(one)
    here: dict[UUID, set[UUID]] = {new.id: set() for new in scheme.new}
    for post in org.positions_in(here, scheme.day) if found else ():
        here[post.unit_id].add(post.staff_id)
    offices = {unit: org.office_of(unit) for unit in {*scheme.olds, *here}} if found else {}
    for (old, new), group in groups.items():
        for part in _parts(group):
            _move(scheme, part, old, new, here[new])
            _tell(run, scheme, part, offices[old], offices[new])
    return len(found)


def _parts(group: list[Dossier]) -> Iterator[list[Dossier]]:
    return (group[at : at + AT_ONCE] for at in range(0, len(group), AT_ONCE))


def _move(scheme: org.Scheme, part: list[Dossier], old: UUID, new: UUID, people: set[UUID]) -> None:
    keys = [one.id for one in part]
    for model in PARTS:
        model.objects.filter(unit_id=old, dossier_id__in=keys).update(unit_id=new)
    Draft.objects.filter(unit_id=old, dossier_id__in=keys).update(unit_id=new)
    PaymentCall.objects.filter(unit_id=old, payment__dossier_id__in=keys).update(unit_id=new)
    # A numbered one stays in the book that gave its number.
    ResultPaper.objects.filter(unit_id=old, dossier_id__in=keys, state__in=OPEN_RESULTS).update(unit_id=new)
    files.follow(keys, before=old, after=new)
    notify.follow(keys, old, new)
    mine = Dossier.objects.filter(id__in=keys)
    mine.filter(received_unit_id__in=scheme.olds).update(received_unit_id=new)
    stays = {one.owner_id for one in part if one.owner_id} - people
    if stays:
        mine.filter(owner_id__in=stays).update(owner_id=None)
        Task.objects.filter(dossier_id__in=keys, owner_id__in=stays, done_at__isnull=True).update(owner_id=None)
    mine.update(unit_id=new)


def _tell(run: Run, scheme: org.Scheme, part: list[Dossier], before: Office, after: Office) -> None:
    """Leave a line on each timeline and a row in the new chain; write to people whose place to come has changed."""
    Dossier.objects.filter(id__in=[one.id for one in part]).update(
        version=F("version") + 1, last_by=run.actor.label[:120], last_act=MOVE, last_at=run.now
    )
    unit = f"{after.unit.kind_word} {after.unit.name}"
    public = f"Hồ sơ chuyển sang {unit} theo {scheme.law}. Mã và ngày hẹn giữ nguyên"
    for one in part:
        about = {"code": one.code, "from_unit": one.unit_id.hex, "letter": scheme.law_number}
        scheme.note(after.unit_id, ("dossier", one.id), about, "dossier.follow")
        one.unit_id = after.unit_id
        run.add(_line(run, one, public[:300]))
        if after.address != before.address and one.state != "handed_over":
            old = f"{before.unit.kind_word} {before.unit.name}"
            _messages.tell(run, one, after, "unit_moved", old_unit=old, where=_desk(after), law=scheme.law)


def _line(run: Run, dossier: Dossier, public: str) -> Event:
    return Event(
        unit_id=dossier.unit_id, dossier_id=dossier.id, at=run.now, move=MOVE, by=run.actor.label[:120],
        position=run.actor.position[:120], public=public,
    )  # fmt: skip


def _desk(office: Office) -> str:
    place = f"Bộ phận Một cửa {office.unit.kind_word} {office.unit.name}"
    return f"{place}, {office.address}" if office.address else place


def intake(run: Run, scheme: org.Scheme) -> int:
    """Let forms begun and not sent go to the one successor; where there are several, people begin at theirs."""
    rows.received_here(scheme.olds).update(received_unit_id=scheme.keeper, version=F("version") + 1)
    if scheme.only is None:
        return 0
    for old in scheme.olds:
        files.follow_staged(before=old, after=scheme.only)
    return rows.drafts_in(scheme.olds, run.now).update(unit_id=scheme.only)


def _again(row: M, **changes: Any) -> M:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(values | {"id": uuid7()} | changes))


def catalogue(run: Run, scheme: org.Scheme) -> int:
    """Begin the new catalogue with what the leading old unit has confirmed and offers, and with everybody's words."""
    versions = list(rows.versions_of(scheme.lead, run.now))
    chosen = list(rows.settings_of(scheme.lead))
    layers = list(rows.layers_of(scheme.lead))
    words = {(one.text, one.procedure_id): one for one in rows.synonyms_in(scheme.olds, run.now)}
    people = {(one.unit_id, one.staff_id) for one in org.positions_in([new.id for new in scheme.new], scheme.day)}
    for new in scheme.new:
        again = {one.id: _again(one, unit_id=new.id) for one in versions}
        ProcedureVersion.objects.bulk_create(again.values())
        ProcedureSetting.objects.bulk_create(
            _again(one, unit_id=new.id, handler_id=one.handler_id if (new.id, one.handler_id) in people else None)
            for one in chosen
        )
        Synonym.objects.bulk_create(_again(one, unit_id=new.id) for one in words.values())
        Correction.objects.bulk_create(_again(one, unit_id=new.id) for one in layers)
        _pin(new.id, again.items())
    rows.corrections_in(scheme.lead).update(unit_id=scheme.keeper)
    return len(versions) + len(chosen) + len(words)


def _pin(unit_id: UUID, versions: Iterable[tuple[UUID, ProcedureVersion]]) -> None:
    """A form half filled in speaks of the same entry: its words have not changed, only whose they are."""
    for before, after in versions:
        Draft.objects.filter(unit_id=unit_id, procedure_id=before, dossier__isnull=True).update(procedure_id=after.id)
