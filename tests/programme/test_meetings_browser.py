"""A board at work in a real browser: invite, attend, minutes, conclusion, the task stands in the plan."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.programme.meeting_things import board, called, money_line, spent
from tests.programme.planned import planned
from tests.web import in_browser
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import clock
from thanthien.core.models import Message
from thanthien.programme import service as programme
from thanthien.programme.models import Conclusion, Meeting

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("THANTHIEN_PICTURES", "")


def window(browser: Browser, login: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    return in_browser.connect(context.new_page(), enter(login))


def looked_at(page: Page, name: str) -> None:
    assert chromium.axe_findings(page) == [], name
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert chromium.overflow(page) == 0, f"{name} at {width}"
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)


def day(page: Page, name: str, *parts: str) -> None:
    for box, typed in zip("dmy", parts, strict=True):
        page.locator(f"#id_{name}_{box}").fill(typed)


def test_from_the_invitation_to_the_task(browser: Browser, world: World) -> None:
    planned(world)
    key = board(world)
    secretary, chair = window(browser, "truc"), window(browser, "tam")
    in_browser.go(secretary, "/can-bo/mo-hinh/hop/")
    looked_at(secretary, "hop-danh-sach-trong")
    secretary.get_by_role("link", name="Ban thực hiện Quy chế dân chủ").first.click()
    secretary.get_by_role("link", name="Lập kỳ họp").click()
    secretary.locator("#id_title").fill("Họp ban tháng 11")
    secretary.locator("#id_hour").fill("25h")
    secretary.get_by_role("button", name="Lập kỳ họp").click()
    expect(secretary.get_by_text("Ghi giờ như 8 giờ 30").first).to_be_visible()
    looked_at(secretary, "hop-lap-thieu")
    secretary.locator("#id_hour").fill("14h30")
    day(secretary, "day", "20", "11", "2026")
    secretary.locator("#id_place").fill("Phòng họp UBND xã")
    secretary.locator("#id_agenda").fill("Kiểm điểm việc tháng 10 | Quách Văn Trúc | 30\nBàn việc tháng 12")
    secretary.get_by_role("button", name="Lập kỳ họp").click()
    secretary.get_by_role("link", name="Họp ban tháng 11").click()
    secretary.get_by_role("link", name="Mời họp").click()
    secretary.get_by_label("Thư điện tử của Phạm Văn Tâm").fill("tam@example.vn")
    secretary.locator("#id_guests").fill("Hà Thị Bưởi | Chủ tịch Hội Phụ nữ")
    looked_at(secretary, "hop-moi")
    secretary.get_by_role("button", name="Mời họp").click()
    expect(secretary.get_by_role("status")).to_contain_text("Đã mời")
    looked_at(secretary, "hop-da-moi")
    assert Message.objects.get(template="meeting_invitation").to == "tam@example.vn"
    row = Meeting.objects.get(board_id=key)
    begin(world, row)
    after_the_meeting(secretary)
    in_browser.go(chair, f"/can-bo/mo-hinh/hop/{row.id}/")
    chair.get_by_role("link", name="Xác nhận biên bản").click()
    looked_at(chair, "hop-xac-nhan")
    chair.get_by_role("button", name="Tôi xác nhận").click()
    expect(chair.get_by_role("link", name="Việc trong kế hoạch năm 2026")).to_be_visible()
    looked_at(chair, "hop-da-hop")
    chair.get_by_role("link", name="Việc trong kế hoạch năm 2026").click()
    expect(chair.get_by_role("rowheader", name="Lắp hộp thư góp ý ở năm thôn")).to_be_visible()
    assert Conclusion.objects.get().task is not None


def begin(world: World, row: Meeting) -> None:
    """The meeting is moved to this morning: the rehearsed clock stands still."""
    Meeting.objects.filter(id=row.id).update(starts_at=world.now - timedelta(hours=1), ends_at=world.now)


def after_the_meeting(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Điểm danh").click()
    page.locator("#id_c1").select_option("present")
    page.locator("#id_c2").select_option("present")
    page.locator("#id_c3").select_option("stand_in")
    page.get_by_role("button", name="Ghi điểm danh").click()
    expect(page.get_by_text("Ghi ai họp thay Hà Văn Thôn.").first).to_be_visible()
    looked_at(page, "hop-diem-danh")
    page.locator("#id_s3").fill("Ông Lò Văn Phó")
    page.get_by_role("button", name="Ghi điểm danh").click()
    expect(page.get_by_text("2 trên 3")).to_be_visible()
    page.get_by_role("link", name="Ghi biên bản").click()
    page.locator("#id_text").fill("Ban nghe báo cáo việc tháng 10, bàn việc tháng 12. Mọi người nhất trí.")
    looked_at(page, "hop-bien-ban")
    page.get_by_role("button", name="Ghi biên bản").click()
    page.get_by_role("link", name="Ghi kết luận").click()
    page.locator("#id_text").fill("Lắp hộp thư góp ý ở năm thôn")
    page.locator("#id_product").fill("Năm hộp thư đã lắp")
    page.locator("#id_area").select_option("democracy")
    page.locator("#id_owner").select_option(index=1)
    day(page, "due_on", "15", "12", "2026")
    looked_at(page, "hop-ket-luan")
    page.get_by_role("button", name="Ghi kết luận").click()
    expect(page.get_by_text("Chờ người chủ trì xác nhận.").first).to_be_visible()


def test_the_board_its_money_and_today(browser: Browser, world: World) -> None:
    key = board(world)
    line = money_line(world, key)
    spent(world, line, money=12_000_000)
    now = world.now
    made = programme.meetings.call_meeting(
        actor=world.actors["truc"], now=now, board_id=key,
        called=called(starts_at=clock.local(now) + timedelta(hours=3)),
    )  # fmt: skip
    programme.meetings.invite(actor=world.actors["truc"], now=now, meeting_id=Meeting.objects.get(id=made.id).id)
    page = window(browser, "truc")
    for name, path in (
        ("hop-hom-nay", "/can-bo/"), ("hop-danh-sach", "/can-bo/mo-hinh/hop/"),
        ("hop-ban", f"/can-bo/mo-hinh/ban/{key}/"),
        ("hop-kinh-phi", f"/can-bo/mo-hinh/ban/{key}/kinh-phi/"), ("hop-ghi-chi", f"/can-bo/mo-hinh/khoan/{line}/chi/"),
        ("hop-to-chuc", f"/can-bo/to-chuc/ban/{key}/"),
    ):  # fmt: skip
        in_browser.go(page, path)
        looked_at(page, name)
    in_browser.go(page, "/can-bo/")
    expect(page.get_by_role("heading", name="Họp hôm nay")).to_be_visible()
    in_browser.go(page, f"/can-bo/mo-hinh/ban/{key}/kinh-phi/")
    expect(page.get_by_text("Vượt 2.000.000 đ.", exact=True)).to_be_visible()
