"""Who stands behind a filing: somebody who files for another one, an organisation that its representative speaks for.

The dossier stands in the name of the person or organisation whose matter it is; who carries it here is kept beside it.
Authorisation (ủy quyền): BLDS 2015 Đ.134, Đ.562; for civil status in writing, certified except between grandparents,
parents, children, spouses and siblings (TT 04/2020/TT-BTP Đ.2, assumed).
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from thanthien.core import db, ids, text
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.text import fold
from thanthien.onestop.commands._applicant import Applicant, checked
from thanthien.onestop.models import Dossier, Helper, Organisation, OrganisationFiling

if TYPE_CHECKING:
    from thanthien.onestop.commands.filing import Filing

AUTHORITIES: Final = {
    "close": "Ông bà, cha mẹ, con, vợ chồng, anh chị em: không cần giấy ủy quyền",
    "paper": "Có giấy ủy quyền mang theo",
    "later": "Chưa có giấy ủy quyền, sẽ mang đến",
    "hamlet": "Trưởng thôn nộp giúp, không cần giấy ủy quyền khi chỉ đưa giấy tờ",
}
CONTACTS: Final = {
    "own": "Số của người được giúp",
    "helper": "Số của người nộp giúp",
    "none": "Không báo qua điện thoại",
}
_NUMBER: Final = re.compile(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12,13}|[A-Z0-9./-]{4,20}")


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody who files for the applicant: who, what they are to them, why, by which authority, whose phone."""

    name: str
    phone: str = ""
    relation: str = ""
    reason: str = ""
    authority: str = "later"
    contact: str = "own"


@dataclass(frozen=True, slots=True)
class Registrant:
    """An organisation by its registration number; the applicant of the filing speaks for it."""

    number: str
    name: str


def applicant_of(filing: "Filing") -> Applicant:
    """Return whose matter it is, with the phone that was agreed on; raises :class:`Refused` at the field."""
    person = filing.applicant
    if filing.helper is not None:
        phone = {"own": person.phone, "helper": filing.helper.phone, "none": ""}.get(filing.helper.contact)
        if phone is None:
            raise Refused("Chọn số điện thoại của ai để báo tin.", "contact")
        tell_by = (
            "slip" if filing.helper.contact == "none" and person.tell_by not in ("email", "slip") else person.tell_by
        )
        person = replace(person, phone=phone, tell_by=tell_by)
    if filing.registrant is not None:
        representative = checked(person)  # a person still speaks, and is judged as one
        return replace(representative, name=organisation_name(filing.registrant.name))
    return checked(person)


def enter(run: Run, dossier: Dossier, filing: "Filing") -> None:
    """Keep helper and organisation beside a new dossier."""
    if filing.helper is not None:
        run.add(_helper(dossier, filing.helper))
    if filing.registrant is not None:
        run.add(_registered(run, dossier, filing.registrant, checked(filing.applicant)))


def _helper(dossier: Dossier, given: Helped) -> Helper:
    try:
        person = checked(Applicant(given.name, given.phone))
    except Refused as no:
        raise Refused(no.message, f"helper_{no.field}", no.code) from no
    relation, reason = text.clean(given.relation)[:60], text.clean(given.reason)
    if not relation:
        raise Refused("Ghi người nộp giúp là gì của người được giúp.", "helper_relation")
    if len(reason) > 300:
        raise Refused("Lý do dài quá 300 chữ cái. Viết gọn lại.", "helper_reason")
    if given.authority not in AUTHORITIES:
        raise Refused("Chọn: có giấy ủy quyền, hay không cần.", "authority")
    if given.contact == "helper" and not person.phone:
        raise Refused("Báo qua số của người nộp giúp thì ghi số ấy.", "helper_phone")
    if fold(person.name) == dossier.applicant_fold:
        raise Refused("Người nộp giúp trùng tên người được giúp. Tự nộp thì để trống phần nộp giúp.", "helper_name")
    return Helper(
        unit_id=dossier.unit_id, dossier=dossier, name=person.name, phone=person.phone, relation=relation,
        reason=reason, authority=given.authority, contact=given.contact,
    )  # fmt: skip


def number_of(typed: str) -> str:
    """Return a registration number in one spelling; raises :class:`Refused` (``org_number``) for what is none."""
    number = re.sub(r"\s", "", text.plain_digits(text.clean(typed))).upper()
    if not _NUMBER.fullmatch(number):
        raise Refused(
            "Mã số doanh nghiệp có 10 chữ số; mã chi nhánh thêm “-001”. Xem lại trên giấy đăng ký.", "org_number"
        )
    return number


def organisation_name(typed: str) -> str:
    """Return an organisation's name, cleaned; raises :class:`Refused` (``org_name``)."""
    name = text.clean(typed)
    if not 3 <= len(name) <= 120 or not any(letter.isalpha() for letter in name):
        raise Refused("Ghi tên tổ chức như trên giấy đăng ký, đến 120 chữ cái.", "org_name")
    return name


def _registered(run: Run, dossier: Dossier, given: Registrant, speaks: Applicant) -> OrganisationFiling:
    """Find the organisation by its number, or register it. Nobody renames one by filing under its number.

    Who files online may type any number: only what a clerk took down at the counter is offered again later.
    """
    number, name = number_of(given.number), organisation_name(given.name)
    seen = run.actor.kind == "staff"
    row = db.lock(Organisation.objects.filter(unit_id=dossier.unit_id, number=number)).first()
    if row is None:
        row = Organisation(id=ids.uuid7(), unit_id=dossier.unit_id, number=number, changed_at=run.now)
        _written(row, name, speaks if seen else Applicant(""))
        run.add(row)
    elif seen and not row.representative:
        row.changed_at = run.now
        _written(row, name, speaks)
        row.save()
    elif seen and row.name_fold != fold(name):
        raise Refused(
            f"Mã số này đã ghi cho “{row.name}”. Đúng là tổ chức ấy thì sửa tên ở trang Tổ chức nộp hồ sơ trước.",
            "org_name", "other-name",
        )  # fmt: skip
    return OrganisationFiling(
        unit_id=dossier.unit_id, dossier=dossier, organisation=row, name=name, number=number, representative=speaks.name
    )


def _written(row: Organisation, name: str, speaks: Applicant) -> None:
    row.name, row.name_fold, row.representative = name, fold(name)[:160], speaks.name
    row.phone, row.email, row.address = speaks.phone, speaks.email, speaks.address
