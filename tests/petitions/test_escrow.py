"""The escrow of two persons, and the drill."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.petitions.sealed import House, engage, house, phrase
from tests.petitions.test_keys import acts
from tests.world import World
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed.models import EscrowOpening, EscrowShare, Kind, SealedEscrow, SealedRecord, SealedWrap


@pytest.fixture
def kept(held: House) -> House:
    """Two holders, a case from before, and the escrow of chị Mùa and ông Thư."""
    held.make()
    held.set_up("mua")
    held.set_up("thu")
    held.escrow()
    return held


def newest() -> SealedEscrow:
    return SealedEscrow.objects.latest("made_at")


def ask(made: House, login: str = "mua", to: str = "moi", reason: str = "lost") -> UUID:
    for_key = made.key(to).id if to else None
    done = sealed.ask_escrow(
        actor=made.actor(login), now=made.now, escrow_id=newest().id, for_key=for_key, reason=reason,
        opened=made.opened(login),
    )  # fmt: skip
    return UUID(done.id)


def join(made: House, opening: UUID, login: str = "thu", days: int = 0) -> int:
    now = made.now + timedelta(days=days)
    opened = made.opened(login, now)
    return sealed.open_escrow(actor=made.actor(login), now=now, opening_id=opening, opened=opened).records


def newcomer(made: House) -> None:
    engage(made.world, "moi", "Tòng Thị Mới")
    made.set_up("moi")


def test_who_takes_a_sole_officers_account_over_gets_no_key_that_counts(kept: House) -> None:
    """The administrator resets password and second step, comes in as the last officer, and begins a key anew."""
    kept.leave("kin", kept.now.date())
    sealed.end_key(actor=kept.actor("giu"), now=kept.now)
    kept.set_up("giu")
    assert kept.key("giu").vouched_at is None
    with pytest.raises(Refused) as no:
        kept.make()
    assert no.value.code == "too-few"
    assert join(kept, ask(kept, to="giu")) == 1
    assert kept.key("giu").vouched_at is not None


def test_the_escrow_takes_what_was_there_before(kept: House) -> None:
    assert SealedWrap.objects.filter(escrow=SealedEscrow.objects.get()).count() == 1
    kept.make()
    assert SealedWrap.objects.filter(escrow=SealedEscrow.objects.get()).count() == 2
    state = sealed.house(kept.world.home, kept.now)
    assert (state.escrow, state.two_holders, state.one_way) == (True, True, 0)


def test_both_persons_let_a_new_officer_in_and_read_nothing_themselves(kept: House) -> None:
    second = kept.make()
    newcomer(kept)
    opening = ask(kept)
    with pytest.raises(NotThere):
        kept.read("moi", second)
    assert join(kept, opening) == 2
    assert kept.read("moi", second).content["title"]
    assert kept.key("moi").vouched_at is not None
    for login in ("mua", "thu"):
        with pytest.raises(NotThere):
            kept.read(login, second)
    assert acts(kept.world)[-5:] == ["sealed.ask_escrow", *["sealed.open_escrow"] * 3, "sealed.read"]


def test_one_person_alone_opens_nothing(kept: House) -> None:
    newcomer(kept)
    opening = ask(kept)
    for login in ("mua", "giu", "truc"):
        with pytest.raises(NotThere):
            join(kept, opening, login) if login == "mua" else sealed.open_escrow(
                actor=kept.actor(login), now=kept.now, opening_id=opening, opened=kept.opened("thu")
            )
    with pytest.raises(NotThere):
        sealed.ask_escrow(
            actor=kept.actor("truc"),
            now=kept.now,
            escrow_id=newest().id,
            for_key=None,
            reason="lost",
            opened=kept.opened("mua"),
        )


def test_an_opening_lasts_a_day_and_works_once(kept: House) -> None:
    newcomer(kept)
    with pytest.raises(NotThere):
        join(kept, ask(kept), days=2)
    opening = ask(kept)
    join(kept, opening)
    with pytest.raises(NotThere):
        join(kept, opening)
    assert bytes(EscrowOpening.objects.get(id=opening).passed) == b""


def test_an_opening_needs_a_reason_and_a_present_officer(kept: House) -> None:
    newcomer(kept)
    for changes, where in (({"reason": "tò mò"}, "reason"), ({"to": "mua"}, "for_key")):
        with pytest.raises(Refused) as no:
            ask(kept, **changes)
        assert no.value.field == where


def test_a_half_changed_in_the_machine_opens_nothing(kept: House) -> None:
    newcomer(kept)
    opening = ask(kept)
    share = EscrowShare.objects.get(key=kept.key("thu"))
    EscrowShare.objects.filter(id=share.id).update(box=EscrowOpening.objects.get(id=opening).passed)
    with pytest.raises(Refused):
        join(kept, opening)
    assert EscrowOpening.objects.get(id=opening).done_at is None


def test_a_damaged_case_is_noted_and_holds_up_no_other(kept: House) -> None:
    damaged, whole = SealedRecord.objects.exclude(kind=Kind.DRILL).get().id, kept.make()
    newcomer(kept)
    SealedWrap.objects.filter(record_id=damaged).update(box=b"x")
    assert join(kept, ask(kept)) == 1
    assert kept.read("moi", whole).content["title"]
    assert "sealed.broken" in acts(kept.world)[-4:]
    before = newest().id
    kept.escrow()
    assert SealedWrap.objects.exclude(escrow=before).filter(escrow__isnull=False).get().record_id == whole
    assert SealedEscrow.objects.get(id=before).ended_at is None  # it alone still names the damaged case


def test_an_own_half_that_was_changed_is_said_at_once(kept: House) -> None:
    newcomer(kept)
    EscrowShare.objects.filter(key=kept.key("mua")).update(box=b"x")
    with pytest.raises(Refused):
        ask(kept)
    assert not EscrowOpening.objects.exists()


@pytest.mark.parametrize("pair", [("mua", "mua"), ("mua", "kin"), ("mua", "")])
def test_two_different_persons_outside_the_officers(held: House, pair: tuple[str, str]) -> None:
    held.set_up("mua")
    ids = held.keepers(*filter(None, pair))
    with pytest.raises(Refused) as no:
        sealed.make_escrow(actor=held.actor("giu"), now=held.now, keepers=ids, opened=held.opened("giu"))
    assert no.value.code == "two"


def test_who_took_a_keepers_account_over_gets_no_half(held: House) -> None:
    """The administrator resets chị Mùa's password, makes a key in her name, and waits to be chosen."""
    held.set_up("mua")
    held.set_up("thu")
    read_aloud = held.keepers("mua", "thu")
    sealed.end_key(actor=held.actor("mua"), now=held.now)
    held.set_up("mua")
    stolen = {held.key("mua").id: read_aloud[next(iter(read_aloud))], held.key("thu").id: list(read_aloud.values())[1]}
    with pytest.raises(Refused, match="Bùi Thị Mùa") as no:
        sealed.make_escrow(actor=held.actor("giu"), now=held.now, keepers=stolen, opened=held.opened("giu"))
    assert no.value.code == "letters"
    assert not SealedEscrow.objects.exists()


