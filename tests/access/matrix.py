"""Who may open which work page: one line an address. A new address without its line fails the test.

The pages of the model stand in matrix_model.py; what a line says, in lines.py.
"""

from tests.access.lines import (
    ADMIN,
    ALL,
    CHAIR,
    CLERK,
    HANDLER,
    NO_METHOD,
    READERS,
    RECORDS,
    SEALED,
    Line,
    dossier,
    only,
)  # fmt: skip
from tests.access.matrix_counter import COUNTER
from tests.access.matrix_model import MODEL

TABLE: dict[str, Line] = {
    **COUNTER,
    # the first page and the counter
    "today": Line(ALL),
    "more": Line(ALL),
    "desk": Line(ALL, get=302),
    "counter": Line(only(CLERK), post=200),
    "find_procedure": Line(only(CLERK)),
    "choose_procedure": Line(only(CLERK)),
    "known_person": Line(only(CLERK), get=NO_METHOD, post=200),
    "queue": Line(only(CLERK)),
    "waiting": Line(only(CLERK), post=409, own=True, args=lambda things: [things.online.id]),
    "hand_over": Line(only(CLERK)),
    "hand_over_one": Line(only(CLERK), post=409, own=True, args=lambda things: [things.issued.id]),
    "register": Line(READERS),
    "dossiers": Line(READERS),
    "find": Line(READERS),
    "slips": Line(only(CLERK)),
    "slips_print": Line(only(CLERK), post=302),
    "slip": Line(only(CLERK, HANDLER, RECORDS), own=True, args=lambda things: [things.slip]),
    "slip_printed": Line(
        only(CLERK, HANDLER, RECORDS), get=NO_METHOD, post=302, own=True, args=lambda things: [things.slip]
    ),
    "unsent": Line(only(CLERK, ADMIN)),
    "resend": Line(only(CLERK, ADMIN), get=NO_METHOD, post=422, own=True, args=lambda things: [things.slip]),
    # one dossier
    "dossier": Line(READERS, own=True, args=dossier),
    "dossier_tab": Line(READERS, own=True, args=lambda things: [things.dossier.id, "tien-trinh"]),
    "identity": Line(only(CLERK, HANDLER, CHAIR), post=422, own=True, args=dossier),
    "act": Line(READERS, post=422, own=True, args=lambda things: [things.dossier.id, "ghi-chu"]),
    "paper": Line(READERS, own=True, args=lambda things: [things.dossier.id, things.paper]),
    "paper_page": Line(READERS, own=True, args=lambda things: [things.dossier.id, things.paper, 1]),
    "attachment": Line(READERS, own=True, args=lambda things: [things.dossier.id, things.item]),
    # those who sign and number
    "letters": Line(only(CHAIR)),
    "letter_sign": Line(only(CHAIR), post=302, own=True, args=lambda things: [things.letter]),
    "letter_revise": Line(only(CHAIR), post=422, own=True, args=lambda things: [things.letter]),
    "letter_dismiss": Line(only(CHAIR), post=422, own=True, args=lambda things: [things.letter]),
    "records": Line(only(RECORDS)),
    "issue": Line(only(RECORDS), get=NO_METHOD, post=409, own=True, args=lambda things: [things.signed.id]),
    # sealed cases: the officer has a key, nobody else here has one
    "sealed": Line(only(SEALED), post=422),
    "sealed_make": Line(only(SEALED), post=422),
    "sealed_case": Line(only(SEALED), post=422, own=True, args=lambda things: [things.sealed]),
    "sealed_grant": Line(only(SEALED), post=422, own=True, args=lambda things: [things.sealed]),
    "sealed_people": Line(only(SEALED)),
    "sealed_vouch": Line(only(SEALED), post=422, own=True, args=lambda things: [things.new_key]),
    "sealed_escrow": Line(only(SEALED), post=422, own=True),
    "sealed_key": Line(READERS | {SEALED}, post=422, shut=only(ADMIN)),
    "sealed_sheet": Line(only(SEALED), get=302, post=302, own=True),
    "sealed_new_sheet": Line(only(SEALED), post=422, own=True),
    "sealed_passphrase": Line(only(SEALED), post=422, own=True),
    "sealed_recover": Line(only(SEALED), post=422, own=True),
    "sealed_drill": Line(only(SEALED), post=422, own=True),
    "sealed_end_key": Line(only(SEALED), post=302, own=True),
    "sealed_keep": Line(READERS, post=422, shut=only(ADMIN)),
    "sealed_join": Line(only(), post=404, args=lambda things: [things.sealed]),
    # what people ask about their data, retention, destruction
    "data_requests": Line(only(CLERK, RECORDS, CHAIR)),
    "data_request_new": Line(only(CLERK, RECORDS), post=422),
    "data_request": Line(only(CLERK, RECORDS, CHAIR), own=True, args=lambda things: [things.asked]),
    "data_request_act": Line(
        only(CLERK, RECORDS, CHAIR), post=422, own=True, args=lambda things: [things.asked, "answer"]
    ),
    "retention": Line(only(RECORDS, CHAIR, ADMIN), post=404, but={"thu": 422, "van": 422}),
    "destruction": Line(only(RECORDS, CHAIR, ADMIN), own=True, args=lambda things: [things.destruction]),
    "destruction_paper": Line(only(RECORDS, CHAIR, ADMIN), own=True, args=lambda things: [things.destruction]),
    "destruction_act": Line(
        only(CHAIR), get=NO_METHOD, post=409, own=True, args=lambda things: [things.destruction, "approve"]
    ),
    # those who keep the house
    "catalogue": Line(only(ADMIN)),
    "words": Line(only(ADMIN, CLERK), post=422),
    "word_end": Line(only(ADMIN, CLERK), get=NO_METHOD, post=302, own=True, args=lambda things: [things.word]),
    "correction": Line(
        only(ADMIN, CHAIR), post=302, own=True, args=lambda things: [things.correction], but={"quan": 422}
    ),
    "procedure": Line(only(ADMIN), post=422, args=lambda things: ["1.004884"]),
    "procedure_setting": Line(only(ADMIN), get=NO_METHOD, post=302, args=lambda things: ["1.004884"]),
    "people": Line(only(ADMIN)),
    "appoint": Line(only(ADMIN), post=422),
    "office": Line(only(ADMIN), post=422),
    "give_position": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.staff]),
    "invite": Line(only(ADMIN), post=200, own=True, args=lambda things: [things.staff]),
    "invite_withdraw": Line(only(ADMIN), get=NO_METHOD, post=302, own=True, args=lambda things: [things.staff]),
    "factor_reset": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.staff]),
    "end_position": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.position]),
    "own_password": Line(ALL, post=422),
    "second_post": Line(only(ADMIN), post=422),
    "account": Line(only(ADMIN), post=302, own=True, args=lambda things: [things.staff]),
    # how the commune is organised
    "organisation": Line(ALL),
    "posts": Line(ALL),
    "hamlets": Line(ALL),
    "hamlet_add": Line(only(ADMIN), post=422),
    "hamlet_replace": Line(only(ADMIN), post=422),
    "hamlet": Line(ALL, own=True, args=lambda things: [things.hamlet]),
    "hamlet_end": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.hamlet]),
    "hamlet_head": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.hamlet]),
    "group_add": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.hamlet]),
    "hamlet_head_end": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.head]),
    "group_end": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.group]),
    "boards": Line(ALL),
    "board_found": Line(only(ADMIN, CHAIR), post=422),
    "board": Line(ALL, own=True, args=lambda things: [things.board]),
    "board_change": Line(only(ADMIN, CHAIR), post=422, own=True, args=lambda things: [things.board]),
    "board_renew": Line(only(ADMIN, CHAIR), post=422, own=True, args=lambda things: [things.board]),
    "board_regulate": Line(only(ADMIN, CHAIR), post=422, own=True, args=lambda things: [things.board]),
    "board_dissolve": Line(only(ADMIN, CHAIR), post=422, own=True, args=lambda things: [things.board]),
    "duty": Line(ALL),
    "absence_enter": Line(ALL, post=422),
    "absence_end": Line(only(ADMIN, CHAIR), post=422, own=True, args=lambda things: [things.absence]),
    "delegate": Line(READERS, post=422),
    # what was lent is neither lent on nor taken back by whoever holds it
    "delegation_end": Line(
        only(CHAIR, RECORDS), post=302, own=True, args=lambda things: [things.lent], but={"thay": 422}
    ),
    # how units are merged and divided
    "reorganisations": Line(ALL),
    "reorganise": Line(only(ADMIN), post=422),
    "reorganisation": Line(ALL, own=True, args=lambda things: [things.plan]),
    "reorganisation_approve": Line(only(CHAIR), get=NO_METHOD, post=409, own=True, args=lambda things: [things.plan]),
    "reorganisation_decline": Line(
        only(CHAIR, ADMIN), get=NO_METHOD, post=422, own=True, args=lambda things: [things.plan]
    ),
    "reorganisation_carry_out": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.plan]),
    "reorganisation_dossiers": Line(only(CLERK, HANDLER, CHAIR), post=422, own=True, args=lambda things: [things.plan]),
    "reorganisation_arrange": Line(only(ADMIN), post=422, own=True, args=lambda things: [things.plan, "nguoi"]),
    "kept_register": Line(READERS, get=404, args=lambda things: [things.plan]),
    # one's own keys
    "security": Line(ALL),
    "totp_add": Line(ALL, post=422),
    "passkey_add": Line(ALL, post=422),
    "codes_make": Line(ALL, post=422),
    "factor_remove": Line(ALL, get=404, post=302, args=lambda things: [1]),
    "visits": Line(ALL),
    "visits_end": Line(ALL, get=NO_METHOD, post=302),
    "visit_end": Line(ALL, get=NO_METHOD, post=302, args=lambda things: ["0123456789abcdef01234567"]),
    "confirm": Line(ALL, post=422),
    "own_provider": Line(ALL, get=404, post=404),  # no provider is set in the tests' house
    "start_link": Line(ALL, get=404),
    "provider_unlink": Line(only(ADMIN), get=404, post=302, own=True, args=lambda things: [things.staff]),
    "elevation": Line(only(ADMIN), post=422),
    "elevation_end": Line(only(ADMIN), get=NO_METHOD, post=302),
    "rights": Line(only(ADMIN)),
    "audit": Line(only(ADMIN)),
    "audit_verify": Line(only(ADMIN), get=NO_METHOD, post=200),
    "roots": Line(only(ADMIN)),
    "roots_trust": Line(only(ADMIN), get=NO_METHOD, post=422),
    "roots_receive": Line(only(ADMIN), get=NO_METHOD, post=422),
    "figures": Line(only(CHAIR, ADMIN, CLERK, HANDLER)),
} | MODEL
# The door itself is open to everybody: (GET, POST) for somebody signed in, and for nobody.
DOORS = {
    "login": ((302, 422), (200, 422)),
    "logout": ((NO_METHOD, 302), (NO_METHOD, 302)),
    "sso_start": ((404, NO_METHOD), (404, NO_METHOD)),
    "sso_back": ((404, NO_METHOD), (404, NO_METHOD)),
    "acting": ((200, 422), (302, 302)),
    "second_step": ((302, 302), (302, 302)),
    "invitation": ((410, 410), (410, 410)),
}
DOOR_ARGS = {"invitation": ["khong-phai-cua-chung-toi"]}
