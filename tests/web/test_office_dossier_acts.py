"""Every act of a dossier's page: works, other post, next commune, stale form, two presses, bad input."""

from uuid import uuid4

import pytest

from tests.web.office_acts import PRESSES, Press, address, body, enter, events, plain
from tests.world import World
from thanthien.onestop import service as onestop

EACH = pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.slug)
CHECKED = [press for press in PRESSES if press.bad is not None]


@EACH
def test_the_post_that_may_does_it_and_comes_back_to_the_dossier(world: World, press: Press) -> None:
    dossier = press.start(world)
    client = enter(press.by)
    shown = client.get(address(dossier, press.slug))
    assert shown.status_code == 200
    answer = client.post(address(dossier, press.slug), body(dossier, press))
    assert answer.status_code == 302, answer.content.decode()
    assert world.get(dossier.id).state == press.state
    after = client.get(answer.headers["Location"])
    assert after.status_code == 200
    assert 'role="status"' in after.content.decode()


@EACH
def test_another_post_finds_no_such_page(world: World, press: Press) -> None:
    if not press.not_by:
        return
    dossier = press.start(world)
    client = enter(press.not_by)
    assert client.get(address(dossier, press.slug)).status_code == 404
    assert client.post(address(dossier, press.slug), body(dossier, press)).status_code == 404
    assert world.get(dossier.id).version == dossier.version


@EACH
def test_the_next_commune_finds_nothing(world: World, press: Press) -> None:
    dossier = press.start(world)
    for login in ("la", "xa", "du", "van"):
        client = enter(login)
        assert client.get(address(dossier, press.slug)).status_code == 404
        assert client.post(address(dossier, press.slug), body(dossier, press)).status_code == 404
    assert world.get(dossier.id).version == dossier.version


@EACH
def test_a_form_drawn_before_somebody_moved_it_keeps_the_text_and_says_who(world: World, press: Press) -> None:
    dossier = press.start(world)
    sent = body(dossier, press)
    onestop.note(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, text="Bà gọi hỏi.")
    answer = enter(press.by).post(address(dossier, press.slug), sent)
    if not press.versioned:
        assert answer.status_code == 302
        return
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hà Thị Nhài vừa ghi chú lúc 8:30." in page
    assert f'name="version" value="{dossier.version + 1}"' in page
    for typed in press.data.values():
        assert not isinstance(typed, str) or typed in page
    assert world.get(dossier.id).state == dossier.state


@EACH
def test_two_presses_are_one_act(world: World, press: Press) -> None:
    dossier = press.start(world)
    client, sent = enter(press.by), body(dossier, press)
    first = client.post(address(dossier, press.slug), sent)
    written = events(dossier)
    second = client.post(address(dossier, press.slug), sent)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert events(dossier) == written


@pytest.mark.parametrize("press", CHECKED, ids=lambda press: press.slug)
def test_bad_input_is_said_at_its_field_and_changes_nothing(world: World, press: Press) -> None:
    dossier = press.start(world)
    sent = {**body(dossier, press), **(press.bad or {})}
    answer = enter(press.by).post(address(dossier, press.slug), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errsum"' in page
    assert world.get(dossier.id).version == dossier.version


def test_a_letter_is_read_before_it_is_sent(world: World) -> None:
    dossier = plain(world)
    press = next(one for one in PRESSES if one.slug == "bo-sung")
    client = enter("truc")
    sent = body(dossier, press) | {"buoc": "xem"}
    page = client.post(address(dossier, "bo-sung"), sent).content.decode()
    assert "Bà con sẽ đọc thế này" in page
    assert "Bản sao giấy tờ, hồ sơ cá nhân" in page
    assert "123/2015/NĐ-CP, Điều 26" in page
    assert world.get(dossier.id).state == "in_process"
    back = client.post(address(dossier, "bo-sung"), sent | {"buoc": "sua"}).content.decode()
    assert press.data["reason"] in back
    assert "errsum" not in back


def test_a_second_request_needs_a_law_of_its_own_and_the_chair(world: World) -> None:
    press = next(one for one in PRESSES if one.slug == "bo-sung")
    dossier = plain(world)
    enter("truc").post(address(dossier, "bo-sung"), body(dossier, press))
    dossier = world.get(dossier.id)
    brought = {"items": ["2"], "once": str(uuid4()), "version": dossier.version}
    enter("nhai").post(address(dossier, "nhan-bo-sung"), brought)
    dossier = world.get(dossier.id)
    page = enter("truc").get(address(dossier, "bo-sung")).content.decode()
    assert "do Chủ tịch quyết định" in page
    assert "Xem trước thư" not in page
    chair = enter("tam")
    assert chair.post(address(dossier, "bo-sung"), body(dossier, press)).status_code == 422
    law = body(dossier, press) | {"named_law": "Luật Hộ tịch 2014, Điều 24 khoản 3"}
    assert chair.post(address(dossier, "bo-sung"), law).status_code == 302
    assert world.get(dossier.id).state == "waiting"


def test_a_dossier_goes_to_a_colleague_and_not_to_a_stranger(world: World) -> None:
    dossier = plain(world)
    client = enter("truc")
    sent = {"once": str(uuid4()), "version": dossier.version, "staff": world.actors["xa"].id}
    assert client.post(address(dossier, "giao-lai"), sent).status_code == 422
    sent = {"once": str(uuid4()), "version": dossier.version, "staff": world.actors["mua"].id}
    assert client.post(address(dossier, "giao-lai"), sent).status_code == 302
    assert world.get(dossier.id).owner.name == "Bùi Thị Mùa"


def test_the_same_key_with_other_words_changes_nothing(world: World) -> None:
    dossier = plain(world)
    client, key = enter("truc"), str(uuid4())
    sent = {"once": key, "version": dossier.version, "text": "Lần một"}
    assert client.post(address(dossier, "ghi-chu"), sent).status_code == 302
    answer = client.post(address(dossier, "ghi-chu"), sent | {"text": "Lần hai"})
    assert answer.status_code == 409
    assert "đã gửi rồi" in answer.content.decode()
