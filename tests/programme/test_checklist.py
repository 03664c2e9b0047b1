"""A province gives its communes a list of its own from a day on; items keep their codes when their words change."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.programme.reviewed import begun, readiness, rows
from tests.programme.start import ABOVE, above
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import service as programme
from thanthien.programme.models import Checklist
from thanthien.rules.checklist import changed, items

DECIDED = programme.Ruling("77/QĐ-UBND", date(2026, 11, 2), "UBND tỉnh Thanh Hóa")
Asked = readiness.Asked
LIST = (Asked("facility", "Phòng Một cửa có ít nhất 15 ghế", "f01"), Asked("people", "Có tổ hỗ trợ người già"))


def made(world: World, actor: Any = None, **changes: Any) -> None:
    values: dict[str, Any] = {"valid_from": date(2026, 11, 10), "ruling": DECIDED, "asked": LIST}
    readiness.set_list(actor=actor or above(world), now=world.now, **(values | changes))


def test_the_communes_review_with_the_list_of_their_province(world: World) -> None:
    made(world)
    found = [(one.code, one.text, one.assumed, one.source) for one in rows(begun(world))]
    assert found == [
        ("f01", "Phòng Một cửa có ít nhất 15 ghế", False, "77/QĐ-UBND"),
        ("t1", "Có tổ hỗ trợ người già", False, "77/QĐ-UBND"),
    ]
    assert audit.verify().ok


def test_another_province_keeps_the_common_list(world: World) -> None:
    made(world)
    sinh = world.actors["sinh"]
    assert sinh.unit_id is not None
    assert readiness.in_force(sinh.unit_id, world.now.date()).made is None


def test_a_list_holds_from_its_day_on(world: World) -> None:
    made(world, valid_from=date(2026, 12, 1))
    review = begun(world)
    assert len(rows(review)) == len(items(world.now.date()))
    assert len(readiness.in_force(world.home, date(2026, 12, 1)).items) == 2


def test_what_is_new_never_takes_an_old_items_code(world: World) -> None:
    actor = above(world)
    made(world, actor)
    made(world, actor, valid_from=date(2026, 11, 11), asked=LIST[:1])
    fresh = (*LIST[:1], Asked("people", "Có người trực trưa"))
    made(world, actor, valid_from=date(2026, 11, 12), asked=fresh)
    assert [one["code"] for one in Checklist.objects.latest("valid_from").items] == ["f01", "t2"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"asked": ()}, "từ 1 đến"), ({"asked": [Asked("facility", "a")]}, "từ 5 đến"),
        ({"asked": [Asked("facility", "Có đủ ghế chờ"), Asked("people", "có ĐỦ ghế chờ")]}, "hai lần"),
        ({"asked": [Asked("moon", "Có đủ ghế chờ")]}, "Mở lại trang"),
        ({"asked": [Asked("people", "Có đủ ghế chờ", "zz")]}, "Mở lại trang"),
        ({"valid_from": date(2026, 11, 1)}, "từ ngày ban hành"),
    ],
)  # fmt: skip
def test_a_list_that_lacks_something(world: World, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        made(world, **changes)
    assert not Checklist.objects.exists()


@pytest.mark.parametrize("login", ["tam", "quan"])
def test_a_commune_makes_no_list(world: World, login: str) -> None:
    with pytest.raises(NotThere):
        made(world, world.actors[login])
    assert enter(login).get(reverse("above:readiness")).status_code == 404


def test_the_page_of_the_level_above(world: World) -> None:
    above(world)
    client = enter(ABOVE)
    assert "chưa ban hành danh mục nào" in client.get(reverse("above:readiness")).content.decode()
    address = reverse("above:readiness_set")
    assert client.get(address).status_code == 200
    typed = {f"muc-{one.code}": one.text for one in items(world.now.date())} | {
        "once": "k", "number": "77/QĐ-UBND", "on": "2026-11-02", "issuer": "UBND tỉnh", "valid_from": "2026-11-10",
        "muc-f02": "", "them-people": "Có tổ hỗ trợ người già\n\nCó người trực trưa",
    }  # fmt: skip
    bad = client.post(address, typed | {"number": ""})
    assert bad.status_code == 422
    assert "Có người trực trưa" in bad.content.decode()
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    found = [row["code"] for row in Checklist.objects.get().items]
    assert len(found) == len(items(world.now.date())) + 1
    assert "f02" not in found
    assert "theo 77/QĐ-UBND" in client.get(reverse("above:readiness")).content.decode()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("no", "yes", "better"), ("part", "no", "worse"), ("yes", "yes", "same"), ("na", "na", "same"),
        ("na", "yes", "new"), ("yes", "na", "gone"), (None, "no", "new"), ("no", None, "gone"), (None, "na", "new"),
        ("na", None, "gone"), ("no", "", "open"), (None, "", "open"), ("", "yes", "new"),
    ],
)  # fmt: skip
def test_what_became_of_an_item(before: str | None, after: str | None, said: str) -> None:
    assert changed(before, after) == said
