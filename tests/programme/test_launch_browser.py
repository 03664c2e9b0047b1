"""In a real browser: a launch day from its programme to the news of it on the commune's page, on a phone."""

from datetime import time

import pytest
from playwright.sync_api import Page, expect

from tests import chromium
from tests.programme.launched import do, photo, told
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Launch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def day(page: Page, name: str) -> None:
    for box, value in (("d", "13"), ("m", "11"), ("y", "2026")):
        page.locator(f'[name="{name}_{box}"]').fill(value)


def test_from_the_day_to_the_news(world: World, phone: Page) -> None:
    page = connect(phone, enter("tam"))
    go(page, "/can-bo/mo-hinh/ra-mat/")
    page.get_by_role("link", name="Đặt ngày ra mắt").click()
    page.locator('[name="title"]').fill("Lễ ra mắt mô hình Chính quyền thân thiện")
    day(page, "on")
    page.locator('[name="begins"]').fill("8:00")
    page.locator('[name="ends"]').fill("10:30")
    page.locator('[name="place"]').fill("Hội trường UBND xã")
    page.get_by_role("button", name="Ghi ngày ra mắt").click()
    page.get_by_role("link", name="Lễ ra mắt mô hình Chính quyền thân thiện").click()
    page.get_by_role("link", name="Thêm nội dung").click()
    page.locator('[name="at"]').fill("8:10")
    page.get_by_text("Phát biểu", exact=True).click()
    page.locator('[name="title"]').fill("Khai mạc")
    page.locator('[name="who"]').fill("Chủ tịch UBND xã")
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_role("heading", name="Thứ tự phát biểu")).to_be_visible()
    photo(world, Launch.objects.get().id, "Bà con dự lễ")  # a page that is answered in this thread sends no file
    page.reload()
    expect(page.get_by_alt_text("Bà con dự lễ")).to_be_visible()
    page.get_by_role("link", name="Buổi lễ đã diễn ra").click()
    page.locator('[name="attendance"]').fill("120")
    page.get_by_role("button", name="Ghi buổi lễ").click()
    page.get_by_role("link", name="Viết tin").click()
    page.get_by_role("button", name="Ghi lời tin").click()
    page.get_by_role("link", name="Đăng tin").click()
    page.get_by_role("button", name="Đăng lên trang của xã").click()
    expect(page.get_by_text("Đã đăng trên trang của xã.")).to_be_visible()
    page.get_by_role("link", name="Xem trên trang của xã").click()
    expect(page.get_by_text("Có 120 người dự.")).to_be_visible()
    expect(page.get_by_alt_text("Bà con dự lễ")).to_be_visible()


def test_the_pages_fit_their_window_and_break_no_rule_of_wcag(world: World, page: Page) -> None:
    key = told(world)
    do(world, "take_back", key, reason="Xem trang khi chưa diễn ra")
    do(world, "invite", key, text="Hà Thị An, Hội Phụ nữ\nLò Văn Bé, Mặt trận Tổ quốc")
    do(world, "add_item", key, kind="speech", at=time(8, 10), title="Khai mạc", who="Chủ tịch UBND xã")
    office = f"/can-bo/mo-hinh/ra-mat/{key}/"
    connect(page, enter("tam"))
    for address in (
        "/can-bo/mo-hinh/ra-mat/", office, f"{office}khach/", f"{office}noi-dung/", f"{office}anh/", f"{office}tin/",
        f"{office}da-dien-ra/", "/tin/",
    ):  # fmt: skip
        go(page, address)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert chromium.overflow(page) == 0, address
        assert chromium.axe_findings(page) == [], address
