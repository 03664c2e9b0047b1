"""Random dossiers, letters, messages and answers for the counting of figures."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.world import REBIRTH, World
from thanthien.core import clock
from thanthien.core.models import Message
from thanthien.onestop.models import Apology, CourtesyLetter, Dossier, Event
from thanthien.quality.models import Rating

MONTHS = ("2026-09", "2026-10", "2026-11")
STATES = (("queued", "failed"), ("sent", "delivered"))


def moment(rng: random.Random) -> datetime:
    return datetime(2026, 9, 1, tzinfo=clock.VN) + timedelta(minutes=rng.randrange(91 * 24 * 60))


def random_dossier(world: World, rng: random.Random, number: int, pattern: Dossier) -> Dossier:
    filed = moment(rng)
    accepted = filed + timedelta(hours=rng.randrange(40)) if rng.random() < 0.8 else None
    due = (accepted + timedelta(days=rng.randrange(10))) if accepted and rng.random() < 0.9 else None
    decided = (accepted + timedelta(days=rng.randrange(14))) if accepted and rng.random() < 0.7 else None
    return Dossier(
        unit_id=rng.choice([world.home, world.units["15190"]]), received_unit_id=world.home, code=f"R-{number:04}",
        procedure_id=pattern.procedure_id, procedure_code=pattern.procedure_code, title=pattern.title,
        channel=rng.choice(["online", "counter"]), state="in_process", last_at=filed, applicant="Bùi Thị Mơ",
        clock="stopped" if decided else rng.choice(["waiting", "running", "paused"]), filed_at=filed,
        accepted_at=accepted, due_at=due, decided_at=decided, supplements=rng.choice([0, 0, 0, 1, 2, 3]),
        limit={"unit": rng.choice(["same_day", "working_days"])}, excused=rng.choice(["", "", "", "Bão số 10"]),
        owner_id=rng.choice([None, UUID(world.actors["truc"].id)]),
    )  # fmt: skip


def random_parts(world: World, rng: random.Random, dossiers: list[Dossier]) -> Iterable[Any]:
    for one in dossiers:
        if rng.random() < 0.3:
            yield Event(unit_id=one.unit_id, dossier_id=one.id, at=one.filed_at, move=rng.choice(["guide", "note"]))
        if one.due_at and rng.random() < 0.6:
            signed = one.due_at + timedelta(hours=rng.choice([-20, -1, 0, 30]))
            yield Apology(
                unit_id=one.unit_id, dossier_id=one.id, kind=rng.choice(["late", "dateless", "error"]),
                state=rng.choice(["signed", "dismissed"]), reason_code="x", reason="x", drafted_at=signed,
                signed_at=signed,
            )  # fmt: skip
        written = moment(rng)
        sent = rng.choice([None, written + timedelta(minutes=rng.choice([1, 60, 61, 300]))])
        yield Message(
            unit_id=one.unit_id, subject_id=one.id, act="x", channel="email", template="x", created_at=written,
            next_try_at=written, sent_at=sent, state=rng.choice(STATES[sent is not None]),
        )  # fmt: skip
        answers = {"greeted": rng.choice(["yes", "no"])} if rng.random() < 0.7 else {}
        answers |= {key: str(rng.randrange(1, 6)) for key in ("smile", "clear") if rng.random() < 0.5}
        yield Rating(
            unit_id=one.unit_id, month=rng.choice(MONTHS), field="Hộ tịch", contact="result",
            score=rng.randrange(1, 6), answers=answers,
        )  # fmt: skip


def fill(world: World, seed: int, number: int = 300) -> None:
    """Write random dossiers with letters, messages and answers: lawful or not, so that every case occurs."""
    rng, pattern = random.Random(seed), world.received(REBIRTH)
    dossiers = Dossier.objects.bulk_create([random_dossier(world, rng, n, pattern) for n in range(number)])
    parts = list(random_parts(world, rng, dossiers))
    Event.objects.bulk_create([part for part in parts if isinstance(part, Event)])
    Apology.objects.bulk_create([part for part in parts if isinstance(part, Apology)])
    Message.objects.bulk_create([part for part in parts if isinstance(part, Message)])
    Rating.objects.bulk_create([part for part in parts if isinstance(part, Rating)])
    homes = (world.home, world.units["15190"])
    CourtesyLetter.objects.bulk_create([letter(rng, rng.choice(homes)) for _ in range(number // 5)])


def letter(rng: random.Random, unit_id: UUID) -> CourtesyLetter:
    return CourtesyLetter(
        unit_id=unit_id, kind=rng.choice(["thanks", "thanks", "birth"]), name="Bùi Thị Mơ", words="x",
        state=rng.choice(["draft", "signed", "signed", "handed", "withdrawn"]), drafted_at=moment(rng),
    )  # fmt: skip
