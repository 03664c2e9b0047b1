"""The dossier's page: what stands in view, what is hidden, what the receiving unit sees, what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import people
from tests.files.samples import png
from tests.web.office_acts import enter, issued, late, plain, to_sign, waiting
from tests.world import REBIRTH, World
from thanthien.core import files
from thanthien.onestop import service as onestop

TABS = ("bo-sung", "tien-trinh", "giay-to", "ghi-chu")
MOST = 14
PANELS = 6  # fees, codes of elsewhere, earlier dossiers, helper, signature, results: each asks once on the first tab


def page(login: str, dossier: Any, tab: str = "") -> str:
    path = reverse("office:dossier", args=[dossier.id]) + (f"{tab}/" if tab else "")
    answer = enter(login).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_a_decision_needs_is_in_view(world: World) -> None:
    text = page("truc", plain(world))
    for words in (
        "Bùi Thị Mơ",
        "0900\xa0000\xa0123",
        "Thứ\xa0Hai\xa023/11/2026",
        "Đang giải quyết",
        "Cách tính ngày hẹn",
    ):
        assert words in text, words
    assert "Thẩm định, giải quyết" in text
    assert text.count('class="btn "') == 1, "one filled act"
    assert "Trình ký kết quả" in text


def test_the_number_of_identity_shows_its_last_three_digits_only(world: World) -> None:
    dossier = world.received(applicant=world.applicant(id_number="038085012345"))
    text = page("truc", dossier)
    assert "ba số cuối: 345" in text
    assert "038085012345" not in text


def test_a_button_that_cannot_be_pressed_says_why(world: World) -> None:
    text = page("truc", waiting(world))
    assert 'aria-disabled="true">Đóng vì không bổ sung' in text
    assert "Phải nhắc người nộp trước khi đóng hồ sơ vì không bổ sung." in text


def test_each_post_sees_its_own_acts(world: World) -> None:
    dossier = to_sign(world)
    assert "/viec/ky/" in page("tam", dossier)
    assert "/viec/ky/" not in page("truc", dossier)
    assert "/viec/phat-hanh/" not in page("thu", dossier)


def test_a_late_dossier_offers_the_chair_the_ground_of_exemption(world: World) -> None:
    assert "/viec/mien-xin-loi/" in page("tam", late(world))
    assert "/viec/mien-xin-loi/" not in page("tam", plain(world))


def test_the_way_says_who_did_what_and_what_the_person_was_told(world: World) -> None:
    text = page("nhai", issued(world), "tien-trinh")
    for words in ("Trình ký", "Quách Văn Trúc", "Cho số và phát hành", "Cao Văn Thư", "chờ in phiếu", "Trả kết quả"):
        assert words in text, words


def test_notes_are_kept_in_order_and_offer_no_change(world: World) -> None:
    dossier = plain(world)
    for number in (1, 2):
        onestop.note(
            actor=world.actors["nhai"], now=world.now + timedelta(minutes=number), dossier_id=dossier.id,
            text=f"Ghi chú số {number} <b>",
        )  # fmt: skip
    text = page("truc", dossier, "ghi-chu")
    assert text.index("Ghi chú số 1") < text.index("Ghi chú số 2")
    assert "&lt;b&gt;" in text
    assert "Ghi chú (2)" in text


@pytest.mark.parametrize("tab", ["", *TABS])
def test_no_tab_costs_more_than_fourteen_queries(world: World, tab: str) -> None:
    dossier = issued(world)
    client = enter("nhai")
    path = reverse("office:dossier", args=[dossier.id]) + (f"{tab}/" if tab else "")
    client.get(reverse("office:dossier", args=[dossier.id]))  # the first opening of the day is noted in the chain
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    panels = 0 if tab else PANELS
    assert len(seen) <= MOST + panels, [query["sql"][:90] for query in seen]


def test_an_issued_paper_is_a_pdf_of_this_dossier_only(world: World) -> None:
    dossier, other = plain(world), plain(world)
    receipt = onestop.papers(dossier).get()
    answer = enter("truc").get(reverse("office:paper", args=[dossier.id, receipt.id]))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "private, no-store"
    for login, number in (("truc", other.id), ("la", dossier.id), ("quan", dossier.id)):
        assert enter(login).get(reverse("office:paper", args=[number, receipt.id])).status_code == 404


def _with_file(world: World) -> Any:
    kept = files.stage("khai.png", png(), unit_id=world.home, purpose="paper", now=world.now)
    return world.received(items=(onestop.Item(1, "file", str(kept.id)),))


def test_a_file_is_served_to_its_own_unit_as_a_cleaned_copy(world: World) -> None:
    dossier = _with_file(world)
    item = onestop.items(dossier).get(number=1)
    path = reverse("office:attachment", args=[dossier.id, item.id])
    answer: Any = enter("truc").get(path)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert enter("xa").get(path).status_code == 404
    assert enter("quan").get(path).status_code == 404
    empty = onestop.items(dossier).get(number=2)
    assert enter("truc").get(reverse("office:attachment", args=[dossier.id, empty.id])).status_code == 404


def test_the_receiving_unit_reads_what_it_received_and_not_the_later_file(world: World) -> None:
    filing = world.filing(REBIRTH, unit_id=world.units[people.VAN_DU], received_unit_id=world.home)
    filed = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=filing)
    dossier = world.get(filed.id)
    onestop.request_supplement(
        actor=world.actors["xa"], now=world.now, dossier_id=dossier.id, version=dossier.version, items=[2],
        reason="Cô cho xã xem học bạ.", ground="123/2015/NĐ-CP, Điều 26",
    )  # fmt: skip
    text = page("nhai", dossier)
    assert "Nhận hộ" in text
    assert "Bùi Thị Mơ" in text
    assert "học bạ" not in text
    client = enter("nhai")
    papers = {paper.kind: paper.id for paper in onestop.papers(dossier)}
    assert client.get(reverse("office:paper", args=[dossier.id, papers["receipt"]])).status_code == 200
    assert client.get(reverse("office:paper", args=[dossier.id, papers["supplement"]])).status_code == 404
    assert client.get(reverse("office:act", args=[dossier.id, "ghi-chu"])).status_code == 404
    for tab in TABS:
        assert client.get(reverse("office:dossier_tab", args=[dossier.id, tab])).status_code == 404


def test_an_unknown_tab_or_act_is_not_there(world: World) -> None:
    dossier = plain(world)
    client = enter("truc")
    assert client.get(reverse("office:dossier_tab", args=[dossier.id, "khac"])).status_code == 404
    assert client.get(reverse("office:act", args=[dossier.id, "khac"])).status_code == 404
