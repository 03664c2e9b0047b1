"""An officer moves the calendar in a real browser, at a desk and on a phone; a second one approves."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests import chromium
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import REBIRTH, World
from thanthien.core import clock
from thanthien.onestop import service as onestop

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_an_officer_moves_the_calendar_and_the_chair_approves(world: World, page: Page, phone: Page) -> None:
    dossier = world.received(REBIRTH)
    desk, hand = connect(page, enter("quan")), connect(phone, enter("tam"))
    go(desk, "/can-bo/cai-dat/")
    desk.get_by_role("link", name="Lịch nghỉ").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Lịch nghỉ năm 2026")
    _looks_right(desk, "year")
    desk.get_by_role("link", name="Nhập thông báo nghỉ").click()
    desk.get_by_text("Đóng cửa (bão lũ").click()
    desk.get_by_text("Xã, phường, đặc khu").click()
    desk.get_by_label("Những ngày nghỉ").fill("31/02/2026")
    desk.get_by_label("Nghỉ vì việc gì").fill("Bão số 13")
    desk.get_by_label("Số, ngày của văn bản").fill("CĐ 05/CĐ-UBND")
    desk.get_by_label("Thấy văn bản ở đâu").fill("văn bản đến 112")
    desk.get_by_role("button", name="Nhập, xem trước").click()
    expect(desk.get_by_text("không phải ngày có thật").first).to_be_visible()
    _looks_right(desk, "wrong")
    desk.get_by_label("Những ngày nghỉ").fill("18/11/2026 - 19/11/2026")
    desk.get_by_role("button", name="Nhập, xem trước").click()
    expect(desk.get_by_role("heading", name="1 hồ sơ sẽ đổi ngày hẹn")).to_be_visible()
    _looks_right(desk, "preview")
    go(hand, "/can-bo/lich-nghi/")
    _looks_right(hand, "year")
    hand.get_by_role("link", name="Bão số 13").click()
    _looks_right(hand, "preview")
    hand.get_by_role("button", name="Duyệt, định lại ngày hẹn").click()
    expect(hand.get_by_role("status")).to_contain_text("Đã duyệt")
    onestop.redating.go_on(world.now)
    hand.reload()
    expect(hand.get_by_text("Đã xong: 1 hồ sơ đổi ngày hẹn")).to_be_visible()
    _looks_right(hand, "done")
    assert f"{clock.local(world.get(dossier.id).due_at):%d/%m}" == "26/11"


def _looks_right(window: Page, name: str) -> None:
    folder = os.environ.get("THANTHIEN_SHOTS")
    if folder and window.viewport_size:
        window.screenshot(path=f"{folder}/calendar-{name}-{window.viewport_size['width']}.png", full_page=True)
    assert chromium.axe_findings(window) == []
    assert chromium.overflow(window) == 0
