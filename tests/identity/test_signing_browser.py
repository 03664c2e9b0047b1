"""Signing in as people do, in a real browser: invitation, app on the phone, passkey, recovery code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.identity.doors import GOOD, code
from tests.live import running_site
from tests.people import PASSWORD
from tests.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site() as address:
        yield address.replace("127.0.0.1", "localhost")  # a passkey is bound to a name, never to a number


def window(browser: Browser, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN", java_script_enabled=script)
    context.set_default_timeout(60_000)
    return context.new_page()


def first_step(page: Page, site: str, login: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/can-bo/dang-nhap/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/dang-nhap/"))


def looked_at(page: Page, name: str) -> None:
    """No rule of WCAG 2.2 AA broken, nothing wider than the window, on a screen and on a phone."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert chromium.axe_findings(page) == [], name
        assert chromium.overflow(page) == 0, name
        folder = Path("var/test/signing")
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def raise_session(page: Page) -> None:
    page.fill("#id_reason", "Nhận người mới theo QĐ 15/QĐ-UBND")
    page.fill("#id_proof", PASSWORD)
    page.get_by_role("button", name="Mở phiên 15 phút").click()


def appointed(browser: Browser, site: str, login: str, role: str) -> str:
    """Let the administrator enter somebody; return the link of the invitation."""
    page = window(browser)
    chromium.sign_in(page, "quan", PASSWORD, site)
    page.goto(f"{site}/can-bo/con-nguoi/")
    page.get_by_role("link", name="Thêm người").click()
    looked_at(page, "elevation")
    raise_session(page)
    page.fill("#id_name", "Lương Thị Sen")
    page.fill("#id_login", login)
    page.select_option("#id_role", role) if page.locator("select#id_role").count() else page.check(
        f"input[name=role][value={role}]"
    )
    page.fill("#id_title", "Văn thư")
    looked_at(page, "appoint")
    page.get_by_role("button", name="Thêm người").click()
    link = page.locator("[data-invitation]").inner_text()
    looked_at(page, "invited")
    page.context.close()
    return link


def test_from_the_appointment_to_the_first_day_with_an_app(browser: Browser, site: str) -> None:
    link = appointed(browser, site, "sen.lt", "records_clerk")
    page = window(browser)
    page.goto(link)
    looked_at(page, "invitation")
    page.fill("#id_new", GOOD)
    page.fill("#id_again", GOOD)
    page.get_by_role("button", name="Đặt mật khẩu và vào việc").click()
    expect(page.get_by_text("Chức danh của anh/chị phải có bước thứ hai.")).to_be_visible()
    looked_at(page, "security-must")
    page.get_by_role("link", name="Dùng mã 6 số trên điện thoại").click()
    looked_at(page, "totp")
    seed = page.locator("[data-seed]").inner_text().replace(" ", "")
    page.fill("#id_code", code(seed, NOW))
    page.get_by_role("button", name="Xong").click()
    looked_at(page, "codes")
    spare = page.locator("[data-code]").first.inner_text()
    page.get_by_role("link", name="Đã cất, vào việc").click()
    page.wait_for_url("**/can-bo/")
    page.goto(f"{site}/can-bo/phien-dang-nhap/")
    looked_at(page, "visits")
    page.goto(link)
    expect(page.get_by_role("heading", name="Lời mời này đã dùng rồi")).to_be_visible()
    looked_at(page, "invitation-gone")
    page.context.close()
    again = window(browser, script=False)  # the recovery code, without script
    first_step(again, site, "sen.lt", GOOD)
    again.get_by_role("link", name="Dùng mã dự phòng trên giấy").click()
    again.fill("#id_code", spare)
    again.get_by_role("button", name="Đăng nhập").click()
    again.wait_for_url("**/can-bo/")
    again.goto(f"{site}/can-bo/bao-mat/")
    expect(again.get_by_text("Còn 9 mã chưa dùng.")).to_be_visible()
    again.context.close()


def test_with_a_code_of_the_phone(browser: Browser, site: str) -> None:
    page = window(browser)
    first_step(page, site, "tam")
    looked_at(page, "second-step")
    page.fill("#id_code", "000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Mã chưa đúng")
    page.goto(page.url)
    shown = page.locator("[data-demo-code]").inner_text()
    page.fill("#id_code", f"{shown[:3]} {shown[3:]}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/")
    page.context.close()


def with_key(page: Page) -> None:
    """Plug in a virtual authenticator whose owner always touches it."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip


def test_with_a_passkey(browser: Browser, site: str) -> None:
    page = window(browser)
    with_key(page)
    chromium.sign_in(page, "truc", PASSWORD, site)
    page.goto(f"{site}/can-bo/bao-mat/")
    looked_at(page, "security")
    page.get_by_role("link", name="Thêm khóa đăng nhập").click()
    looked_at(page, "passkey")
    page.fill("#id_name", "máy ở phòng")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.locator("[data-code]")).to_have_count(10)
    page.goto(f"{site}/can-bo/bao-mat/")
    expect(page.get_by_text("Khóa đăng nhập: máy ở phòng")).to_be_visible()
    page.locator(".who").get_by_role("button", name="Thoát").click()
    first_step(page, site, "truc")
    looked_at(page, "second-step-passkey")
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.wait_for_url("**/can-bo/")
    page.context.close()
    stranger = window(browser)  # another machine, with another key
    with_key(stranger)
    first_step(stranger, site, "truc")
    stranger.get_by_role("button", name="Dùng khóa đăng nhập").click()
    expect(stranger.get_by_text("Chưa xong")).to_be_visible()
    stranger.context.close()
