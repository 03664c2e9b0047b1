"""The page of one dossier: what it says, what it costs, and that an act shows at once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World, rehearsed
from thanthien.core.actors import citizen
from thanthien.onestop import service as onestop
from thanthien.public import following

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    following.PAGES.clear()


def page_of(client: Client, dossier: Any, more: str = "", **headers: Any) -> Any:
    return client.get(f"/hs/{onestop.token_of(dossier.id)}/{more}", headers=headers)


def queries(client: Client, dossier: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert page_of(client, dossier).status_code == 200
    return len(seen)


def test_an_accepted_dossier_says_the_date_first_and_why(world: World, client: Client) -> None:
    dossier = world.received()
    html = page_of(client, dossier).content.decode()
    assert "Hẹn trả thứ\xa0Hai\xa023/11" in html
    assert "Vì sao hẹn ngày ấy?" in html
    assert 'class="weeks"' in html
    assert "Căn cứ từng bước" in html
    assert "Bùi Thị\xa0M." in html or "Bùi Thị M." in html
    assert "Hẹn trả kết quả" in html
    assert dossier.code in html
    assert "Quách Văn Trúc" in html
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in html


def test_five_queries_when_drawn_and_one_afterwards(world: World, client: Client) -> None:
    dossier = world.received()
    assert queries(client, dossier) <= 5
    assert queries(client, dossier) == 1


def test_a_move_shows_at_once(world: World, client: Client) -> None:
    dossier = world.received()
    before = page_of(client, dossier)
    world.issued(dossier)
    after = page_of(client, dossier)
    assert "Kết quả đã có" in after.content.decode()
    assert before.headers["ETag"] != after.headers["ETag"]


def test_a_message_sent_shows_at_once(world: World, client: Client) -> None:
    from thanthien.core.models import Message

    dossier = world.online()
    assert "Phiếu giấy đang chờ in" in page_of(client, dossier).content.decode()
    Message.objects.filter(subject_id=dossier.id).update(state="sent", sent_at=NOW)
    assert "Đã in phiếu giấy" in page_of(client, dossier).content.decode()
    Message.objects.filter(subject_id=dossier.id).update(state="delivered")
    assert "Đã đưa phiếu giấy" in page_of(client, dossier).content.decode()
    Message.objects.filter(subject_id=dossier.id).update(state="failed")
    assert "Chưa gửi được phiếu giấy" in page_of(client, dossier).content.decode()


def test_the_day_after_the_badge_has_moved(world: World, client: Client) -> None:
    dossier = world.received()
    assert "còn 5 ngày" in page_of(client, dossier).content.decode()
    with rehearsed(NOW + timedelta(days=1)):
        assert "còn 4 ngày" in page_of(client, dossier).content.decode()


def test_who_holds_the_page_gets_304(world: World, client: Client) -> None:
    dossier = world.received()
    etag = page_of(client, dossier).headers["ETag"]
    again = page_of(client, dossier, if_none_match=etag)
    assert again.status_code == 304
    assert again.content == b""


def test_headers_keep_the_link_secret(world: World, client: Client) -> None:
    answer = page_of(client, world.received())
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies
    assert len(answer.content) < 60_000


@pytest.mark.parametrize("token", ["x", "AAAA", "a" * 500, "%00", "ỏ"])
def test_a_foreign_link_is_not_there(world: World, client: Client, token: str) -> None:
    assert client.get(f"/hs/{token}/").status_code == 404


def test_a_draft_token_opens_no_dossier(world: World, client: Client) -> None:
    dossier = world.received()
    from thanthien.core import tokens

    assert client.get(f"/hs/{tokens.for_id('draft', dossier.id)}/").status_code == 404


def test_a_late_dossier_shows_the_letter_first(world: World, client: Client) -> None:
    dossier = world.received()
    late = datetime(2026, 11, 26, 9, 0, tzinfo=NOW.tzinfo)
    with rehearsed(late):
        html = page_of(client, dossier).content.decode()
        assert "Xã đã trễ hẹn" in html
        assert "Người trả lời anh/chị về việc này: Quách Văn Trúc, 0900\xa0000\xa0116." in html
        _apologise(world, dossier, late)
        html = page_of(client, dossier).content.decode()
    assert html.index("Hẹn trả mới: thứ\xa0Hai\xa030/11") < html.index("Hồ sơ đã đi đến đâu")
    assert "Xã xin lỗi ông/bà vì đã để ông/bà phải chờ." in html
    assert "<s>23/11/2026</s>" in html
    assert "Trễ, đã xin lỗi" in html or "đã xin lỗi, hẹn mới" in html


def _apologise(world: World, dossier: Any, at: datetime) -> None:
    onestop.draft_due_apologies(at)
    letter = onestop.apology_drafts(world.actors["tam"]).get(dossier_id=dossier.id)
    onestop.sign_apology(actor=world.actors["tam"], now=at, apology_id=letter.id)


def test_every_state_has_its_answer(world: World, client: Client) -> None:
    online = world.online()
    assert "Xã trả lời trước" in page_of(client, online).content.decode()
    with rehearsed(NOW + timedelta(days=3)):
        assert "Xã trả lời chậm" in page_of(client, online).content.decode()
    onestop.withdraw(actor=citizen(), now=NOW, dossier_id=online.id)
    assert "Hồ sơ đã rút" in page_of(client, online).content.decode()


def test_refusals_give_their_reason_and_what_to_do(world: World, client: Client) -> None:
    told: dict[str, Any] = {
        "now": NOW, "reason": "Giấy cam đoan chưa có chữ ký.", "ground": "NĐ 123/2015/NĐ-CP, Điều 26",
        "guidance": "Ký vào giấy cam đoan rồi nộp lại.",
    }  # fmt: skip
    rejected, refused = world.online(), world.received()
    onestop.reject(actor=world.actors["nhai"], dossier_id=rejected.id, version=rejected.version, **told)
    onestop.refuse(actor=world.actors["truc"], dossier_id=refused.id, version=refused.version, **told)
    for dossier, head in ((rejected, "Xã chưa nhận được hồ sơ này"), (refused, "Hồ sơ chưa đủ điều kiện")):
        html = page_of(client, dossier).content.decode()
        assert head in html
        assert told["reason"] in html
        assert told["guidance"] in html
        assert ".pdf" in html


def test_what_ended_says_how_it_ended(world: World, client: Client) -> None:
    moved, done = world.received(), world.issued(world.received())
    onestop.transfer(
        actor=world.actors["truc"], now=NOW, dossier_id=moved.id, version=moved.version, body="UBND xã Vân Du",
        reason="Nơi ấy có thẩm quyền.",
    )  # fmt: skip
    assert "Xã đã chuyển hồ sơ" in page_of(client, moved).content.decode()
    onestop.hand_over(actor=world.actors["nhai"], now=NOW, dossier_id=done.id, version=done.version)
    handed = world.get(done.id)
    assert "Xã đã trả kết quả" in page_of(client, done).content.decode()
    onestop.close(actor=world.actors["nhai"], now=NOW, dossier_id=done.id, version=handed.version)
    assert "Xong ngày 16/11, đúng hẹn." in page_of(client, done).content.decode()


def test_papers_come_as_pdf_and_only_through_their_own_link(world: World, client: Client) -> None:
    mine, other = world.received(), world.received()
    receipt = onestop.papers(mine).get(kind="receipt")
    answer = client.get(f"/hs/{onestop.token_of(mine.id)}/giay/{receipt.id}.pdf")
    assert answer.status_code == 200
    assert answer.content[:5] == b"%PDF-"
    assert client.get(f"/hs/{onestop.token_of(other.id)}/giay/{receipt.id}.pdf").status_code == 404
