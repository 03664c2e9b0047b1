"""The pages of difficulties, as the chair of the commune and the officer of the province use them."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.programme.planned import planned, task
from tests.programme.raised import ANSWER, TEXT, TITLE, answered, overseer, published, raised, seen
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Difficulty, Solution

RAISE = reverse("office:difficulty_raise")


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def typed(**changes: str) -> dict[str, str]:
    return {"once": "0190b2c5", "title": TITLE, "area": "equipment", "text": TEXT} | changes


def press(client: Client, side: str, key: UUID, slug: str, **given: Any) -> Any:
    address = reverse(f"{side}:difficulty_act", args=[key, slug])
    return client.post(address, {"once": f"0190b2{slug}", "version": str(seen(key).version), **given})


def test_raised_once_however_often_it_is_sent(world: World) -> None:
    overseer(world)
    client = enter("tam")
    assert [client.post(RAISE, typed()).status_code for _ in range(2)] == [302, 302]
    assert Difficulty.objects.count() == 1
    page = words(client.get(reverse("office:difficulties")))
    assert TITLE in page
    assert "Lê Thị Tỉnh" in page


def test_what_was_typed_stays_when_something_is_lacking(world: World) -> None:
    answer = enter("tam").post(RAISE, typed(area=""))
    assert answer.status_code == 422
    assert TITLE in words(answer)
    assert "đường truyền số liệu chuyên dùng" in words(answer)


def test_without_script_a_button_shows_similar_answers_and_keeps_what_was_typed(world: World) -> None:
    published(world)
    answer = enter("du").post(RAISE, typed(title="duong truyen chap chon", tim="1"))
    assert answer.status_code == 200
    page = words(answer)
    assert "Xã khác hỏi rồi" in page
    assert "đường truyền số liệu chuyên dùng" in page
    assert "Anh/chị điền" not in page
    assert Difficulty.objects.count() == 1


def test_similar_answers_while_typing(world: World) -> None:
    published(world)
    address = reverse("office:difficulty_similar")
    client = enter("du")
    assert "chuyên dùng trước 15/12" in words(client.get(address, {"title": "đường truyền"}))
    assert "Chưa thấy câu nào" in words(client.get(address, {"title": "biên chế tư pháp"}))
    assert words(client.get(address)).strip() == ""
    assert client.get(address, {"title": "\x00" * 9}).status_code == 200


def test_a_task_fills_the_form_in(world: World) -> None:
    key = task(world, planned(world))
    client = enter("tam")
    assert "Mở thêm một quầy Một cửa" in words(client.get(RAISE, {"tu": f"task:{key}"}))
    assert client.post(f"{RAISE}?tu=task:{key}", typed()).status_code == 302
    assert Difficulty.objects.get().source_id == key
    assert enter("du").get(RAISE, {"tu": f"task:{key}"}).status_code == 404
    for bad in ("task:x", "moon:1", "\x00"):
        assert client.get(RAISE, {"tu": bad}).status_code == 200


def test_the_way_there_and_back_by_the_pages(world: World) -> None:
    key = raised(world)
    above, chair = enter("tinh"), enter("tam")
    assert "Vì sao hạn ngày ấy" in words(above.get(reverse("above:difficulty", args=[key])))
    assert press(above, "above", key, "hoi-lai", text="Thôn nào, bao nhiêu hộ?").status_code == 302
    assert "Thôn nào, bao nhiêu hộ?" in words(chair.get(reverse("office:difficulty", args=[key])))
    assert press(chair, "office", key, "bo-sung", text="Ba thôn phía tây.").status_code == 302
    assert press(above, "above", key, "tra-loi", text=ANSWER).status_code == 302
    assert ANSWER in words(chair.get(reverse("office:difficulty", args=[key])))
    assert press(chair, "office", key, "khep", outcome="solved").status_code == 302
    assert "Đã khép" in words(chair.get(reverse("office:difficulties"), {"xem": "xong"}))
    assert TITLE in words(above.get(reverse("above:difficulties"), {"xem": "xong"}))


def test_somebody_was_faster_and_the_words_stay(world: World) -> None:
    key = raised(world)
    old = seen(key).version
    press(enter("tinh"), "above", key, "hoi-lai", text="Thôn nào, bao nhiêu hộ?")
    address = reverse("office:difficulty_act", args=[key, "khep"])
    answer = enter("tam").post(
        address, {"once": "x1", "version": old, "outcome": "unsolved", "text": "Xã tự lo được rồi"}
    )
    assert answer.status_code == 422
    assert "Xã tự lo được rồi" in words(answer)
    assert "vừa hỏi lại xã" in words(answer)


@pytest.mark.parametrize("slug", ["tra-loi", "giao", "hoi-lai", "moon"])
def test_the_commune_does_not_find_the_other_sides_acts(world: World, slug: str) -> None:
    assert enter("tam").get(reverse("office:difficulty_act", args=[raised(world), slug])).status_code == 404


def test_the_library_is_published_and_searched(world: World) -> None:
    key = answered(world)
    above = enter("tinh")
    address = reverse("above:difficulty_publish", args=[key])
    given = {"once": "p1", "question": "Đường truyền chập chờn thì sao?", "answer": ANSWER}
    assert "Đọc lại và đánh dấu" in words(above.post(address, given))
    assert above.post(address, given | {"confirmed": "on"}).status_code == 302
    page = words(enter("la").get(reverse("office:solutions"), {"q": "duong truyen"}))
    assert "Đường truyền chập chờn thì sao?" in page
    assert "Cẩm Vân" not in page
    row = Solution.objects.get()
    gone = reverse("above:solution_withdraw", args=[row.id])
    assert above.get(gone).status_code == 200
    assert above.post(gone, {"once": "w1", "reason": "Quy định đã đổi"}).status_code == 302
    assert "Chưa có câu trả lời" in words(enter("la").get(reverse("office:solutions")))


def test_the_promise_and_the_day_of_the_level_above(world: World) -> None:
    raised(world)
    above = enter("tinh")
    assert "mức tạm" in words(above.get(reverse("above:difficulties")))
    address = reverse("above:difficulty_limit")
    assert above.post(address, {"once": "l1", "first_days": "0", "second_days": "3"}).status_code == 422
    assert above.post(address, {"once": "l2", "first_days": "7", "second_days": "3"}).status_code == 302
    assert "trong 7 ngày" in words(above.get(reverse("above:difficulties")))
    assert "Khó khăn của xã chờ mình trả lời" in words(above.get(reverse("office:today")))
