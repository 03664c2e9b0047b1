"""In a real browser: set-up, recovery sheet, a case, opened by the second officer, a forgotten passphrase."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.petitions.sealed import RARE, engage, phrase
from tests.web.in_browser import HOST, connect, go
from tests.web.office_acts import enter
from tests.world import World
from thanthien.petitions.sealed.models import SealedRecord

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOME = "/can-bo/niem-phong/"


def window(browser: Browser, login: str, **more: object) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", **more)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    return connect(context.new_page(), enter(login))


def fine(page: Page) -> None:
    """Nothing for axe to say, nothing to scroll sideways, at both widths."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert chromium.overflow(page) == 0, page.url
        assert chromium.axe_findings(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def set_up(page: Page, login: str) -> str:
    """Make a key; return the code of the printed sheet."""
    go(page, HOME)
    page.get_by_role("link", name="Lập khóa của tôi").click()
    page.get_by_label("Câu mật khẩu niêm phong").fill("một hai ba")
    page.get_by_label("Gõ lại câu ấy").fill("một hai ba")
    page.get_by_role("button", name="Lập khóa").click()
    expect(page.get_by_text("Cần ít nhất 4 chữ khác nhau").first).to_be_visible()
    page.get_by_label("Câu mật khẩu niêm phong").fill(phrase(login))
    page.get_by_label("Gõ lại câu ấy").fill(phrase(login))
    page.get_by_role("button", name="Lập khóa").click()
    expect(page.get_by_role("heading", name="Phiếu khôi phục khóa niêm phong")).to_be_visible()
    groups = page.locator("ol.groups b").all_inner_texts()
    fine(page)
    asked = re.findall(r"\d", page.locator("label[for=id_groups]").inner_text())
    page.locator("#id_groups").fill(" ".join(groups[int(number) - 1].lower() for number in asked))
    page.get_by_role("button", name="Phiếu đã cất").click()
    expect(page.get_by_text("Phiếu đã cất xong.")).to_be_visible()
    fine(page)
    return " ".join(groups)


def test_the_life_of_a_sealed_case(world: World, browser: Browser) -> None:
    engage(world, "giu", "Lương Thị Giữ")
    engage(world, "kin", "Vi Văn Kín")
    giu, kin = window(browser, "giu"), window(browser, "kin")
    go(giu, "/can-bo/")
    expect(giu.get_by_role("link", name="Niêm phong", exact=True)).to_be_visible()
    set_up(giu, "giu")
    sheet = set_up(kin, "kin")
    go(kin, HOME)
    letters = kin.locator("b.code").inner_text()
    _vouch(giu, letters)
    _make(giu)
    _open(kin, phrase("kin"))
    _forget(kin, sheet)
    _open(kin, phrase("khac"))
    giu.context.close()
    kin.context.close()


def _vouch(page: Page, letters: str) -> None:
    go(page, f"{HOME}nguoi/")
    fine(page)
    page.get_by_role("link", name="Công nhận").click()
    page.get_by_label("Tám chữ nhận dạng").fill(letters)
    page.get_by_label("Câu mật khẩu niêm phong").fill(phrase("giu"))
    page.get_by_role("button", name="Công nhận").click()
    expect(page.get_by_text("Đã công nhận khóa.")).to_be_visible()


def _make(page: Page) -> None:
    go(page, HOME)
    page.get_by_role("link", name="Ghi hồ sơ mới").click()
    fine(page)
    page.get_by_label("Tố cáo").check()
    for box, value in (("d", "12"), ("m", "11"), ("y", "2026")):
        page.locator(f'[name="received_on_{box}"]').fill(value)
    page.get_by_label("Việc gì, trong một câu").fill(f"Việc {RARE}")
    page.get_by_label("Tóm tắt nội dung").fill(f"Đoạn {RARE}. Gọi 0912 345 678.")
    page.get_by_role("button", name="Niêm phong").click()
    expect(page.get_by_text("Xem lại mấy số này.")).to_be_visible()
    expect(page.get_by_label("Tóm tắt nội dung")).to_have_value(f"Đoạn {RARE}. Gọi 0912 345 678.")
    fine(page)
    page.get_by_label("Tóm tắt nội dung").fill(f"Đoạn {RARE}.")
    page.get_by_role("button", name="Niêm phong").click()
    expect(page.get_by_text("Đã niêm phong hồ sơ mới.")).to_be_visible()
    expect(page.get_by_text(RARE)).to_have_count(0)
    fine(page)


def _open(page: Page, passphrase: str) -> None:
    go(page, HOME)
    page.get_by_label("Câu mật khẩu niêm phong").fill(passphrase)
    page.get_by_role("button", name="Hiện tên việc").click()
    expect(page.get_by_text(f"Việc {RARE}")).to_be_visible()
    fine(page)
    page.get_by_role("link", name=SealedRecord.objects.get().code).click()
    expect(page.get_by_text(RARE)).to_have_count(0)
    fine(page)
    page.get_by_label("Câu mật khẩu niêm phong").fill(passphrase)
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text(f"Đoạn {RARE}.")).to_be_visible()
    fine(page)


def _forget(page: Page, sheet: str) -> None:
    go(page, HOME)
    page.get_by_role("link", name=SealedRecord.objects.get().code).click()
    page.get_by_label("Câu mật khẩu niêm phong").fill("quên mất câu này rồi")
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("Câu mật khẩu chưa đúng.").first).to_be_visible()
    page.get_by_role("link", name="Quên câu mật khẩu?").click()
    fine(page)
    page.get_by_label("Mã trên phiếu khôi phục").fill(sheet.lower())
    page.get_by_label("Câu mật khẩu mới").fill(phrase("khac"))
    page.get_by_label("Gõ lại câu ấy").fill(phrase("khac"))
    page.get_by_role("button", name="Đặt câu mới").click()
    expect(page.get_by_text("Đã đổi câu mật khẩu.")).to_be_visible()


def test_forms_work_without_script_and_keep_nothing(world: World, browser: Browser) -> None:
    engage(world, "giu", "Lương Thị Giữ")
    page = window(browser, "giu", java_script_enabled=False)
    go(page, f"{HOME}khoa/")
    for box in page.locator("form[autocomplete] input[type=password]").all():
        assert box.get_attribute("autocomplete") == "off"
    answer = page.goto(f"{HOST}{HOME}")
    assert answer is not None
    assert answer.headers["cache-control"] == "no-store, private"
    page.context.close()
