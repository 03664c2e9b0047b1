"""In a real browser: a commitment is drafted, read and signed, with a code without script, and with a passkey."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.identity.doors import code, with_phone
from tests.live import running_site
from tests.people import PASSWORD
from tests.programme.committed import FREE, WITNESS
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Commitment

pytestmark = pytest.mark.browser
HOME = "/can-bo/mo-hinh/cam-ket/"


def looked_at(page: Page, name: str) -> None:
    """No rule of WCAG 2.2 AA broken, nothing wider than the window."""
    assert chromium.axe_findings(page) == [], name
    assert chromium.overflow(page) == 0, name
    folder = Path("var/test/commitments")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def draft(page: Page) -> None:
    page.get_by_role("link", name="Lập cam kết của tôi").click()
    page.get_by_label("Không trễ hẹn trong quá trình xử lý công việc").check()
    page.get_by_label("Lời hứa bằng lời mình").fill(FREE)
    page.get_by_label("Người chứng kiến").fill("; ".join(WITNESS))
    page.get_by_role("button", name="Lập bản thảo").click()
    page.get_by_role("link", name="Quách Văn Trúc").click()
    page.get_by_role("link", name="Đọc và ký").click()
    expect(page.get_by_role("heading", name="Ký cam kết")).to_be_visible()


@pytest.mark.django_db
def test_signed_on_a_phone_without_script_by_the_code_of_this_moment(world: World, browser: Browser) -> None:
    with_phone(world.actors["truc"], world.now - timedelta(minutes=2))
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = connect(context.new_page(), enter("truc"))
    go(page, "/can-bo/mo-hinh/")
    page.get_by_role("link", name="Cam kết", exact=True).click()
    page.get_by_role("link", name="Cam kết của tôi").click()
    draft(page)
    page.get_by_label("Mã 6 số trên điện thoại").fill("000000")
    page.get_by_role("button", name="Ký cam kết").click()
    expect(page.get_by_role("alert").get_by_text("Mã chưa đúng")).to_be_visible()
    page.get_by_label("Mã 6 số trên điện thoại").fill(code(at=world.now))
    page.get_by_role("button", name="Ký cam kết").click()
    expect(page.get_by_text("Đã ký. Cam kết có hiệu lực từ hôm nay.")).to_be_visible()
    expect(page.get_by_text("Lời trong máy khớp với mã ghi trong nhật ký lúc ký.")).to_be_visible()
    assert Commitment.objects.get().state == "signed"
    go(page, "/xa/15163/cam-ket/")
    expect(page.get_by_text(FREE)).to_be_visible()
    context.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site() as address:
        yield address.replace("127.0.0.1", "localhost")  # a passkey is bound to a name, never to a number


def with_key(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_signed_by_touching_a_passkey_again_inside_the_session(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    with_key(page)
    chromium.sign_in(page, "truc", PASSWORD, site)
    page.goto(f"{site}/can-bo/bao-mat/khoa/")
    page.fill("#id_name", "máy ở phòng")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.locator("[data-code]")).to_have_count(10)
    page.goto(f"{site}{HOME}cua-toi/")
    draft(page)
    looked_at(page, "sign")
    page.get_by_role("button", name="Ký bằng khóa đăng nhập").click()
    expect(page.get_by_text("Đã ký. Cam kết có hiệu lực từ hôm nay.")).to_be_visible()
    looked_at(page, "signed")
    page.goto(f"{site}{HOME}cua-toi/")
    looked_at(page, "own")
    context.close()
