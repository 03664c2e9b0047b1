"""A record that knows little still gives a whole paper: no hole, no double comma, no invented date."""

import re
from dataclasses import replace

import pytest

from tests.papers import reading
from tests.papers.samples import (
    APOLOGY,
    COUNTER,
    DOSSIER,
    HANDLER,
    HANDOVER,
    LAN,
    NOT_ELIGIBLE,
    RECEIPT,
    REFUSAL,
    SLIP,
    SUPPLEMENT,
)
from thanthien.papers.parts import Derivation, Limit
from thanthien.papers.schema import Paper

BARE_HEAD = replace(COUNTER, superior="", address="", phone="", hours="")
BARE_PERSON = replace(LAN, called="ông/bà", address="", phone="", email="")
BARE = replace(DOSSIER, applicant=BARE_PERSON, procedure_code="", received_at=None, due_at=None, follow_url="")
NOBODY = replace(HANDLER, position="", phone="")
SPARSE: list[Paper] = [
    replace(
        RECEIPT, head=BARE_HEAD, dossier=BARE, papers=(), limit=Limit("chưa rõ", assumed=True),
        derivation=Derivation(""), proof=None, register_book="", number="",
    ),
    replace(SUPPLEMENT, head=BARE_HEAD, dossier=BARE, contact=NOBODY, clock="", answer_by=None, where=""),
    replace(REFUSAL, head=BARE_HEAD, dossier=BARE, contact=NOBODY, guidance=(), request=BARE.procedure),
    replace(APOLOGY, head=BARE_HEAD, dossier=BARE, answerable=NOBODY, return_place=""),
    replace(APOLOGY, head=BARE_HEAD, dossier=BARE, wrong="Xã ghi sai.", reason="Xã ghi sai.", remedy=""),
    replace(NOT_ELIGIBLE, head=BARE_HEAD, dossier=BARE, contact=NOBODY, guidance=(), returned=()),
    replace(HANDOVER, head=BARE_HEAD, dossier=BARE, contact=NOBODY, grounds=(), note="", reason="", papers=()),
    replace(SLIP, number="", code="", url="", caption="", foot=""),
]  # fmt: skip


@pytest.mark.parametrize("paper", SPARSE, ids=lambda paper: paper.kind)
def test_what_is_not_known_leaves_no_hole(paper: Paper) -> None:
    text = reading.text(paper)
    assert not re.search(r", ?,|: ?[.,;]| [.,;:]|\(\)|None|none|: (?=Mẫu)", text.replace("......", "")), text


def test_without_a_limit_no_date_is_printed() -> None:
    text = reading.text(SPARSE[0])
    assert "Hẹn trả kết quả: xã báo ngày hẹn ngay khi xác nhận được thời hạn." in text
    assert "Vì sao hẹn ngày này?" not in text


def test_a_reason_is_not_said_twice() -> None:
    assert reading.text(SPARSE[4]).count("Xã ghi sai.") == 1
    assert "Nội dung yêu cầu" not in reading.text(SPARSE[2])
