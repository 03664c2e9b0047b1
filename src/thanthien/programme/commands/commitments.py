"""Drafting a commitment: one's own, or for somebody who signs on paper. What was signed is never changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, fold, nfc
from thanthien.org import service as org
from thanthien.programme.access import commitments as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Commitment, CommitmentState
from thanthien.quality import service as quality
from thanthien.rules import conduct
from thanthien.rules.commitment import (
    BODY,
    PERSON,
    Own,
    Parties,
    Witness,
    Wording,
    canonical,
    fingerprint,
    house_wording,
)

MOST_PROMISES: Final = 10
MOST_WITNESSES: Final = 10
PROMISE_LIMIT: Final = 300
SIGNED: Final = "Cam kết đã ký thì không sửa được. Lập bản mới thay bản này."
OTHER: Final = "other"  # a person of the commune who is on no list: a part-timer of a hamlet


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft as typed: codes of conduct promises that a figure measures, promises in one's own words, witnesses."""

    picks: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for a party, as typed: name and post, or the key of somebody who works here."""

    name: str = ""
    post: str = ""
    staff_id: UUID | None = None


def wording(unit_id: UUID, scope: str, on: date) -> tuple[Wording, int]:
    """Return the text that new commitments of a commune take, and its version (0: the house's own)."""
    own = access.text_in_force(unit_id, scope)
    if own is None:
        return house_wording(scope, on), 0
    return Wording(own.title, own.opening, tuple(own.points), own.closing), own.version


def measurable(on: date) -> tuple[conduct.Promise, ...]:
    """Return the conduct promises of a day that a figure measures, in the order in which the commune says them."""
    return tuple(one for one in conduct.promises(on) if one.id in quality.DEFINITIONS)


@command("commitment.draft")
def draft(run: Run, *, actor: Actor, now: datetime, wanted: Wanted) -> Done:
    """Draft one's own commitment. Raises :class:`Refused` where a draft is there already (code ``draft-there``)."""
    return _drafted(run, actor, now, access.own_party(actor, clock.local(now).date()), wanted)


@command("commitment.draft_for")
def draft_for(
    run: Run, *, actor: Actor, now: datetime, scope: str, party_key: str, wanted: Wanted, signer: Signer = Signer()
) -> Done:  # fmt: skip
    """Draft for a person (``OTHER``: by name and post) or a body of the commune, with its representative."""
    if not actor.may("commitment.record"):
        raise NotThere
    return _drafted(run, actor, now, _party(actor, clock.local(now).date(), scope, party_key, signer), wanted)


def _party(actor: Actor, day: date, scope: str, key: str, signer: Signer) -> access.Party:
    name, post = clean(signer.name)[:120], clean(signer.post)[:200]
    if scope == PERSON and key == OTHER:
        _named(name, post)
        return access.Party(f"name:{fold(name)[:60]}:{fold(post)[:60]}", name, PERSON, name, post)
    unit = str(org.office_of(actor.scope).unit)
    parties = access.people(actor, day) if scope == PERSON else access.bodies(actor, unit, day)
    found = next((one for one in parties if one.key == key), None)
    if found is None:
        raise Refused("Chọn người, hoặc tập thể cam kết.", "party")
    if scope == PERSON:
        return found
    if signer.staff_id is not None:
        who = access.staff_party(actor, signer.staff_id, day)
        return replace(found, signer=who.signer, post=post or who.post, staff_id=who.staff_id)
    if name or post:
        _named(name, post)
        return replace(found, signer=name, post=post, staff_id=None)
    _named(found.signer, found.post)
    return found


def _named(name: str, post: str) -> None:
    if len(name) < 2:
        raise Refused("Ghi họ và tên người ký.", "signer")
    if len(post) < 2:
        raise Refused("Ghi chức danh của người ký.", "post")


def _drafted(run: Run, actor: Actor, now: datetime, party: access.Party, wanted: Wanted) -> Done:
    if access.with_key(actor.scope, party.key, CommitmentState.DRAFT) is not None:
        raise Refused("Đã có một bản thảo chưa ký. Sửa bản ấy, hoặc bỏ đi rồi lập lại.", "", "draft-there")
    row = Commitment(
        unit_id=actor.scope, scope=party.scope, party_key=party.key, party=party.label[:200],
        signer=party.signer[:120], post=party.post[:200], staff_id=party.staff_id, position_id=party.position_id,
        head_id=party.head_id, board_id=party.board_id, hamlet_id=party.hamlet_id,
    )  # fmt: skip
    _write(row, wanted, clock.local(now).date())
    row.save(force_insert=True)
    run.audit(actor.scope, ("commitment", row.id), {"kind": row.scope, "sha256": row.sha256})
    return Done(str(row.id))


@command("commitment.change")
def change(run: Run, *, actor: Actor, now: datetime, commitment_id: UUID, wanted: Wanted) -> Done:
    """Change a draft. Raises :class:`Refused` (code ``signed``) for what was signed: a new one replaces it."""
    row = _open(actor, commitment_id)
    before = row.sha256
    _write(row, wanted, clock.local(now).date())
    row.save(update_fields=["promises", "witnesses", "text", "text_version", "sha256"])
    run.audit(row.unit_id, ("commitment", row.id), {"from": before, "to": row.sha256})
    return Done(str(row.id))


@command("commitment.discard")
def discard(run: Run, *, actor: Actor, now: datetime, commitment_id: UUID) -> Done:
    """Throw a draft away; what was signed stays."""
    row = _open(actor, commitment_id)
    run.audit(row.unit_id, ("commitment", row.id), {"sha256": row.sha256})
    key = str(row.id)
    row.delete()
    return Done(key)


def _open(actor: Actor, commitment_id: UUID) -> Commitment:
    row = access.take(actor, commitment_id)
    if row.state != CommitmentState.DRAFT:
        raise Refused(SIGNED, "", "signed")
    return row


def _write(row: Commitment, wanted: Wanted, today: date) -> None:
    """Put promises, witnesses and the one form of the text into a draft."""
    text, row.text_version = wording(row.unit_id, row.scope, today)
    own, before = _promises(wanted, today), _witnesses(wanted.witnesses, row)
    who = Parties(row.scope, row.party, row.signer, row.post)
    unit = str(org.office_of(row.unit_id).unit)
    row.promises = [one._asdict() for one in own]
    row.witnesses = [one._asdict() for one in before]
    row.text = nfc(canonical(unit, who, text, own, before))
    row.sha256 = fingerprint(row.text)


def _promises(wanted: Wanted, today: date) -> list[Own]:
    known = {one.id: one for one in measurable(today)}
    if not set(wanted.picks) <= set(known):
        raise Refused("Chọn lời hứa trong danh sách.", "picks")
    free = list(dict.fromkeys(filter(None, map(clean, wanted.free))))
    if any(len(words) > PROMISE_LIMIT for words in free):
        raise Refused(f"Mỗi lời hứa dài nhất {PROMISE_LIMIT} chữ cái.", "free")
    found = [Own(known[one].text, one) for one in known if one in wanted.picks] + [Own(words) for words in free]
    if not found:
        raise Refused("Chọn hoặc viết ít nhất một lời hứa của riêng mình.", "picks", "no-promise")
    if len(found) > MOST_PROMISES:
        raise Refused(f"Nhiều nhất {MOST_PROMISES} lời hứa: hứa ít mà giữ được.", "picks", "too-many")
    return found


def _witnesses(typed: Collection[Witness], row: Commitment) -> list[Witness]:
    found = [Witness(clean(one.name)[:120], clean(one.post)[:120], clean(one.body)[:120]) for one in typed]
    for number, one in enumerate(found, 1):
        if len(one.name) < 2 or len(one.post) < 2 or len(one.body) < 2:
            said = f"Người chứng kiến thứ {number}: ghi đủ họ tên; chức danh; cơ quan, cách nhau bằng dấu chấm phẩy."
            raise Refused(said, "witnesses", "witness")
    if not found:
        raise Refused("Ghi ít nhất một người chứng kiến.", "witnesses", "no-witness")
    if len(found) > MOST_WITNESSES:
        raise Refused(f"Nhiều nhất {MOST_WITNESSES} người chứng kiến.", "witnesses")
    if any(fold(one.name) == fold(row.signer) and fold(one.post) == fold(row.post) for one in found):
        raise Refused("Người ký không tự chứng kiến cho mình.", "witnesses", "own-witness")
    return list(dict.fromkeys(found))


__all__ = ["BODY", "OTHER", "PERSON", "Signer", "Wanted", "change", "discard", "draft", "draft_for", "measurable"]
