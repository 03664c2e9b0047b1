"""A pack goes from one commune to another in a real browser; its pages are looked at, narrow and wide."""

import os

import pytest
from playwright.sync_api import Browser, Page

from tests import chromium
from tests.programme.packed import WORDS, proven
from tests.programme.registered import followed, photo, registered
from tests.programme.start import ABOVE, above
from tests.programme.test_spread_pages import many_months
from tests.web import in_browser
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import PackTaken, PlanTask

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("THANTHIEN_PICTURES", "")


def window(browser: Browser, login: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    return in_browser.connect(context.new_page(), enter(login))


def looked_at(page: Page, name: str) -> None:
    assert chromium.axe_findings(page) == [], name
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert chromium.overflow(page) == 0, f"{name} at {width}"
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)


def test_a_pack_from_one_commune_to_another(browser: Browser, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    above(world)
    proven(world)
    giver, taker, top = window(browser, "tam"), window(browser, "du"), window(browser, ABOVE)
    in_browser.go(giver, "/can-bo/mo-hinh/nhan-rong/")
    looked_at(giver, "nhan-rong-trong")
    giver.get_by_role("link", name="Công bố bộ kinh nghiệm của xã mình").click()
    giver.get_by_role("button", name="Công bố").click()
    looked_at(giver, "nhan-rong-cong-bo-thieu")
    giver.get_by_label("Tên bộ kinh nghiệm").fill("Một cửa ba quầy")
    giver.get_by_label("Xã đã làm thế nào, được gì").fill(WORDS)
    giver.get_by_label("Kế hoạch năm").check()
    giver.get_by_role("button", name="Công bố").click()
    giver.get_by_text("Đã công bố bộ kinh nghiệm.").wait_for()
    in_browser.go(taker, "/can-bo/mo-hinh/nhan-rong/")
    looked_at(taker, "nhan-rong")
    taker.get_by_role("link", name="Một cửa ba quầy").click()
    looked_at(taker, "nhan-rong-bo")
    taker.get_by_role("link", name="Nhận bộ này").click()
    taker.get_by_role("button", name="Nhận bộ này").click()
    taker.get_by_text("Đã nhận. Các bản nháp đã nằm ở chỗ của chúng.").wait_for()
    assert PlanTask.objects.filter(plan__unit_id=world.actors["du"].scope).count() == 2
    PackTaken.objects.update(taken_on="2026-08-10")
    many_months(monkeypatch)
    taker.get_by_role("link", name="Xã đã nhận đổi gì, số liệu đi đến đâu").click()
    taker.get_by_text("Trước và sau khác nhau rõ.").wait_for()
    looked_at(taker, "nhan-rong-sau")
    in_browser.go(top, "/cap-tren/mo-hinh/nhan-rong/")
    looked_at(top, "nhan-rong-cap-tren")
    top.get_by_role("link", name="Một cửa ba quầy").click()
    top.get_by_role("link", name="Khuyên các xã dùng").click()
    top.get_by_label("Vì sao nên dùng, hợp với xã nào").fill("Hợp với xã ít người, không tốn tiền.")
    top.get_by_role("button", name="Khuyên các xã dùng").click()
    top.get_by_text("Đã khuyên các xã dùng bộ này.").wait_for()


def test_the_register_of_skilful_models_looked_at(browser: Browser, world: World) -> None:
    key, kept = registered(world), photo(world)
    followed(world, key, file_id=kept)
    page = window(browser, "tam")
    for name, address in (
        ("dan-van-kheo", ""), ("dan-van-kheo-dang-ky", "dang-ky/"), ("dan-van-kheo-mot", f"{key}/"),
        ("dan-van-kheo-theo-doi", f"{key}/theo-doi/"), ("dan-van-kheo-cong-nhan", f"{key}/cong-nhan/"),
    ):  # fmt: skip
        in_browser.go(page, f"/can-bo/mo-hinh/dan-van-kheo/{address}")
        looked_at(page, name)
