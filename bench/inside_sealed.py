"""What sealed cases cost: ``python -m bench.inside_sealed`` prints JSON (milliseconds)."""

import json
import statistics
import sys
from functools import partial
from typing import Any
from uuid import UUID

from bench import django_ready
from bench.inside import spread, timed

CASES, LIST, TRIES = 200, 50, 15
PHRASE = "cối xay bồ câu mưa phùn"


def sealed() -> dict[str, Any]:
    """Unlock a key, make cases for two officers, open them one by one and as a list."""
    from thanthien.core import clock, ids
    from thanthien.petitions import service
    from thanthien.petitions.sealed import box

    now, (first, _) = clock.now(), _officers()
    words = service.Content(title="Một việc", summary="x" * 2000, paper="07")
    made: list[UUID] = []
    making = [timed(lambda: made.append(_make(service, first, now, words))) for _ in range(CASES)]
    unlocking = [timed(lambda: service.unlock(first, now, PHRASE)) for _ in range(TRIES)]
    opened = service.unlock(first, now, PHRASE)

    def read(some: list[UUID]) -> Any:
        return service.read(actor=first, now=now, record_ids=some, opened=opened)

    singly = [timed(partial(read, [one])) for one in made]
    parts = [made[at : at + LIST] for at in range(0, CASES, LIST)]
    listed = [timed(partial(read, part)) / LIST for part in parts]
    record = ids.uuid7()
    body, key = box.seal(words, record)
    wrapped = box.wrap(key, box.public_of(opened.private))
    bare = timed(lambda: box.opened(body, box.unwrap(wrapped, opened.private), record), 500) / 500
    return {
        "unlock": spread(unlocking), "make": spread(making), "read": spread(singly),
        "listed": statistics.median(listed) * 1000, "bare": bare * 1000, "bytes": len(body) + len(wrapped),
    }  # fmt: skip


def _make(service: Any, actor: Any, now: Any, words: Any) -> UUID:
    return UUID(service.make(actor=actor, now=now, kind="denunciation", received_on=now.date(), content=words).id)


def _officers() -> list[Any]:
    """Two officers of the first commune with keys, the second vouched for by the first."""
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM, Role
    from thanthien.org import service as org
    from thanthien.org.models import Staff
    from thanthien.petitions import service

    now, unit = clock.now(), org.unit_by_code("15163", None)
    assert unit is not None
    actors = []
    for login in ("niem.mot", "niem.hai"):
        made = org.add_staff(
            actor=SYSTEM,
            now=now,
            unit_id=unit.id,
            login=login,
            name=f"Người {login}",
            password="ao làng gió bấc khói rơm",
        )
        org.give_position(
            actor=SYSTEM, now=now, unit_id=unit.id, staff_id=UUID(made.id), role=Role.SEALED, title="Giữ hồ sơ",
            valid_from=now.date(),
        )  # fmt: skip
        actor = org.actor_for(Staff.objects.get(login=login), now.date())
        sheet = service.set_up(actor, now, PHRASE)
        groups = " ".join(sheet.groups[number - 1] for number in sheet.asked)
        service.confirm_sheet(actor=actor, now=now, typed=groups)
        actors.append(actor)
    key = service.own_key(actors[1])
    opened = service.unlock(actors[0], now, PHRASE)
    assert key is not None
    service.vouch(actor=actors[0], now=now, key_id=key.id, opened_key=opened.key_id, letters=key.fingerprint)
    return actors


if __name__ == "__main__":
    django_ready()
    json.dump(sealed(), sys.stdout)
    print()
