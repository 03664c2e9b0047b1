"""In Chromium: an officer gives a reason and sees the number, its owner sees who and why; every page reads well."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.privacy.things import privacy_things
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.onestop import service as onestop

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NUMBER = "038300000777"
SHOTS = os.environ.get("THANTHIEN_SHOTS", "")


def window_of(browser: Browser, login: str = "") -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(10_000)
    return connect(context.new_page(), enter(login) if login else None)


@pytest.fixture
def officer(browser: Browser, world: World) -> Iterator[Page]:
    page = window_of(browser, "truc")
    yield page
    page.context.close()


@pytest.fixture
def owner(browser: Browser, world: World) -> Iterator[Page]:
    page = window_of(browser)
    yield page
    page.context.close()


def fine(page: Page, name: str) -> None:
    """No rule of WCAG 2.2 AA is broken, and the page is nowhere wider than its window."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        assert "Mã báo lỗi" not in page.content(), name
        assert chromium.axe_findings(page) == [], name
        assert chromium.overflow(page) == 0, name


def test_a_number_is_seen_with_its_reason_and_its_owner_sees_that(officer: Page, owner: Page, world: World) -> None:
    dossier = world.received(applicant=world.applicant(id_number=NUMBER))
    go(officer, reverse("office:dossier", args=[dossier.id]))
    expect(officer.get_by_text(NUMBER)).to_have_count(0)
    officer.get_by_role("link", name="Xem đủ số").click()
    fine(officer, "so-dinh-danh")
    officer.get_by_role("button", name="Xem").click()
    expect(officer.get_by_role("alert")).to_contain_text("Để làm gì? chưa chọn")
    fine(officer, "so-dinh-danh-loi")
    officer.get_by_text("Tra cứu cơ sở dữ liệu quốc gia").click()
    officer.get_by_label("Ghi thêm").fill("tra lúc 9 giờ")
    officer.get_by_role("button", name="Xem").click()
    expect(officer.get_by_text(NUMBER)).to_be_visible()
    fine(officer, "so-dinh-danh-xem")
    go(owner, f"/hs/{onestop.token_of(dossier.id)}/")
    owner.get_by_role("link", name="Ai đã mở hồ sơ này").click()
    line = owner.get_by_role("row", name="Xem đủ số định danh")
    expect(line).to_contain_text("Công chức tư pháp, hộ tịch, xã Cẩm Vân")
    expect(line).to_contain_text("để tra cứu cơ sở dữ liệu quốc gia")
    expect(owner.get_by_text("tra lúc 9 giờ")).to_have_count(0)
    fine(owner, "ai-da-mo")


def test_a_request_goes_from_the_owner_to_the_counter_and_back(browser: Browser, owner: Page, world: World) -> None:
    dossier = world.received()
    address = f"/hs/{onestop.token_of(dossier.id)}/du-lieu/"
    go(owner, address)
    fine(owner, "du-lieu")
    owner.get_by_text("Xem, nhận bản sao dữ liệu của mình").click()
    owner.get_by_role("button", name="Gửi yêu cầu").click()
    expect(owner.get_by_role("status")).to_contain_text("Xã đã nhận yêu cầu.")
    clerk = window_of(browser, "nhai")
    go(clerk, reverse("office:data_requests"))
    fine(clerk, "yeu-cau")
    clerk.get_by_role("link", name="Xem, nhận bản sao dữ liệu của mình").click()
    fine(clerk, "yeu-cau-mot")
    clerk.get_by_role("link", name="Trả lời đã nhận").click()
    clerk.get_by_label("Lời trả lời").fill("Mời chị đến nhận bản sao thứ Sáu.")
    fine(clerk, "yeu-cau-tra-loi")
    clerk.get_by_role("button", name="Trả lời đã nhận").click()
    expect(clerk.get_by_role("status")).to_contain_text("Đã ghi.")
    clerk.context.close()
    go(owner, address)
    expect(owner.get_by_text("Mời chị đến nhận bản sao thứ Sáu.")).to_be_visible()
    fine(owner, "du-lieu-tra-loi")


def test_pages_of_retention_read_well(browser: Browser, owner: Page, world: World) -> None:
    have = privacy_things(world)
    go(owner, "/du-lieu-ca-nhan/")
    fine(owner, "du-lieu-ca-nhan")
    clerk = window_of(browser, "thu")
    go(clerk, reverse("office:retention"))
    fine(clerk, "luu-tru")
    go(clerk, reverse("office:destruction", args=[have["destruction"]]))
    fine(clerk, "bien-ban")
    clerk.context.close()
