"""Easy passwords are named easy, good ones pass, and the answer comes at once."""

from time import perf_counter
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from thanthien.identity.passwords import NotEasy, is_easy

EASY = (
    "123456789012", "0912345678", "17051990", "qwertyuiop123", "1qaz2wsx3edc", "aaaaaaaaaaaa", "password123",
    "nguyenvana1990", "Nguyễn Văn A 1990", "Matkhau@2026", "P@ssw0rd2026", "anhyeuem123", "Thanhhoa36@36",
    "M@tKh4u!2026", "monkey123456", "Lan17051990", "ubndxa2026",
)  # fmt: skip
GOOD = (
    "bưởi chín bên hiên trăng", "con mèo đen nằm trên mái", "chim-sau-dau-canh-mit", "khoai-lang-nuong-2",
    "thuyền nan qua bến sông Mã", "v9Kq!rT2wX#p",
)  # fmt: skip


@pytest.mark.parametrize("password", EASY)
def test_guessed_early(password: str) -> None:
    assert is_easy(password)


@pytest.mark.parametrize("password", GOOD)
def test_passes(password: str) -> None:
    assert not is_easy(password)


@pytest.mark.parametrize("password", ["quachtruc1988", "truc.quach@88", "Trúc Quách 1988"])
def test_the_own_name_is_easy(password: str) -> None:
    person = SimpleNamespace(name="Quách Văn Trúc", login="truc.quach")
    with pytest.raises(ValidationError, match="dễ đoán"):
        NotEasy().validate(password, person)


def test_a_long_one_is_judged_at_once() -> None:
    is_easy("warm")
    begun = perf_counter()
    is_easy("qwertyuiop" * 20)
    is_easy("nguyen van a " * 15)
    assert perf_counter() - begun < 2
