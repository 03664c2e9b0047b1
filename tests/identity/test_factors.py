"""The second step: compulsory where the post asks for it, each code once, the last factor stays."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.identity.doors import SEED, acts, code, password_step, with_phone
from tests.people import PASSWORD, VAN_DU, passed
from tests.web.office_acts import enter
from tests.world import NOW, World
from thanthien.core import clock, rekey
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import access
from thanthien.identity import service as identity
from thanthien.org import service as org
from thanthien.org.models import Position

LATER = NOW + timedelta(minutes=2)
STEP = "/can-bo/dang-nhap/buoc-hai/"


def second(client: Client, typed: str, **more: str) -> int:
    return client.post(STEP, {"code": typed, **more}).status_code


@pytest.mark.parametrize("login", ["tam", "thu", "quan", "kiem"])
def test_posts_that_need_it_reach_nothing_but_the_set_up(world: World, login: str) -> None:
    client, _ = password_step(login)
    for name in ("today", "more", "visits", "own_password", "find"):
        answer = client.get(reverse(f"office:{name}"))
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("office:security")), name
    page = client.get(reverse("office:security")).content.decode()
    assert "phải có bước thứ hai" in page
    asked = client.get(reverse("office:today"), headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (401, reverse("office:security"))


def test_other_posts_may_choose(world: World) -> None:
    client, _ = password_step("nhai")
    assert client.get(reverse("office:today")).status_code == 200
    assert "không bắt buộc" in client.get(reverse("office:security")).content.decode()


def set_up(client: Client) -> str:
    page = client.get(reverse("office:totp_add")).content.decode()
    seed = page.split("data-seed>")[1].split("<")[0].replace(" ", "")
    assert seed not in str(dict(client.session)), "sessions stand in the database"
    wrong = client.post(reverse("office:totp_add"), {"code": "000000"})
    assert wrong.status_code == 422
    done = client.post(reverse("office:totp_add"), {"code": code(seed)})
    assert done.content.decode().count("data-code") == 10
    return seed


def test_setting_up_an_app_opens_the_house_and_prints_ten_codes_once(world: World) -> None:
    client, _ = password_step("tam")
    elsewhere, _ = password_step("tam")
    seed = set_up(client)
    assert client.get(reverse("office:today")).status_code == 200
    assert elsewhere.get(reverse("office:security")).status_code == 302  # opened by the password alone
    assert {"factor.add_totp", "recovery_codes.make"} <= set(acts(world, "tam"))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert seed not in stored


def test_the_way_in_asks_for_the_code_and_takes_each_once(world: World) -> None:
    with_phone(world.actors["tam"])
    client, answer = password_step("tam")
    assert answer.headers["Location"] == STEP
    assert client.get(reverse("office:today")).status_code == 302
    assert second(client, "000000") == 422
    assert "đã dùng rồi" in client.post(STEP, {"code": code()}).content.decode()  # it set the app up
    with clock.rehearse(LATER):
        before = client.session.session_key
        assert second(client, code(at=LATER)) == 302
        assert client.session.session_key != before
        assert client.get(reverse("office:today")).status_code == 200
        replay, _ = password_step("tam")
        assert "đã dùng rồi" in replay.post(STEP, {"code": code(at=LATER)}).content.decode()
        assert replay.get(reverse("office:today")).status_code == 302


def test_a_clock_that_is_half_a_minute_off_is_met_and_more_is_not(world: World) -> None:
    with_phone(world.actors["tam"])
    for offset, expected in ((-60, None), (-30, True), (30, True), (60, None)):
        step = access.matching_step(SEED, code(at=LATER + timedelta(seconds=offset)), LATER)
        assert (step is not None) is bool(expected), offset


def test_guesses_of_the_code_have_to_wait(world: World) -> None:
    with_phone(world.actors["tam"])
    client, _ = password_step("tam")
    for _ in range(6):
        answer = client.post(STEP, {"code": "111111"})
    assert "Đã gõ sai nhiều lần" in answer.content.decode()
    with clock.rehearse(NOW + timedelta(seconds=5)):
        assert second(client, code(at=LATER)) == 422


def test_the_second_step_is_forgotten_after_ten_minutes_and_belongs_to_one_password(world: World) -> None:
    with_phone(world.actors["tam"])
    client, _ = password_step("tam")
    with clock.rehearse(NOW + timedelta(minutes=11)):
        assert client.get(STEP).headers["Location"] == reverse("office:login")
    other, _ = password_step("tam")
    org.own_password(actor=world.actors["tam"], now=NOW, old=PASSWORD, new="cơm nếp đầu làng 88")
    assert other.get(STEP).headers["Location"] == reverse("office:login")
    assert Client().get(STEP).headers["Location"] == reverse("office:login")


def test_a_recovery_code_opens_once(world: World) -> None:
    with_phone(world.actors["tam"])
    tam = UUID(world.actors["tam"].id)
    spare = identity.recovery_codes(tam)
    assert len(spare) == 10
    client, _ = password_step("tam")
    assert client.post(f"{STEP}?du-phong=1", {"code": f"{spare[0][:4]} {spare[0][4:]}"}).status_code == 302
    assert acts(world, "tam")[-2:] == ["recovery_codes.use", "session.begin"]
    again, _ = password_step("tam")
    answer = again.post(f"{STEP}?du-phong=1", {"code": spare[0]})
    assert "Mỗi mã chỉ dùng một lần" in answer.content.decode()
    assert identity.factors_of(tam).codes == 9


def test_a_new_sheet_makes_the_old_one_worthless(world: World) -> None:
    with_phone(world.actors["tam"])
    old = identity.recovery_codes(UUID(world.actors["tam"].id))
    client = enter("tam")
    page = client.post(reverse("office:codes_make")).content.decode()
    assert page.count("data-code") == 10
    new = identity.recovery_codes(UUID(world.actors["tam"].id))
    assert not set(old) & set(new)


def test_the_last_factor_stays_while_the_post_asks_and_also_after_it_ended(world: World) -> None:
    with_phone(world.actors["tam"])
    has = identity.factors_of(UUID(world.actors["tam"].id))
    assert has.totp
    path = reverse("office:factor_remove", args=[has.totp.id])
    client = enter("tam")
    assert client.get(path).status_code == 200
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Chức danh của anh/chị phải có bước thứ hai" in refused.content.decode()
    position = Position.objects.get(staff__login="tam")
    org.give_position(
        actor=SYSTEM, now=NOW, unit_id=world.home, staff_id=position.staff_id, role="handler", title="Công chức",
        valid_from=NOW.date(),
    )  # fmt: skip
    org.end_position(actor=SYSTEM, now=NOW, position_id=position.id, valid_to=NOW.date())
    assert password_step("tam")[1].headers["Location"] == STEP
    assert client.post(path).status_code == 302  # nobody demands it any more
    assert "Việc này đã xong từ trước" in client.post(path, follow=True).content.decode()
    assert identity.factors_of(position.staff_id).count == identity.factors_of(position.staff_id).codes == 0
    assert acts(world, "tam")[-1] == "factor.remove"


def test_a_post_in_another_commune_holds_the_factor_too(world: World) -> None:
    with_phone(world.actors["truc"])
    staff_id = UUID(world.actors["truc"].id)
    Position.objects.create(
        unit_id=world.units[VAN_DU], staff_id=staff_id, role="chair", title="Phó Chủ tịch", valid_from=NOW.date()
    )
    has = identity.factors_of(staff_id)
    assert has.totp
    with pytest.raises(Refused):
        identity.remove(actor=world.actors["truc"], now=NOW, factor_id=has.totp.id)


def test_nobody_removes_anothers(world: World) -> None:
    with_phone(world.actors["tam"])
    has = identity.factors_of(UUID(world.actors["tam"].id))
    assert has.totp
    with pytest.raises(NotThere):
        identity.remove(actor=world.actors["thu"], now=NOW, factor_id=has.totp.id)


def test_changing_factors_long_after_the_password_asks_for_it_again(world: World) -> None:
    client = enter("nhai")
    with clock.rehearse(NOW + timedelta(minutes=16)):
        path = reverse("office:totp_add")
        confirm = client.get(path).headers["Location"]
        assert confirm.startswith(reverse("office:confirm"))
        assert client.post(confirm, {"proof": "không phải"}).status_code == 422
        assert client.post(confirm, {"proof": PASSWORD, "tiep": path}).headers["Location"] == path
        assert client.get(path).status_code == 200


def test_a_session_of_the_password_alone_cannot_add_a_factor_beside_one(world: World) -> None:
    stale, _ = password_step("tam")
    with_phone(world.actors["tam"])
    assert stale.get(reverse("office:totp_add")).headers["Location"] == reverse("office:login")
    assert stale.get(reverse("office:security")).status_code == 302


def test_an_administrator_sets_back_with_a_reason_and_never_the_own(world: World) -> None:
    with_phone(world.actors["tam"])
    inside = passed(password_step("mua")[0], "mua")
    path = reverse("office:factor_reset", args=[world.actors["tam"].id])
    admin = enter("quan")
    assert admin.post(path, {"reason": "mất", "once": "1"}).status_code == 422
    assert admin.post(path, {"reason": "Mất điện thoại, đã gặp ngày 16/11", "once": "2"}).status_code == 302
    assert identity.factors_of(UUID(world.actors["tam"].id)).count == 0
    assert acts(world, "tam")[-1] == "factor.reset"
    client, answer = password_step("tam")
    assert answer.headers["Location"] == reverse("office:today")
    assert client.get(reverse("office:today")).headers["Location"] == reverse("office:security")
    own = reverse("office:factor_reset", args=[world.actors["quan"].id])
    assert admin.post(own, {"reason": "Mất điện thoại của mình rồi", "once": "3"}).status_code == 422
    assert inside.get(reverse("office:today")).status_code == 200


def test_seeds_of_the_demo_are_shown_in_a_demo_alone(world: World, settings: Any) -> None:
    tam = org.at_work(UUID(world.actors["tam"].id), NOW.date())
    assert tam
    identity.give_demo(actor=SYSTEM, now=NOW, staff_id=tam.staff.id, login="tam")
    client, _ = password_step("tam")
    shown = client.get(STEP).content.decode().split("data-demo-code>")[1].split("<")[0]
    settings.DEMO = False
    assert "data-demo-code" not in client.get(STEP).content.decode()
    assert identity.demo_code(tam.staff, NOW) == ""
    with pytest.raises(RuntimeError):
        identity.demo_secret("tam")
    settings.DEMO = True
    assert second(client, shown) == 302


def test_a_person_of_the_demo_with_an_own_phone_shows_nothing(world: World) -> None:
    with_phone(world.actors["tam"])
    client, _ = password_step("tam")
    assert "data-demo-code" not in client.get(STEP).content.decode()


@pytest.mark.parametrize("said", ["[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, "[1]", '{"id": 1}', "\x00"])
def test_a_passkey_that_says_nonsense_is_refused_kindly(world: World, said: str) -> None:
    with_phone(world.actors["tam"])
    client, _ = password_step("tam")
    assert client.post(STEP, {"credential": said}).status_code == 422
    client = passed(enter("tam"), "tam")
    assert client.post(reverse("office:passkey_add"), {"name": "k", "credential": said}).status_code == 422


def test_a_second_app_is_refused(world: World) -> None:
    with_phone(world.actors["tam"])
    with pytest.raises(Refused):
        identity.add_totp(actor=world.actors["tam"], now=LATER, secret=SEED, code=code(at=LATER))


def test_seeds_follow_a_new_field_key(world: World, settings: Any) -> None:
    with_phone(world.actors["tam"])
    old = str(settings.THANTHIEN_FIELD_KEY)
    spare = identity.recovery_codes(UUID(world.actors["tam"].id))
    settings.THANTHIEN_FIELD_KEY, settings.THANTHIEN_FIELD_KEYS_OLD = (
        "b-new-field-key-b-new-field-key-b-new-field-key",
        (old,),
    )
    assert rekey.rotate().values["mfa_authenticator"] == 2
    assert rekey.rotate().values["mfa_authenticator"] == 0
    settings.THANTHIEN_FIELD_KEYS_OLD = ()
    assert identity.recovery_codes(UUID(world.actors["tam"].id)) == spare
    client, _ = password_step("tam")
    with clock.rehearse(LATER):
        assert second(client, code(at=LATER)) == 302
