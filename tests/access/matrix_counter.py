"""Who may open which page of the counter's parts: queue, booking, fees, calendar, channels …

Records by name: tests/onestop/things.py.
"""

from tests.access.lines import ADMIN, CHAIR, CLERK, HANDLER, NO_METHOD, READERS, RECORDS, Args, Line, dossier, only


def record(name: str) -> Args:
    """The key of a record by its name."""
    return lambda things: [things.counter[name].id]


COUNTER: dict[str, Line] = {
    "settings": Line(only(ADMIN, CHAIR)),
    "hall": Line(only(CLERK)),
    "ticket_give": Line(only(CLERK), post=422),
    "ticket_act": Line(only(CLERK), get=405, post=422, own=True, args=record("ticket")),
    "ticket_slip": Line(only(CLERK), own=True, args=record("ticket")),
    "kiosk_paper": Line(only(CLERK), get=405, post=200, own=True, args=record("kiosk")),
    "counters": Line(only(ADMIN, CHAIR)),
    "counter_set": Line(only(ADMIN, CHAIR), post=422),
    "kiosks": Line(only(ADMIN, CHAIR)),
    "kiosk_add": Line(only(ADMIN, CHAIR), post=422),
    "kiosk_end": Line(only(ADMIN, CHAIR), own=True, post=422, args=record("kiosk")),
    "fees": Line(READERS | {ADMIN}),
    "tills": Line(READERS | {ADMIN}),
    "till": Line(READERS | {ADMIN}, own=True, args=record("fee_till")),
    "till_open": Line(only(CLERK), post=422),
    "till_close": Line(only(CLERK), post=422),
    "fee_receipt": Line(READERS | {ADMIN}, own=True, args=record("fee_receipt")),
    "fee_receipt_void": Line(only(CLERK), own=True, post=422, args=record("fee_receipt")),
    "refund_decide": Line(only(CHAIR, HANDLER), own=True, post=422, args=record("fee_refund")),
    "refund_pay": Line(only(CLERK), own=True, post=422, args=record("fee_refund")),
    "payment_settle": Line(only(CLERK, CHAIR), own=True, post=422, args=record("fee_call")),
    "fee": Line(READERS, own=True, args=record("fee_due")),
    "fee_assess": Line(only(CLERK), own=True, post=422, args=record("fee_paid")),
    "fee_collect": Line(only(CLERK), own=True, post=422, args=record("fee_paid")),
    "fee_change": Line(only(CHAIR, HANDLER), own=True, post=422, args=record("fee_due")),
    "fee_void": Line(only(CHAIR, HANDLER), own=True, post=422, args=record("fee_due")),
    "fee_refund": Line(only(CLERK, CHAIR), own=True, post=422, args=record("fee_paid")),
    "control_slip": Line(READERS, own=True, args=dossier),
    "ask_register": Line(only(CLERK, RECORDS, CHAIR), get=NO_METHOD, post=422),
    "office_files": Line(READERS),
    "office_file": Line(only(RECORDS), own=True, args=record("office_file")),
    "office_file_fetch": Line(only(RECORDS), own=True, args=record("office_file")),
    "office_file_cancel": Line(only(RECORDS), get=NO_METHOD, post=302, own=True, args=record("office_file")),
    "bookings": Line(only(CLERK)),
    "booking_mark": Line(only(CLERK), get=NO_METHOD, post=422, own=True, args=record("booking")),
    "booking_rule": Line(only(CHAIR, ADMIN), post=422),
    "intake": Line(only(CLERK), post=422),
    "intake_sheet": Line(only(CLERK), own=True, post=422, args=record("sheet")),
    "intake_keys": Line(only(ADMIN), post=422),
    "intake_key": Line(only(ADMIN), own=True, args=record("intake_key")),
    "intake_key_end": Line(only(ADMIN), own=True, post=422, args=record("intake_key")),
}
