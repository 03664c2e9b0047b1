"""The demo's history: lawful, the same for the same seed, and with something of everything to look at."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import F

from thanthien.core import audit, clock
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import search_query
from thanthien.onestop.models import Apology, CashSheet, Dossier, Receipt, Ticket
from thanthien.ops import place
from thanthien.ops.world import cast, names, plan, play
from thanthien.ops.world.days import Diary, working_days
from thanthien.org import service as org
from thanthien.quality.models import Rating

# A Wednesday morning after a day off, and a Sunday evening: the desk has work to show on either.
END = datetime(2026, 11, 25, 10, 0, tzinfo=clock.VN)
SUNDAY = datetime(2026, 11, 22, 20, 0, tzinfo=clock.VN)
COUNT = 60
Told = list[tuple[str, str, str]]


def told(count: int = COUNT, end: datetime = END) -> Told:
    """Play the home commune and say what became of its dossiers."""
    play.engage(cast.HOME, end)
    player = play.Player(cast.HOME, end, count, lambda count: None)
    player.play(whole_days=True)
    assert player.refusals == []
    return list(Dossier.objects.order_by("code").values_list("code", "applicant", "state"))


@pytest.fixture
def facts(db: None) -> None:
    # What a process keeps of a catalogue holds as long as its database, and each test has one of its own.
    search_query._offered.cache_clear()
    place.load_facts()


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    "end", [pytest.param(END, id="wednesday"), pytest.param(SUNDAY, id="sunday", marks=pytest.mark.once)]
)
def test_three_months_are_lawful_and_alive(end: datetime) -> None:
    assert len(told(end=end)) == COUNT
    report = audit.verify()
    assert report.ok, report.first_bad
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert states["closed"] >= COUNT // 3
    assert {"in_process", "waiting", "submitted"} <= set(states)
    kinds = set(Apology.objects.values_list("kind", "state"))
    assert {("late", "signed"), ("late", "draft")} <= kinds, "a letter was sent, and one waits for the visitor"
    assert Rating.objects.count() >= 10
    late = Dossier.objects.filter(state="closed", decided_at__gt=F("due_at"))
    for dossier in late:
        assert dossier.clock_events, "no late dossier was closed without an apology"
    room = Counter(Ticket.objects.filter(day=end.date()).values_list("state", flat=True))
    assert room["waiting"] >= 3, "people sit in the room, on a Sunday, too"
    assert room["called"] >= 1
    assert Receipt.objects.count() >= 5
    assert not CashSheet.objects.filter(closed_at=None, opened_at__lt=END.replace(hour=0)).exists()


@pytest.mark.once
@pytest.mark.usefixtures("facts")
def test_everything_happened_before_now_in_office_hours() -> None:
    told(30)
    assert not AuditRow.objects.filter(recorded_at__gt=END).exists()
    assert not Message.objects.filter(channel="email", state="queued", created_at__lt=END - timedelta(days=1)).exists()
    assert not Message.objects.filter(channel="slip", state="queued", created_at__lt=END - timedelta(days=2)).exists()
    worked = set(working_days(END.date() - timedelta(days=120), END.date()))
    for moment in Dossier.objects.exclude(accepted_at=None).values_list("accepted_at", flat=True):
        assert moment is not None
        accepted = clock.local(moment)
        assert accepted.date() in worked
        assert 7 <= accepted.hour < 17


@pytest.mark.once
@pytest.mark.usefixtures("facts")
def test_the_same_seed_tells_the_same() -> None:
    runs: list[Told] = []
    for _ in range(2):
        with transaction.atomic():
            runs.append(told(15))
            transaction.set_rollback(True)
    assert runs[0] == runs[1]


def test_people_are_invented() -> None:
    crowd = names.Crowd(names.MUONG, ("thôn Bèo",), "xã Cẩm Vân", Random(1))
    people = [crowd.next() for _ in range(300)]
    assert all(one.phone.startswith("0900000") and len(one.phone) == 10 for one in people)
    assert all(one.id_number.startswith("000") and len(one.id_number) == 12 for one in people)
    assert all(one.email.endswith(".invalid") for one in people if one.email)
    assert len({one.name for one in people}) > 150


def test_every_story_can_be_begun_and_the_shares_are_whole() -> None:
    assert len({kind.plot for kind in plan.KINDS}) == len(plan.KINDS)
    begun = plan.beginnings(400, END.date() - timedelta(days=92), END, Random(3))
    assert [one.at for one in begun] == sorted(one.at for one in begun)
    assert {one.plot for one in begun} == {kind.plot for kind in plan.KINDS} | {plot for plot, _, _ in plan.OPEN}


def test_a_moment_at_the_office_is_one() -> None:
    diary = Diary(Random(5))
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=clock.VN)
    for _ in range(50):
        then = diary.soon(friday, (30, 60))
        assert then.date() == datetime(2026, 11, 23, tzinfo=clock.VN).date(), "after closing comes Monday"


@pytest.mark.usefixtures("facts")
def test_a_neighbour_takes_dossiers_in_for_the_home_commune() -> None:
    neighbour = next(one for one in cast.OTHERS if one.files_for_home)
    for commune in (cast.HOME, neighbour):
        play.engage(commune, END)
    player = play.Player(neighbour, END, 12, lambda count: None)
    player.play()
    assert player.refusals == []
    filed = Dossier.objects.filter(unit_id=cast.unit_id_of(cast.HOME), received_unit_id=cast.unit_id_of(neighbour))
    assert [one.state for one in filed] == ["in_process"] * 2


@pytest.mark.usefixtures("facts")
def test_the_commune_is_organised_as_the_model_says() -> None:
    play.engage(cast.HOME, END)
    reader, day = cast.assemble(cast.HOME, END.date()).clerk, END.date()
    hamlets = list(org.hamlets(reader, day))
    assert [len(one.now_heads) for one in hamlets] == [1] * len(cast.HOME.hamlets)  # type: ignore[attr-defined]
    boards = {one.kind: org.as_of(one, day) for one in org.boards(reader, day)}
    assert set(boards) == {"Ban Chỉ đạo", "Ban Điều hành", "Tiểu ban"}
    assert len(boards["Ban Chỉ đạo"].members) == 12
    assert [board.warnings for board in boards.values()] == [()] * 3
