"""The clerk's way by keyboard alone: counted in keys and page loads, looked at by axe at both widths."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.chromium import sign_in
from tests.live import running_site
from tests.people import PASSWORD
from thanthien.onestop import catalogue_data
from thanthien.onestop.catalogue_shape import Procedure

pytestmark = pytest.mark.browser
RANKED = sorted((one for one in catalogue_data.load().procedures if one.enabled_by_default), key=lambda one: one.rank)
TOP = [one for one in RANKED if one.fileable][:20]
OTHERS = [one for one in RANKED if one.fileable][20:]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site() as address:
        yield address


def signed_in(browser: Browser, site: str, login: str, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    sign_in(page, login, PASSWORD, site)
    return page


@pytest.fixture(scope="module")
def clerk(browser: Browser, site: str) -> Iterator[Page]:
    page = signed_in(browser, site, "nhai")
    yield page
    page.context.close()


class Keys:
    """Presses and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.loads = page, 0, 0
        page.on("domcontentloaded", lambda _: setattr(self, "loads", self.loads + 1))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def choose(keys: Keys, key: str) -> None:
    """Find a procedure by its key; the promise on the right is there before anything is promised."""
    keys.press(*key, "Enter")
    expect(keys.page.locator("#hen dl")).to_be_visible()
    expect(keys.page.locator("#id_id_number")).to_be_focused()


@pytest.mark.parametrize("procedure", TOP, ids=lambda one: one.key)
def test_each_of_the_twenty_is_taken_in_two_letters_and_one_page_load(
    clerk: Page, site: str, procedure: Procedure
) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    keys = Keys(clerk)
    choose(keys, procedure.key)
    assert keys.pressed == 3
    assert clerk.locator("#hen .h4").nth(1).inner_text() == procedure.title
    clerk.keyboard.press("Tab")
    clerk.keyboard.type("Bùi Thị Mơ")
    keys.press("F8", *(str(number) for number in range(1, len(procedure.papers) + 1)))
    keys.press("F9")
    clerk.wait_for_url("**/tiep-nhan/?xong=*")
    assert keys.loads == 1
    assert keys.pressed <= 2 + 1 + 1 + 5 + 1
    expect(clerk.locator("#vua-xong")).to_contain_text("TT-15163-")
    expect(clerk.locator("#id_words")).to_be_focused()
    assert clerk.locator("#id_words").input_value() == clerk.locator("#id_name").input_value() == ""


