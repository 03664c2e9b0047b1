"""In a real browser: a board is founded without script, and a form of one post is not sent in another."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.org.test_acting import second_post
from tests.org.things import organisation_things
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.onestop.models import Synonym
from thanthien.org.models import Board

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NAME = "Ban Chỉ đạo xây dựng chính quyền thân thiện"


def typed_day(page: Page, name: str, day: str, month: str, year: str) -> None:
    for box, value in (("d", day), ("m", month), ("y", year)):
        page.locator(f'[name="{name}_{box}"]').fill(value)


def test_a_board_is_founded_without_script_on_a_phone(world: World, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = connect(context.new_page(), enter("tam"))
    go(page, "/can-bo/to-chuc/ban/")
    page.get_by_role("link", name="Ghi quyết định thành lập ban").click()
    page.get_by_label("Số quyết định").fill("25/QĐ-UBND")
    typed_day(page, "decided_on", "2", "11", "2026")
    page.get_by_label("Người hoặc cơ quan ký").fill("Chủ tịch UBND xã")
    page.get_by_label("Tên ban").fill(NAME)
    page.locator('[name="kind"]').fill("Ban Chỉ đạo")
    page.locator('[name="p1_who"]').select_option(label="Quách Văn Trúc, Công chức tư pháp, hộ tịch")
    page.get_by_role("button", name="Thêm 5 dòng").click()
    expect(page.get_by_text("Người thứ 17")).to_be_visible()
    page.get_by_role("button", name="Ghi ban mới").click()
    expect(page.get_by_text("Ban phải có một trưởng ban").first).to_be_visible()
    assert page.locator('[name="number"]').input_value() == "25/QĐ-UBND"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator('[name="p1_role"]').select_option("head")
    page.get_by_role("button", name="Ghi ban mới").click()
    expect(page.get_by_text("từ hai người").first).to_be_visible()  # a board of one is none
    page.locator('[name="p2_who"]').select_option(label="Phạm Văn Tâm, Chủ tịch UBND xã")
    page.get_by_role("button", name="Ghi ban mới").click()
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text("Danh sách 2 thành viên")).to_be_visible()
    assert Board.objects.get().name == NAME
    context.close()


def test_a_form_left_open_is_not_sent_in_the_other_commune(world: World, page: Page) -> None:
    second_post(world, role="clerk")
    client = enter("nhai")
    form, other = connect(page, client), connect(page.context.new_page(), client)
    go(form, "/can-bo/danh-muc/tu-thuong-goi/")
    form.get_by_role("button", name="Cán bộ Một cửa, xã Cẩm Vân").click()
    form.locator('[name="text"]').fill("giấy đẻ của cháu")
    form.locator('[name="code"]').select_option(index=1)
    go(other, "/can-bo/")
    other.get_by_role("button", name="Đổi sang Cán bộ biệt phái, xã Vân Du").click()
    expect(other.get_by_text("UBND xã Vân Du").first).to_be_visible()
    form.get_by_role("button", name="Thêm").first.click()
    expect(form.get_by_role("heading", name="Chưa gửi, chưa ghi gì")).to_be_visible()
    expect(form.get_by_text("giấy đẻ của cháu")).to_be_visible()
    assert not Synonym.objects.filter(text="giấy đẻ của cháu").exists()
    form.get_by_role("button", name="Đổi về xã Cẩm Vân và gửi").click()
    expect(form.get_by_text("Đã thêm.")).to_be_visible()
    assert Synonym.objects.get(text="giấy đẻ của cháu").unit_id == world.home


def test_the_pages_break_no_rule_of_wcag_and_fit_their_window(world: World, page: Page) -> None:
    have = organisation_things(world)
    second_post(world, "quan")
    client = enter("quan")
    connect(page, client)
    client.post("/can-bo/chuc-danh/", {"unit": str(world.home)})
    for address in (
        "to-chuc/", "to-chuc/thon/", f"to-chuc/thon/{have['hamlet']}/", "to-chuc/ban/", f"to-chuc/ban/{have['board']}/",
        "to-chuc/ban/thanh-lap/", "to-chuc/chuc-danh/", "to-chuc/vang-mat/", "to-chuc/uy-quyen/ghi/", "chuc-danh/",
    ):  # fmt: skip
        go(page, f"/can-bo/{address}")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert chromium.overflow(page) == 0, address
        assert chromium.axe_findings(page) == [], address
