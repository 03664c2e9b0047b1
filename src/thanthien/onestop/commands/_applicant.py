"""Who files, as typed: cleaned and checked the same way at every door."""

import re
from dataclasses import dataclass

from thanthien.core import text
from thanthien.core.errors import Refused
from thanthien.papers import service as papers

TELL_BY = ("email", "phone", "slip", "sms", "zalo", "hamlet")
BY_NUMBER = ("phone", "sms", "zalo")
RAW_LIMIT = 5000
_CALLED = re.compile(r"[^\W\d_]{1,6}(/[^\W\d_]{1,5})?")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,120}\.[A-Za-z]{2,24}")


@dataclass(frozen=True, slots=True)
class Applicant:
    """The person a dossier is about, or who speaks for them. Empty strings where nothing was given."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    id_number: str = ""
    tell_by: str = "slip"
    address_as: str = "anh/chị"
    letters_wanted: bool = False
    hamlet: str = ""  # key or name of the hamlet whose head tells; "" is the one that stands in the address


def checked(raw: Applicant) -> Applicant:
    """Return the applicant in NFC without invisible characters, or raise :class:`Refused` at the field."""
    for field in ("name", "phone", "email", "address", "id_number"):
        _short(getattr(raw, field), RAW_LIMIT, "Phần này", field)  # before anything long is normalised
    name = text.clean(raw.name)
    if not any(letter.isalpha() for letter in name):
        raise Refused("Anh/chị điền họ và tên, có dấu.", "name")
    _short(name, 120, "Họ và tên", "name")
    _printable(name, "name")
    phone = text.phone(raw.phone)
    if raw.phone.strip() and not phone:
        raise Refused("Số điện thoại này thiếu hoặc thừa chữ số. Ví dụ đúng: 0912 345 678.", "phone")
    email = text.clean(raw.email)
    if email and (not _EMAIL.fullmatch(email) or len(email) > 120):
        raise Refused("Địa chỉ thư điện tử này chưa đủ. Ví dụ đúng: ten@vidu.vn.", "email")
    address = _short(text.clean(raw.address), 200, "Địa chỉ", "address")
    _printable(address, "address")
    number = re.sub(r"[\s.]", "", text.plain_digits(text.clean(raw.id_number)))
    if number and not re.fullmatch(r"[0-9]{9}|[0-9]{12}", number):
        raise Refused("Số định danh có 12 chữ số (giấy cũ có 9). Anh/chị xem lại.", "id_number")
    if raw.tell_by not in TELL_BY:
        raise Refused("Anh/chị chọn cách xã báo tin.", "tell_by")
    if raw.tell_by == "email" and not email:
        raise Refused("Anh/chị chọn nhận tin qua thư điện tử thì điền địa chỉ thư.", "email")
    if raw.tell_by in BY_NUMBER and not phone:
        raise Refused("Anh/chị chọn nhận tin qua điện thoại thì điền số điện thoại.", "phone")
    called = raw.address_as if _CALLED.fullmatch(raw.address_as) else "anh/chị"
    return Applicant(name, phone, email, address, number, raw.tell_by, called, raw.letters_wanted, raw.hamlet)


def _printable(value: str, field: str) -> None:
    """A letter of another script would fail only when the receipt is drawn; say so now (emoji are just not drawn)."""
    missing = papers.missing_glyphs(papers.printable(value))
    if missing:
        raise Refused(f"Máy in của xã chưa in được chữ “{min(missing)}”. Anh/chị viết bằng chữ Việt.", field)


def _short(value: str, limit: int, label: str, field: str) -> str:
    if len(value) > limit:
        raise Refused(f"{label} dài {len(value)} chữ cái, xã nhận đến {limit}. Anh/chị rút gọn giúp.", field)
    return value
