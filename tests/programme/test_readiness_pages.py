"""The pages of the readiness review without script, and what the script asks of the server."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.files import samples
from tests.programme.planned import planned, post_of
from tests.programme.reviewed import answer, answered, begun, finish, photo, rows
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import PlanTask, Review, ReviewItem, ReviewPhoto

JSON = {"HTTP_ACCEPT": "application/json"}
PICTURE = samples.jpeg()


def send(client: Client, item: ReviewItem, **typed: Any) -> Any:
    more = {name: typed.pop(name) for name in list(typed) if name.startswith("HTTP")}
    return client.post(reverse("office:readiness_answer", args=[item.id]), {"once": "k1", "seen": "0"} | typed, **more)


def shot() -> SimpleUploadedFile:
    return SimpleUploadedFile("cong.jpg", PICTURE, "image/jpeg")


def test_a_plain_form_keeps_answer_and_photo_once(world: World) -> None:
    item = rows(begun(world))[0]
    client = enter("truc")
    for _ in range(2):
        got = send(client, item, answer="part", note="Thiếu ghế", photo=shot())
        assert got.status_code == 302
        assert got.headers["Location"].endswith("xong=1#m-1")
    item.refresh_from_db()
    assert (item.answer, item.note, item.version) == ("part", "Thiếu ghế", 1)
    assert ReviewPhoto.objects.count() == 1
    page = client.get(reverse("office:readiness_answering", args=[item.review_id])).content.decode()
    assert "Thiếu ghế" in page
    assert "ảnh 1" in page


def test_the_same_key_arrives_once_after_signing_in_anew(world: World) -> None:
    item = rows(begun(world))[0]
    for _ in range(2):
        assert send(enter("truc"), item, photo=shot(), **JSON).status_code == 200
    assert ReviewPhoto.objects.count() == 1


def test_a_refused_answer_keeps_words_and_photo(world: World) -> None:
    item = rows(begun(world))[0]
    got = send(enter("truc"), item, answer="part", note="", photo=shot())
    assert got.status_code == 422
    assert "Ghi thêm mấy chữ" in got.content.decode()
    assert ReviewPhoto.objects.count() == 1


def test_an_empty_form_asks_for_an_answer(world: World) -> None:
    item = rows(begun(world))[0]
    got = send(enter("truc"), item, note="chỉ ghi chú")
    assert got.status_code == 422
    assert "Chọn một câu trả lời, hoặc chọn một ảnh." in got.content.decode()
    assert "chỉ ghi chú" in got.content.decode()


@pytest.mark.parametrize("sent", [samples.docx(), b"<html>", b""])
def test_what_is_no_photo(world: World, sent: bytes) -> None:
    item = rows(begun(world))[0]
    got = send(enter("truc"), item, photo=SimpleUploadedFile("cong.docx", sent), **JSON)
    assert got.status_code == 422
    assert "mang đến" not in got.json()["said"]
    assert not ReviewPhoto.objects.exists()


def test_two_people_are_told_of_each_other(world: World) -> None:
    item = rows(begun(world))[0]
    answer(world, item, "yes", "truc", seen=0)
    told = send(enter("nhai"), item, answer="no", note="", **JSON)
    assert told.status_code == 409
    assert told.json()["other"] | {"at": ""} == {
        "version": 1, "answer": "yes", "note": "", "by": "Quách Văn Trúc", "at": "", "said": "Có",
    }  # fmt: skip
    page = send(enter("nhai"), item, answer="no", note="Chưa có ghế")
    assert page.status_code == 422
    assert "Quách Văn Trúc vừa trả lời “Có”" in page.content.decode()
    assert 'name="seen" value="1"' in page.content.decode()
    assert "Chưa có ghế" in page.content.decode()


def test_the_state_is_asked_by_those_who_answer(world: World) -> None:
    review = begun(world)
    answer(world, rows(review)[0], "no")
    address = reverse("office:readiness_state", args=[review.id])
    found = enter("mua").get(address).json()
    assert found["open"] is True
    assert len(found["token"]) == 64
    assert found["items"][str(rows(review)[0].id)]["said"] == "Chưa có"
    assert Client().get(address).status_code == 302
    assert enter("xa").get(address).status_code == 404


def test_answering_costs_few_queries(world: World) -> None:
    review = begun(world)
    client = enter("truc")
    address = reverse("office:readiness_answering", args=[review.id])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert len(asked) <= 10
    assert len(page.content) < 120_000


def test_a_finished_review_takes_nothing_and_says_so(world: World) -> None:
    review = begun(world)
    answered(world, review)
    finish(world, review)
    got = send(enter("truc"), rows(review)[0], answer="no", **JSON)
    assert (got.status_code, got.json()["other"]) == (422, None)
    page = enter("truc").get(reverse("office:readiness_answering", args=[review.id])).content.decode()
    assert "đã khép" in page


def test_a_gap_becomes_a_task_by_its_page(world: World) -> None:
    review = begun(world)
    item = rows(review)[0]
    answer(world, item, "no")
    plan = planned(world)
    address = reverse("office:readiness_task", args=[item.id])
    client = enter("tam")
    assert "Khắc phục: Phòng Một cửa" in client.get(address).content.decode()
    typed = {
        "once": "k", "plan": str(plan), "area": "culture", "title": "Mua ghế chờ", "product": "Đủ 20 ghế",
        "owner": str(post_of("truc")), "starts_on": "2026-11-17", "due_on": "2026-12-18",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    assert PlanTask.objects.get().title == "Mua ghế chờ"
    page = client.get(reverse("office:readiness_review", args=[review.id])).content.decode()
    assert "Việc trong kế hoạch: Mua ghế chờ" in page


def test_before_and_after_with_photos(world: World) -> None:
    first = begun(world)
    address = reverse("office:readiness_compare")
    assert "Cần hai lần rà soát" in enter("truc").get(address).content.decode()
    picture = photo(world, rows(first)[0])
    answered(world, first, f01="no")
    finish(world, first)
    second = begun(world)
    answer(world, rows(second)[0], "yes")
    page = enter("thu").get(address).content.decode()
    assert "1 mục tốt lên" in page
    assert reverse("office:readiness_photo", args=[picture]) in page
    shown = enter("thu").get(reverse("office:readiness_photo", args=[picture]))
    assert shown.headers["Content-Type"] == "image/jpeg"


def test_the_sheet_with_answers_and_empty(world: World) -> None:
    review = begun(world)
    answer(world, rows(review)[0], "no")
    address = reverse("office:readiness_sheet", args=[review.id])
    assert "Chưa có" in enter("truc").get(address).content.decode()
    blank = enter("truc").get(address, {"trong": ""}).content.decode()
    assert blank.count("□ Có") == len(rows(review))


def test_begin_finish_and_own_items_by_their_pages(world: World) -> None:
    client = enter("tam")
    own = {"once": "a", "group": "people", "text": "Có người biết tiếng Mường"}
    assert client.post(reverse("office:readiness_own_add"), own).status_code == 302
    again = client.post(reverse("office:readiness_own_add"), own | {"once": "b"})
    assert "Xã đã có mục này" in again.content.decode()
    assert client.post(reverse("office:readiness_begin"), {"once": "c"}).status_code == 302
    review = Review.objects.get()
    assert "Có người biết tiếng Mường" in {one.text for one in rows(review)}
    early = client.post(reverse("office:readiness_finish", args=[review.id]), {"once": "d"})
    assert "chưa trả lời" in early.content.decode()
    answered(world, review)
    assert client.post(reverse("office:readiness_finish", args=[review.id]), {"once": "e"}).status_code == 302
    assert "Đã khép" in client.get(reverse("office:readiness_review", args=[review.id]) + "?xong=khep").content.decode()
