"""What is typed at a dossier's page in bad faith or by bad luck: said at its place, kept, and nothing breaks later."""

import unicodedata
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.privacy.things import privacy_things
from tests.web.office_acts import LAW, WORDS, address, enter, plain
from tests.world import World
from thanthien.onestop import service as onestop

KINDS = {
    "html": "<script>alert(1)</script> & <b>đậm</b> cho xã xem học bạ",
    "nfd": unicodedata.normalize("NFD", "Cô cho xã xem học bạ, sổ hộ khẩu cũ"),
    "zero-width": "Cô cho\u200b xã\u202e xem học bạ\u0000 cũ",
    "emoji": "Cô cho xã xem học bạ 😀 nhé",
    "many lines": "Một\r\nhai\r\nba, cô cho xã xem học bạ",
    "Ê-đê": "Ƀuôn Čư Mñăng, cô cho xã xem học bạ",
}


@pytest.mark.parametrize("kind", KINDS)
def test_any_vietnamese_text_reaches_page_paper_and_message_unharmed(world: World, kind: str) -> None:
    dossier, client = plain(world), enter("truc")
    sent = {"items": ["2"], "reason": KINDS[kind], **LAW, "version": dossier.version, "once": str(uuid4())}
    shown = client.post(address(dossier, "bo-sung"), sent | {"buoc": "xem"}).content.decode()
    assert "<script>alert" not in shown
    assert client.post(address(dossier, "bo-sung"), sent | {"buoc": "gui"}).status_code == 302
    page = client.get(reverse("office:dossier_tab", args=[dossier.id, "bo-sung"])).content.decode()
    assert unicodedata.is_normalized("NFC", page)
    assert "<script>alert" not in page
    assert "\u200b" not in page
    paper = onestop.papers(dossier).get(kind="supplement")
    pdf = client.get(reverse("office:paper", args=[dossier.id, paper.id]))
    assert pdf.status_code == 200
    assert client.get(reverse("office:dossier_tab", args=[dossier.id, "tien-trinh"])).status_code == 200


def test_a_letter_that_cannot_be_printed_is_refused_before_it_is_sent(world: World) -> None:
    dossier, client = plain(world), enter("truc")
    sent = {"items": ["2"], "reason": f"{WORDS} 漢字", **LAW, "version": dossier.version, "once": str(uuid4())}
    answer = client.post(address(dossier, "bo-sung"), sent | {"buoc": "gui"})
    assert answer.status_code == 422
    assert "chưa in được chữ" in answer.content.decode()
    assert "漢字" in answer.content.decode()
    assert world.get(dossier.id).state == "in_process"


@pytest.mark.parametrize("slug", ["bo-sung", "tu-choi", "dung", "ghi-chu", "trinh-ky"])
def test_a_text_of_a_megabyte_is_refused_with_its_size(world: World, slug: str) -> None:
    dossier = plain(world)
    huge = "ơ" * 500_000
    sent = {
        "items": ["2"], "reason": huge, "guidance": huge, "text": huge, "note": huge, **LAW, "buoc": "gui",
        "version": dossier.version, "once": str(uuid4()),
    }  # fmt: skip
    answer = enter("truc").post(address(dossier, slug), sent)
    assert answer.status_code == 422
    assert "500.000 chữ cái" in answer.content.decode()
    assert len(answer.content) < 200_000, "the page does not carry the whole text back"
    assert world.get(dossier.id).version == dossier.version


@pytest.mark.parametrize("version", ["", "abc", "-1", "99", "9" * 40, "1.5", "<b>"])
def test_any_version_that_is_not_the_present_one_is_stale_or_refused(world: World, version: str) -> None:
    dossier = plain(world)
    sent = {"note": "Đủ căn cứ.", "version": version, "once": str(uuid4())}
    answer = enter("truc").post(address(dossier, "trinh-ky"), sent)
    assert answer.status_code in (409, 422)
    assert world.get(dossier.id).state == "in_process"


@pytest.mark.parametrize("number", ["9" * 30, "9" * 6_000])
def test_a_number_longer_than_any_column_is_no_fault(world: World, number: str) -> None:
    nobody, sent = uuid4(), {"version": number, "once": "k"}
    for login, name in (("thu", "issue"), ("tam", "reorganisation_approve")):
        answer = enter(login).post(reverse(f"office:{name}", args=[nobody]), sent)
        assert answer.status_code < 500, name
    record = privacy_things(world)["destruction"]
    answer = enter("tam").post(reverse("office:destruction_act", args=[record, "approve"]), sent)
    assert answer.status_code == 409
    assert enter("quan").get(reverse("office:audit"), {"sau": number}).status_code == 200


@pytest.mark.parametrize("once", ["", "x" * 500, "'; drop table", "khóa\u200b"])
def test_any_key_is_borne(world: World, once: str) -> None:
    dossier = plain(world)
    answer = enter("truc").post(address(dossier, "ghi-chu"), {"text": "Đã gọi.", "once": once})
    assert answer.status_code in (302, 422)
