"""The sheet of parts in a real browser: axe, no sideways scrolling, the script's help, and life without it."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.urls")]
SHEETS = ("/thanh-phan/", "/thanh-phan/?loi", "/thanh-phan/can-bo/", "/khong-co/")


@pytest.mark.parametrize("address", SHEETS)
def test_axe_finds_nothing(page: Page, phone: Page, live_server: LiveServer, address: str) -> None:
    for window in (page, phone):
        window.goto(f"{live_server.url}{address}")
        assert chromium.axe_findings(window) == []


@pytest.mark.parametrize("width", [320, 360, 640, 768, 1024, 1280, 1440])
def test_nobody_scrolls_sideways(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for address in SHEETS:
        page.goto(f"{live_server.url}{address}")
        assert chromium.overflow(page) == 0, address


def test_nothing_is_held_back_by_the_content_policy(page: Page, live_server: LiveServer) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/thanh-phan/")
    page.wait_for_function("window.htmx !== undefined")
    assert [line for line in said if "Content Security Policy" in line] == []


def test_form_that_came_back_begins_at_the_summary(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/thanh-phan/?loi")
    expect(page.locator(".errsum")).to_be_focused()
    page.get_by_role("link", name="Ngày sinh: Tháng 11 chỉ có 30 ngày").click()
    expect(page.locator("#id_born_d")).to_be_focused()


def test_second_press_sends_nothing(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/thanh-phan/")
    page.evaluate(
        """() => { window.sent = 0; addEventListener('submit', (event) => {
        if (!event.defaultPrevented) window.sent += 1; event.preventDefault(); }); }"""
    )
    button = page.get_by_role("button", name="Đi tiếp")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    expect(page.get_by_text("Đang gửi, anh/chị đợi một chút.")).to_be_visible()
    assert page.evaluate("window.sent") == 1


def test_without_script_everything_stands(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(f"{live_server.url}/thanh-phan/?loi")
    expect(window.get_by_role("heading", name="Còn 9 chỗ cần anh/chị xem lại")).to_be_visible()
    expect(window.get_by_role("button", name="In danh sách")).to_be_hidden()
    expect(window.get_by_role("button", name="Tìm")).to_be_visible()
    context.close()


def test_targets_of_citizens_are_large(phone: Page, live_server: LiveServer) -> None:
    phone.goto(f"{live_server.url}/thanh-phan/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll('button, .btn, .nav a, .choice label, .faces label, summary')]
        .filter(part => part.offsetParent && part.getBoundingClientRect().height < 44)
        .map(part => part.outerHTML.slice(0, 80))"""
    )
    assert small == []
