"""Thirty letters read and signed with the keyboard alone; the handler's list walked with it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.chromium import DESK, sign_in
from tests.live import running_site
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
REST = 650  # milliseconds: the key that signs sleeps until the letter has been on the screen for half a second


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site(house="tests.live_letters") as address:
        yield address


@pytest.fixture
def window(browser: Browser, site: str) -> Iterator[Page]:
    size = DESK["width"], DESK["height"]
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", base_url=site)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def place(page: Page) -> str:
    return page.locator(".panelhead p").first.inner_text()


def test_thirty_letters_are_read_and_signed_with_the_keyboard_alone(window: Page) -> None:
    sign_in(window, "tam", PASSWORD)
    window.goto("/can-bo/chu-tich/")
    window.wait_for_timeout(REST)
    window.keyboard.press("F9")
    window.wait_for_url("**/ky/**")
    assert place(window) == "Thư 1 trên 30"
    assert chromium.axe_findings(window) == []
    put_off = window.locator("h1").inner_text()
    with window.expect_navigation():
        window.keyboard.press("F2")
    assert place(window) == "Thư 2 trên 30"
    window.keyboard.press("F9")  # at once: nobody has read it yet
    window.wait_for_timeout(200)
    assert place(window) == "Thư 2 trên 30"
    for done in range(1, 30):
        window.wait_for_timeout(REST)
        with window.expect_navigation():
            window.keyboard.press("F9")
        assert f"đã xong {done}" in place(window)
        expect(window.locator("h1")).to_be_focused()  # a screen reader says whose letter it is, and reads it
    expect(window.locator("h1")).to_have_accessible_description(re.compile("^Thư 30 trên 30.*Xã xin lỗi"))
    assert window.locator("h1").inner_text() == put_off, "what was put off comes back at the end"
    window.wait_for_timeout(REST)
    with window.expect_navigation():
        window.keyboard.press("F9")
    expect(window.get_by_role("status")).to_contain_text("Đã ký")
    expect(window.get_by_role("heading", name=re.compile("Ký thư xin lỗi"))).to_have_count(0)


def test_the_handlers_list_is_walked_with_the_keyboard(window: Page) -> None:
    sign_in(window, "truc", PASSWORD)
    rows = window.locator("[data-rows] li > a")
    window.keyboard.press("F2")
    expect(rows.first).to_be_focused()
    window.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    window.keyboard.press("ArrowUp")
    expect(rows.first).to_be_focused()
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert "/can-bo/ho-so/" in window.url
    assert chromium.axe_findings(window) == []
    assert chromium.overflow(window) == 0
    act = window.locator("[data-key=F9]")
    box = act.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < DESK["height"], "the one filled act is in view"
    papers = window.get_by_role("heading", name=re.compile("Giấy tờ theo danh sách")).bounding_box()
    assert papers is not None
    assert papers["y"] < DESK["height"]
    with window.expect_navigation():
        window.keyboard.press("Escape")
    assert window.url.rstrip("/").endswith("/can-bo")
