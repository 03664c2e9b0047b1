"""The one write path: one function per legal act, one transaction, one or more audit rows.

    @command("dossier.accept")
    def accept(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID) -> Done: ...

    accept(actor=actor, now=now, dossier_id=…, once=Once(sender, key, body))   # once is optional

Order inside a command: fetch through access with lock → ask the machine → ask the rules → write named
fields → number → events → outbox → return a small frozen dataclass of str, int, bool or None.
"""

import dataclasses
import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import DatabaseError, models, transaction

from thanthien.core import chain, clock, db, facts, heads, rows, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import Busy, NotThere, OtherBody, Refused, Stale
from thanthien.core.models import AuditRow, ChainHead, Counter, Message, OnceKey
from thanthien.core.proof import statements

P = ParamSpec("P")
R = TypeVar("R")
COMMANDS: dict[str, Callable[..., Any]] = {}
TRIES = 3  # a race lost to another process is run again; what loses three times is told to come back
KEY_LENGTH = 80
REORGANISED = "Đơn vị này vừa được sắp xếp lại. Mở lại trang để làm ở đơn vị mới."


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key: same sender, key and body give the same answer and no second write.

    ``sender`` is what the sender holds (a session, a draft's token), hashed, so that a guessed key
    of somebody else gives nothing.
    """

    sender: str
    key: str
    body: str

    def hashed_sender(self) -> str:
        """Return what is stored of the sender."""
        return hashlib.sha256(self.sender.encode("utf-8", "surrogatepass")).hexdigest()

    def stored_key(self) -> str:
        """Return the key, or a hash of one that does not fit its column: cutting it would make two keys one."""
        fits = len(self.key) <= KEY_LENGTH and self.key.isprintable() and self.key.isascii()
        return self.key if fits else hashlib.sha256(self.key.encode("utf-8", "surrogatepass")).hexdigest()

    def hashed_body(self) -> str:
        """Return what is stored of the body."""
        return hashlib.sha256(self.body.encode("utf-8", "surrogatepass")).hexdigest()


class Run:
    """The unit of work of one command."""

    def __init__(self, act: str, actor: Actor, now: datetime, chained: bool = True) -> None:
        self.act, self.actor, self.now, self.chained = act, actor, now, chained
        self._entries: list[chain.Entry] = []
        self._rows: list[models.Model] = []
        self._facts: list[facts.Fact] = []
        self._heads: dict[UUID, ChainHead | None] = {}
        self._ends: dict[UUID, ChainHead] = {}

    def audit(
        self,
        unit_id: UUID,
        subject: tuple[str, UUID | None],
        data: Mapping[str, Any] | None = None,
        detail: Mapping[str, Any] | None = None,
        act: str = "",
        here: bool = False,
        paper_id: UUID | None = None,
    ) -> None:
        """Note the act. ``data`` stays for ever and holds nothing personal; ``detail`` is erasable.

        A row stands in the acting officer's unit; a citizen's act in the competent unit (settled 22). ``here``:
        in the chain of ``unit_id`` whoever acts, for what joins the chains of two units. ``paper_id``: the receipt
        whose promise names this row; ``data`` then holds its number.
        """
        own = None if here or self.actor.kind != "staff" else self.actor.unit_id
        place = own or unit_id
        self._entries.append(chain.Entry(place, act or self.act, *subject, data or {}, detail or {}, paper_id))

    def tell(
        self,
        unit_id: UUID,
        subject_id: UUID,
        channel: str,
        to: str,
        template: str,
        payload: dict[str, Any],
        handed: bool = False,
    ) -> Message:
        """Put a message into the outbox of this transaction; ``handed`` means the person holds it already."""
        state = Message.State.DELIVERED if handed else Message.State.QUEUED
        message = Message(
            unit_id=unit_id, subject_id=subject_id, act=self.act, channel=channel, to=to, template=template,
            payload=payload, created_at=self.now, next_try_at=self.now, state=state,
            sent_at=self.now if handed else None,
        )  # fmt: skip
        self.add(message)
        return message

    def fact(self, fact: facts.Fact) -> None:
        """State a fact for the figures."""
        self._facts.append(fact)

    def number(self, unit_id: UUID, series: str, chained: bool = False) -> int:
        """Take the next number of a series; never reused, given back only by a rollback.

        ``chained`` locks the end of the unit's chain on the same journey. Only for an act that takes no other
        number afterwards and writes to this chain alone: whoever holds a chain must not wait for a number.
        """
        if chained and db.is_postgres():
            number, head = heads.lock_with_number(unit_id, series)
            if head is not None and head.moved_to is not None:  # it ended while this act waited for its number
                raise Refused(REORGANISED, "", "unit-moved")
            self._heads[unit_id] = head
            return number
        return db.next_number(Counter._meta.db_table, db.uuid_parameter(unit_id), series)

    def add(self, *new: models.Model) -> None:
        """Write new rows at the end of the act, all in one journey; before, where :meth:`flush` is called."""
        self._rows += new

    def flush(self) -> None:
        """Write the new rows now, because the act goes on to read or change them."""
        waiting, self._rows = self._rows, []
        rows.write(waiting)

    def finish(self, *more: models.Model) -> None:
        """Write what is waiting, facts and audit rows. An act without its audit row is a programming error."""
        if self.chained != bool(self._entries or self._ends):
            raise AssertionError(f"{self.act}: an act leaves an audit row, unless it is declared unchained")
        if self._facts:
            self.flush()
        for fact in self._facts:
            facts.state(fact)
        self.add(*more)
        for unit in sorted({entry.unit_id for entry in self._entries}):  # chains are locked in key order
            self._extend(self._living(unit), [entry for entry in self._entries if entry.unit_id == unit])
        rows.write(self._rows, list(self._ends.values()))

    def hold_chains(self, units: Iterable[UUID]) -> None:
        """Lock the chains of several units, in key order: whoever writes to one of them waits until this act ends."""
        for unit in sorted(set(units)):
            self._head(unit)

    def close_chain(self, unit_id: UUID, moved_to: UUID) -> tuple[int, str]:
        """Seal what this act noted in a unit's chain as its last rows; return number and hash of the very last.

        What is done about the unit's records from now on stands in the chain of ``moved_to``.
        """
        mine = [entry for entry in self._entries if entry.unit_id == unit_id]
        self._entries = [entry for entry in self._entries if entry.unit_id != unit_id]
        head = self._extend(unit_id, mine)
        head.moved_to = moved_to
        return head.seq, head.hash

    def _head(self, unit_id: UUID) -> ChainHead:
        head = self._heads.get(unit_id) or heads.lock(unit_id)
        self._heads[unit_id] = head
        return head

    def _living(self, unit_id: UUID) -> UUID:
        """Return the unit whose chain goes on; an officer of a unit that has just ended is told so."""
        while (after := self._head(unit_id).moved_to) is not None:
            if self.actor.kind == "staff" and self.actor.unit_id == unit_id:
                raise Refused(REORGANISED, "", "unit-moved")
            wall.admit(after)
            unit_id = after
        return unit_id

    def _extend(self, unit_id: UUID, entries: list[chain.Entry]) -> ChainHead:
        """Seal the acts after the last row of the chain, and return its new head."""
        head = self._ends[unit_id] = self._head(unit_id)
        recorded = max(filter(None, (clock.now(), head.recorded_at)))  # never backwards within a chain
        for noted in entries:
            entry = noted if noted.unit_id == unit_id else dataclasses.replace(noted, unit_id=unit_id)
            position = self.actor.acting_as(entry.act, marked=True)
            who = {"kind": self.actor.kind, "id": self.actor.id, "position": position}
            if self.actor.elevation:
                who["elevation"] = self.actor.elevation
            sealed = chain.seal(entry, head.seq + 1, head.hash, who, self.now, recorded)
            head.seq, head.hash, head.recorded_at = sealed.seq, sealed.hash, recorded
            if entry.paper_id:
                self.add(statements.promise(entry.paper_id, unit_id, sealed, entry.data["number"], recorded))
            self.add(
                AuditRow(
                    unit_id=unit_id, seq=sealed.seq, act=entry.act, subject_id=entry.subject_id, recorded_at=recorded,
                    body=sealed.body, hash=sealed.hash, detail=sealed.detail, salt=sealed.salt,
                )
            )  # fmt: skip
        return head


def _answer_of(once: Once, act: str) -> Mapping[str, Any] | None:
    row = (
        OnceKey.objects.filter(sender=once.hashed_sender(), key=once.stored_key())
        .values("act", "body_hash", "answer")
        .first()
    )
    if row is None:
        return None
    if row["body_hash"] != once.hashed_body() or row["act"] != act:
        raise OtherBody
    return cast(Mapping[str, Any], row["answer"])


def _remembered(once: Once, act: str, now: datetime, answer: Any) -> OnceKey:
    return OnceKey(
        sender=once.hashed_sender(), key=once.stored_key(), act=act, body_hash=once.hashed_body(),
        answer=dataclasses.asdict(answer), at=now,
    )  # fmt: skip


def _act(
    act: str, function: Callable[..., Any], run: Run, once: Once | None, args: tuple[Any, ...], options: dict[str, Any]
) -> Any:
    with db.turn(), transaction.atomic():
        result = function(run, *args, **options)
        run.finish(*([_remembered(once, act, run.now, result)] if once else []))
        return result


def _given_before(act: str, function: Callable[..., Any], once: Once | None) -> Any:
    """Return the answer that the same request got earlier, or at the same time in another process; else None.

    The first time is by far the usual one, so nobody looks beforehand: what comes again is refused (the record
    has moved) or stumbles over its own key at the end, is rolled back, and finds its answer here.
    """
    known = _answer_of(once, act) if once else None
    return None if known is None else function.__annotations__["return"](**known)


def _as_busy(error: DatabaseError) -> NoReturn:
    if db.is_busy(error):
        raise Busy from error
    raise error


def command(act: str, chained: bool = True) -> Callable[[Callable[Concatenate[Run, P], R]], Callable[P, R]]:
    """Turn a function into a command named ``act`` (see the module's text).

    ``chained=False`` is for acts that do not stand in the audit chain: a rating, because a row with a time
    would lead from it back to the person (settled question 17), and drafts, which nobody has received yet.

    The command raises :class:`Refused`, :class:`NotThere`, :class:`Stale`, :class:`OtherBody` or
    :class:`Busy`; in every case nothing was written.
    """

    def wrap(function: Callable[Concatenate[Run, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run_it(*args: P.args, **kwargs: P.kwargs) -> R:
            options = cast(dict[str, Any], dict(kwargs))
            once: Once | None = options.pop("once", None)
            actor: Actor = options["actor"]
            for tries_left in reversed(range(TRIES)):
                run = Run(act, actor, options["now"], chained)
                try:
                    with wall.acting(actor.kind, actor.unit_id):
                        return cast(R, _act(act, function, run, once, args, options))
                except (Refused, NotThere, Stale):
                    known = _given_before(act, function, once)
                    if known is None:
                        raise
                    return cast(R, known)
                except DatabaseError as error:
                    if not (tries_left and db.lost_a_race(error)):
                        _as_busy(error)
                    known = _given_before(act, function, once)
                    if known is not None:
                        return cast(R, known)
            raise AssertionError("unreachable")

        COMMANDS[act] = run_it
        return run_it

    return wrap
