"""In a real browser: a difficulty goes up, what others were told shows while it is typed, the answer comes back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.programme.raised import ANSWER, TEXT, TITLE, overseer, published, raised
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Difficulty

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_up_and_back_with_similar_answers_shown_while_typing(world: World, page: Page) -> None:
    published(world)
    chair = connect(page, enter("du"))
    go(chair, "/can-bo/mo-hinh/kho-khan/")
    chair.get_by_role("link", name="Nêu khó khăn").click()
    chair.locator('[name="title"]').press_sequentially("duong truyen chap chon", delay=20)
    expect(chair.get_by_text("Xã khác hỏi rồi, cấp trên đã trả lời")).to_be_visible()
    chair.locator('[name="title"]').fill(TITLE)
    chair.locator('[name="area"]').select_option(label="Thiết bị, đường truyền")
    chair.locator('[name="text"]').fill(TEXT)
    chair.get_by_role("button", name="Gửi lên cấp trên").click()
    expect(chair.get_by_text("Đã gửi lên cấp trên.")).to_be_visible()
    row = Difficulty.objects.get(unit_id=world.units["15190"])
    above = connect(page.context.new_page(), enter("tinh"))
    go(above, "/can-bo/")
    above.get_by_role("link", name="1", exact=True).first.click()
    above.get_by_role("link", name=TITLE).click()
    expect(above.get_by_role("heading", name="Vì sao hạn ngày ấy?")).to_be_visible()
    above.get_by_role("link", name="Trả lời", exact=True).click()
    above.locator('[name="text"]').fill(ANSWER)
    above.get_by_role("button", name="Gửi câu trả lời").click()
    expect(above.get_by_text("Đã gửi câu trả lời về xã.")).to_be_visible()
    go(chair, f"/can-bo/mo-hinh/kho-khan/{row.id}/")
    expect(chair.get_by_role("heading", name="Câu trả lời")).to_be_visible()
    chair.get_by_role("link", name="Khép lại").click()
    chair.get_by_text("Đã gỡ được").click()
    chair.get_by_role("button", name="Khép lại").click()
    expect(chair.get_by_text("Đã khép lại").first).to_be_visible()


def test_without_script_the_button_finds_them(world: World, browser: Browser) -> None:
    published(world)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = connect(context.new_page(), enter("du"))
    go(page, "/can-bo/mo-hinh/kho-khan/neu/")
    page.locator('[name="title"]').fill("mang o nha van hoa chap chon")
    page.get_by_role("button", name="Tìm câu tương tự").click()
    expect(page.get_by_text("Xã khác hỏi rồi")).to_be_visible()
    assert page.locator('[name="title"]').input_value() == "mang o nha van hoa chap chon"
    context.close()


def test_the_pages_fit_their_window_and_break_no_rule_of_wcag(world: World, page: Page) -> None:
    published(world)
    key = raised(world, title="Thiếu máy in ở quầy số 2")
    looked = {
        "tam": ["/can-bo/mo-hinh/kho-khan/", "/can-bo/mo-hinh/kho-khan/neu/", f"/can-bo/mo-hinh/kho-khan/{key}/",
                "/can-bo/mo-hinh/kho-khan/cau-tra-loi/", f"/can-bo/mo-hinh/kho-khan/{key}/khep/"],
        "tinh": ["/cap-tren/mo-hinh/kho-khan/", f"/cap-tren/mo-hinh/kho-khan/{key}/",
                 "/cap-tren/mo-hinh/kho-khan/cau-tra-loi/", "/cap-tren/mo-hinh/kho-khan/thoi-han/"],
    }  # fmt: skip
    overseer(world)
    for login, addresses in looked.items():
        window = connect(page.context.new_page(), enter(login))
        for address in addresses:
            go(window, address)
            for width in (1280, 360):
                window.set_viewport_size({"width": width, "height": 900})
                assert chromium.overflow(window) == 0, address
            assert chromium.axe_findings(window) == [], address
