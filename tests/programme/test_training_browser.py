"""In a real browser: the keeper shows the code, an officer scans, answers, reads why, takes the certificate."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.programme.start import ABOVE, above, chosen
from tests.programme.trained import hold, right_answers, scan, session, training
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone without script: nothing of this may need it."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def fine(page: Page, path: str, name: str) -> None:
    """No rule of WCAG 2.2 AA broken, nothing wider than the window, on a desk and on a phone."""
    go(page, path)
    folder = Path("var/test/training")
    folder.mkdir(parents=True, exist_ok=True)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        assert chromium.overflow(page) == 0, name
        assert chromium.axe_findings(page) == [], name


def test_an_officer_scans_answers_and_takes_the_certificate(world: World, phone: Page) -> None:
    key = session(world)
    page = connect(phone, enter("truc"))
    go(page, f"/can-bo/mo-hinh/tap-huan/co-mat/{training.make_code(key, world.now)}/")
    page.get_by_role("button", name="Ghi tôi có mặt").click()
    expect(page.get_by_text("Đã ghi anh/chị có mặt.")).to_be_visible()
    page.get_by_role("link", name="Làm bài").click()
    page.get_by_role("button", name="Gửi bài").click()
    expect(page.get_by_role("alert")).to_contain_text("12 chỗ")
    for at, chosen_option in enumerate(right_answers(world, 1)):
        page.locator(f"input[name=q{at}][value='{chosen_option}']").check()
    page.get_by_role("button", name="Gửi bài").click()
    expect(page.get_by_text("đúng 11 trên 12 câu")).to_be_visible()
    expect(page.get_by_text("Vì sao:")).to_have_count(12)
    hold(world, key)
    go(page, f"/can-bo/mo-hinh/tap-huan/lop/{key}/")
    page.get_by_role("link", name="Lấy giấy chứng nhận").click()
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()
    expect(page.get_by_role("link", name="Giấy chứng nhận của tôi (PDF)")).to_be_visible()


def test_every_page_looks_well(world: World, desk: Page) -> None:
    chosen(world, above(world))
    key = session(world)
    for login in ("truc", "nhai", "mua", "thu", "tam", "quan"):
        scan(world, login, key)
        training.send_quiz(actor=world.actors[login], now=world.now, session_id=key, answers=right_answers(world, 2))
    lines = ["Bùi Văn Đông, trưởng thôn Vân Trai", "Nguyễn Phước Hoàng Bảo Khánh Thiên Ân, bí thư chi bộ"]
    training.name_people(actor=world.actors["nhai"], now=world.now, session_id=key, lines=lines)
    made = training.session(world.actors["tam"], key).course_id
    session(world, course_id=made, starts_at=world.now + timedelta(hours=1), quiz_from=None, quiz_until=None)
    top = "/can-bo/mo-hinh/tap-huan/"
    keeper = connect(desk, enter("nhai"))
    for part in ("", "ma/", "phieu/", "diem-danh/", "ghi-ten/", "chot/", "sua/", "bai/", "dap-an/"):
        fine(keeper, f"{top}lop/{key}/{part}", f"lop-{part.strip('/') or 'trang'}")
    chair = connect(desk.context.new_page(), enter("tam"))
    for path, name in ((top, "dau"), (f"{top}chua-hoc/", "chua-hoc"), (f"{top}khoa/{made}/", "khoa"),
                       (f"{top}khoa/{made}/mo-lop/", "mo-lop"), (f"{top}khoa/{made}/cau-hoi/", "cau-hoi"),
                       (f"{top}khoa/{made}/tai-lieu/", "tai-lieu"), ("/can-bo/mo-hinh/", "mo-hinh")):  # fmt: skip
        fine(chair, path, name)
    boss = connect(desk.context.new_page(), enter(ABOVE))
    fine(boss, "/cap-tren/mo-hinh/tap-huan/", "cap-tren")


def test_the_check_page_of_a_certificate(world: World, desk: Page) -> None:
    key = session(world, quiz_from=None, quiz_until=None)
    line = scan(world, "truc", key)
    hold(world, key)
    training.certify(actor=world.actors["truc"], now=world.now, attendance_id=line)
    code = training.line(world.actors["truc"], UUID(str(line))).certificate.code
    page = connect(desk)
    fine(page, "/chung-nhan/", "kiem-tra")
    page.get_by_label("Mã trên giấy chứng nhận").fill(code)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("heading", name="Giấy chứng nhận này có thật")).to_be_visible()
    fine(page, f"/chung-nhan/{code}/", "giay-that")
