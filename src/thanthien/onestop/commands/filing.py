"""Filing a dossier: the code is taken here, the date is given at acceptance (settled question 21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock, crypto, ids, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.files import attach
from thanthien.core.files.records import GONE
from thanthien.core.text import fold
from thanthien.onestop import access, catalogue, search_query, timing
from thanthien.onestop.commands import _answers, _messages, _moves, _people, _ways
from thanthien.onestop.commands._applicant import Applicant
from thanthien.onestop.commands._fees import ONE, Counted
from thanthien.onestop.commands._results import Filed
from thanthien.onestop.models import Dossier, Draft, PaperItem
from thanthien.org import service as org
from thanthien.org.models import Office
from thanthien.rules import numbering
from thanthien.rules.dossier import MACHINE

ANSWERS_LIMIT = 100_000
# "filled": a declaration answered question by question on the commune's own pages, so there is no file.
# "elsewhere": it lies in the system where the dossier came in.
PAPER_STATES = ("brought", "file", "filled", "later", "missing", "elsewhere")


@dataclass(frozen=True, slots=True)
class Item:
    """A paper of the published list by its number: ``brought``, ``file`` (with its id), ``later`` or ``missing``."""

    number: int
    state: str
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """What a person hands in."""

    unit_id: UUID
    code: str
    applicant: Applicant
    answers: Mapping[str, Any]
    items: Sequence[Item] = ()
    channel: str = "online"
    received_unit_id: UUID | None = None
    version_id: UUID | None = None
    helper: _people.Helped | None = None
    registrant: _people.Registrant | None = None
    counted: Counted = ONE


Desk = tuple[Office, search_query.Offered]


def desk_of(run: Run, filing: Filing) -> Desk:
    """Return the settings of the competent commune and what it offers today."""
    return search_query.at_desk(filing.unit_id, clock.local(run.now).date())


def enter(
    run: Run, filing: Filing, desk: Desk | None = None, *, ends: bool = False
) -> tuple[Dossier, catalogue.Offer, Office]:
    """Write a new dossier in state *submitted* with its code, papers and first event. Shared by all doors.

    ``ends``: the act takes no other number and no other unit's chain after this one.
    """
    on = clock.local(run.now).date()
    wall.admit(filing.unit_id)  # whoever files opens the commune they file with
    office, offered = desk or desk_of(run, filing)
    if office.unit.valid_to is not None and office.unit.valid_to <= on:
        raise Refused(f"{office.unit} đã được sắp xếp lại. Anh/chị nộp ở xã, phường mới.", "unit", "unit-moved")
    offer = _offer(filing, offered)
    applicant = _people.applicant_of(filing)
    answers = _answers.cleaned(filing.answers, ANSWERS_LIMIT)
    received_unit = filing.received_unit_id or filing.unit_id
    if received_unit != filing.unit_id and not org.same_province(received_unit, filing.unit_id, on):
        raise Refused("Xã chỉ nhận hộ hồ sơ của các xã trong cùng tỉnh.", "unit", "other-province")
    hamlet_id = _ways.hamlet_for(filing.unit_id, applicant, on)
    dossier = _new(run, filing, offer, applicant)
    dossier.received_unit_id, dossier.answers = received_unit, answers
    if filing.channel == "online":
        dossier.first_reply_due = timing.first_reply(dossier.unit_id, run.now, timing.hours_of(office)).at
    dossier.sort_due = dossier.first_reply_due or run.now  # the order of the clerk's queue
    run.add(dossier)
    _ways.wish(run, dossier, hamlet_id)
    _people.enter(run, dossier, filing)
    _papers(run, dossier, offer, filing.items)
    # Last: whoever files in the same commune waits from here until this dossier is written.
    serial = run.number(filing.unit_id, numbering.day_series(on), chained=ends)
    dossier.code = numbering.dossier_code(office.e_identifier, office.unit.code, on, serial)
    return dossier, offer, office


def _new(run: Run, filing: Filing, offer: catalogue.Offer, applicant: Applicant) -> Dossier:
    return Dossier(
        id=ids.uuid7(),
        unit_id=filing.unit_id,
        procedure_id=offer.version_id,
        procedure_code=offer.entry.code,
        title=offer.entry.title,
        channel=filing.channel,
        counter=run.actor.counter,
        state="submitted",
        clock="waiting",
        last_by=run.actor.label,
        last_act="file",
        last_at=run.now,
        applicant=applicant.name,
        applicant_fold=fold(applicant.name)[:120],
        phone=applicant.phone,
        email=applicant.email,
        address=applicant.address,
        id_number=applicant.id_number,
        id_index=crypto.blind_index(applicant.id_number),
        tell_by=applicant.tell_by,
        address_as=applicant.address_as,
        letters_wanted=applicant.letters_wanted,
        filed_at=run.now,
        limit={},
        clock_events=[],
        derivation={},
    )


def _offer(filing: Filing, offered: search_query.Offered) -> catalogue.Offer:
    offer = offered.every.get(filing.code)
    if offer is None:
        raise NotThere
    if not offer.entry.fileable:
        raise Refused(offer.entry.why_not or "Thủ tục này không nộp ở đây được.", "procedure", "not-fileable")
    if not offer.enabled:
        raise Refused("Xã này chưa làm thủ tục này.", "procedure", "not-offered")
    if filing.version_id is not None and filing.version_id != offer.version_id:
        raise Refused(
            "Thủ tục này vừa được sửa trong lúc anh/chị điền. Những gì đã điền vẫn còn. "
            "Anh/chị xem lại phần thay đổi rồi gửi.",
            "procedure",
            "version-changed",
        )
    return offer


def _papers(run: Run, dossier: Dossier, offer: catalogue.Offer, items: Sequence[Item]) -> None:
    given = {item.number: item for item in items}
    unknown = set(given) - set(range(1, len(offer.entry.papers) + 1))
    if unknown:
        # Signal n1: nobody may ask for, or tick, a paper outside the published list.
        raise Refused("Giấy này không có trong danh sách đã công khai của thủ tục.", "papers", "unlisted-paper")
    rows = []
    for number, paper in enumerate(offer.entry.papers, start=1):
        item = given.get(number, Item(number, "missing"))
        file_id = file_of(item)
        rows.append(
            PaperItem(
                unit_id=dossier.unit_id,
                dossier=dossier,
                number=number,
                text=paper.text[:600],
                state="file" if file_id else item.state,
                file_id=file_id,
            )
        )
    attach([row.file_id for row in rows if row.file_id], unit_id=dossier.unit_id, attached_to=dossier.id)
    run.add(*rows)


def file_of(item: Item) -> UUID | None:
    """Return the file of a paper as handed in; refuses a state or key that no form of ours sends."""
    try:
        file_id = UUID(item.file_id) if item.file_id else None
    except (ValueError, AttributeError, TypeError) as error:
        raise Refused(GONE, "papers", "upload-gone") from error
    if item.state not in PAPER_STATES or (item.state == "file" and file_id is None):
        raise Refused("Anh/chị chọn lại cách nộp giấy này: gửi tệp, hay mang đến.", "papers", "unknown-state")
    return file_id


@command("dossier.file")
def file(run: Run, *, actor: Actor, now: datetime, filing: Filing, draft_token: str = "") -> Filed:
    """Take in a dossier sent online or by API; it waits for a clerk, and its first answer has a clock.

    Raises :class:`Refused` at the field (also code ``version-changed``: the catalogue entry changed while
    the person was typing), :class:`NotThere` for an unknown procedure, :class:`OtherBody` for a reused key.
    """
    draft = _draft(draft_token, now)
    if actor.machine_roles("dossier").isdisjoint(MACHINE.moves["file"].by):
        raise NotThere
    if draft is not None:
        if draft.unit_id != filing.unit_id:
            raise NotThere
        filing = replace(filing, version_id=filing.version_id or draft.procedure_id)
    desk = desk_of(run, filing)
    by_citizen = actor.kind == "citizen" or filing.channel == "online"
    if by_citizen and not desk[0].online_filing:
        raise Refused("Xã chưa nhận hồ sơ qua trang này. Anh/chị nộp trên Cổng Dịch vụ công quốc gia.", "", "offline")
    dossier, offer, office = enter(run, filing, desk, ends=actor.kind == "citizen")
    _moves.record_filing(run, dossier, offer)
    _messages.tell(run, dossier, office, "filed", first_reply=_messages.said(dossier.first_reply_due, exact=True))
    if draft is not None:
        draft.dossier, draft.answers = dossier, ""
        draft.save(update_fields=["dossier", "answers"])
    first = dossier.first_reply_due
    return Filed(
        str(dossier.id), dossier.code, access.token_of(dossier.id), dossier.state, clock.iso(first) if first else ""
    )


def _draft(token: str, now: datetime) -> Draft | None:
    if not token:
        return None
    draft = access.draft_by_token(token, now, lock=True)
    if draft.dossier_id is not None:
        raise Refused("Hồ sơ này đã gửi rồi. Anh/chị mở trang theo dõi để xem.", "", "already-sent")
    return draft
