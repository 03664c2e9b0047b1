"""Whose matter a form is: of who fills it in, of somebody they help, of an organisation they speak for."""

from collections.abc import Mapping
from typing import Any

from thanthien.onestop import service as onestop


def people(answers: Mapping[str, Any], tell_by: str) -> tuple[onestop.Applicant, onestop.people.Helped | None]:
    """Return whose matter it is and who helps, None for nobody.

    The identity number of a helper is nobody's business here: it is not kept.
    """

    def said(name: str) -> str:
        return str(answers.get(name, ""))

    own = onestop.Applicant(
        name=said("applicant_name"), phone=said("applicant_phone"), email=said("applicant_email"),
        address=said("applicant_address"), id_number=said("applicant_id"), tell_by=tell_by,
    )  # fmt: skip
    if said("on_behalf") != "yes":
        return own, None
    contact = said("helping_contact") or "helper"
    helper = onestop.people.Helped(
        own.name, own.phone, said("principal_relation"), said("helping_reason"), said("helping_authority") or "later",
        contact,
    )  # fmt: skip
    email = own.email if contact == "helper" else ""
    phone = said("principal_phone") if contact == "own" else ""
    told = "slip" if (tell_by == "email" and not email) or (tell_by != "email" and contact == "none") else tell_by
    return onestop.Applicant(said("principal_name"), phone, email, said("principal_address"), tell_by=told), helper


def registrant(answers: Mapping[str, Any]) -> onestop.people.Registrant | None:
    """Return the organisation that the form is for."""
    if answers.get("for_organisation") != "yes":
        return None
    return onestop.people.Registrant(
        str(answers.get("organisation_number", "")), str(answers.get("organisation_name", ""))
    )
