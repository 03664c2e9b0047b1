"""The chair's morning: letters whole and one by one, results, what nobody took; and the records clerk."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.office_acts import enter, plain, signed, to_sign
from tests.world import World, rehearsed
from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier

FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=clock.VN)
PAGE = "/can-bo/chu-tich/"


def letter(world: World) -> Any:
    """The draft of Friday for a dossier due on Monday 23/11."""
    world.received()
    with rehearsed(FRIDAY):
        onestop.draft_due_apologies(FRIDAY)
    return onestop.apology_drafts(world.actors["tam"]).get()


def at(name: str, one: Any) -> str:
    return reverse(f"office:{name}", args=[one.id])


def key(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


def test_a_letter_is_read_whole_with_its_five_parts(world: World) -> None:
    letter(world)
    with rehearsed(FRIDAY):
        text = enter("tam").get(PAGE).content.decode()
    parts = (
        "Kính gửi ông/bà", "Bùi Thị Mơ", "thứ\xa0Hai\xa023/11/2026", "Xã xin lỗi ông/bà",
        "thứ\xa0Năm\xa026/11/2026", "Quách Văn Trúc", "0900 000 116",
    )  # fmt: skip
    assert [part for part in parts if part not in text] == []
    assert "Có 1 việc chờ anh/chị quyết." in text


def test_signing_names_person_and_consequence_then_sends_once(world: World) -> None:
    one = letter(world)
    with rehearsed(FRIDAY):
        client = enter("tam")
        asked = client.get(at("letter_sign", one)).content.decode()
        assert "Sau đó không hẹn lại lần nữa được." in asked
        sent = key(seen=onestop.seen_of(one))
        first, second = client.post(at("letter_sign", one), sent), client.post(at("letter_sign", one), sent)
    assert first.status_code == second.status_code == 302
    after = Dossier.objects.get(id=one.dossier_id)
    assert [event.move for event in onestop.events(after)].count("sign_apology") == 1


def test_words_that_changed_after_they_were_read_are_not_signed(world: World) -> None:
    one = letter(world)
    seen = onestop.seen_of(one)
    with rehearsed(FRIDAY):
        onestop.revise_apology(
            actor=world.actors["tam"], now=FRIDAY, apology_id=one.id, reason="Xã xếp việc chưa tốt, cô thông cảm.",
            new_date=one.new_date, answerable_id=None,
        )  # fmt: skip
        answer = enter("tam").post(at("letter_sign", one), key(seen=seen))
    assert answer.status_code == 409
    assert "Lời thư vừa được sửa" in answer.content.decode()
    assert "xếp việc chưa tốt" in answer.content.decode()


def test_two_letters_are_signed_one_by_one(world: World) -> None:
    world.received(applicant=world.applicant(name="Đinh Văn Ổi"))
    letters = letter_list(world)
    with rehearsed(FRIDAY):
        client = enter("tam")
        client.post(at("letter_sign", letters[0]), key())
        left = client.get(PAGE).content.decode()
    assert "Ký thư xin lỗi (1)" in left
    assert 'type="checkbox"' not in left, "no signing in bulk"


def letter_list(world: World) -> list[Any]:
    world.received()
    with rehearsed(FRIDAY):
        onestop.draft_due_apologies(FRIDAY)
    return list(onestop.apology_drafts(world.actors["tam"]))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"new_date_d": "24", "new_date_m": "11"}, "ngày nghỉ"),
        ({"new_date_d": "20", "new_date_m": "11"}, "sau hôm nay"),
        ({"new_date_d": "31", "new_date_m": "11"}, "Tháng 11 chỉ có 30 ngày"),
        ({"reason": "ngắn"}, "Viết lý do"),
        ({"answerable": "ai-do"}, "Anh/chị chọn lại"),
    ],
)
def test_wrong_words_of_a_letter_are_said_at_their_place(world: World, typed: dict[str, str], words: str) -> None:
    one = letter(world)
    sent = key(
        reason_code="still_working", reason="Xã xếp việc chưa tốt, cô thông cảm.", new_date_d="27", new_date_m="11",
        new_date_y="2026", answerable=world.actors["truc"].id,
    )  # fmt: skip
    with rehearsed(FRIDAY):
        answer = enter("tam").post(at("letter_revise", one), sent | typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_another_reason_brings_its_own_sentence(world: World) -> None:
    one = letter(world)
    sent = key(
        reason_code="signer_away", reason=one.reason, new_date_d="27", new_date_m="11", new_date_y="2026",
        answerable=world.actors["mua"].id,
    )  # fmt: skip
    with rehearsed(FRIDAY):
        answer = enter("tam").post(at("letter_revise", one), sent)
        text = enter("tam").get(PAGE).content.decode()
    assert answer.status_code == 302
    assert "Người có quyền ký đi vắng" in text
    assert "Bùi Thị Mùa" in text


def test_a_letter_is_put_aside_on_a_promise_only(world: World) -> None:
    one = letter(world)
    with rehearsed(FRIDAY):
        client = enter("tam")
        assert client.post(at("letter_dismiss", one), key(promise="")).status_code == 422
        sent = key(promise="Anh Trúc hứa xong trước 16 giờ thứ Hai.")
        assert client.post(at("letter_dismiss", one), sent).status_code == 302
        assert "Không còn việc nào chờ quyết." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("login", ["truc", "nhai", "thu", "quan", "du"])
@pytest.mark.parametrize("name", ["letter_sign", "letter_revise", "letter_dismiss"])
def test_nobody_else_comes_near_a_letter(world: World, login: str, name: str) -> None:
    one = letter(world)
    client = enter(login)
    assert client.get(at(name, one)).status_code == 404
    assert client.post(at(name, one), key(promise="Tôi hứa xong ngay.")).status_code == 404
    assert onestop.apology_drafts(world.actors["tam"]).count() == 1


def test_results_wait_with_who_brought_them_and_a_way_back_here(world: World) -> None:
    dossier = to_sign(world)
    client = enter("tam")
    assert "Quách Văn Trúc</span> trình" in client.get(PAGE).content.decode()
    sent = {"once": str(uuid4()), "version": dossier.version, "ve": "chu-tich"}
    answer = client.post(reverse("office:act", args=[dossier.id, "ky"]), sent)
    assert answer.headers["Location"] == f"{PAGE}?xong=ky"
    assert "Hồ sơ đang ở văn thư" in client.get(answer.headers["Location"]).content.decode()


def test_what_nobody_has_taken_can_be_given_to_somebody(world: World) -> None:
    dossier = plain(world)
    Dossier.objects.filter(id=dossier.id).update(owner=None)
    world.online(at=datetime(2026, 11, 10, 9, 0, tzinfo=clock.VN))
    text = enter("tam").get(PAGE).content.decode()
    assert "Giao người phụ trách" in text
    assert "Một cửa chưa trả lời" in text


def test_too_few_answers_are_not_shown_as_a_rate(world: World) -> None:
    text = enter("tam").get(PAGE).content.decode()
    assert "Chưa đủ để đo" in text
    assert "0 câu trả lời, cần ít nhất 10" in text


@pytest.mark.parametrize("path", [PAGE, "/can-bo/"])
def test_the_morning_costs_few_queries(world: World, path: str) -> None:
    for _ in range(4):
        to_sign(world)
    client = enter("tam")
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    assert len(seen) <= 16, [query["sql"][:90] for query in seen]


def test_the_records_clerk_gives_numbers_one_press_each(world: World) -> None:
    first, second = signed(world), signed(world)
    client = enter("thu")
    assert "2 kết quả chờ cho số" in client.get("/can-bo/van-thu/").content.decode()
    sent = key(version=first.version)
    answers = [client.post(at("issue", first), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    page = client.get(answers[0].headers["Location"]).content.decode()
    assert "Đã cho số 01/UBND." in page
    assert "1 kết quả chờ cho số" in page
    stale = client.post(at("issue", second), key(version=second.version - 1))
    assert stale.status_code == 409
    assert "Phạm Văn Tâm vừa ký lúc 8:30." in stale.content.decode()
    assert client.post(at("issue", second), key(version="abc")).status_code == 409


@pytest.mark.parametrize("login", ["tam", "truc", "nhai", "van"])
def test_nobody_else_gives_a_number(world: World, login: str) -> None:
    dossier = signed(world)
    assert enter(login).post(at("issue", dossier), key(version=dossier.version)).status_code == 404
    assert world.get(dossier.id).state == "signed"
