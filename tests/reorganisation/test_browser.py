"""One merge in a real browser: proposed, read, approved by a second person, carried out; axe and 360 px on the way."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.people import CAM_VAN, VAN_DU
from tests.reorganisation.plans import NEW, every_state, proposed, split
from tests.web import in_browser
from tests.web.office_acts import enter
from tests.world import World, forget

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("THANTHIEN_PICTURES", "")
Look = Callable[[Page, str], None]


def window(browser: Browser, login: str, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    return in_browser.connect(context.new_page(), enter(login))


def looked_at(page: Page, name: str) -> None:
    """Nothing for axe to say, nobody scrolls sideways; a picture for whoever wants to look."""
    assert chromium.axe_findings(page) == [], name
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert chromium.overflow(page) == 0, f"{name} at {width}"
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)


def fill(admin: Page) -> None:
    admin.locator("#id_old").fill(f"{CAM_VAN}\n{VAN_DU}")
    admin.locator("#id_name_1").fill("Vân Du Mới")
    admin.locator("#id_unit_kind_1").select_option("commune")
    admin.locator("#id_code_1").fill(NEW)
    admin.locator("#id_law_number").fill("1686/NQ-UBTVQH15")
    admin.locator("#id_law_issuer").fill("Ủy ban Thường vụ Quốc hội")
    for box, typed in (("d", "16"), ("m", "6"), ("y", "2026")):
        admin.locator(f"#id_law_day_{box}").fill(typed)
    for box, typed in (("d", "16"), ("m", "11"), ("y", "2026")):
        admin.locator(f"#id_effective_on_{box}").fill(typed)
    admin.get_by_role("button", name="Lập đề nghị").click()


def test_a_merge_by_two_people(browser: Browser, world: World) -> None:
    every_state(world)
    admin, chair = window(browser, "quan"), window(browser, "du")
    in_browser.go(admin, "/can-bo/sap-xep/")
    looked_at(admin, "danh-sach")
    admin.get_by_role("link", name="Lập đề nghị").click()
    admin.get_by_role("button", name="Lập đề nghị").click()
    expect(admin.get_by_text("Anh/chị chọn cách sắp xếp.").first).to_be_visible()
    looked_at(admin, "de-nghi-thieu")
    admin.get_by_label("Nhập", exact=False).first.check()
    fill(admin)
    expect(admin.get_by_role("heading", name="Cái gì theo ai")).to_be_visible()
    expect(admin.get_by_role("button", name="Duyệt việc sắp xếp")).to_have_count(0)
    looked_at(admin, "xem-truoc")
    in_browser.go(chair, "/can-bo/sap-xep/")
    chair.get_by_role("link", name="Nhập: xã Cẩm Vân").click()
    chair.get_by_role("button", name="Duyệt việc sắp xếp").click()
    expect(chair.get_by_role("status")).to_contain_text("Đã duyệt")
    in_browser.go(admin, "/can-bo/sap-xep/")
    admin.get_by_role("link", name="Nhập: xã Cẩm Vân").click()
    admin.get_by_role("link", name="Thực hiện").click()
    looked_at(admin, "thuc-hien")
    admin.get_by_role("button", name="Thực hiện").click()
    expect(admin.get_by_role("status")).to_contain_text("Đã thực hiện")
    forget()
    looked_at(admin, "xong")
    clerk = window(browser, "nhai")
    in_browser.go(clerk, f"/can-bo/so-cu/{world.home}/")
    looked_at(clerk, "so-cu")
    clerk.get_by_role("link", name="Đăng ký lại khai sinh").first.click()
    expect(clerk.get_by_text("Hồ sơ cũ của xã Cẩm Vân.")).to_be_visible()


def test_sending_dossiers_to_the_parts_of_a_commune(browser: Browser, world: World) -> None:
    world.received(applicant=world.applicant(address="thôn Vân Trai"))
    world.received(applicant=world.applicant(address="thôn Đồi Vàng"))
    act = proposed(world, split(world))
    clerk = window(browser, "nhai")
    in_browser.go(clerk, f"/can-bo/sap-xep/{act.id}/ho-so/")
    looked_at(clerk, "ho-so-ve-dau")
    clerk.get_by_role("checkbox").first.check()
    clerk.get_by_label("Xã Cẩm Vân Đông").check()
    clerk.get_by_role("button", name="Ghi các dòng đã chọn").click()
    expect(clerk.get_by_text("Còn 1 trên 2 dòng")).to_be_visible()
    admin = window(browser, "quan")
    in_browser.go(admin, f"/can-bo/sap-xep/{act.id}/nguoi/")
    looked_at(admin, "nguoi-ve-dau")
    in_browser.go(admin, f"/can-bo/sap-xep/{act.id}/")
    looked_at(admin, "xem-truoc-chia")
