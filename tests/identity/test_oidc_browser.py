"""In Chromium: an officer links and signs in through the provider, a person lets it fill in a name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests import chromium
from tests.identity.conftest import environment
from tests.live import running_site
from tests.people import PASSWORD
from tests.provider import Provider, running_provider
from tests.world import REBIRTH

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bad_and_good() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def site(bad_and_good: Provider) -> Iterator[str]:
    with running_site(environment(bad_and_good.issuer)) as address:
        yield address


def looks_right(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    assert chromium.overflow(page) == 0
    assert chromium.axe_findings(page) == []


def test_an_officer_links_once_and_signs_in_through_the_provider(page: Page, site: str) -> None:
    page.goto(f"{site}/can-bo/dang-nhap/")
    looks_right(page, "Cán bộ đăng nhập")
    chromium.sign_in(page, "nhai", PASSWORD, site)
    page.get_by_role("link", name="Bảo mật").first.click()
    page.get_by_role("link", name="Định danh của nhà nước").click()
    looks_right(page, "Định danh của nhà nước")
    page.get_by_role("link", name="Mở SSO tỉnh (mô phỏng)").click()
    page.get_by_role("link", name="Hà Thị Nhài").click()
    expect(page.get_by_text("Đúng là mình thì bấm gắn")).to_be_visible()
    looks_right(page, "Định danh của nhà nước")
    page.get_by_role("button", name="Gắn định danh này").click()
    expect(page.get_by_text("Đang gắn với")).to_be_visible()
    page.get_by_role("button", name="Thoát").first.click()
    page.get_by_role("link", name="Đăng nhập bằng SSO tỉnh (mô phỏng)").click()
    page.get_by_role("link", name="Hà Thị Nhài").click()
    expect(page).to_have_url(f"{site}/can-bo/")


def test_a_person_on_a_phone_lets_the_provider_fill_in_the_name(phone: Page, site: str) -> None:
    phone.goto(f"{site}/thu-tuc/{REBIRTH}/nop/")
    phone.get_by_role("link", name="Lấy tên từ VNeID (mô phỏng)").click()
    phone.get_by_role("link", name="Bùi Thị Mơ").click()
    expect(phone.locator("#id_applicant_name")).to_have_value("Bùi Thị Mơ")
    expect(phone.get_by_text("VNeID (mô phỏng) nói anh/chị là")).to_be_visible()
    looks_right(phone, "Người nộp")
    phone.get_by_role("link", name="Không phải tôi").click()
    looks_right(phone, "Lấy tên từ VNeID")
    phone.get_by_role("button", name="Quên tên tôi ở máy này").click()
    expect(phone.locator("#id_applicant_name")).to_have_value("")


def test_who_leaves_or_meets_a_silent_provider_finds_a_way_on(phone: Page, site: str, bad_and_good: Provider) -> None:
    phone.goto(f"{site}/thu-tuc/{REBIRTH}/nop/")
    phone.get_by_role("link", name="Lấy tên từ VNeID (mô phỏng)").click()
    phone.get_by_role("link", name="Thôi").click()
    expect(phone.get_by_text("Không cần định danh vẫn nộp được hồ sơ")).to_be_visible()
    looks_right(phone, "Chưa lấy tên từ VNeID")
    bad_and_good.play("down")
    phone.goto(f"{site}/can-bo/dang-nhap/")
    phone.get_by_role("link", name="Đăng nhập bằng SSO tỉnh (mô phỏng)").click()
    expect(phone.get_by_role("heading", name="SSO tỉnh chưa trả lời")).to_be_visible()
    bad_and_good.play("")
