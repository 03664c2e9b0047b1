"""Second factors: allauth's table and arithmetic, our acts. A code works once, for all workers together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt, encrypt

from thanthien.core import clock, db, sessions
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.identity import access
from thanthien.identity.access import CODES, PASSKEY, TOTP
from thanthien.identity.commands.invitations import Done
from thanthien.org import service as org

WRONG: Final = "Mã chưa đúng. Xem lại giờ trên điện thoại có tự động không, rồi gõ mã đang hiện."
USED: Final = "Mã này đã dùng rồi. Chờ mã tiếp theo hiện lên, khoảng nửa phút, rồi gõ lại."
WRONG_CODE: Final = "Mã dự phòng chưa đúng, hoặc đã dùng rồi. Mỗi mã chỉ dùng một lần."
MOST_PASSKEYS: Final = 10


@dataclass(frozen=True, slots=True)
class Added:
    """A factor that was added; ``codes`` tells whether recovery codes were made with it."""

    id: str
    codes: bool


def _own(actor: Actor) -> UUID:
    if actor.kind != "staff":
        raise NotThere
    return UUID(actor.id)


def _locked(staff_id: UUID) -> Any:
    """Return somebody's rows, locked; two presses at once come one after the other."""
    org.lock_person(staff_id)
    return db.lock(access.own_rows(staff_id))


def _spare(run: Run, actor: Actor, now: datetime) -> bool:
    """Make recovery codes with the first factor."""
    staff_id = _own(actor)
    if access.own_rows(staff_id).filter(type=CODES).exists():
        return False
    data = {"seed": encrypt(RecoveryCodes.generate_seed()), "used_mask": 0}
    Authenticator(user_id=staff_id, type=CODES, data=data, created_at=now).save(force_insert=True)
    run.audit(actor.scope, ("staff", staff_id), {}, act="recovery_codes.make")
    return True


@command("factor.add_totp")
def add_totp(run: Run, *, actor: Actor, now: datetime, secret: str, code: str) -> Added:
    """Keep the seed of an app on the phone, once it has shown a right code (RFC 6238)."""
    staff_id = _own(actor)
    if _locked(staff_id).filter(type=TOTP).exists():
        raise Refused("Anh/chị đã có mã 6 số trên một điện thoại. Gỡ điện thoại cũ trước.", "code")
    step = access.matching_step(secret, code, now)
    if step is None:
        raise Refused(WRONG, "code", "wrong-code")
    row = Authenticator(user_id=staff_id, type=TOTP, data={"secret": encrypt(secret), "last": step}, created_at=now)
    row.save(force_insert=True)
    run.audit(actor.scope, ("staff", staff_id), {"kind": TOTP})
    return Added(str(row.pk), _spare(run, actor, now))


@command("factor.add_passkey")
def add_passkey(run: Run, *, actor: Actor, now: datetime, name: str, credential: dict[str, Any]) -> Added:
    """Keep a passkey whose registration was verified (WebAuthn level 2, §7.1)."""
    staff_id, name = _own(actor), clean(name)
    if not name or len(name) > 60:
        raise Refused("Đặt cho khóa một tên ngắn, ví dụ: điện thoại của tôi.", "name")
    if _locked(staff_id).filter(type=PASSKEY).count() >= MOST_PASSKEYS:
        raise Refused(f"Mỗi người giữ nhiều nhất {MOST_PASSKEYS} khóa. Gỡ bớt khóa cũ.", "name")
    row = Authenticator(user_id=staff_id, type=PASSKEY, data={"name": name, "credential": credential}, created_at=now)
    row.save(force_insert=True)
    run.audit(actor.scope, ("staff", staff_id), {"kind": PASSKEY})
    return Added(str(row.pk), _spare(run, actor, now))


