"""The doors ask the one table of rights: what it says and what the walk of addresses finds are the same."""

from typing import Any

from tests.access.matrix import DOORS, TABLE
from thanthien.office import urls, urls_above
from thanthien.rules.rights import EVERYBODY, RIGHTS

# An address may be narrower than the right that opens its door: the view then asks for a second one.
NARROWER = {
    "fee",  # an administrator reads tills, no dossier
    "catalogue_file",  # the one walked is the province's
    "office_file", "office_file_fetch", "office_file_cancel",  # whoever asked for the file
    "commitment_change", "commitment_discard", "commitment_sign",  # the signer, and whoever drafts for others
    # there for whoever runs the board: by post, or as its head, deputy or secretary
    "board_money_add", "board_money_change", "board_money_spend", "board_money_strike", "conclusion_done",
    "conclusion_drop", "meeting_attend", "meeting_call", "meeting_cancel", "meeting_change", "meeting_conclude",
    "meeting_confirm", "meeting_invite", "meeting_minutes", "meeting_supplement",
    "destruction_act", "finding_fix", "outside_home_end", "outside_home_hand", "slip", "absence_end", "delegation_end",
    # there for whoever keeps the session, or where there is a file
    "course_file", "training_cancel", "training_certificate", "training_certify", "training_change", "training_code",
    "training_file", "training_hold", "training_names", "training_reopen", "training_sheet", "training_tick",
    "training_untick",
    # there for whoever has a key of their own, or a half of the escrow
    "sealed_drill", "sealed_end_key", "sealed_join", "sealed_new_sheet", "sealed_passphrase", "sealed_recover",
    "sealed_sheet",
}  # fmt: skip


def views(patterns: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in patterns:
        if hasattr(one, "url_patterns"):
            found |= views(one.url_patterns)
        else:
            found[str(one.name)] = one.callback
    return found


def test_every_work_page_asks_a_right() -> None:
    without = {name for name, view in views(urls.urlpatterns).items() if not hasattr(view, "right")}
    assert without == set(DOORS)
    above = {view.right for view in views(urls_above.urlpatterns).values()}
    assert above == {
        "overview.read", "programme.run", "difficulty.answer", "inspection.oversee", "pack.recommend", "readiness.set",
    }  # fmt: skip
    assert all(RIGHTS[right].roles == {"overseer"} for right in above)


def test_the_walked_addresses_open_for_whom_the_table_says() -> None:
    wrong = {}
    for name, view in views(urls.urlpatterns).items():
        if name in DOORS or name in NARROWER:
            continue
        said, walked = RIGHTS[view.right].roles, TABLE[name].opens
        # Roles that no person of the fixed cast holds are walked by the tests of their own rooms.
        if said & {"clerk", "handler", "records_clerk", "chair", "administrator"} != walked & set(EVERYBODY[:5]):
            wrong[name] = (sorted(said), sorted(walked))
    assert wrong == {}
