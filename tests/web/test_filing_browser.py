"""The citizen's whole way in Chromium: fill, save, send, follow, bring papers, rate. Axe and width on each page."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests import chromium
from tests.live import running_site
from tests.web.citizen import picture
from tests.web.in_browser import arrive, connect, go
from tests.web.test_following_acts import asked, guided
from tests.web.test_rating import link
from tests.world import BIRTH, NOW, REBIRTH, World, rehearsed
from thanthien.onestop import service as onestop

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE: ViewportSize = {"width": 360, "height": 900}
SHOTS = os.environ.get("THANTHIEN_SHOTS", "")


@pytest.fixture
def window(browser: Browser, world: World) -> Iterator[Page]:
    """A window connected to this test's world."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield connect(context.new_page())
    context.close()


def fine(page: Page, name: str) -> None:
    """The page breaks no rule of WCAG 2.2 AA on a phone and on a desk, and is nowhere wider than its window."""
    assert "Mã báo lỗi" not in page.content(), name
    page.set_viewport_size({"width": 320, "height": 900})
    assert chromium.overflow(page) == 0, name
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        assert chromium.axe_findings(page) == [], name
        assert chromium.overflow(page) == 0, name


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A server process of its own: Chromium hands out no bytes of a file to an intercepted request."""
    with running_site() as address:
        yield address


def test_the_citizens_whole_way(site: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{site}/thu-tuc/{REBIRTH}/nop/")
    fine(page, "nop-1")
    page.get_by_role("button", name="Đi tiếp").click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Có ")
    assert page.evaluate("document.activeElement.className") == "errsum"
    fine(page, "nop-1-sai")
    _first_step(page)
    arrive(page, "/2/")
    _paper_and_save(page, tmp_path)
    fine(page, "nop-2")
    page.get_by_role("button", name="Đi tiếp").click()
    arrive(page, "/3/")
    fine(page, "nop-3")
    page.locator("[name=tell_by][value=phone]").check()
    page.locator("[name=deliver_by][value=counter]").check()
    page.get_by_role("button", name="Đi tiếp").click()
    arrive(page, "/4/")
    fine(page, "nop-4")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    arrive(page, "/xong/")
    fine(page, "nop-xong")
    page.get_by_role("link", name="Xem trang theo dõi").click()
    arrive(page, "/hs/")
    assert page.get_by_role("heading", name="Xã trả lời trước").is_visible()
    fine(page, "hs-moi-nop")
    assert context.cookies() == []
    context.close()


def _paper_and_save(page: Page, folder: Path) -> None:
    paper = folder / "giay-khai-sinh.png"
    paper.write_bytes(picture().read())
    page.locator("[name=paper_2]").set_input_files(paper)
    page.get_by_role("button", name="Lưu lại, làm sau").click()
    arrive(page, "/luu/")
    fine(page, "nop-luu")
    page.get_by_role("link", name="Làm tiếp ngay").click()
    arrive(page, "/2/")
    assert page.get_by_text("Đã nhận.").is_visible()


def _first_step(page: Page) -> None:
    page.get_by_label("Họ và tên người nộp").fill("Bùi Thị Mơ")
    page.get_by_label("Nơi ở hiện nay").fill("thôn Vân Trai, xã Cẩm Vân")
    page.get_by_label("Số điện thoại").first.fill("0900 000 123")
    page.get_by_role("button", name="Đi tiếp").click()


def test_the_long_form_of_a_birth(world: World, window: Page) -> None:
    with rehearsed(NOW.replace(day=30)):
        go(window, f"/thu-tuc/{BIRTH}/nop/")
        father = window.locator("[name=father_name]")
        assert not father.is_visible()
        window.locator("[name=has_father][value=yes]").check()
        assert father.is_visible()
        fine(window, "nop-khai-sinh-1")


def test_pages_of_a_dossier_in_every_state(world: World, window: Page) -> None:
    late = NOW.replace(day=26)
    accepted, paused, before = world.received(), asked(world), guided(world)
    ready, done = world.issued(world.received()), world.issued(world.received())
    onestop.hand_over(actor=world.actors["nhai"], now=NOW, dossier_id=done.id, version=done.version)
    pages = {"dang-lam": accepted, "cho-bo-sung": paused, "huong-dan": before, "co-ket-qua": ready, "da-tra": done}
    for name, dossier in pages.items():
        go(window, f"/hs/{onestop.token_of(dossier.id)}/")
        fine(window, f"hs-{name}")
    with rehearsed(late):
        onestop.draft_due_apologies(late)
        go(window, f"/hs/{onestop.token_of(accepted.id)}/")
        fine(window, "hs-tre")
        for letter in onestop.apology_drafts(world.actors["tam"]).filter(dossier_id=accepted.id):
            onestop.sign_apology(actor=world.actors["tam"], now=late, apology_id=letter.id)
        go(window, f"/hs/{onestop.token_of(accepted.id)}/")
        fine(window, "hs-xin-loi")


def test_bringing_taking_back_asking(world: World, window: Page) -> None:
    paused, accepted = asked(world), world.received()
    go(window, f"/hs/{onestop.token_of(paused.id)}/bo-sung/")
    fine(window, "bo-sung")
    window.get_by_role("button", name="Gửi giấy bổ sung").click()
    window.get_by_role("alert").wait_for()
    fine(window, "bo-sung-sai")
    go(window, f"/hs/{onestop.token_of(accepted.id)}/rut/")
    fine(window, "dung")
    go(window, "/tra-cuu/")
    fine(window, "tra-cuu")
    window.get_by_label("Mã hồ sơ").fill(accepted.code)
    window.get_by_label("Số điện thoại").fill("0900 000 123")
    window.get_by_role("button", name="Xem hồ sơ").click()
    window.get_by_role("heading", name="Xã đang làm.").wait_for()
    fine(window, "tra-cuu-thay")
    go(window, "/nop/")
    fine(window, "nop-lam-tiep")


def test_rating_takes_one_press(world: World, window: Page) -> None:
    address = link(world)
    go(window, address)
    fine(window, "danh-gia")
    window.get_by_role("button", name="Rất hài lòng").click()
    window.get_by_role("heading", name="Xã đã ghi. Cảm ơn anh/chị.").wait_for()
    fine(window, "danh-gia-them")
    window.locator("[name=greeted][value=yes]").check()
    window.get_by_label("Anh/chị muốn nói gì với xã?").fill("Cán bộ nhiệt tình")
    window.get_by_role("button", name="Gửi thêm").click()
    arrive(window, "/cam-on/")
    fine(window, "danh-gia-cam-on")
    go(window, address)
    fine(window, "danh-gia-da-dung")
