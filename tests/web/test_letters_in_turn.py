"""Letters read and signed one after another: the next one comes by itself, each signature stands alone."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Apology

FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=clock.VN)
PAGE = "/can-bo/chu-tich/"
NAMES = ("Bùi Thị Mơ", "Đinh Văn Ổi", "Hà Thị Gấc", "Lò Văn Khế")


def letters(world: World, many: int = 3) -> list[Apology]:
    for name in NAMES[:many]:
        world.received(applicant=world.applicant(name=name))
    with rehearsed(FRIDAY):
        onestop.draft_due_apologies(FRIDAY)
    return list(onestop.apology_drafts(world.actors["tam"]))


def at(name: str, one: Any, done: int = 0) -> str:
    return f"{reverse(f'office:{name}', args=[one.id])}?da={done}"


def sign(client: Client, one: Apology, done: int = 0, **more: Any) -> Any:
    return client.post(at("letter_sign", one, done), {"once": str(uuid4()), **more})


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_signing_one_brings_the_next_and_the_last_brings_the_morning(world: World) -> None:
    waiting, seen, address = letters(world), [], ""
    with rehearsed(FRIDAY):
        client = enter("tam")
        address = at("letter_sign", waiting[0])
        for number in (1, 2, 3):
            text = shown(client, address)
            assert f"Thư {number} trên 3" in text
            seen.append(next(name for name in NAMES if f'<span translate="no">{name}</span>?' in text))
            address = client.post(address, {"once": str(uuid4())}).headers["Location"]
        assert address == f"{PAGE}?xong=thu-ky"
        assert "Không còn việc nào chờ quyết" in shown(client, address)
    assert sorted(seen) == sorted(NAMES[:3])
    assert set(Apology.objects.values_list("state", flat=True)) == {"signed"}


def test_what_is_put_off_comes_back_after_the_last(world: World) -> None:
    first, second, third = letters(world)
    with rehearsed(FRIDAY):
        client = enter("tam")
        assert f"{second.id}/ky/?da=0" in shown(client, at("letter_sign", first)), "F2 leads to the second"
        after = sign(client, second).headers["Location"]
        assert str(third.id) in after
        assert "Thư 3 trên 3, đã xong 1" in shown(client, after)
        back = sign(client, third, 1).headers["Location"]
        assert str(first.id) in back
        assert "Thư 3 trên 3, đã xong 2" in shown(client, back)
        assert "Để sau" not in shown(client, back), "the last one has nothing after it"
    assert Apology.objects.get(id=first.id).state == "draft"


def test_a_double_press_counts_once_and_still_brings_the_next(world: World) -> None:
    first, second, _ = letters(world)
    sent = {"once": str(uuid4()), "seen": onestop.seen_of(first)}
    with rehearsed(FRIDAY):
        client = enter("tam")
        answers = [client.post(at("letter_sign", first), sent) for _ in range(2)]
    assert [str(second.id) in one.headers["Location"] for one in answers] == [True, True]
    assert Apology.objects.filter(state="signed").count() == 1


def test_a_signature_that_fails_stays_and_says_why_the_others_stand(world: World) -> None:
    first, second, third = letters(world)
    Apology.objects.filter(id=second.id).update(new_date=FRIDAY.date())
    with rehearsed(FRIDAY):
        client = enter("tam")
        sign(client, first)
        answer = sign(client, second, 1)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Chưa ký được." in text
        assert "Chọn ngày hẹn mới sau hôm nay." in text
        assert f"{third.id}/ky/?da=1" in text, "one can go on"
        sign(client, third, 1)
    assert {str(one.id): one.state for one in Apology.objects.all()} == {
        str(first.id): "signed", str(second.id): "draft", str(third.id): "signed",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["letter_sign", "letter_revise", "letter_dismiss"])
def test_what_a_colleague_settled_meanwhile_gives_way_kindly(world: World, name: str) -> None:
    first, second, _ = letters(world)
    with rehearsed(FRIDAY):
        onestop.sign_apology(actor=world.actors["tam"], now=FRIDAY, apology_id=first.id)
        client = enter("tam")
        looked = client.get(at(name, first, 4))
        pressed = client.post(at(name, first, 4), {"once": str(uuid4()), "promise": "Anh Trúc hứa xong trước 16 giờ."})
        assert str(second.id) in looked.headers["Location"]
        assert "da=4" in pressed.headers["Location"], "somebody else's signature is not counted as mine"
        assert "Không có gì gửi hai lần" in shown(client, pressed.headers["Location"])


def test_changed_words_keep_the_place(world: World) -> None:
    _, second, _ = letters(world)
    sent = {
        "once": str(uuid4()), "reason_code": "still_working", "reason": "Xã xếp việc chưa tốt, cô thông cảm.",
        "new_date_d": "27", "new_date_m": "11", "new_date_y": "2026", "answerable": world.actors["truc"].id,
    }  # fmt: skip
    with rehearsed(FRIDAY):
        client = enter("tam")
        answer = client.post(at("letter_revise", second, 1), sent)
        text = shown(client, answer.headers["Location"])
    assert answer.headers["Location"] == f"{at('letter_sign', second, 1)}&xong=thu-sua"
    assert "xếp việc chưa tốt" in text
    assert "Đọc lại rồi ký" in text


def test_a_promise_brings_the_next_letter(world: World) -> None:
    first, second, _ = letters(world)
    with rehearsed(FRIDAY):
        sent = {"once": str(uuid4()), "promise": "Anh Trúc hứa xong trước 16 giờ thứ Hai."}
        answer = enter("tam").post(at("letter_dismiss", first), sent)
    assert str(second.id) in answer.headers["Location"]
    assert "da=1" in answer.headers["Location"]


@pytest.mark.parametrize("said", ["", "-1", "abc", "9" * 40, "١٢", "1e3"])
def test_a_foreign_count_in_the_address_does_no_harm(world: World, said: str) -> None:
    first = letters(world, 1)[0]
    with rehearsed(FRIDAY):
        answer = enter("tam").get(reverse("office:letter_sign", args=[first.id]), {"da": said})
    assert answer.status_code == 200


def test_the_first_page_draws_some_letters_whole_and_counts_them_all(world: World, monkeypatch: Any) -> None:
    letters(world)
    monkeypatch.setattr("thanthien.office.chair.WHOLE", 2)
    with rehearsed(FRIDAY):
        text = shown(enter("tam"), PAGE)
    assert "Ký thư xin lỗi (3)" in text
    assert "Còn 1 thư nữa." in text
    assert "Có 3 việc chờ" in text
    assert text.count('class="letter') == 2


def test_a_letter_of_another_unit_has_no_place(world: World) -> None:
    first = letters(world, 1)[0]
    with pytest.raises(NotThere):
        onestop.reading.place_of(world.actors["van"], first.id)
    with pytest.raises(NotThere):
        onestop.reading.place_of(world.actors["truc"], first.id)


def test_a_signature_and_the_next_letter_cost_few_statements(world: World) -> None:
    first, second, _ = letters(world)
    with rehearsed(FRIDAY):
        client = enter("tam")
        client.get(at("letter_sign", first))
        with CaptureQueriesContext(connection) as pressed:
            sign(client, first)
        with CaptureQueriesContext(connection) as drawn:
            client.get(at("letter_sign", second, 1))
    assert len(pressed) <= 34, [one["sql"][:90] for one in pressed]
    assert len(drawn) <= 7, [one["sql"][:90] for one in drawn]