@pytest.mark.parametrize("procedure", OTHERS[:: max(1, len(OTHERS) // 8)], ids=lambda one: one.key)
def test_any_other_is_found_in_at_most_six_letters(clerk: Page, site: str, procedure: Procedure) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    keys = Keys(clerk)
    choose(keys, procedure.key)
    assert keys.pressed <= 7
    assert clerk.locator("#hen .h4").nth(1).inner_text() == procedure.title


def test_who_is_known_here_is_filled_in(clerk: Page, site: str) -> None:
    for again in (False, True):
        clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
        keys = Keys(clerk)
        choose(keys, "hn")
        clerk.keyboard.type("038 000 000 777")
        clerk.keyboard.press("Tab")
        if again:
            expect(clerk.locator("#id_name")).to_have_value("Phạm Văn Lúa")
            expect(clerk.locator("#id_phone")).to_have_value("0900000555")
            continue
        clerk.keyboard.type("Phạm Văn Lúa")
        clerk.keyboard.press("Tab")
        clerk.keyboard.type("0900 000 555")
        keys.press("F8", "1", "3", "F9")
        clerk.wait_for_url("**/tiep-nhan/?xong=*")


def test_a_missing_paper_is_asked_about_and_then_written_once(clerk: Page, site: str) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    keys = Keys(clerk)
    choose(keys, "kl")
    keys.press("Tab")
    clerk.keyboard.type("Đinh Thị Khế")
    keys.press("F8", "1", "F9")
    expect(clerk.locator(".errsum")).to_contain_text("Chưa đánh dấu: Bản sao giấy tờ")
    assert clerk.locator("#id_name").input_value() == "Đinh Thị Khế"
    assert chromium.axe_findings(clerk) == []
    keys.press("Shift+F9")
    expect(clerk.locator("#id_reason")).to_be_focused()
    assert chromium.axe_findings(clerk) == []
    clerk.keyboard.type("Cô mang giúp bản sao giấy khai sinh cũ, học bạ cũng được.")
    clerk.get_by_role("button", name="In phiếu hướng dẫn").press("Enter")
    clerk.wait_for_url("**/tiep-nhan/?xong=*")
    expect(clerk.locator("#vua-xong")).to_contain_text("Đã ghi hướng dẫn bổ sung")


def test_escape_asks_before_it_throws_away(clerk: Page, site: str) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    clerk.keyboard.press("F4")
    clerk.keyboard.type("038")
    clerk.keyboard.press("Escape")
    expect(clerk.locator("#hoi-bo")).to_be_visible()
    assert clerk.locator("#id_id_number").input_value() == "038"
    clerk.keyboard.press("Escape")
    expect(clerk.locator("#id_id_number")).to_have_value("")


def test_the_paper_is_on_the_page_for_the_printer_once(clerk: Page, site: str) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    clerk.add_init_script("window.print = () => { document.title = 'in ' + document.title; };")
    keys = Keys(clerk)
    choose(keys, "hn")
    keys.press("Tab")
    clerk.keyboard.type("Cao Văn Trầu")
    keys.press("F8", "1", "3", "F9")
    clerk.wait_for_url("**/tiep-nhan/?xong=*")
    clerk.wait_for_function("document.title.startsWith('in ')")
    assert "&in=" not in clerk.url
    clerk.reload()
    assert clerk.locator("[data-print-now]").count() == 0


def test_a_lost_line_is_said_and_nothing_typed_is_lost(clerk: Page, site: str) -> None:
    clerk.goto(f"{site}/can-bo/mot-cua/tiep-nhan/")
    clerk.fill("#id_name", "Bùi Thị Mơ")
    clerk.context.set_offline(True)
    clerk.fill("#id_words", "hn")
    expect(clerk.locator("#canh-bao")).to_contain_text("Mạng bị ngắt")
    clerk.context.set_offline(False)
    clerk.press("#id_words", "Enter")
    expect(clerk.locator("#hen dl")).to_be_visible()
    expect(clerk.locator("#canh-bao")).to_be_hidden()
    assert clerk.locator("#id_name").input_value() == "Bùi Thị Mơ"


PAGES = (
    "", "mot-cua/tiep-nhan/", "mot-cua/cho-tiep-nhan/", "mot-cua/cho-tiep-nhan/?xem=cho-bo-sung", "mot-cua/tra/",
    "mot-cua/so/", "mot-cua/so/?xem=nhan-ho", "mot-cua/phieu/", "ho-so/", "tim/?q=Quách Thị", "tin/", "them/",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_page_of_the_clerk_is_clean_and_never_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    page = signed_in(browser, site, "nhai", width)
    links = [*PAGES]
    page.goto(f"{site}/can-bo/mot-cua/cho-tiep-nhan/")
    links += [link.get_attribute("href") or "" for link in page.locator(".todo a").all()[:4]]
    page.goto(f"{site}/can-bo/mot-cua/tra/")
    links += [link.get_attribute("href") or "" for link in page.locator(".todo a").all()[:1]]
    page.goto(f"{site}/can-bo/mot-cua/phieu/")
    links += [link.get_attribute("href") or "" for link in page.locator("table a").all()[:1]]
    for path in links:
        page.goto(site + path if path.startswith("/") else f"{site}/can-bo/{path}")
        assert chromium.overflow(page) == 0, path
        assert width == 320 or chromium.axe_findings(page) == [], path
    page.context.close()


@pytest.mark.parametrize("login", ["truc", "thu", "tam", "quan"])
def test_today_is_clean_for_every_post(browser: Browser, site: str, login: str) -> None:
    for width in (1280, 360):
        page = signed_in(browser, site, login, width)
        assert chromium.axe_findings(page) == []
        assert chromium.overflow(page) == 0
        page.context.close()


def test_without_script_every_act_has_its_button(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/can-bo/dang-nhap/?tiep=/can-bo/mot-cua/tiep-nhan/")
    page.fill("#id_login", "nhai")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#id_words", "hn")
    page.keyboard.press("Enter")
    page.fill("#id_name", "Quách Thị Bưởi")
    page.check("input[name=items][value='1']")
    page.check("input[name=items][value='3']")
    page.get_by_role("button", name="Xem ngày hẹn").click()
    expect(page.locator(".due")).to_contain_text("19/11/2026")
    page.get_by_role("button", name="Nhận và in").click()
    expect(page.locator("#vua-xong")).to_contain_text("Hẹn trả thứ Năm")
    context.close()
