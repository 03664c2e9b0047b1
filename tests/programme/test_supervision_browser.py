"""In a real browser, on a phone and without script: an unannounced visit, and a morning among the people."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.programme.inspected import inspection_things
from tests.programme.outings import outside_things
from tests.programme.start import ABOVE, above
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Finding, OutingDay

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def phone(browser: Browser, login: str) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    return connect(context.new_page(), enter(login))


def typed_day(page: Page, name: str, day: str) -> None:
    for box, value in zip("dmy", day.split("/"), strict=True):
        page.locator(f'[name="{name}_{box}"]').fill(value)


def test_an_unannounced_visit_from_its_plan_to_the_check(world: World, browser: Browser) -> None:
    above(world)
    province, chair = phone(browser, ABOVE), phone(browser, "tam")
    go(province, "/cap-tren/mo-hinh/")
    province.get_by_role("link", name="Kiểm tra, giám sát").click()
    province.get_by_role("link", name=re.compile("Lập cuộc kiểm tra.*xã Cẩm Vân")).click()
    typed_day(province, "day", "16/11/2026")
    province.get_by_label("Đột xuất").check()
    province.get_by_label("Kiểm tra việc gì").fill("Nơi tiếp dân buổi sáng")
    province.get_by_label("Những ai đi").fill("Lê Thị Tỉnh")
    province.get_by_role("button", name="Lập cuộc kiểm tra").click()
    expect(province.get_by_text("Đã lập cuộc kiểm tra.")).to_be_visible()
    go(chair, "/can-bo/mo-hinh/kiem-tra/")
    expect(chair.get_by_text("Chưa có cuộc kiểm tra nào.")).to_be_visible()
    province.get_by_role("link", name="Nơi tiếp dân buổi sáng").click()
    province.get_by_role("link", name="Bắt đầu").click()
    province.get_by_role("button", name="Bắt đầu").click()
    province.get_by_role("link", name="Ghi phiếu").click()
    province.locator('[name="clean_office"][value="no"]').check()
    province.locator('[name="clean_office_note"]').fill("Ghế hỏng ba chiếc")
    assert province.evaluate("document.documentElement.scrollWidth") <= 360
    province.get_by_role("button", name="Ghi phiếu").click()
    expect(province.get_by_text("Ghế hỏng ba chiếc")).to_be_visible()
    province.get_by_role("link", name="Ghi điều chưa đạt").click()
    province.get_by_label("Điều chưa đạt").fill("Ba ghế ở chỗ chờ bị hỏng, chưa thay.")
    province.get_by_label("Phải khắc phục trong mấy ngày làm việc").fill("3")
    province.get_by_role("button", name="Ghi lại").click()
    go(chair, "/can-bo/").get_by_role("link", name="Việc của mô hình hôm nay").click()
    chair.get_by_role("link", name="Khắc phục: Ba ghế ở chỗ chờ bị hỏng").click()
    chair.get_by_role("link", name="Báo đã khắc phục").click()
    chair.get_by_label("Đã khắc phục thế nào").fill("Đã thay ba ghế mới sáng nay.")
    chair.get_by_role("button", name="Báo đã khắc phục").click()
    expect(chair.get_by_text("Chờ kiểm lại").first).to_be_visible()
    go(province, "/cap-tren/mo-hinh/kiem-tra/")
    province.get_by_role("link", name="Ba ghế ở chỗ chờ bị hỏng").click()
    province.get_by_role("link", name="Kiểm lại").click()
    province.get_by_label("Đạt", exact=True).check()
    province.get_by_role("button", name="Ghi kiểm lại").click()
    expect(province.get_by_text("Đã ghi kiểm lại.")).to_be_visible()
    assert Finding.objects.get().state == "accepted"


def test_a_morning_among_the_people_from_its_plan_to_the_figures(world: World, browser: Browser) -> None:
    chair, everybody = phone(browser, "tam"), phone(browser, "nhai")
    go(chair, "/can-bo/mo-hinh/ra-ngoai/")
    chair.get_by_role("link", name="Lập lịch", exact=True).click()
    chair.get_by_label("Cà phê sáng với bà con").check()
    typed_day(chair, "first", "16/11/2026")
    chair.get_by_label("Từ mấy giờ").fill("6h30")
    chair.get_by_label("Đến mấy giờ").fill("8 giờ")
    chair.get_by_label("Nơi làm").fill("Quán nước đầu làng Vân Trai")
    chair.get_by_label("Bà con đến được làm gì").fill("Nói chuyện với Chủ tịch xã")
    chair.get_by_role("button", name="Lập và công khai").click()
    expect(chair.get_by_text("Chọn ít nhất một người phục vụ.").first).to_be_visible()
    assert chair.get_by_label("Nơi làm").input_value() == "Quán nước đầu làng Vân Trai"
    chair.get_by_label("Chủ tịch UBND xã: Phạm Văn Tâm").check()
    chair.get_by_role("button", name="Lập và công khai").click()
    go(everybody, "/xa/15163/")
    everybody.get_by_role("link", name="Xã ra với bà con").click()
    expect(everybody.get_by_text("6:30 đến 8:00, Quán nước đầu làng Vân Trai.")).to_be_visible()
    chair.get_by_role("link", name="Ghi kết quả").click()
    chair.get_by_label("Mấy người đã đến").fill("21")
    chair.get_by_label("Đã làm được gì").fill("Nghe 8 ý kiến, trả lời ngay 6.")
    chair.get_by_role("button", name="Ghi kết quả").click()
    expect(chair.get_by_text("1 trên 1 buổi").first).to_be_visible()
    assert OutingDay.objects.get().came == 21


def test_the_pages_break_no_rule_of_wcag(world: World, page: Page) -> None:
    have = inspection_things(world) | outside_things(world)
    connect(page, enter("tam"))
    part = "/can-bo/mo-hinh"
    for address in (
        f"{part}/kiem-tra/", f"{part}/kiem-tra/lap/", f"{part}/kiem-tra/{have['visit']}/",
        f"{part}/kiem-tra/{have['visit']}/phieu/", f"{part}/kiem-tra/dieu/{have['finding']}/",
        f"{part}/kiem-tra/dieu/{have['finding']}/khac-phuc/", f"{part}/ra-ngoai/", f"{part}/ra-ngoai/lap/",
        f"{part}/ra-ngoai/tai-nha/", f"{part}/ra-ngoai/thon/", "/xa/15163/xa-ra-voi-ba-con/",
    ):  # fmt: skip
        go(page, address)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert chromium.overflow(page) == 0, address
        assert chromium.axe_findings(page) == [], address
