"""A telephone goes round the house without a line: answers and photos wait in it, and arrive once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests import chromium, people
from tests.files import samples
from tests.live import running_site

pytestmark = [pytest.mark.browser]
WORDS = "Thiếu năm ghế cho người già"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site() as address:
        yield address


def phone(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(20_000)
    return context


def open_review(site: str, browser: Browser) -> str:
    """Begin a review as the chair; return the address of its answering page."""
    context = phone(browser)
    page = context.new_page()
    chromium.sign_in(page, "tam", people.PASSWORD, site)
    page.goto(f"{site}/can-bo/mo-hinh/ra-soat/")
    if page.get_by_role("link", name="Bắt đầu rà soát").count():
        page.get_by_role("link", name="Bắt đầu rà soát").click()
        page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_role("link", name="Trả lời lần 1").click()
    page.wait_for_url("**/tra-loi/")
    address = page.url
    context.close()
    return address


def walker(site: str, browser: Browser, login: str, address: str) -> Page:
    page = phone(browser).new_page()
    chromium.sign_in(page, login, people.PASSWORD, site)
    page.goto(address)
    page.wait_for_selector("[data-kept]")
    return page


def said(page: Page, number: int, words: str) -> None:
    page.locator(f"#m-{number} label", has_text=words).first.click()


def waiting(page: Page, number: int) -> None:
    expect(page.locator(f"#duong-day[data-waiting='{number}']")).to_be_visible(timeout=15_000)


def test_without_a_line_nothing_is_lost_and_everything_arrives_once(site: str, browser: Browser) -> None:
    address = open_review(site, browser)
    page = walker(site, browser, "truc", address)
    page.context.set_offline(True)
    said(page, 1, "Có một phần")
    page.fill("#ghi-1", WORDS)
    said(page, 2, "Chưa có")
    page.set_input_files("#anh-2", {"name": "loi-vao.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg()})
    waiting(page, 3)
    page.reload()  # the telephone threw the page away while the photo was taken
    waiting(page, 3)
    assert page.input_value("#ghi-1") == WORDS
    assert page.is_checked("#m-2 [value=no]")
    assert chromium.overflow(page) == 0
    page.context.set_offline(False)
    waiting(page, 0)
    for _ in range(2):
        page.reload()
        waiting(page, 0)
    assert page.input_value("#ghi-1") == WORDS
    expect(page.locator("#m-2").get_by_role("link", name="ảnh 1")).to_be_attached()
    expect(page.locator("#m-2").get_by_role("link", name="ảnh 2")).not_to_be_attached()
    page.goto(address.replace("tra-loi/", ""))
    expect(page.get_by_text(WORDS).first).to_be_visible()
    page.context.close()


def test_an_answer_whose_receipt_was_lost_is_sent_again_and_counts_once(site: str, browser: Browser) -> None:
    address = open_review(site, browser)
    page = walker(site, browser, "truc", address)
    lost: list[str] = []

    def answered_but_lost(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    page.context.route("**/muc/*/tra-loi/", answered_but_lost)
    page.set_input_files("#anh-3", {"name": "bien.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg()})
    waiting(page, 1)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    waiting(page, 0)
    assert lost
    page.reload()
    expect(page.locator("#m-3").get_by_role("link", name="ảnh 1")).to_be_attached()
    expect(page.locator("#m-3").get_by_role("link", name="ảnh 2")).not_to_be_attached()
    page.context.close()


def test_two_people_at_one_item_choose_whose_answer_stands(site: str, browser: Browser) -> None:
    address = open_review(site, browser)
    first, second = (walker(site, browser, login, address) for login in ("truc", "nhai"))
    second.context.set_offline(True)
    said(first, 5, "Có")
    expect(first.locator("#m-5 [data-told]")).to_have_text("Đã gửi.")
    said(second, 5, "Chưa có")
    waiting(second, 1)
    second.context.set_offline(False)
    expect(second.get_by_text("Quách Văn Trúc vừa trả lời “Có”")).to_be_visible()
    assert chromium.axe_findings(second) == []
    second.get_by_role("button", name="Ghi câu của tôi").click()
    waiting(second, 0)
    second.reload()
    assert second.is_checked("#m-5 [value=no]")
    for one in (first, second):
        one.context.close()


def test_someone_elses_answers_are_not_sent_under_my_name(site: str, browser: Browser) -> None:
    address = open_review(site, browser)
    page = walker(site, browser, "truc", address)
    page.context.set_offline(True)
    said(page, 6, "Chưa có")
    waiting(page, 1)
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.get_by_text("Phiên làm việc đã hết.")).to_be_visible()
    chromium.sign_in(page, "nhai", people.PASSWORD, site)
    page.goto(address)
    expect(page.get_by_text("Máy này còn giữ 1 việc")).to_be_visible()
    assert not page.is_checked("#m-6 [value=no]")
    page.context.clear_cookies()
    chromium.sign_in(page, "truc", people.PASSWORD, site)
    page.goto(address)
    waiting(page, 0)
    page.reload()
    assert page.is_checked("#m-6 [value=no]")
    page.context.close()


def test_signing_out_leads_back_to_what_still_waits(site: str, browser: Browser) -> None:
    address = open_review(site, browser)
    page = walker(site, browser, "mua", address)
    said(page, 7, "Có một phần")  # owes a note: kept, not sent
    waiting(page, 1)
    page.goto(f"{site}/can-bo/them/")
    page.get_by_role("button", name="Thoát").last.click()
    page.wait_for_url("**/tra-loi/")
    waiting(page, 1)
    page.fill("#ghi-7", WORDS)
    page.locator("#ghi-7").blur()
    waiting(page, 0)
    page.goto(f"{site}/can-bo/them/")
    page.get_by_role("button", name="Thoát").last.click()
    page.wait_for_url("**/dang-nhap/**")
    page.context.close()
