"""At the counter: take in, accept with a date, guide once, refuse to take in, give at once."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import access, catalogue, timing
from thanthien.onestop.commands import _courtesy, _fees, _messages, _moves, _outgoing, _papers, _receipt
from thanthien.onestop.commands._results import Filed, Moved
from thanthien.onestop.commands.filing import Filing, enter
from thanthien.onestop.intake_lines import SOURCES
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.org.models import Office
from thanthien.rules.errors import LimitUnknown, RuleError

CHANNEL_CASES = {"counter": "channel_direct", "online": "channel_online", "national": "channel_online"}
NO_LIMIT = (
    "Thủ tục này chưa có thời hạn được công bố. Nhập thời hạn kèm căn cứ, rồi một người thứ hai xác nhận mới hẹn ngày."
)


@dataclass(frozen=True, slots=True)
class Entered:
    """A limit that an officer enters because none is published: value, unit of the clock, legal text."""

    value: int
    unit: str
    article: str


def start_clock(run: Run, dossier: Dossier, offer: catalogue.Offer, office: Office, case: str) -> dict[str, Any]:
    """Return the named fields that acceptance sets: limit, lawful date, derivation.

    Raises :class:`Refused` (code ``limit-unknown``) where no limit is known and confirmed.
    """
    if case and offer.entry.limit.case(case) is None:
        raise Refused("Chọn lại trường hợp của hồ sơ: thủ tục này không có trường hợp đó.", "case", "unknown-case")
    if case == "with_verification":
        raise Refused("Thời hạn dài hơn chỉ có khi gửi xác minh: nhận hồ sơ trước, rồi gửi xác minh.", "case", "verify")
    if case.startswith("channel_") and case != CHANNEL_CASES.get(dossier.channel):
        raise Refused("Trường hợp này không phải cách hồ sơ đã đến. Chọn lại.", "case", "other-channel")
    kept = dossier.limit if dossier.limit.get("confirmed_by") else None
    try:
        limit = kept or timing.limit_of(offer.entry, case, offer.number)
    except LimitUnknown as error:
        raise Refused(NO_LIMIT, "limit", "limit-unknown") from error
    # What came in elsewhere was received there: its clock does not wait for the hour when it reached this house.
    since = dossier.filed_at if dossier.channel in SOURCES else run.now
    dossier.limit, dossier.accepted_at, dossier.clock_events = limit, since, []
    return {"limit": limit, "accepted_at": since, **_moves.date_fields(run, dossier, office)}


def do_accept(
    run: Run,
    dossier: Dossier,
    offer: catalogue.Offer,
    office: Office,
    case: str,
    *,
    system: bool = False,
    tell: bool = True,
    counted: _fees.Counted = _fees.ONE,
) -> None:
    """Accept, give the date and hand over to the person who handles it. Shared by counter, desk and intake.

    ``counted``: what was said of copies, pages, exemption.
    ``system``: it was accepted in another system, no clerk decides here. ``tell``: there is a way to tell the person.
    """
    fields = start_clock(run, dossier, offer, office, case)
    owner = _moves.handler_for(dossier, offer, run)
    said = _messages.said(fields["due_at"], _messages.is_exact(dossier))
    _moves.make(
        run,
        dossier,
        "accept",
        given={"appointment": fields["due_at"]},
        public=f"Hẹn trả kết quả {said}",
        system=system,
        first_reply_at=dossier.first_reply_at or run.now,
        clock="running",
        owner=owner,
        **fields,
    )
    charge = _fees.begin(run, dossier, offer, counted)
    _receipt.receipt(run, dossier, offer, office, charge)
    if tell:
        _messages.tell(run, dossier, office, "accepted", handed=dossier.channel == "counter")
    if offer.entry.handler != "commune":
        _moves.hand_to_other_body(run, dossier, offer, office)
    else:
        _moves.make(run, dossier, "start", system=True)


@command("dossier.accept")
def accept(
    run: Run,
    *,
    actor: Actor,
    now: datetime,
    dossier_id: UUID,
    version: int,
    case: str = "",
    confirm_limit: bool = False,
    counted: _fees.Counted = _fees.ONE,
) -> Moved:
    """Accept a dossier that was sent in: form 01 with the explained date, an owner, a message.

    ``confirm_limit`` is the second person's yes to a limit that a colleague entered.
    """
    dossier = access.take(actor, dossier_id, version)
    offer = _moves.offer_of(dossier)
    proposed = dossier.limit.get("proposed_by")
    if proposed and confirm_limit:
        if proposed == actor.id:
            raise Refused(
                "Người nhập thời hạn không tự xác nhận được. Nhờ một đồng nghiệp khác.", "limit", "second-person"
            )
        dossier.limit = dossier.limit | {"confirmed_by": actor.id}
    do_accept(run, dossier, offer, org.office_of(dossier.unit_id), case, counted=counted)
    return _moves.moved(dossier)


@command("dossier.propose_limit")
def propose_limit(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, entered: Entered) -> Moved:
    """Enter a limit with its legal text where none is published (settled question 5)."""
    dossier = access.take(actor, dossier_id, version)
    _moves.check(run, dossier, "accept", {"appointment": "-"})
    dossier.limit = _proposed(entered, dossier.procedure_code, actor)
    _moves.touch(
        run, dossier, "propose_limit", note=f"{entered.value} {entered.unit}: {entered.article}", fields=["limit"]
    )
    return _moves.moved(dossier)


def _proposed(entered: Entered, code: str, actor: Actor) -> dict[str, Any]:
    article = clean(entered.article)
    if len(article) < 6:
        raise Refused("Ghi căn cứ của thời hạn: số văn bản và điều, khoản.", "article")
    limit = timing.entered_limit(entered.value, entered.unit, article, code)
    try:
        timing.read_limit(limit)
    except RuleError as error:
        raise Refused(error.sentence, "value") from error
    return limit | {"proposed_by": actor.id}


def at_own_desk(actor: Actor, filing: Filing) -> Filing:
    """Return the filing as received in the officer's own unit, whatever the form says.

    Unit scope comes from the position held today: nobody takes in for a desk where they do not sit.
    """
    if actor.unit_id is None or not actor.may("counter.receive"):
        raise NotThere
    return replace(filing, received_unit_id=actor.unit_id)


@command("dossier.receive")
def receive_at_counter(
    run: Run, *, actor: Actor, now: datetime, filing: Filing, case: str = "", entered: Entered | None = None
) -> Filed:
    """Take in and accept a dossier at the counter in one act; here or for another commune of the province.

    Where no limit is published, ``entered`` is kept for a second person and the dossier waits.
    """
    dossier, offer, office = enter(run, at_own_desk(actor, filing))
    _moves.record_filing(run, dossier, offer)
    if offer.entry.limit.unit is None:
        if entered is None:
            raise Refused(NO_LIMIT, "limit", "limit-unknown")
        _moves.check(run, dossier, "accept", {"appointment": "-"})
        dossier.limit = _proposed(entered, dossier.procedure_code, actor)
        _moves.touch(run, dossier, "propose_limit", note=entered.article, fields=["limit"])
    else:
        do_accept(run, dossier, offer, office, case, counted=filing.counted)
    due = clock.local(dossier.due_at).date().isoformat() if dossier.due_at else ""
    return Filed(str(dossier.id), dossier.code, access.token_of(dossier.id), dossier.state, "", due)


@command("dossier.give_at_once")
def give_at_once(
    run: Run, *, actor: Actor, now: datetime, filing: Filing, result_note: str, receipt: bool = False
) -> Filed:
    """Accept, issue and hand over in one act; a receipt only when asked for (TTHC-18)."""
    if filing.unit_id != actor.unit_id:
        raise Refused("Kết quả do xã có thẩm quyền cấp. Hồ sơ nhận hộ thì tiếp nhận rồi chuyển.", "unit", "other-unit")
    dossier, offer, office = enter(run, at_own_desk(actor, filing))
    if offer.entry.handler != "commune":
        raise Refused(
            f"Kết quả do {_moves.body_of(offer)} cấp. Một cửa tiếp nhận rồi chuyển, không trả ngay được.",
            "",
            "other-body",
        )
    _moves.record_filing(run, dossier, offer)
    known = offer.entry.limit.unit is not None  # given at once, nothing has to be promised
    fields = start_clock(run, dossier, offer, office, "") if known else {"accepted_at": run.now}
    number = _outgoing.issue(run, dossier)
    _moves.make(
        run,
        dossier,
        "give_at_once",
        given={"receiver": dossier.applicant},
        public="Đã làm xong và trả ngay tại quầy",
        note=clean_multiline(result_note),
        clock="stopped",
        decided_at=run.now,
        handed_over_at=run.now,
        result_number=number,
        first_reply_at=run.now,
        **fields,
    )
    charge = _fees.begin(run, dossier, offer, filing.counted)
    if receipt and known:
        _receipt.receipt(run, dossier, offer, office, charge)
    link = _messages.rate_link(dossier, offer.entry.field, "result", run.now)
    _messages.tell(run, dossier, office, "handed_over", rate_link=link)
    _courtesy.draft(run, dossier)
    return Filed(str(dossier.id), dossier.code, access.token_of(dossier.id), dossier.state, "", "")


@command("dossier.reject")
def reject(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, reason: str, ground: str, guidance: str
) -> Moved:
    """Refuse to take a dossier in (form 03): a legal reason, and guidance before the refusal."""
    dossier = access.take(actor, dossier_id, version)
    offer, office = _moves.offer_of(dossier), org.office_of(dossier.unit_id)
    reason, ground, guidance = _moves.reasoned(reason, ground, guidance)
    _moves.make(
        run,
        dossier,
        "reject",
        public="Xã chưa nhận được hồ sơ này, lý do ghi trong phiếu",
        note=reason,
        given={"ground": ground, "guidance": guidance},
        data={"ground": ground},
        clock="stopped",
        decided_at=run.now,
        first_reply_at=dossier.first_reply_at or run.now,
        sort_due=None,
    )
    _papers.refusal(run, dossier, office, reason, ground, guidance)
    link = _messages.rate_link(dossier, offer.entry.field, "refusal", run.now)
    _messages.tell(run, dossier, office, "rejected", reason=reason, ground=ground, guidance=guidance, rate_link=link)
    return _moves.moved(dossier)


@command("dossier.withdraw")
def withdraw(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int | None = None, reason: str = ""
) -> Moved:
    """Take a dossier back before it was accepted; its papers go back to the person."""
    dossier = access.take(actor, dossier_id, version)
    _moves.make(
        run,
        dossier,
        "withdraw",
        public="Đã rút hồ sơ",
        note=clean_multiline(reason),
        clock="stopped",
        decided_at=run.now,
        sort_due=None,
    )
    _messages.tell(run, dossier, org.office_of(dossier.unit_id), "withdrawn")
    return _moves.moved(dossier)
