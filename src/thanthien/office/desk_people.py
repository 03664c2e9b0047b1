"""Who stands behind a dossier at the counter: a helper, an organisation; fields, and the look-up by number."""

from typing import Any

from thanthien.core.errors import Refused
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChoiceField, NameField, PageForm, PhoneField, TextField


class PeopleForm(PageForm):
    """The part of the counter's form that says for whom somebody files. All of it may stay empty."""

    helper_name = NameField(label="Người nộp giúp", limit=120, autocomplete="off", required=False)
    helper_relation = TextField(label="Là gì của người được giúp", limit=60, required=False)
    helper_phone = PhoneField(label="Điện thoại người nộp giúp", autocomplete="off", required=False, css="")
    helper_reason = TextField(label="Vì sao nộp giúp", limit=300, required=False)
    authority = ChoiceField(
        label="Giấy ủy quyền", choices=onestop.people.AUTHORITIES.items(), pull=True, required=False
    )
    contact = ChoiceField(
        label="Báo tin qua số của ai", choices=onestop.people.CONTACTS.items(), pull=True, required=False
    )
    org_number = TextField(label="Mã số tổ chức", limit=20, required=False)
    org_name = TextField(label="Tên tổ chức", limit=120, required=False)

    def helper(self) -> onestop.people.Helped | None:
        """Return who files for the applicant, None when the applicant does."""
        typed = self.cleaned_data
        if not typed["helper_name"]:
            return None
        return onestop.people.Helped(
            typed["helper_name"], typed["helper_phone"], typed["helper_relation"], typed["helper_reason"],
            typed["authority"] or "later", typed["contact"] or "own",
        )  # fmt: skip

    def registrant(self) -> onestop.people.Registrant | None:
        """Return the organisation that the applicant speaks for."""
        typed = self.cleaned_data
        if not typed["org_number"] and not typed["org_name"]:
            return None
        return onestop.people.Registrant(typed["org_number"], typed["org_name"])


def known(request: StaffRequest) -> dict[str, Any]:
    """Return what is written of the organisation whose number was typed; boxes that hold something stay."""
    try:
        number = onestop.people.number_of(request.POST.get("org_number", ""))
    except Refused:
        return {}
    row = onestop.people.organisations(request.actor, number).filter(number=number).first()
    if row is None or not row.representative:  # typed online by anybody, seen by no clerk yet
        return {}
    found = {
        "org_number": row.number, "org_name": row.name, "name": row.representative, "phone": row.phone,
        "address": row.address, "email": row.email,
    }  # fmt: skip
    always = {"org_number", "org_name"}
    return {name: value for name, value in found.items() if name in always or not request.POST.get(name, "").strip()}
