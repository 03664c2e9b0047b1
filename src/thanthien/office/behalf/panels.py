"""What a dossier's page says of who stands behind it, and of the same person's earlier matters."""

from typing import Any, Final

from thanthien.office.case import Case
from thanthien.office.panels import panel
from thanthien.onestop import service as onestop

SHOWN: Final = 5


@panel("office/behalf/people.html")
def people(case: Case) -> dict[str, Any] | None:
    """The helper and the organisation; None where the applicant files alone for themselves."""
    unit_id, key = case.dossier.unit_id, case.dossier.id
    helper, organisation = onestop.people.helper_of(unit_id, key), onestop.people.organisation_of(unit_id, key)
    if helper is None and organisation is None:
        return None
    return {
        "helper": helper, "organisation": organisation, "principal": case.dossier.applicant,
        "authority": onestop.people.AUTHORITIES[helper.authority] if helper else "",
        "contact": onestop.people.CONTACTS[helper.contact] if helper else "",
    }  # fmt: skip


@panel("office/behalf/earlier.html")
def earlier(case: Case) -> dict[str, Any] | None:
    """Earlier dossiers of the same person in this unit, by identity number; papers that were used again."""
    columns = ("id", "code", "title", "filed_at", "channel", "handed_over_at")
    found = onestop.people.earlier(case.actor, case.dossier).only(*columns)[:SHOWN]
    rows = [(one, onestop.people.unseen(one)) for one in found]
    reused = list(onestop.people.reused_in(case.dossier.unit_id, case.dossier.id))
    if not rows and not reused:
        return None
    may = case.actor.may("counter.receive") and onestop.people.reusable(case.actor, case.dossier).exists()
    return {"rows": rows, "reused": reused, "may_reuse": may, "key": case.dossier.id}
