"""The drill: everybody opens a test record with their own passphrase, so that a lost key is found in time."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.commands.records import seal_for_all
from thanthien.petitions.sealed.models import Kind, SealedKey, SealedRecord
from thanthien.petitions.sealed.opening import Opened


@dataclass(frozen=True, slots=True)
class Done:
    """Whose key opened the test record."""

    id: str


@command("sealed.drill")
@sensitive_variables("opened")
def drill(run: Run, *, actor: Actor, now: datetime, opened: Opened) -> Done:
    """Open the unit's test record with the own key, and note the day. Its content is random and shown to nobody.

    A holder without a wrap on the present test record gets a new one, sealed to all holders of the day. For a person
    who keeps a half of the escrow, or waits to be vouched for, opening the key itself is what can be tried.
    """
    key = access.own_key(actor)
    if key is None or key.id != opened.key_id:
        raise NotThere
    if any(one.key is not None and one.key.id == key.id for one in access.holders(actor.scope, local(now).date())):
        _try(run, key, opened)
    key.drilled_at = now
    key.save(update_fields=["drilled_at"])
    run.audit(actor.scope, ("sealed_key", key.id))
    return Done(str(key.id))


@sensitive_variables("opened")
def _try(run: Run, key: SealedKey, opened: Opened) -> None:
    test = access.drill_record(key.unit_id)
    if test is None or not access.wraps(key.unit_id).filter(record=test, key=key).exists():
        test = _lay(run, key)
    wrapped = access.wraps(key.unit_id).get(record=test, key=key)
    try:
        box.opened(test.body, box.unwrap(wrapped.box, opened.private), test.id)
    except box.CannotOpen as error:
        raise Refused("Không mở được hồ sơ thử bằng khóa này. Báo người phụ trách ngay.", "", "drill") from error


def _lay(run: Run, key: SealedKey) -> SealedRecord:
    """Seal a new test record to all; the old one goes, with its wraps."""
    old = access.drill_record(key.unit_id)
    if old is not None:
        access.wraps(key.unit_id).filter(record=old).delete()
        old.delete()
    letters = "".join(secrets.choice(box.ALPHABET[10:]) for _ in range(4))
    test = SealedRecord(
        id=uuid7(), unit_id=key.unit_id, code=f"THU-{letters}", kind=Kind.DRILL, received_on=local(run.now).date(),
        made_at=run.now,
    )  # fmt: skip
    test.body, data_key = box.seal({"test": secrets.token_hex(16)}, test.id)
    run.add(test)
    seal_for_all(run, test, data_key, test.received_on)
    run.flush()
    return test
