"""Signing in: kind words, a wait that grows for one guesser, nobody else locked out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD
from tests.web.office import sign_in
from tests.world import NOW, World
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.core.limits import LIMITS
from thanthien.org import service as org
from thanthien.org.models import Position, Staff

LOGIN = "/can-bo/dang-nhap/"


def guess(login: str, password: str = "sai-mat-khau", address: str = "10.0.0.1") -> int:
    return Client(REMOTE_ADDR=address).post(LOGIN, {"login": login, "password": password}).status_code


def test_wrong_name_and_wrong_password_look_the_same(world: World) -> None:
    answers = [
        Client().post(LOGIN, {"login": login, "password": "sai-mat-khau"}).content.decode()
        for login in ("nhai", "khong")
    ]
    assert all("Tên hoặc mật khẩu chưa đúng" in text for text in answers)
    assert "sai-mat-khau" not in answers[0]


def test_guessing_waits_but_a_colleague_at_the_same_line_and_the_person_elsewhere_do_not(world: World) -> None:
    for _ in range(LIMITS["sign_in.pair"].most):
        guess("nhai")
    assert guess("nhai", PASSWORD) == 422
    assert guess("truc", PASSWORD) == 302
    assert guess("nhai", PASSWORD, "10.0.0.2") == 302
    with clock.rehearse(NOW + timedelta(seconds=31)):
        assert guess("nhai", PASSWORD) == 302


@pytest.mark.parametrize(
    "onward", ["https://ac.vidu/can-bo/", "//ac.vidu/can-bo/", "/can-bo/dang-nhap/", "/tra-cuu/", ""]
)
def test_it_leads_only_into_our_own_work_pages(world: World, onward: str) -> None:
    answer = Client().post(LOGIN, {"login": "nhai", "password": PASSWORD, "tiep": onward})
    assert answer.headers["Location"] == reverse("office:today")


def test_signing_out_ends_the_session(world: World) -> None:
    client = sign_in("nhai")
    assert client.get(reverse("office:logout")).status_code == 405
    assert client.post(reverse("office:logout")).status_code == 302
    assert client.get(reverse("office:today")).status_code == 302


def test_a_position_that_ended_and_a_person_put_aside_open_nothing(world: World) -> None:
    client = sign_in("nhai")
    position = Position.objects.get(staff__login="nhai")
    org.end_position(actor=SYSTEM, now=NOW, position_id=position.id, valid_to=NOW.date())
    assert client.get(reverse("office:counter")).status_code == 403
    Staff.objects.filter(login="nhai").update(is_active=False)
    assert client.get(reverse("office:counter")).status_code == 302
    assert guess("nhai", PASSWORD) == 422


def test_a_changed_password_ends_other_sessions(world: World) -> None:
    client = sign_in("nhai")
    staff = Staff.objects.get(login="nhai")
    staff.set_password("mat-khau-khac-2026")
    staff.save()
    assert client.get(reverse("office:today")).status_code == 302
