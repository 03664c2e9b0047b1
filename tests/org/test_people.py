"""The end of a position and of an account: nobody is left without an administrator, and nothing ends twice."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests import people
from tests.org.test_acting import DAY, second_post, staff, work
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.identity import service as identity
from thanthien.org import service as org
from thanthien.org.models import Position, Staff

LAST = "ít nhất một người quản trị"


def end(world: World, login: str, role: str, day: date = DAY, by: str = "quan") -> None:
    position = Position.objects.get(staff__login=login, role=role)
    org.end_position(actor=world.actors[by], now=world.now, position_id=position.id, valid_to=day)


def close(world: World, login: str, by: str = "quan") -> None:
    org.deactivate(actor=world.actors[by], now=world.now, unit_id=world.home, staff_id=staff(login).id)


def test_the_last_administrator_stays(world: World) -> None:
    end(world, "quan", "administrator")
    with pytest.raises(Refused, match=LAST):
        end(world, "kiem", "administrator", by="kiem")
    assert "administrator" in work("kiem").actor.roles


def test_an_administrator_who_leaves_later_is_no_safety(world: World) -> None:
    end(world, "quan", "administrator", DAY + timedelta(days=30))
    with pytest.raises(Refused, match=LAST):
        end(world, "kiem", "administrator", DAY + timedelta(days=3))


def test_a_closed_account_is_no_administrator_either(world: World) -> None:
    Staff.objects.filter(login="kiem").update(is_active=False)
    with pytest.raises(Refused, match=LAST):
        end(world, "quan", "administrator")


def test_lent_powers_make_nobody_an_administrator(world: World) -> None:
    end(world, "kiem", "administrator")
    with pytest.raises(Refused, match=LAST):
        end(world, "quan", "administrator")


def test_a_position_ends_once(world: World) -> None:
    end(world, "truc", "handler", DAY + timedelta(days=9))
    end(world, "truc", "handler", DAY)  # a day that has not come may be moved
    with pytest.raises(Refused, match="từ trước"):
        end(world, "truc", "handler", DAY + timedelta(days=20))
    assert work("truc").actor.roles == frozenset()


def test_a_closed_account_holds_nothing_and_opens_again_empty_handed(world: World) -> None:
    close(world, "kiem")
    assert org.at_work(staff("kiem").id, DAY) is None
    assert not Position.objects.filter(staff=staff("kiem"), valid_to__isnull=True).exists()
    acts = list(AuditRow.objects.order_by("-seq").filter(unit_id=world.home).values_list("act", flat=True)[:3])
    assert acts == ["staff.deactivate", "position.end", "position.end"]
    with pytest.raises(Refused, match="khóa rồi"):
        close(world, "kiem")
    org.reactivate(actor=world.actors["quan"], now=world.now, unit_id=world.home, staff_id=staff("kiem").id)
    assert work("kiem").actor.roles == frozenset()
    assert audit.verify(world.home).ok


def test_closing_the_last_administrators_account_is_refused(world: World) -> None:
    end(world, "kiem", "administrator")
    with pytest.raises(Refused, match="của mình"):
        close(world, "quan")
    with pytest.raises(Refused, match=LAST):
        org.deactivate(actor=SYSTEM, now=world.now, unit_id=world.home, staff_id=staff("quan").id)
    assert staff("quan").is_active
    assert "administrator" in work("quan").actor.roles


@pytest.mark.parametrize("by", ["truc", "tam", "du"])
def test_only_the_units_administrator_closes_accounts(world: World, by: str) -> None:
    with pytest.raises(NotThere):
        close(world, "mua", by=by)


def test_an_administrator_closes_nobody_of_another_commune(world: World) -> None:
    with pytest.raises(NotThere):
        close(world, "la")
    assert staff("la").is_active


def second(world: World, login: str = "la", by: str = "quan", role: str = "handler") -> UUID:
    made = org.give_second_post(
        actor=world.actors[by], now=world.now, unit_id=world.home, login=login, role=role, title="Biệt phái",
        valid_from=DAY,
    )  # fmt: skip
    return UUID(made.id)


def test_somebody_from_elsewhere_gets_a_post_here_and_no_administrator_gets_their_account(world: World) -> None:
    position = second(world)
    there, here = work("la", world.units[people.VAN_DU]), work("la", world.home)
    assert [set(one.actor.roles) for one in (there, here)] == [{"clerk"}, {"handler"}]
    second(world, role="clerk")
    assert work("la", world.home).actor.roles == {"clerk", "handler"}
    for unit, login in ((world.home, "quan"), (world.units[people.VAN_DU], "du")):
        with pytest.raises(NotThere):
            org.person_here(world.actors[login], unit, staff("la").id, DAY)
    with pytest.raises(NotThere):
        close(world, "la")
    org.end_position(actor=world.actors["quan"], now=world.now, position_id=position, valid_to=DAY)
    assert work("la", world.home).actor.roles == {"clerk"}


def test_whom_one_does_not_know_one_gives_nothing(world: World) -> None:
    for login in ("khong-co", "", "nhai"):
        with pytest.raises(Refused, match="nơi khác"):
            second(world, login)
    with pytest.raises(NotThere):
        second(world, by="tam")
    second(world)
    with pytest.raises(Refused, match="đang giữ vai trò"):
        second(world)


def test_an_invitation_of_the_other_commune_opens_no_post_here(world: World) -> None:
    """Its administrator invites first, waits for the post here, and then walks in by the link."""
    la = staff("la")
    identity.invite(actor=SYSTEM, now=world.now, unit_id=world.units[people.VAN_DU], staff_id=la.id)
    with pytest.raises(Refused, match="chưa đặt mật khẩu"):
        second(world)
    assert world.home not in {post.unit_id for post in work("la").posts}


def test_an_account_with_a_post_elsewhere_is_not_closed_from_here(world: World) -> None:
    second_post(world, "mua")
    with pytest.raises(NotThere):
        close(world, "mua")
    assert staff("mua").is_active