def test_only_a_holder_makes_an_escrow(held: House) -> None:
    held.set_up("mua")
    held.set_up("thu")
    ids = held.keepers("mua", "thu")
    with pytest.raises(NotThere):
        sealed.make_escrow(actor=held.actor("mua"), now=held.now, keepers=ids, opened=held.opened("mua"))
    with pytest.raises(NotThere):
        sealed.make_escrow(actor=held.actor("kin"), now=held.now, keepers=ids, opened=held.opened("giu"))


def test_an_escrow_whose_person_left_is_none(world: World) -> None:
    made = house(world, holders=1)
    made.set_up("mua")
    made.set_up("thu")
    made.escrow()
    org.end_position(
        actor=SYSTEM, now=world.now, position_id=Position.objects.get(staff__login="thu").id, valid_to=world.now.date()
    )
    assert not sealed.house(world.home, world.now).escrow
    with pytest.raises(Refused) as no:
        made.make()
    assert no.value.code == "too-few"


def test_who_keeps_the_half_that_alone_saves_a_case_cannot_leave(world: World) -> None:
    """One officer and the escrow: without the half, the officer would be the only way."""
    made = house(world, holders=1)
    made.set_up("mua")
    made.set_up("thu")
    made.escrow()
    made.make()
    sealed.end_key(actor=made.actor("mua"), now=made.now)  # the officer still reads
    assert sealed.house(world.home, world.now).one_way == 1