@command("factor.remove")
def remove(run: Run, *, actor: Actor, now: datetime, factor_id: int) -> Done:
    """Take one's own factor away; the last one stays as long as a post asks for it."""
    staff_id = _own(actor)
    rows = _locked(staff_id)
    row = rows.filter(id=factor_id).exclude(type=CODES).first()
    if row is None:
        raise NotThere
    others = rows.exclude(type=CODES).exclude(id=factor_id).exists()
    if not others and access.bound(staff_id, actor.roles, clock.local(now).date()):
        raise Refused("Chức danh của anh/chị phải có bước thứ hai. Thêm cách khác trước, rồi mới gỡ cách này.")
    kind = row.type
    row.delete()
    if not others:
        access.own_rows(staff_id).delete()
    run.audit(actor.scope, ("staff", staff_id), {"kind": kind})
    return Done(str(staff_id))


@command("recovery_codes.make")
def make_codes(run: Run, *, actor: Actor, now: datetime) -> Done:
    """Make ten new recovery codes; the old sheet is worth nothing from now on."""
    staff_id = _own(actor)
    rows = _locked(staff_id)
    if not rows.exclude(type=CODES).exists():
        raise Refused("Thêm một cách xác nhận trước, rồi mới có mã dự phòng.")
    rows.filter(type=CODES).delete()
    _spare(run, actor, now)
    return Done(str(staff_id))


@command("factor.check_totp", chained=False)
def check_totp(run: Run, *, actor: Actor, now: datetime, code: str) -> Done:
    """Take a code of the phone; one that was taken before is refused (RFC 6238 §5.2)."""
    staff_id = _own(actor)
    row = _locked(staff_id).filter(type=TOTP).first()
    step = access.matching_step(decrypt(row.data["secret"]), code, now) if row else None
    if row is None or step is None:
        raise Refused(WRONG, "code", "wrong-code")
    if step <= row.data.get("last", 0):
        raise Refused(USED, "code", "used-code")
    row.data["last"], row.last_used_at = step, now
    row.save(update_fields=["data", "last_used_at"])
    return Done(str(staff_id))


@command("recovery_codes.use")
def use_code(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, code: str) -> Done:
    """Take one recovery code for the second step."""
    staff_id = _own(actor)
    row = _locked(staff_id).filter(type=CODES).first()
    if row is None or not RecoveryCodes(row).validate_code(code):
        raise Refused(WRONG_CODE, "code", "wrong-code")
    left = len(access.recovery_codes(staff_id))
    run.audit(unit_id, ("staff", staff_id), {"left": left})
    return Done(str(staff_id))


@command("factor.passkey_used", chained=False)
def passkey_used(run: Run, *, actor: Actor, now: datetime, factor_id: int) -> Done:
    """Note when a passkey opened the door."""
    rows = _locked(_own(actor)).filter(id=factor_id, type=PASSKEY)
    if not rows.update(last_used_at=now):
        raise NotThere
    return Done(actor.id)


@command("factor.reset")
def reset(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID, reason: str) -> Done:
    """Take away all factors of somebody who lost phone and sheet; they set up again before they get anywhere.

    Never one's own, and only with a reason: it lowers somebody's wall. Raises ``NotThere`` for other units' people.
    """
    reason = clean(reason)
    if actor.kind != "system" and not (actor.unit_id == unit_id and actor.acts("staff.change")):
        raise NotThere
    staff = org.person_here(actor, unit_id, staff_id, clock.local(now).date())
    if actor.id == str(staff_id):
        raise Refused("Không đặt lại bước thứ hai của chính mình được. Nhờ người quản trị khác.", "reason")
    if not 10 <= len(reason) <= 300:
        raise Refused("Ghi lý do, từ 10 đến 300 chữ cái.", "reason")
    count = _locked(staff.id).exclude(type=CODES).count()
    access.own_rows(staff.id).delete()
    sessions.end_all(staff.id)
    run.audit(unit_id, ("staff", staff.id), {"factors": count}, {"reason": reason})
    return Done(str(staff.id))


@command("factor.give_demo", chained=False)
def give_demo(run: Run, *, actor: Actor, now: datetime, staff_id: UUID, login: str) -> Done:
    """Give a demo person a phone whose code the sign-in page shows; raises ``RuntimeError`` outside a demo."""
    secret = access.demo_secret(login)
    row = Authenticator(user_id=staff_id, type=TOTP, data={"secret": encrypt(secret), "last": 0}, created_at=now)
    row.save(force_insert=True)
    return Done(str(staff_id))
