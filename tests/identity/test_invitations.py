"""Invitations: one-time, for 72 hours, replaced by newer ones; whoever is late or wrong finds a kind page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.identity.doors import GOOD, acts, invited, password_step, with_phone
from tests.web.office_acts import enter
from tests.world import NOW, World
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import service as identity
from thanthien.identity.models import Invitation
from thanthien.org import service as org
from thanthien.org.models import Staff

BOTH = {"new": GOOD, "again": GOOD}


def test_the_invited_person_chooses_a_password_and_is_in(world: World) -> None:
    path, client = invited(world, "nhai"), Client()
    page = client.get(path)
    assert "Hà Thị Nhài" in page.content.decode()
    assert client.post(path, BOTH).headers["Location"] == reverse("office:today")
    assert client.get(reverse("office:today")).status_code == 200
    assert acts(world, "nhai")[-3:] == ["staff.invite", "invitation.use", "session.begin"]
    assert password_step("nhai", GOOD)[1].status_code == 302


def test_a_used_one_is_worth_nothing(world: World) -> None:
    path = invited(world, "nhai")
    Client().post(path, BOTH)
    for answer in (
        Client().get(path),
        Client().post(path, {"new": "đò ngang sông vắng", "again": "đò ngang sông vắng"}),
    ):
        assert answer.status_code == 410
        assert "đã dùng rồi" in answer.content.decode()
    assert password_step("nhai", GOOD)[1].status_code == 302


def test_an_expired_one_says_whom_to_ask(world: World) -> None:
    path = invited(world, "nhai")
    with clock.rehearse(NOW + timedelta(hours=72)):
        answer = Client().post(path, BOTH)
    assert answer.status_code == 410
    assert "72 giờ" in answer.content.decode()
    with clock.rehearse(NOW + timedelta(hours=72, seconds=-1)):
        assert Client().get(path).status_code == 200


def test_a_newer_one_replaces_it_and_it_can_be_withdrawn(world: World) -> None:
    old, new = invited(world, "nhai"), invited(world, "nhai")
    assert "đã được thay" in Client().get(old).content.decode()
    assert Client().get(new).status_code == 200
    path = reverse("office:invite_withdraw", args=[world.actors["nhai"].id])
    assert enter("quan").post(path).status_code == 302
    assert Client().get(new).status_code == 410
    assert "Việc này đã xong từ trước" in enter("quan").post(path, follow=True).content.decode()
    assert acts(world, "nhai")[-1] == "invitation.withdraw"


@pytest.mark.parametrize(
    "change", [lambda one: one[:-2] + "A/", lambda one: one[:-9] + "/", lambda one: one[:-1] + "=/"]
)
def test_a_tampered_one_is_unknown(world: World, change: Callable[[str], str]) -> None:
    path = invited(world, "nhai")
    changed = change(path)
    answer = Client().get(changed)
    assert answer.status_code == 410 or changed == path
    assert "không đúng" in answer.content.decode() or changed == path


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("ngắn quá", "ngắn quá", "cần ít nhất 10 chữ"),
        ("hà thị nhài 1990", "hà thị nhài 1990", "dễ đoán"),
        (GOOD, "khác", "chưa giống nhau"),
        ("", "", "Anh/chị điền"),
    ],
)
def test_a_weak_password_is_told_what_to_do(world: World, settings: Any, new: str, again: str, says: str) -> None:
    from thanthien.conf.identity import PASSWORD_RULES

    settings.AUTH_PASSWORD_VALIDATORS = PASSWORD_RULES
    path = invited(world, "nhai")
    answer = Client().post(path, {"new": new, "again": again})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Client().get(path).status_code == 200


def test_factors_stay_and_are_still_asked(world: World) -> None:
    with_phone(world.actors["tam"])
    client = Client()
    answer = client.post(invited(world, "tam"), BOTH)
    assert answer.headers["Location"] == reverse("office:second_step")
    assert client.get(reverse("office:today")).status_code == 302


def test_the_act_itself_takes_an_invitation_once_in_time_and_from_its_person(world: World) -> None:
    nhai, truc = world.actors["nhai"], world.actors["truc"]
    made = identity.invite(actor=SYSTEM, now=NOW, unit_id=world.home, staff_id=UUID(nhai.id))
    key = UUID(made.id)
    for actor, at in ((truc, NOW), (nhai, NOW + timedelta(hours=72)), (SYSTEM, NOW)):
        with pytest.raises(NotThere):
            identity.use(actor=actor, now=at, invitation_id=key, password=GOOD)
    identity.use(actor=nhai, now=NOW, invitation_id=key, password=GOOD)
    with pytest.raises(NotThere):
        identity.use(actor=nhai, now=NOW, invitation_id=key, password="đò ngang sông vắng")
    assert Staff.objects.get(login="nhai").check_password(GOOD)


def test_only_the_own_administrator_invites(world: World) -> None:
    la = world.actors["la"]
    for login in ("quan", "tam", "nhai"):
        with pytest.raises(NotThere):
            identity.invite(actor=world.actors[login], now=NOW, unit_id=world.home, staff_id=UUID(la.id))
    with pytest.raises(NotThere):
        identity.invite(actor=world.actors["tam"], now=NOW, unit_id=world.home, staff_id=UUID(world.actors["mua"].id))


def test_who_left_is_not_invited_and_cannot_come(world: World) -> None:
    path = invited(world, "nhai")
    Staff.objects.filter(login="nhai").update(is_active=False)
    assert Client().get(path).status_code == 410
    with pytest.raises(Refused):
        invited(world, "nhai")


def test_somebody_whose_post_begins_later_comes_today(world: World) -> None:
    made = org.appoint(
        actor=world.actors["quan"], now=NOW, unit_id=world.home, login="mai", name="Vi Thị Mai", role="chair",
        title="Phó Chủ tịch", valid_from=NOW.date() + timedelta(days=7),
    )  # fmt: skip
    invitation = identity.invite(actor=world.actors["quan"], now=NOW, unit_id=world.home, staff_id=UUID(made.id))
    client = Client()
    path = reverse("office:invitation", args=[identity.token_of(UUID(invitation.id))])
    assert client.post(path, BOTH).status_code == 302
    assert client.get(reverse("office:today")).status_code == 403  # no post today, said kindly


def test_no_table_holds_the_secret(world: World) -> None:
    secret = invited(world, "nhai").rstrip("/").rsplit("/", 1)[1]
    row = Invitation.objects.get(staff__login="nhai")
    assert secret not in str(row.__dict__)
    assert (row.first, row.used_at) == (False, None)