def test_the_last_officer_may_leave_where_the_escrow_stands(world: World) -> None:
    made = house(world, holders=1)
    made.set_up("mua")
    made.set_up("thu")
    made.escrow()
    record = made.make()
    made.leave("giu", made.now.date())
    held = Position.objects.get(staff__login="thu")
    with pytest.raises(Refused):
        org.end_position(actor=SYSTEM, now=made.now, position_id=held.id, valid_to=made.now.date())
    with pytest.raises(Refused):
        sealed.end_key(actor=made.actor("mua"), now=made.now)
    newcomer(made)
    join(made, ask(made))
    assert made.read("moi", record).content["title"]


def test_the_drill_opens_a_test_record_for_each_way(kept: House) -> None:
    assert set(sealed.house(kept.world.home, kept.now).overdue) == {
        "Lương Thị Giữ", "Vi Văn Kín", "Bùi Thị Mùa", "Cao Văn Thư"
    }  # fmt: skip
    for login in ("giu", "kin", "mua", "thu"):
        sealed.drill(actor=kept.actor(login), now=kept.now, opened=kept.opened(login))
    state = sealed.house(kept.world.home, kept.now)
    assert (state.overdue, state.escrow_overdue) == ((), True)
    join(kept, ask(kept, to="", reason=""))
    assert not sealed.house(kept.world.home, kept.now).escrow_overdue
    assert SealedRecord.objects.filter(kind=Kind.DRILL).count() == 1
    assert len(sealed.page(kept.actor("giu"), kept.now).rows) == 1, "the test record is in no list"
    later = kept.now + timedelta(days=91)
    assert len(sealed.house(kept.world.home, later).overdue) == 4


def test_a_drill_finds_a_broken_way(held: House) -> None:
    sealed.drill(actor=held.actor("giu"), now=held.now, opened=held.opened("giu"))
    SealedWrap.objects.filter(record__kind=Kind.DRILL, key=held.key("kin")).update(box=b"x" * 80)
    with pytest.raises(Refused) as no:
        sealed.drill(actor=held.actor("kin"), now=held.now, opened=held.opened("kin"))
    assert no.value.code == "drill"
    assert held.key("kin").drilled_at is None


def test_a_new_holder_gets_a_new_test_record(held: House) -> None:
    sealed.drill(actor=held.actor("giu"), now=held.now, opened=held.opened("giu"))
    newcomer(held)
    sealed.drill(
        actor=held.actor("moi"), now=held.now, opened=sealed.unlock(held.actor("moi"), held.now, phrase("moi"))
    )
    held.vouch("moi", by="giu")
    sealed.drill(actor=held.actor("moi"), now=held.now, opened=held.opened("moi"))
    assert SealedRecord.objects.filter(kind=Kind.DRILL).count() == 1
    assert SealedWrap.objects.filter(record__kind=Kind.DRILL).count() == 3


def test_an_older_escrow_stays_for_what_the_new_one_does_not_reach(kept: House) -> None:
    """Chị Mới makes a new escrow; she was never let into the first case, so its old way must not be cut."""
    first = SealedRecord.objects.get().id
    newcomer(kept)
    kept.vouch("moi", by="giu")
    kept.set_up("truc")
    ids = kept.keepers("truc", "thu")
    later = kept.now + timedelta(hours=1)
    sealed.make_escrow(actor=kept.actor("moi"), now=later, keepers=ids, opened=kept.opened("moi"))
    assert SealedEscrow.objects.filter(ended_at=None).count() == 2
    kept.grant(first, to="moi", by="giu")
    sealed.make_escrow(actor=kept.actor("moi"), now=later + timedelta(hours=1), keepers=ids, opened=kept.opened("moi"))
    assert SealedEscrow.objects.filter(ended_at=None).count() == 1
