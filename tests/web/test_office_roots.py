"""The administrator sees which days are closed, enters the key of another installation and takes its roots in."""

import json
from typing import Any
from uuid import uuid4

from django.urls import reverse

from tests.core.proof_house import NEXT_MORNING, closed, receipts
from tests.core.test_other_roots import LATER, elsewhere, signed
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core.models import OtherKey, OtherRoot
from thanthien.core.proof import keys, proving


def key(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


def test_the_state_of_the_days_is_shown(world: World) -> None:
    page = reverse("office:roots")
    assert "Chưa có ngày nào được gói" in enter("quan").get(page).content.decode()
    assert page in enter("quan").get(reverse("office:audit")).content.decode()
    receipts(world, 1)
    closed()
    with rehearsed(NEXT_MORNING):
        said = enter("quan").get(page).content.decode()
        assert "Đã gói đến hết hôm qua" in said
        assert keys.ours()[keys.present()].hex() in said
    with rehearsed(LATER):
        assert "Còn ngày chưa gói" in enter("quan").get(page).content.decode()


def test_a_key_is_entered_and_a_root_taken_in_once(world: World) -> None:
    receipts(world, 1)
    closed(LATER)
    with rehearsed(LATER):
        one = enter("quan")
        with elsewhere() as public:
            text = signed(next(proving.every()))
        assert one.post(reverse("office:roots_receive"), key(text=text)).status_code == 422
        sent = key(name="UBND xã Vân Du", public=public)
        for _ in range(2):
            assert one.post(reverse("office:roots_trust"), sent).status_code == 302
        assert OtherKey.objects.count() == 1
        sent = key(text=json.dumps(json.loads(text), indent=1))
        for _ in range(2):
            assert one.post(reverse("office:roots_receive"), sent)["Location"].endswith("?xong=new")
        assert one.post(reverse("office:roots_receive"), key(text=text))["Location"].endswith("?xong=known")
        assert OtherRoot.objects.count() == 1
        assert "UBND xã Vân Du" in one.get(reverse("office:roots")).content.decode()


def test_what_was_typed_stays_and_the_error_stands_at_its_field(world: World) -> None:
    one = enter("quan")
    refused = one.post(reverse("office:roots_trust"), key(name="UBND xã Vân Du", public="abc"))
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "64 chữ số" in said
    assert 'value="UBND xã Vân Du"' in said
    refused = one.post(reverse("office:roots_receive"), key(text="không phải"))
    assert "chưa phải dấu ngày" in refused.content.decode()


def test_two_roots_for_one_day_are_shown_at_the_top(world: World) -> None:
    receipts(world, 1)
    closed(LATER)
    with rehearsed(LATER):
        one, root = enter("quan"), next(proving.every())
        with elsewhere() as public:
            first = signed(root)
            root.size += 1
            second = signed(root)
        one.post(reverse("office:roots_trust"), key(name="UBND xã Vân Du", public=public))
        one.post(reverse("office:roots_receive"), key(text=first))
        led = one.post(reverse("office:roots_receive"), key(text=second))
        said = one.get(led["Location"]).content.decode()
        assert "hai dấu khác nhau" in said
        assert said.count('role="alert"') == 2
