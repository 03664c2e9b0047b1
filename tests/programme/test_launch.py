"""The launch day: set, filled, held with what shows it, told; a launch to come or without a trace opens nothing."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.files.samples import blank_pdf, png, written
from tests.programme.launched import MINUTES, do, held, photo, set_day, told
from tests.programme.start import above, chosen
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit, files
from thanthien.core.errors import NotThere, Refused
from thanthien.core.files import store
from thanthien.programme import drafting
from thanthien.programme import service as programme
from thanthien.programme.models import Launch, LaunchGuest, LaunchPhoto


def kinds(world: World) -> set[str]:
    part = programme.current(world.home)
    assert part is not None
    return {one.kind for one in programme.artefacts(part)}


def words(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_a_launch_that_was_held_opens_its_gate_and_taken_back_closes_it(world: World) -> None:
    chosen(world, above(world))
    key = set_day(world)
    held(world, key)
    assert "launch" in kinds(world)
    do(world, "take_back", key, reason="Ghi nhầm buổi họp khác")
    assert "launch" not in kinds(world)
    assert audit.verify().ok


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"held_on": date(2026, 11, 17)}, "chưa đến"), ({"attendance": 0}, "bao nhiêu người"),
        ({"minutes": ""}, "ít nhất một ảnh"), ({"minutes": "Đã làm lễ."}, "ít nhất một ảnh"),
    ],
)  # fmt: skip
def test_without_what_shows_it_no_gate_opens(world: World, changes: dict[str, Any], why: str) -> None:
    chosen(world, above(world))
    key = set_day(world)
    with pytest.raises(Refused, match=why):
        held(world, key, **changes)
    assert "launch" not in kinds(world)


def test_a_photo_is_enough_to_show_it(world: World) -> None:
    key = set_day(world)
    photo(world, key)
    held(world, key, minutes="")
    assert Launch.objects.get().held_on is not None


@pytest.mark.parametrize("login", ["nhai", "truc", "thu", "du"])
def test_the_day_is_for_those_who_speak_for_the_commune(world: World, login: str) -> None:
    key = set_day(world)
    with pytest.raises(NotThere):
        do(world, "hold", key, login, held_on=world.now.date(), attendance=3, minutes=MINUTES)


@pytest.mark.parametrize(
    "changes", [{"title": "x"}, {"place": ""}, {"begins": time(11)}, {"ends": time(7)}, {"on": date(2029, 1, 1)}]
)
def test_a_day_that_cannot_be(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        set_day(world, **changes)


def test_a_launch_held_in_another_year_than_it_was_set_for(world: World) -> None:
    key = set_day(world)
    with pytest.raises(Refused) as no:
        held(world, key, held_on=date(1926, 11, 12))
    assert no.value.field == "held_on"
    assert Launch.objects.get().held_on is None


def test_one_day_ahead_at_a_time(world: World) -> None:
    key = set_day(world, world.now.date() + timedelta(days=9))
    with pytest.raises(Refused, match="đã có một ngày ra mắt"):
        set_day(world)
    do(world, "cancel", key, reason="Bão, dời lại")
    set_day(world)
    with pytest.raises(Refused, match="đã xong hoặc đã thôi"):
        do(world, "invite", key, text="Bà Hà, Hội Phụ nữ")


def test_guests_are_read_line_by_line_and_nobody_came_before_the_day(world: World) -> None:
    key = set_day(world, world.now.date() + timedelta(days=9))
    do(world, "invite", key, text="Hà Thị An, Hội Phụ nữ\n\nLò Văn Bé; Mặt trận\nHà Thị An, Hội Phụ nữ")
    do(world, "invite", key, text="Hà Thị An, Hội Phụ nữ\nQuách Văn Cư")
    rows = list(LaunchGuest.objects.order_by("id"))
    assert [(one.name, one.body) for one in rows] == [
        ("Hà Thị An", "Hội Phụ nữ"), ("Lò Văn Bé", "Mặt trận"), ("Quách Văn Cư", ""),
    ]  # fmt: skip
    do(world, "mark_guests", key, states={str(rows[0].id): "coming"})
    with pytest.raises(Refused, match="chưa đến"):
        do(world, "mark_guests", key, states={str(rows[0].id): "came"})
    with pytest.raises(Refused):
        do(world, "mark_guests", key, states={str(rows[0].id): "moon"})
    assert LaunchGuest.objects.get(name="Hà Thị An").state == "coming"


def test_speeches_stand_in_the_order_of_their_hour(world: World) -> None:
    key = set_day(world)
    do(world, "add_item", key, kind="speech", at=time(9), title="Đáp từ", who="Bí thư")
    do(world, "add_item", key, kind="speech", at=time(8, 10), title="Khai mạc", who="Chủ tịch")
    do(world, "add_item", key, kind="signing", at=time(8, 40), title="Ký cam kết")
    with pytest.raises(Refused, match="ai phát biểu"):
        do(world, "add_item", key, kind="speech", at=time(9, 10), title="Phát biểu")
    view = programme.launch.day_view(world.actors["tam"], Launch.objects.get(), world.now.date())
    assert [one.who for one in view.speeches] == ["Chủ tịch", "Bí thư"]
    assert [one.at for one in view.items] == ["08:10", "08:40", "09:00"]


def test_nobody_is_shown_who_did_not_agree(world: World) -> None:
    key = set_day(world)
    with pytest.raises(Refused, match="Hỏi người trong ảnh"):
        photo(world, key, agreed=False)
    kept = files.stage("le.pdf", written(blank_pdf()), unit_id=world.home, purpose="launch", now=world.now)
    with pytest.raises(Refused, match="chỉ nhận ảnh"):
        do(world, "add_photo", key, file_id=kept.id, caption="Một tệp khác", agreed=True)


def test_the_album_is_put_in_order_and_a_photo_goes_at_once(world: World) -> None:
    key = told(world)
    second = photo(world, key, "Ký cam kết")
    programme.launch.photo_first(actor=world.actors["tam"], now=world.now, photo_id=second)
    row = Launch.objects.get()
    assert [one.caption for one in programme.launch.photos(row)] == ["Ký cam kết", "Bà con dự lễ ra mắt"]
    address = reverse("public:launch_photo", args=[second])
    assert Client().get(address).status_code == 200
    programme.launch.photo_off(actor=world.actors["tam"], now=world.now, photo_id=second)
    assert Client().get(address).status_code == 404


def test_the_news_is_drafted_from_the_records(world: World) -> None:
    key = set_day(world)
    do(world, "add_item", key, kind="speech", at=time(8, 10), title="Khai mạc", who="Chủ tịch UBND xã")
    held(world, key)
    view = programme.launch.day_view(world.actors["tam"], Launch.objects.get(), world.now.date())
    draft = programme.launch.drafted(view)
    assert draft.title.startswith("Xã Cẩm Vân ra mắt mô hình")
    assert "Thứ Sáu 13/11/2026, tại Hội trường UBND xã" in draft.news
    assert "Có 120 người dự." in draft.news
    assert "Chủ tịch UBND xã (khai mạc)" in draft.news
    assert draft.press.endswith(".")


def test_news_stand_on_the_public_page_once_published(world: World) -> None:
    key = set_day(world)
    with pytest.raises(Refused, match="chưa diễn ra"):
        do(world, "publish", key)
    held(world, key)
    with pytest.raises(Refused, match="Viết tin trước"):
        do(world, "publish", key)
    page = reverse("public:launch_news", args=[key])
    assert Client().get(page).status_code == 404
    do(
        world,
        "write",
        key,
        news_title="Xã ra mắt mô hình",
        news="Sáng nay xã ra mắt mô hình, bà con dự đông.",
        press="",
    )
    do(world, "publish", key)
    assert "bà con dự đông" in words(Client().get(page))
    assert "Xã ra mắt mô hình" in words(Client().get(reverse("public:news")))
    do(world, "unpublish", key)
    assert Client().get(page).status_code == 404


def test_a_damaged_photo_of_the_news_says_so(world: World) -> None:
    told(world)
    row = LaunchPhoto.objects.get()
    for blob in store.root().rglob(f"{row.file_id.hex}-*"):
        blob.write_bytes(b"no more what was sent")
    answer = Client().get(reverse("public:launch_photo", args=[row.id]))
    assert answer.status_code == 422
    assert "Ảnh này hỏng ở chỗ lưu" in words(answer)


def test_the_invitation_and_the_calendar_say_the_same(world: World) -> None:
    key = set_day(world, world.now.date() + timedelta(days=9))
    do(world, "invite", key, text="Hà Thị An, Hội Phụ nữ")
    row = Launch.objects.get()
    filled = drafting.kind_of("launch_invitation").fill(world.actors["tam"], key, world.now)
    assert "08 giờ 00, thứ Tư 25/11/2026" in filled.sections[0].text
    assert filled.recipients == ("Hội Phụ nữ", "Lưu: VT")
    text = programme.launch.calendar_file(row, "xa.example", world.now)
    assert "BEGIN:VEVENT" in text
    assert f"UID:{key}@xa.example" in text


def test_a_launch_stays_in_the_history_of_a_merged_commune(world: World) -> None:
    key = told(world)
    carried(world)
    assert Launch.objects.get(id=key).unit_id == world.home
    assert programme.launch.published(unit_of(NEW)).count() == 0


def test_by_the_pages_from_the_day_to_the_news(world: World) -> None:
    client = enter("tam")
    on = (world.now - timedelta(days=3)).date()
    typed = {"once": "d1", "title": "Lễ ra mắt mô hình", "on": on.isoformat(), "begins": "8:00", "ends": "10:00",
             "place": "Hội trường"}  # fmt: skip
    put = reverse("office:launch_put")
    assert "Hội trường" in words(client.post(put, typed | {"begins": "tám giờ"}))
    for _ in range(2):
        assert client.post(put, typed).status_code == 302
    row = Launch.objects.get()

    def press(name: str, **given: Any) -> int:
        status: int = client.post(reverse(f"office:{name}", args=[row.id]), {"once": name, **given}).status_code
        return status

    assert press("launch_item", at="8:10", kind="speech", title="Khai mạc", who="Chủ tịch") == 302
    assert press("launch_invite", text="Hà Thị An, Hội Phụ nữ") == 302
    assert press("launch_guests", **{str(LaunchGuest.objects.get().id): "came"}) == 302
    sent = SimpleUploadedFile("le.png", png(), "image/png")
    assert press("launch_photo_add", photo=sent, caption="Bà con dự lễ", agreed="on") == 302
    assert press("launch_hold", held_on=on.isoformat(), attendance="120") == 302
    page = words(client.get(reverse("office:launch_news", args=[row.id])))
    assert "Có 120 người dự. Về dự có đại diện Hội Phụ nữ." in page
    assert press("launch_news", news_title="Xã ra mắt mô hình", news="Sáng nay xã ra mắt mô hình, rất vui.") == 302
    assert press("launch_publish") == 302
    shown = words(Client().get(reverse("public:launch_news", args=[row.id])))
    assert "Bà con dự lễ" in shown
    assert "Hà Thị An" not in shown
    assert client.get(reverse("office:launch", args=[row.id])).status_code == 200
