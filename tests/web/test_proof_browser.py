"""A citizen with a paper in the hand checks it in a real browser, on a phone and at a desk."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests import chromium
from tests.core.proof_house import NEXT_MORNING, closed, promise, receipts
from tests.web import in_browser
from tests.world import World, rehearsed

pytestmark = pytest.mark.browser


def test_a_receipt_is_checked_by_its_mark(page: Page, phone: Page, world: World) -> None:
    mark = promise(receipts(world, 2)[0]).mark
    closed()
    with rehearsed(NEXT_MORNING):
        for window in (in_browser.connect(phone), in_browser.connect(page)):
            in_browser.go(window, "/")
            window.get_by_role("link", name="Kiểm tra giấy hẹn").click()
            _looks_right(window, "list")
            window.get_by_label("Dấu trên giấy hẹn").fill("9f2c 41b0")
            window.get_by_role("button", name="Kiểm tra").click()
            expect(window.get_by_role("alert")).to_contain_text("16 chữ số")
            expect(window.get_by_label("Dấu trên giấy hẹn")).to_have_value("9f2c 41b0")
            _looks_right(window, "wrong")
            spaced = " ".join(mark.upper()[at : at + 4] for at in range(0, 16, 4))
            window.get_by_label("Dấu trên giấy hẹn").fill(spaced)
            window.get_by_role("button", name="Kiểm tra").click()
            expect(window.get_by_role("heading", level=1)).to_have_text("Giấy hẹn này có thật")
            expect(window.get_by_role("status")).to_contain_text("Không bị sửa ngày")
            expect(window.get_by_role("definition").first).to_have_text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
            _looks_right(window, "receipt")


def _looks_right(window: Page, name: str) -> None:
    assert chromium.axe_findings(window) == []
    assert chromium.overflow(window) == 0
    folder = os.environ.get("THANTHIEN_SHOTS")
    if folder and window.viewport_size:
        window.screenshot(path=f"{folder}/proof-{name}-{window.viewport_size['width']}.png", full_page=True)
