"""Moving a dossier: ask the machine, write named fields, leave event, task and audit row.

Every command goes through here, so that no move can forget one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import access, catalogue, promise, timing
from thanthien.onestop.commands import _messages, _papers, _redate, _tasks
from thanthien.onestop.commands._results import Moved
from thanthien.onestop.models import Dossier, Event
from thanthien.org import service as org
from thanthien.org.models import Office, Staff
from thanthien.rules import clock as rules_clock
from thanthien.rules import supplement
from thanthien.rules.dossier import MACHINE, Facts
from thanthien.rules.errors import RuleError, SecondReappointment
from thanthien.rules.machine import Illegal, Move
from thanthien.rules.rights import lent_under

REASON_LIMIT = 4000


def moved(dossier: Dossier) -> Moved:
    """Return the answer of a command that moved a dossier."""
    return Moved(str(dossier.id), dossier.code, dossier.state, dossier.version)


def offer_of(dossier: Dossier) -> catalogue.Offer:
    """Return the catalogue entry a dossier is pinned to, whatever the catalogue says today."""
    version = dossier.procedure
    return catalogue.Offer(version.id, version.number, catalogue.entry_of(version), True, version.unit_id is not None)


def facts_of(dossier: Dossier, now: datetime, **more: Any) -> Facts:
    """Return what the machine's guards may ask about a dossier (no query; ``more`` adds what needs one)."""
    apologies = [kept for kept in dossier.clock_events if kept["kind"] == "apologise"]
    return Facts(
        **{
            "supplements": dossier.supplements,
            "requests_allowed": supplement.requests_allowed(clock.local(now).date()),
            "reappointments": sum(1 for kept in apologies if kept.get("new_date")),
            "late": timing.was_late(dossier, now),
            "apologised": bool(apologies),
            "exempted": bool(dossier.excused),
            "max_value": dossier.limit.get("max_value"),
            "has_result": dossier.state in ("signed", "issued", "not_eligible", "handed_over", "closed"),
            **more,
        }
    )


def check(
    run: Run,
    dossier: Dossier,
    name: str,
    given: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    system: bool = False,
) -> Move[Facts]:
    """Ask the machine whether this actor may make this move now; raises :class:`Refused` with its reason.

    ``system`` is for moves that follow another one by themselves.
    """
    roles = MACHINE.moves[name].by if system else run.actor.machine_roles(lent_under(f"dossier.{name}"))
    try:
        return MACHINE.step(dossier.state, name, roles, facts_of(dossier, run.now, **(facts or {})), given)
    except Illegal as error:
        raise Refused(error.sentence, error.field, "not-allowed") from error


def make(
    run: Run,
    dossier: Dossier,
    name: str,
    *,
    given: Mapping[str, Any] | None = None,
    public: str = "",
    note: str = "",
    data: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    system: bool = False,
    **fields: Any,
) -> None:
    """Make one move with the named ``fields``; what it settles (``result``) comes from the machine."""
    _short(note, REASON_LIMIT, "note")
    move = check(run, dossier, name, given, facts, system)
    before, promised = dossier.state, dossier.due_at
    fields["state"] = move.target(before)
    if move.result:
        fields["result"] = move.result
    for field, value in fields.items():
        setattr(dossier, field, value)
    passed = _tasks.follow(run, dossier, before, moved_date="sort_due" in fields)
    moved_date = promised is not None and fields.get("due_at", promised) != promised
    ended_or_stands = bool(fields.get("decided_at")) or fields.get("clock") == "paused"
    if (moved_date or ended_or_stands) and not timing.was_late(dossier, run.now):
        # In time: a letter that waits for the chair would say sorry for a date that nobody missed.
        access.apologies(dossier).filter(state="draft").update(state="dismissed", note="chưa trễ ngày hẹn này")
    _write(run, dossier, name, set(fields))
    _note(run, dossier, name, public or move.told, note, {**(data or {}), **passed})
    about = {"from": before, "to": dossier.state, "code": dossier.code, **(data or {}), **_dates(fields)}
    personal = {**(detail or {}), **({"note": note} if note else {})}
    run.audit(dossier.unit_id, ("dossier", dossier.id), about, personal, _act(run, name))


def touch(
    run: Run,
    dossier: Dossier,
    name: str,
    *,
    note: str,
    fields: Iterable[str],
    data: Mapping[str, Any] | None = None,
    public: str = "",
    kept: Mapping[str, Any] | None = None,
) -> None:
    """Leave a line and changed fields without a move of state; the citizen reads it if it has ``public`` words.

    ``kept`` stands in the timeline alone, ``data`` in the chain, too.
    """
    _short(note, REASON_LIMIT, "note")
    _write(run, dossier, name, set(fields))
    _note(run, dossier, name, public, note, {**(data or {}), **(kept or {})})
    run.audit(
        dossier.unit_id,
        ("dossier", dossier.id),
        {"code": dossier.code, **(data or {})},
        {"note": note},
        _act(run, name),
    )


def _short(words: str, limit: int, field: str) -> None:
    """Over-long text is refused, never cut: half a reason is another reason."""
    if len(words) > limit:
        raise Refused(f"Phần này dài {len(words)} chữ cái, nhận đến {limit}. Rút gọn giúp.", field, "too-long")


