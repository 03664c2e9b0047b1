"""Ten thousand wrong passwords: the guesser waits, the person and the commune behind the same router do not."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory

from tests.people import PASSWORD
from tests.world import NOW, World
from thanthien.core import clock, limits
from thanthien.core.limits import LIMITS
from thanthien.core.models import RateCount
from thanthien.identity import lockout

LOGIN = "/can-bo/dang-nhap/"
ROUTER = "203.0.113.7"
MANY = 10_000


def enter(login: str, client: Client | None = None, address: str = ROUTER, password: str = PASSWORD) -> int:
    client = client or Client()
    answer = client.post(LOGIN, {"login": login, "password": password}, REMOTE_ADDR=address)
    client.cookies.pop(settings.SESSION_COOKIE_NAME, None)  # the browser is closed; its long-lived cookie stays
    return answer.status_code


class Attack:
    """Calls what every sign-in page calls, and counts how often a password was really looked at."""

    def __init__(self) -> None:
        self.looked = 0

    def guess(self, login: str, address: str) -> None:
        request: Any = RequestFactory().post(LOGIN, REMOTE_ADDR=address)
        with patch("django.contrib.auth.base_user.check_password", self._check):
            assert authenticate(request, login=login, password="sai-mat-khau") is None

    def _check(self, *args: Any, **kwargs: Any) -> bool:
        self.looked += 1
        return check_password(*args, **kwargs)


def test_ten_thousand_from_one_address_stop_nobody_else_behind_it(world: World) -> None:
    known, attack = Client(), Attack()
    assert enter("nhai", known) == 302
    for number in range(MANY):
        with clock.rehearse(NOW + timedelta(seconds=number / 100)):
            attack.guess("nhai", ROUTER)
    assert attack.looked <= LIMITS["sign_in.pair"].most + 2, "a hundred seconds of guessing: seven passwords"
    assert enter("nhai") == 422, "the attacked pair waits"
    assert enter("nhai", known) == 302, "her own browser, behind the same router"
    assert enter("truc") == 302, "a colleague, from a browser nobody knows"
    assert enter("nhai", address="203.0.113.8") == 302, "from elsewhere"
    assert RateCount.objects.count() < 10


def test_one_each_from_ten_thousand_addresses_does_not_lock_the_owner_out(world: World) -> None:
    known, attack = Client(), Attack()
    assert enter("nhai", known) == 302
    for number in range(MANY):
        attack.guess("nhai", f"198.{18 + number // 65536}.{number // 256 % 256}.{number % 256}")
    assert attack.looked == LIMITS["sign_in.login"].most
    assert enter("nhai") == 422, "an unknown browser waits with the attackers"
    assert enter("nhai", known) == 302
    assert enter("nhai", known, "192.0.2.99") == 302, "the browser is known, not its line"
    assert enter("truc") == 302
    assert RateCount.objects.count() <= LIMITS["sign_in.login"].most + 3
    with clock.rehearse(NOW + timedelta(minutes=61)):
        assert enter("nhai") == 302
        limits.sweep(clock.now())
    assert RateCount.objects.count() == 0


def test_ten_thousand_invented_names_leave_a_bounded_table(world: World) -> None:
    request: Any = RequestFactory().post(LOGIN, REMOTE_ADDR=ROUTER)
    for number in range(MANY):
        lockout.missed(request, f"ten-bia-{number}")
    assert RateCount.objects.count() == 2 * MANY
    assert enter("truc") == 302, "no address alone ever locks"
    limits.sweep(NOW + timedelta(hours=1))
    assert RateCount.objects.count() == 0


def test_a_known_browser_that_guesses_waits_too(world: World) -> None:
    known = Client()
    assert enter("nhai", known) == 302
    for _ in range(LIMITS["sign_in.device"].most):
        assert enter("nhai", known, password="sai") == 422
    assert enter("nhai", known) == 422
    assert enter("nhai") == 302, "her other browser does not"


def test_the_sign_of_a_browser_belongs_to_one_login_and_cannot_be_made(world: World) -> None:
    known = Client()
    assert enter("truc", known) == 302
    for _ in range(LIMITS["sign_in.pair"].most):
        enter("nhai", password="sai")
    assert enter("nhai", known) == 422
    value = known.cookies[lockout.COOKIE].value
    for forged in (value[:-2] + "xx", "." * 3000, "a.b.c", ""):
        known.cookies[lockout.COOKIE] = forged
        assert enter("nhai", known) == 422
    assert "truc" not in value
    assert value.count(".") == 0


def test_a_counter_shared_by_clerks_knows_the_last_five(world: World) -> None:
    shared = Client()
    logins = ["nhai", "truc", "mua", "kiem", "la", "xa"]
    for login in logins:
        assert enter(login, shared) == 302
    cookie = shared.cookies[lockout.COOKIE]
    assert cookie.value.count(".") == 4
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/can-bo/", True, "Lax")
    known = [lockout._is_for(token, login) for login in logins for token in cookie.value.split(".")]
    assert known.count(True) == 5
    assert enter("xa", shared) == 302
    assert shared.cookies[lockout.COOKIE].value.count(".") == 4, "nobody stands in it twice"


def test_a_wait_says_how_long_and_what_helps(world: World) -> None:
    for _ in range(LIMITS["sign_in.pair"].most):
        enter("nhai", password="sai")
    page = Client().post(LOGIN, {"login": "nhai", "password": PASSWORD}, REMOTE_ADDR=ROUTER).content.decode()
    assert "Chờ 30 giây rồi thử lại, dùng máy mình từng đăng nhập" in page
    assert 'value="nhai"' in page
    assert PASSWORD not in page


def test_axes_keeps_nothing_of_its_own(world: World) -> None:
    enter("nhai", password="sai")
    enter("nhai")
    with connection.cursor() as cursor:
        for table in [name for name in connection.introspection.table_names() if name.startswith("axes_")]:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table


def test_the_set_up_is_whole() -> None:
    call_command("check", fail_level="WARNING", verbosity=0)


@pytest.mark.parametrize("login", ["", "\x00", "x" * 5000, "\ud800"])
def test_nonsense_is_counted_like_anything_else(world: World, login: str) -> None:
    request: Any = RequestFactory().post(LOGIN, REMOTE_ADDR="")
    lockout.missed(request, login)
    assert lockout.wait(request, login) == 0
