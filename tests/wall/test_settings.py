"""What a real installation is set to, and what keeps it from starting."""

from pathlib import Path
from typing import Any

import pytest

from tests.wall.settings import of_installation
from thanthien.web.checks import doors_are_shut


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Behind TLS, with the switches that other frameworks know turned on."""
    return of_installation(
        tmp_path_factory.mktemp("real"), THANTHIEN_URL="https://motcua.vidu.vn", DEBUG="1", DJANGO_DEBUG="True"
    )


def test_passwords_are_hashed_by_argon2_alone(real: dict[str, Any]) -> None:
    assert real["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_no_variable_turns_debugging_on(real: dict[str, Any]) -> None:
    assert real["DEBUG"] is False
    assert not {one for one in real["checks"] if one.startswith("thanthien.")}


def test_a_door_left_open_for_development_stops_the_start(settings: Any) -> None:
    settings.DEMO = True
    assert doors_are_shut(None) == []
    settings.DEMO, settings.DEBUG = False, True
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django.contrib.admin"]
    assert [one.id for one in doors_are_shut(None)] == ["thanthien.E010", "thanthien.E011", "thanthien.E012"]


def test_cookies_behind_tls_are_bound_to_this_host(real: dict[str, Any]) -> None:
    assert real["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert real["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert real["device"].startswith("__Secure-")
    for cookie in ("SESSION", "CSRF"):
        assert real[f"{cookie}_COOKIE_SECURE"] is True
        assert real[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert real[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert real[f"{cookie}_COOKIE_PATH"] == "/"
        assert real[f"{cookie}_COOKIE_DOMAIN"] is None


def test_browsers_are_told_to_come_back_by_tls_alone(real: dict[str, Any], tmp_path: Path) -> None:
    assert real["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    open_line = of_installation(tmp_path, THANTHIEN_URL="http://127.0.0.1:8000")
    assert "Strict-Transport-Security" not in open_line["headers"]
    assert open_line["SESSION_COOKIE_NAME"] == "phien"
