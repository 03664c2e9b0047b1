"""The chair reads and signs in a real browser; a citizen checks the paper by its code and by its file."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import chromium
from tests.marks.test_signing import mark_of, refused
from tests.marks.things import thanked
from tests.web import in_browser
from tests.web.office import sign_in
from tests.world import NOW, World
from thanthien.onestop import service as onestop

pytestmark = pytest.mark.browser


def test_signed_by_the_chair_checked_by_anybody(page: Page, phone: Page, world: World) -> None:
    paper = refused(world)
    thanked(world, signed=False)
    chair = in_browser.connect(page, sign_in("tam"))
    in_browser.go(chair, "/can-bo/thu-cua-xa/")
    _looks_right(chair, "letters")
    chair.get_by_role("link", name="Thư cảm ơn: ông Đinh Văn Ổi").click()
    expect(chair.get_by_label("Lời thư")).to_contain_text("đã góp ý đặt thêm ghế")
    _looks_right(chair, "letter")
    chair.keyboard.press("F9")
    expect(chair.get_by_role("heading", level=1)).to_contain_text("Ký thư cảm ơn gửi")
    chair.wait_for_timeout(600)  # the key that signs sleeps until the letter has been on the screen for half a second
    chair.keyboard.press("F9")
    expect(chair.get_by_role("status")).to_contain_text("Đã ký")
    chair.get_by_role("link", name="Ký số", exact=True).click()
    _looks_right(chair, "signing")
    chair.get_by_role("link", name=f"Đọc và ký giấy số {paper.number}").click()
    _looks_right(chair, "sign")
    chair.get_by_role("button", name="Ký số").click()
    expect(chair.get_by_role("status")).to_contain_text("vài giây")
    assert onestop.marks.sign_waiting(NOW + timedelta(minutes=1)) == 2
    chair.reload()
    expect(chair.get_by_role("heading", level=1)).to_contain_text("đã ký xong")
    _checked(in_browser.connect(phone), mark_of(paper).code)


def _checked(citizen: Page, code: str) -> None:
    """A file is sent in test_check_page: the window of these tests hands no file on."""
    in_browser.go(citizen, "/")
    citizen.get_by_role("link", name="Kiểm tra giấy của xã").click()
    _looks_right(citizen, "ask")
    citizen.get_by_label("Mã trên giấy").fill("9f2c 41b0")
    citizen.get_by_role("button", name="Kiểm tra").click()
    expect(citizen.get_by_role("alert")).to_contain_text("16 chữ số")
    citizen.get_by_label("Mã trên giấy").fill(code.upper())
    citizen.get_by_role("button", name="Kiểm tra").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Giấy này có thật")
    expect(citizen.get_by_text("Chữ ký thử nghiệm, không có giá trị pháp lý")).to_be_visible()
    _looks_right(citizen, "real")


def _looks_right(window: Page, name: str) -> None:
    assert chromium.axe_findings(window) == []
    assert chromium.overflow(window) == 0
    folder = os.environ.get("THANTHIEN_SHOTS")
    if folder and window.viewport_size:
        window.screenshot(path=f"{folder}/marks-{name}-{window.viewport_size['width']}.png", full_page=True)
