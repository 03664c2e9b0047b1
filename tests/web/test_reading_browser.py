"""Reading pages in a real browser: axe, no sideways scrolling, search as you type, life without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.web import in_browser
from tests.world import BIRTH, DENUNCIATION, NO_LIMIT, POLICE, REBIRTH, World

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("world")]
PAGES = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/?theo=linh-vuc",
    "/thu-tuc/?nhom=em-be",
    "/thu-tuc/?q=khai sinh",
    "/thu-tuc/?q=zzzz qqqq",
    f"/thu-tuc/{BIRTH}/",
    f"/thu-tuc/{NO_LIMIT}/",
    f"/thu-tuc/{POLICE}/",
    f"/thu-tuc/{DENUNCIATION}/",
    "/thu-tuc/2.000986/",
    "/thu-tuc/1.115323/",
    "/tinh-han/",
    f"/tinh-han/?procedure={REBIRTH}&received=2026-11-20T09:20",
    "/tinh-han/?calendar_days=200&from=2026-03-28",
    "/tinh-han/?theo=so-ngay&start_d=31&start_m=2&start_y=2026",
)


def test_axe_finds_nothing(page: Page, phone: Page) -> None:
    for window in (in_browser.connect(page), in_browser.connect(phone)):
        for address in PAGES:
            in_browser.go(window, address)
            assert chromium.axe_findings(window) == [], address


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_nobody_scrolls_sideways(page: Page, width: int) -> None:
    in_browser.connect(page)
    page.set_viewport_size({"width": width, "height": 740})
    for address in PAGES:
        in_browser.go(page, address)
        assert chromium.overflow(page) == 0, address


def test_search_answers_while_one_types(page: Page) -> None:
    in_browser.go(in_browser.connect(page), "/")
    page.get_by_role("searchbox").press_sequentially("giay doc than", delay=20)
    hit = page.locator("#goi-y").get_by_role("link", name="Xác nhận tình trạng hôn nhân")
    expect(hit).to_be_visible()
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận tình trạng hôn nhân")


def test_everything_works_without_script(browser: Browser, world: World) -> None:
    context = browser.new_context(java_script_enabled=False)
    window = in_browser.connect(context.new_page())
    in_browser.go(window, "/")
    window.get_by_role("searchbox").fill("sao y")
    window.get_by_role("button", name="Tìm").click()
    window.get_by_role("link", name="Chứng thực bản sao từ bản chính").click()
    expect(window.get_by_role("heading", name="Mang theo những gì")).to_be_visible()
    window.get_by_text("Căn cứ pháp luật", exact=True).click()
    in_browser.go(window, "/tinh-han/?theo=so-ngay")
    window.get_by_role("textbox", name="Số ngày").fill("5")
    window.get_by_role("radio", name="ngày làm việc").check()
    window.get_by_role("button", name="Tính ngày").click()
    expect(window.get_by_role("heading", level=2).first).to_have_text("Thứ Hai\u00a023/11")
    context.close()


def test_keyboard_reaches_the_list_and_its_print_button(page: Page) -> None:
    in_browser.go(in_browser.connect(page), f"/thu-tuc/{BIRTH}/")
    expect(page.get_by_role("button", name="In danh sách")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()


def test_the_printed_list_has_boxes_and_no_buttons(page: Page) -> None:
    in_browser.go(in_browser.connect(page), f"/thu-tuc/{BIRTH}/")
    page.emulate_media(media="print")
    expect(page.locator(".check .box").first).to_be_visible()
    expect(page.get_by_role("button", name="In danh sách")).to_be_hidden()
    expect(page.locator("aside")).to_be_hidden()
    expect(page.locator("header.head")).to_be_hidden()
