"""A passphrase opens the own key for the rest of one request; nothing of it is kept anywhere.

The slow hash runs outside of every transaction: inside, it would hold up all writers of a commune's file.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from thanthien.core import limits
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.commands.keys import note_miss
from thanthien.petitions.sealed.models import SealedKey
from thanthien.petitions.sealed.passphrase import LONGEST, same_letters

WRONG = "Câu mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt, rồi gõ lại."
WRONG_CODE = "Mã này không đúng với phiếu của anh/chị. Xem lại từng nhóm, và xem có phải phiếu mới nhất."
SWAPPED = "Khóa công khai của anh/chị trong máy đã bị đổi. Đừng dùng tiếp, báo người phụ trách và xem nhật ký."


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened key. It lives as long as the request; its private half never shows in a log."""

    key_id: UUID
    private: bytes = field(repr=False)


@sensitive_variables()
def unlock(actor: Actor, now: datetime, typed: str) -> Opened:
    """Open the actor's key; raises :class:`Refused` at ``passphrase``, :class:`NotThere` without a key."""
    key = _tried(actor, now)
    try:
        private = box.unlock(key.locked, same_letters(typed[: LONGEST + 1]), key.id)
    except box.CannotOpen as error:
        raise _missed(actor, now, key, WRONG, "passphrase") from error
    return _opened(key, private)


@sensitive_variables()
def unlock_by_sheet(actor: Actor, now: datetime, typed: str) -> Opened:
    """Open the actor's key by the code of the printed sheet; raises :class:`Refused` at ``code``."""
    key = _tried(actor, now, "code")
    try:
        private = box.unlock_by_code(key.sheet, typed[: LONGEST + 1], key.id)
    except box.CannotOpen as error:
        raise _missed(actor, now, key, WRONG_CODE, "code") from error
    return _opened(key, private)


def _tried(actor: Actor, now: datetime, where: str = "passphrase") -> SealedKey:
    key = access.own_key(actor)
    if key is None:
        raise NotThere
    seconds = limits.wait(now, {"sealed.passphrase": str(key.id)})
    if seconds:
        span = f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"
        raise Refused(f"Đã gõ sai nhiều lần. Chờ {span} rồi thử lại.", where, "wait")
    return key


def _missed(actor: Actor, now: datetime, key: SealedKey, words: str, where: str) -> Refused:
    limits.note(now, {"sealed.passphrase": str(key.id)})
    note_miss(actor=actor, now=now, key_id=key.id)
    return Refused(words, where, "wrong")


@sensitive_variables()
def _opened(key: SealedKey, private: bytes) -> Opened:
    if box.public_of(private) != bytes(key.public):
        raise Refused(SWAPPED, "passphrase", "swapped")
    limits.forget({"sealed.passphrase": str(key.id)})
    return Opened(key.id, private)
