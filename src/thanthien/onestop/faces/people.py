"""Helpers, organisations, papers used again, as other rooms use them: ``onestop.people``."""

from thanthien.onestop.access.people import (
    earlier,
    helper_of,
    organisation_of,
    organisations,
    reusable,
    reused_in,
    unseen,
)
from thanthien.onestop.commands._people import AUTHORITIES, CONTACTS, Helped, Registrant, number_of
from thanthien.onestop.commands.people import Again, Particulars, change_organisation, reuse_paper

__all__ = [
    "AUTHORITIES",
    "CONTACTS",
    "Again",
    "Helped",
    "Particulars",
    "Registrant",
    "change_organisation",
    "earlier",
    "helper_of",
    "number_of",
    "organisation_of",
    "organisations",
    "reusable",
    "reuse_paper",
    "reused_in",
    "unseen",
]
