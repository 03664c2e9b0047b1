"""The register of "Dân vận khéo" models: registered, followed with evidence, recognised, stopped."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.files.samples import png
from tests.programme.registered import CONTENT, followed, photo, registered
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.programme.models import SkilfulAward, SkilfulEntry, SkilfulModel
from thanthien.programme.service import Ruling, mobilisation

DECIDED = Ruling("88/QĐ-UBND", date(2026, 11, 2), "Chủ tịch UBND xã")


def recognised(world: World, key: UUID, login: str = "tam", **changes: Any) -> None:
    values: dict[str, Any] = {"level": "commune", "ruling": DECIDED}
    mobilisation.recognise(actor=world.actors[login], now=world.now, model_id=key, **(values | changes))


def test_from_registering_to_recognition(world: World) -> None:
    key = registered(world)
    followed(world, key, file_id=photo(world))
    recognised(world, key)
    row: Any
    (row,) = mobilisation.skilful_models(world.actors["nhai"])
    assert (row.title, row.followed, row.awarded) == ("Đường hoa tự quản thôn Vân Trai", 1, 1)
    assert mobilisation.counted(world.actors["nhai"], 2026) == {"culture_society": (1, 1)}
    assert mobilisation.counted(world.actors["nhai"], 2025) == {}
    acts = AuditRow.objects.filter(subject_id=key).order_by("seq")
    assert [one.act for one in acts] == ["skilful.register", "skilful.follow", "skilful.recognise"]
    assert "Vân Trai" not in acts[0].body
    assert audit.verify().ok


@pytest.mark.parametrize(
    "changes",
    [
        {"field": "moon"}, {"movement": "x"}, {"title": "a"}, {"doer_kind": "x"}, {"doer": " "}, {"content": "ngắn"},
        {"ends_on": date(2026, 8, 1)},
    ],
)  # fmt: skip
def test_a_model_that_lacks_something(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        registered(world, **changes)
    assert not SkilfulModel.objects.exists()


@pytest.mark.parametrize("login", ["nhai", "truc", "la", "du"])
def test_who_may_not_recognise_or_stop(world: World, login: str) -> None:
    key = registered(world)
    followed(world, key)
    with pytest.raises(NotThere):
        recognised(world, key, login)
    with pytest.raises(NotThere):
        mobilisation.stop(
            actor=world.actors[login], now=world.now, model_id=key, on=world.now.date(), reason="Thôi không làm"
        )


def test_a_stranger_follows_nothing(world: World) -> None:
    key = registered(world)
    for login in ("la", "du"):
        with pytest.raises(NotThere):
            followed(world, key, login)
    with pytest.raises(NotThere):
        mobilisation.skilful_model(world.actors["du"], key)


@pytest.mark.parametrize(
    "changes", [{"on": date(2026, 8, 31)}, {"on": date(2026, 11, 17)}, {"result": "xong"}, {"result": "x" * 2001}]
)
def test_a_result_that_cannot_be(world: World, changes: dict[str, Any]) -> None:
    key = registered(world)
    with pytest.raises(Refused):
        followed(world, key, **changes)


def test_nothing_is_recognised_before_anything_was_seen(world: World) -> None:
    key = registered(world)
    with pytest.raises(Refused, match="Chưa có lần theo dõi"):
        recognised(world, key)
    followed(world, key)
    recognised(world, key)
    with pytest.raises(Refused, match="số này đã ghi"):
        recognised(world, key)
    assert SkilfulAward.objects.count() == 1


@pytest.mark.parametrize(
    ("level", "on", "words"),
    [
        ("moon", date(2026, 11, 2), "Chọn cấp"), ("district", date(2026, 11, 2), "không còn cấp huyện"),
        ("province", date(2026, 8, 1), "không trước ngày bắt đầu"), ("nation", date(2027, 1, 1), "không ở sau hôm nay"),
    ],
)  # fmt: skip
def test_a_recognition_that_cannot_be(world: World, level: str, on: date, words: str) -> None:
    key = registered(world)
    followed(world, key)
    with pytest.raises(Refused, match=words):
        recognised(world, key, level=level, ruling=Ruling("9/QĐ", on, "UBND"))


def test_what_is_stopped_stays_and_goes_no_further(world: World) -> None:
    key = registered(world)
    stop: dict[str, Any] = {"actor": world.actors["tam"], "now": world.now, "model_id": key, "on": world.now.date()}
    with pytest.raises(Refused, match="lý do"):
        mobilisation.stop(**stop, reason="x")
    mobilisation.stop(**stop, reason="Đường làm lại, mùa sau trồng")
    with pytest.raises(Refused, match="đã dừng"):
        followed(world, key)
    with pytest.raises(Refused, match="đã dừng rồi"):
        mobilisation.stop(**stop, reason="Lần nữa")
    assert "đã dừng" in enter("nhai").get(reverse("office:skilful")).content.decode()


def test_the_whole_way_by_its_pages(world: World) -> None:
    client = enter("tam")
    assert "Chưa có mô hình nào" in client.get(reverse("office:skilful")).content.decode()
    typed = {
        "once": "0190bb01", "title": "Đường hoa tự quản", "field": "culture_society", "movement": "none",
        "doer_kind": "individual", "doer": "Bùi Thị Mơ", "content": CONTENT, "starts_on": "2026-09-01",
    }  # fmt: skip
    address = reverse("office:skilful_register")
    bad = client.post(address, typed | {"starts_on": "2026-02-30"})
    assert bad.status_code == 422
    assert "Bùi Thị Mơ" in bad.content.decode()
    for _ in range(2):
        assert client.post(address, typed).status_code == 302
    key = SkilfulModel.objects.get().id
    follow = {"once": "0190bb02", "on": "2026-10-15", "result": "Trồng xong 400 mét, 32 hộ tham gia."}
    sent = follow | {"file": SimpleUploadedFile("hoa.png", png(), content_type="image/png")}
    assert enter("mua").post(reverse("office:skilful_follow", args=[key]), sent).status_code == 302
    entry = SkilfulEntry.objects.get()
    shown = enter("nhai").get(reverse("office:skilful_file", args=[key, entry.file_id]))
    assert shown.status_code == 200
    award = {"once": "0190bb03", "level": "commune", "number": "88/QĐ-UBND", "on": "2026-11-02", "issuer": "Chủ tịch"}
    assert client.post(reverse("office:skilful_award", args=[key]), award).status_code == 302
    page = client.get(reverse("office:skilful_one", args=[key])).content.decode()
    assert "88/QĐ-UBND" in page
    assert "32 hộ tham gia" in page
    for name in ("skilful_one", "skilful_follow"):
        assert enter("du").get(reverse(f"office:{name}", args=[key])).status_code == 404
    assert "Đường hoa" in client.get(reverse("office:skilful"), {"linh-vuc": "\x00", "sau": "x"}).content.decode()
