"""One press on a face counts; the link works once; nothing leads from an answer to a person."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.world import NOW, World, rehearsed
from thanthien.onestop import service as onestop
from thanthien.quality.models import Rating

pytestmark = pytest.mark.django_db


def link(world: World, kind: str = "result") -> str:
    contact = onestop.Contact(world.home, "2026-11", "Hộ tịch", "Quầy 2", kind)
    return f"/danh-gia/{onestop.rating_token(contact)}/"


def more_of(answer: Any) -> str:
    found = re.findall(r'name="more" value="([^"]+)"', answer.content.decode())
    assert found
    return str(found[0])


def test_five_faces_and_no_way_into_the_house(world: World, client: Client) -> None:
    page = client.get(link(world))
    html = page.content.decode()
    assert html.count('<button name="score"') == 5
    for way in ("/can-bo/", "/hs/", 'class="nav"', "Cán bộ đăng nhập"):
        assert way not in html
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.cookies


def test_one_press_counts(world: World, client: Client) -> None:
    answer = client.post(link(world), {"score": "4"})
    assert answer.status_code == 200
    assert "Xã đã ghi. Cảm ơn anh/chị." in answer.content.decode()
    rating = Rating.objects.get()
    assert (rating.score, rating.month, rating.field, rating.counter) == (4, "2026-11", "Hộ tịch", "Quầy 2")


def test_the_link_works_once(world: World, client: Client) -> None:
    address = link(world)
    client.post(address, {"score": "4"})
    for answer in (client.post(address, {"score": "1"}), client.get(address)):
        assert answer.status_code == 410
        assert "Phiếu này đã dùng rồi" in answer.content.decode()
    assert Rating.objects.count() == 1


def test_the_optional_part_belongs_to_the_same_answer_and_comes_once(world: World, client: Client) -> None:
    more = more_of(client.post(link(world), {"score": "4"}))
    sent = {"more": more, "score": "5", "greeted": "yes", "smile": "4", "words": " Cán bộ\u200b nhiệt tình "}
    assert client.post("/danh-gia/them/", sent).headers["Location"] == "/danh-gia/cam-on/"
    rating = Rating.objects.get()
    assert (rating.score, rating.answers) == (5, {"greeted": "yes", "smile": "4"})
    assert rating.words == "Cán bộ nhiệt tình"
    client.post("/danh-gia/them/", {**sent, "score": "1", "words": "khác"})
    assert Rating.objects.get().score == 5
    assert client.get("/danh-gia/cam-on/").status_code == 200


def test_half_an_hour_later_the_page_is_closed_and_the_face_stays(world: World, client: Client) -> None:
    more = more_of(client.post(link(world), {"score": "2"}))
    with rehearsed(NOW + timedelta(minutes=31)):
        client.post("/danh-gia/them/", {"more": more, "score": "5", "words": "muộn"})
    rating = Rating.objects.get()
    assert (rating.score, rating.words) == (2, "")


def test_a_long_word_is_refused_with_its_length_and_kept(world: World, client: Client) -> None:
    more = more_of(client.post(link(world), {"score": "2"}))
    answer = client.post("/danh-gia/them/", {"more": more, "score": "2", "words": "a" * 2001, "greeted": "no"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "2.001 chữ cái" in html
    assert more in html
    assert re.search(r'name="greeted" value="no"[^>]* checked', html)


@pytest.mark.parametrize("score", ["", "0", "6", "x", "4.5"])
def test_no_face_no_count(world: World, client: Client, score: str) -> None:
    address = link(world)
    answer = client.post(address, {"score": score})
    assert answer.status_code == 422
    assert "Anh/chị chọn một trong năm mặt cười." in answer.content.decode()
    assert client.post(address, {"score": "3"}).status_code == 200


@pytest.mark.parametrize("token", ["abc", "a" * 300, "%F0%9F%99%82"])
def test_a_foreign_link(world: World, client: Client, token: str) -> None:
    assert client.get(f"/danh-gia/{token}/").status_code == 404
    assert client.post(f"/danh-gia/{token}/", {"score": "5"}).status_code == 404
    assert client.post("/danh-gia/them/", {"more": token, "score": "5"}).status_code == 404


def test_a_dossiers_link_rates_nothing(world: World, client: Client) -> None:
    token = onestop.token_of(world.received().id)
    assert client.get(f"/danh-gia/{token}/").status_code == 404


def test_an_answer_holds_no_time_no_dossier_and_leaves_no_key(world: World, client: Client) -> None:
    from thanthien.core.models import AuditRow, OnceKey

    rows, keys = AuditRow.objects.count(), OnceKey.objects.count()
    client.post(link(world), {"score": "4"})
    names = {field.name for field in Rating._meta.get_fields()}
    assert names == {"id", "unit", "month", "field", "counter", "contact", "score", "answers", "words"}
    assert (AuditRow.objects.count(), OnceKey.objects.count()) == (rows, keys)


def test_another_sites_page_cannot_rate(world: World, client: Client) -> None:
    answer = client.post(link(world), {"score": "1"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert Rating.objects.count() == 0