def _act(run: Run, name: str) -> str:
    return f"dossier.{name}" if not run.act.endswith(name) else run.act


def _write(run: Run, dossier: Dossier, name: str, fields: set[str]) -> None:
    run.flush()
    dossier.version += 1
    dossier.last_by, dossier.last_act, dossier.last_at = run.actor.label[:120], name, run.now
    dossier.save(update_fields=[*fields, "version", "last_by", "last_act", "last_at"])


def _note(run: Run, dossier: Dossier, name: str, public: str, note: str, data: Mapping[str, Any] | None) -> None:
    run.add(
        Event(
            unit_id=dossier.unit_id,
            dossier=dossier,
            at=run.now,
            move=name,
            by=run.actor.label[:120],
            position=run.actor.acting_as(f"dossier.{name}")[:120],
            public=public[:300],
            note=note,
            data=dict(data or {}),
        )
    )


def _dates(fields: Mapping[str, Any]) -> dict[str, str]:
    """Dates that a move set belong into the chain: a back-dated one would show."""
    return {name: clock.iso(value) for name, value in fields.items() if isinstance(value, datetime)}


def record_filing(
    run: Run,
    dossier: Dossier,
    offer: catalogue.Offer,
    public: str = "Đã nộp hồ sơ",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Leave event, first task and audit row of a filing (the one move that has no state before it)."""
    _tasks.open_first(run, dossier)
    _note(run, dossier, "file", public, "", None)
    about = {
        "to": dossier.state,
        "code": dossier.code,
        "procedure": offer.entry.code,
        "version": offer.number,
        "channel": dossier.channel,
        "received_unit": dossier.received_unit_id.hex,
        **(more or {}),
    }
    run.audit(dossier.unit_id, ("dossier", dossier.id), about, {"applicant": dossier.applicant}, "dossier.file")


def date_fields(
    run: Run, dossier: Dossier, office: Office, events: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Return due_at, revised_at, sort_due and derivation, counted anew from limit and clock events."""
    dated = timing.calendar_for(dossier, run.now)
    try:
        due = timing.due_of(dossier, timing.hours_of(office), events, dated)
    except SecondReappointment as error:
        raise Refused(error.sentence, "new_date", "second-reappointment") from error
    except RuleError as error:
        raise Refused(error.sentence, "", error.problem) from error
    return timing.columns_of(due, dated)


def clock_event(run: Run, dossier: Dossier, event: rules_clock.Event) -> dict[str, Any]:
    """Add an event to a dossier's clock and return the named fields it changes.

    A notice that has moved the date meanwhile comes first: the person is told of it, whoever gets there first.
    """
    _redate.catch_up(run, dossier)
    events = [*dossier.clock_events, timing.write_event(event)]
    return {"clock_events": events, **date_fields(run, dossier, org.office_of(dossier.unit_id), events)}


def handler_for(dossier: Dossier, offer: catalogue.Offer, run: Run) -> Staff | None:
    """Return who will handle a dossier from now on."""
    return promise.handler_of(dossier.unit_id, offer.entry.code, clock.local(run.now).date())


def body_of(offer: catalogue.Offer) -> str:
    """Return the name of the body that settles what the counter only takes in."""
    return offer.entry.handler_name or ", ".join(offer.entry.authority)


def hand_to_other_body(run: Run, dossier: Dossier, offer: catalogue.Offer, office: Office) -> None:
    """Hand over a dossier that the counter only takes in (for instance the commune police's)."""
    body = body_of(offer)
    transfer_to(run, dossier, office, body, f"{body} là nơi có thẩm quyền giải quyết.")


def transfer_to(run: Run, dossier: Dossier, office: Office, body: str, reason: str) -> None:
    """Make the transfer, print its slip, tell the person."""
    _short(body, 200, "body")
    make(
        run,
        dossier,
        "transfer",
        given={"body": body, "reason": reason},
        public=f"Đã chuyển đến {body}",
        note=reason,
        data={"body": body},
        clock="stopped",
        decided_at=run.now,
    )
    _papers.handover(run, dossier, office, body, reason)
    _messages.tell(run, dossier, office, "transferred", where=body, reason=reason)


def reasoned(reason: str, ground: str, guidance: str) -> tuple[str, str, str]:
    """Return reason, legal ground and guidance cleaned; each is owed to the person (signal n2, motto m1)."""
    reason, ground, guidance = clean_multiline(reason), clean(ground), clean_multiline(guidance)
    if len(reason) < 10:
        raise Refused("Viết lý do để bà con hiểu. Bà con sẽ đọc đúng những lời này.", "reason")
    for words, limit, field in ((reason, REASON_LIMIT, "reason"), (ground, 300, "ground"),
                                (guidance, REASON_LIMIT, "guidance")):  # fmt: skip
        _short(words, limit, field)
    if len(ground) < 6:
        raise Refused("Ghi căn cứ: số văn bản, điều, khoản.", "ground")
    if not guidance:
        raise Refused("Hướng dẫn bà con làm gì tiếp theo.", "guidance")
    return reason, ground, guidance


def actor_id(actor: Actor) -> UUID | None:
    """Return the acting officer's key, None for citizens and the loop."""
    return UUID(actor.id) if actor.kind == "staff" else None
