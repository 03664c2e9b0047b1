"""What a person does with their own key: make it, print its sheet, change what opens it.

Slow hashes are taken here, before the command begins.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.org import service as org
from thanthien.petitions.sealed import access, box, opening
from thanthien.petitions.sealed.commands import keys
from thanthien.petitions.sealed.passphrase import check

_SAME: Final = "Câu này đang là mật khẩu đăng nhập. Khóa hồ sơ phải có câu riêng."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A recovery sheet to be printed now: shown once, kept nowhere. ``asked``: the groups to be typed back."""

    code: str = field(repr=False)
    asked: tuple[int, ...]
    fingerprint: str

    @property
    def groups(self) -> list[str]:
        """The eight groups of four letters."""
        return self.code.split()


@sensitive_variables()
def _good(actor: Actor, now: datetime, passphrase: str) -> str:
    who = org.at_work(UUID(actor.id), now.date())
    if who is None or not actor.may("sealed.key"):
        raise NotThere
    good = check(passphrase, who.staff.name, who.staff.login)
    if who.staff.check_password(passphrase) or who.staff.check_password(good):
        raise Refused(_SAME, "passphrase", "same")
    return good


def _asked() -> tuple[int, ...]:
    numbers = list(range(1, box.GROUPS + 1))
    return tuple(sorted(numbers.pop(secrets.randbelow(len(numbers))) for _ in range(2)))


def _check(code: str, asked: tuple[int, ...], key_id: UUID) -> str:
    return "-".join([*map(str, asked), box.groups_check(code, asked, key_id)])


def groups_asked(pending: str) -> tuple[int, ...]:
    """Return which groups of a printed sheet a key waits for, () for none."""
    return tuple(int(number) for number in pending.split("-")[:-1])


@sensitive_variables()
def set_up(actor: Actor, now: datetime, passphrase: str) -> Sheet:
    """Make the actor's key under a passphrase and return its sheet; the key counts once the sheet is proved.

    Raises :class:`Refused` for a weak passphrase, for the log-in password, for a second key.
    """
    good = _good(actor, now, passphrase)
    key_id, (private, public) = uuid7(), box.new_pair()
    code, asked = box.new_code(), _asked()
    keys.set_up(
        actor=actor, now=now, key_id=key_id, public=public, locked=box.lock(private, good, key_id),
        sheet=box.lock_by_code(private, code, key_id), check=_check(code, asked, key_id),
    )  # fmt: skip
    return Sheet(code, asked, box.fingerprint(public))


@sensitive_variables()
def new_sheet(actor: Actor, now: datetime, passphrase: str) -> Sheet:
    """Return another sheet for the same key; the lost one opens nothing as soon as the new one is proved."""
    opened = opening.unlock(actor, now, passphrase)
    code, asked = box.new_code(), _asked()
    sheet = box.lock_by_code(opened.private, code, opened.key_id)
    kept = _check(code, asked, opened.key_id)
    keys.new_sheet(actor=actor, now=now, opened_key=opened.key_id, sheet=sheet, check=kept)
    return Sheet(code, asked, box.fingerprint(box.public_of(opened.private)))


@sensitive_variables()
def change_passphrase(actor: Actor, now: datetime, old: str, new: str) -> None:
    """Lock the same key under another passphrase; raises :class:`Refused` at ``old`` or ``passphrase``."""
    good = _good(actor, now, new)
    try:
        opened = opening.unlock(actor, now, old)
    except Refused as no:
        raise Refused(no.message, "old", no.code) from no
    locked = box.lock(opened.private, good, opened.key_id)
    keys.new_passphrase(actor=actor, now=now, opened_key=opened.key_id, locked=locked, by="passphrase")


@sensitive_variables()
def recover(actor: Actor, now: datetime, code: str, new: str) -> None:
    """Replace a forgotten passphrase by the printed sheet; raises :class:`Refused` at ``code`` or ``passphrase``."""
    good = _good(actor, now, new)
    opened = opening.unlock_by_sheet(actor, now, code)
    locked = box.lock(opened.private, good, opened.key_id)
    keys.new_passphrase(actor=actor, now=now, opened_key=opened.key_id, locked=locked, by="sheet")


def own_key(actor: Actor) -> "Own | None":
    """Return what a page may know of the actor's key."""
    key = access.own_key(actor)
    if key is None:
        return None
    return Own(
        key.id, box.fingerprint(key.public), bool(key.sheet), groups_asked(key.pending_check),
        key.vouched_at is not None, key.made_at, key.drilled_at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """A person's key as their page shows it; ``asked`` are the groups of a sheet that is not proved yet."""

    id: UUID
    fingerprint: str
    ready: bool
    asked: tuple[int, ...]
    vouched: bool
    made_at: datetime
    drilled_at: datetime | None
