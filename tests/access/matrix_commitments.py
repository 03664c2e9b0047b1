"""Who may open which page of commitments. Records by name: tests/programme/committed.py."""

from typing import Any

from tests.access.lines import ADMIN, ALL, CHAIR, RECORDS, Line, only

_RECORD, _WRITE = only(CHAIR, ADMIN, RECORDS), only(CHAIR, ADMIN)


def _signed(things: Any) -> list[Any]:
    return [things.model["commitment"]]


def _draft(things: Any) -> list[Any]:
    return [things.model["commitment_draft"]]


def _text(things: Any) -> list[Any]:
    return [things.model["commitment_text"]]


COMMITMENTS: dict[str, Line] = {
    "commitments": Line(ALL),
    "own_commitment": Line(ALL),
    "commitment_draft": Line(ALL, post=422),
    "commitment_for_person": Line(_RECORD, post=422),
    "commitment_for_body": Line(_RECORD, post=422),
    "commitment_texts": Line(ALL),
    "commitment_text_person": Line(_WRITE, post=422),
    "commitment_text_body": Line(_WRITE, post=422),
    "commitment_text_adopt": Line(_WRITE, post=302, own=True, args=_text),
    "commitment": Line(ALL, own=True, args=_signed),
    "commitment_sheet": Line(ALL, own=True, args=_signed),
    "commitment_text_file": Line(ALL, own=True, args=_signed),
    "commitment_scan": Line(ALL, own=True, args=_signed),
    "commitment_record": Line(_RECORD, post=422, own=True, args=_draft),
    "commitment_change": Line(_RECORD, post=422, own=True, args=_draft),
    "commitment_discard": Line(_RECORD, post=302, own=True, args=_draft),
    "commitment_sign": Line(only(RECORDS), post=422, own=True, args=_draft),
}
