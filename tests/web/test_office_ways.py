"""The handler's and the chair's way in a real browser, and every page of theirs looked at by axe at both widths."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.chromium import sign_in
from tests.live import running_site
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
Open = Callable[[str, int], Page]
DOSSIER = re.compile(r"/can-bo/ho-so/[0-9a-f-]{36}/")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site() as address:
        yield address


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Open]:
    """Windows by person and width, each signed in once."""
    windows: dict[tuple[str, int], Page] = {}

    def window(login: str, width: int = 1280) -> Page:
        if (login, width) not in windows:
            context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN", base_url=site)
            context.set_default_timeout(60_000)
            page = context.new_page()
            sign_in(page, login, PASSWORD)
            windows[login, width] = page
        return windows[login, width]

    yield window
    for page in windows.values():
        page.context.close()


def dossier_of(page: Page, name: str) -> str:
    """Find a dossier by its applicant and return its address."""
    page.goto(f"/can-bo/tim/?q={name}")
    if not DOSSIER.search(page.url):
        page.locator("main a[href*='/can-bo/ho-so/']").first.click()
        page.wait_for_url(DOSSIER)
    return page.url


def looked_at(page: Page) -> None:
    """No rule of WCAG 2.2 AA broken, nobody scrolls sideways."""
    assert chromium.axe_findings(page) == []
    assert chromium.overflow(page) == 0


def unfold(page: Page) -> None:
    """Open what is folded, so that axe and the eye see it."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def test_the_handlers_way_from_a_missing_paper_to_the_signature(enter: Open) -> None:
    handler = enter("truc", 1280)
    address = dossier_of(handler, "Trương Thị Nhãn")
    handler.get_by_role("link", name="Yêu cầu bổ sung").click()
    handler.get_by_role("button", name="Xem trước thư").click()
    expect(handler.locator(".errsum")).to_be_focused()
    handler.get_by_label("Giấy tờ chứng minh hôn nhân trước đã chấm dứt").check()
    handler.fill("[name=reason]", "Cô cho xã xem bản án ly hôn. Mất rồi thì cô gọi lại, xã tìm giúp.")
    handler.fill("[name=article]", "123/2015/NĐ-CP, Điều 22")
    handler.get_by_role("button", name="Xem trước thư").click()
    expect(handler.locator(".letter")).to_contain_text("bản án ly hôn")
    handler.get_by_role("button", name="Sửa lại").click()
    expect(handler.locator("[name=reason]")).to_have_value(re.compile("bản án ly hôn"))
    handler.get_by_role("button", name="Xem trước thư").click()
    handler.get_by_role("button", name="Gửi cho Trương Thị Nhãn").click()
    expect(handler.get_by_role("status")).to_contain_text("Đồng hồ đang dừng")

    clerk = enter("nhai", 1280)
    clerk.goto(address)
    clerk.get_by_role("link", name="Đã nhận đủ giấy").click()
    clerk.get_by_label("Giấy tờ chứng minh hôn nhân trước đã chấm dứt").check()
    clerk.get_by_role("button", name="Đã nhận đủ giấy").click()
    expect(clerk.get_by_role("status")).to_contain_text("Đồng hồ chạy lại")

    handler.goto(address)
    handler.get_by_role("link", name="Trình ký kết quả").click()
    handler.get_by_role("button", name="Trình ký kết quả").click()
    expect(handler.get_by_role("status")).to_contain_text("chờ Chủ tịch")


def test_two_people_at_one_dossier_lose_nothing(enter: Open) -> None:
    handler, clerk = enter("truc", 1280), enter("nhai", 1280)
    address = dossier_of(handler, "Nguyễn Phước")
    handler.goto(f"{address}viec/trinh-ky/")
    handler.fill("[name=note]", "Đủ căn cứ, xin ký sớm.")
    clerk.goto(f"{address}ghi-chu/")
    clerk.fill("[name=text]", "Bà gọi hỏi hôm nay.")
    clerk.get_by_role("button", name="Thêm ghi chú").click()
    handler.get_by_role("button", name="Trình ký kết quả").click()
    expect(handler.get_by_role("alert")).to_contain_text("Hà Thị Nhài vừa ghi chú")
    expect(handler.locator("[name=note]")).to_have_value("Đủ căn cứ, xin ký sớm.")
    looked_at(handler)
    handler.get_by_role("button", name="Trình ký kết quả").click()
    expect(handler.get_by_role("status")).to_contain_text("Đã trình ký")


def test_the_chair_at_seven_on_a_phone_with_keys_alone(enter: Open) -> None:
    chair = enter("tam", 360)
    chair.goto("/can-bo/chu-tich/")
    looked_at(chair)
    expect(chair.get_by_role("heading", level=1)).to_contain_text("việc chờ")
    letter = chair.get_by_role("article").filter(has_text="Phạm Thị Mướp")
    expect(letter.locator(".letter")).to_contain_text("Xã xin lỗi")
    letter.get_by_role("link", name="Sửa lời").press("Enter")
    chair.fill("[name=reason]", "Xã xếp việc chưa tốt nên hồ sơ của cô nằm chờ.")
    looked_at(chair)
    chair.get_by_role("button", name="Ghi lời mới").press("Enter")
    expect(chair.locator(".letter").first).to_contain_text("xếp việc chưa tốt")
    expect(chair.get_by_role("heading", level=1)).to_contain_text("Ký và gửi thư xin lỗi cho ông/bà Phạm Thị Mướp?")
    looked_at(chair)
    chair.get_by_role("button", name="Ký và gửi").press("Enter")
    expect(chair.get_by_role("status")).to_contain_text("Đã ký")

    chair.get_by_role("link", name=re.compile("Ký kết quả của Lê Văn Ổi")).press("Enter")
    looked_at(chair)
    chair.get_by_role("button", name="Ký").press("Enter")
    expect(chair.get_by_role("status")).to_contain_text("ở văn thư")

    records = enter("thu", 360)
    records.goto("/can-bo/van-thu/")
    looked_at(records)
    records.get_by_role("button", name=re.compile("Lê Văn Ổi")).press("Enter")
    expect(records.get_by_role("status")).to_contain_text("Đã cho số")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("tab", ["", "bo-sung/", "tien-trinh/", "giay-to/", "ghi-chu/"])
def test_every_tab_is_open_to_everybody(enter: Open, width: int, tab: str) -> None:
    page = enter("truc", width)
    for name in ("Đinh Thị Khế", "Nguyễn Phước"):
        page.goto(dossier_of(page, name) + tab)
        unfold(page)
        looked_at(page)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("slug", ["bo-sung", "tu-choi", "xac-minh", "dung", "chuyen", "giao-lai", "ghi-chu", "ky"])
def test_every_form_of_an_act_is_open_to_everybody(enter: Open, width: int, slug: str) -> None:
    page = enter("tam" if slug == "ky" else "truc", width)
    page.goto(f"{dossier_of(page, 'Nguyễn Phước')}viec/{slug}/")
    looked_at(page)


HOUSE = (
    "danh-muc/", "danh-muc/?loc=tat-ca", "danh-muc/1.004884/", "danh-muc/tu-thuong-goi/", "con-nguoi/",
    "con-nguoi/them/", "con-nguoi/tru-so/", "nhat-ky/", "gop-y/",
)  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", HOUSE)
def test_every_page_of_the_house_is_open_to_everybody(enter: Open, width: int, path: str) -> None:
    page = enter("quan", width)
    page.goto(f"/can-bo/{path}")
    unfold(page)
    looked_at(page)


@pytest.mark.parametrize("width", [320, 640, 768, 1024, 1440])
def test_nobody_scrolls_sideways(enter: Open, width: int) -> None:
    chair, admin = enter("tam", 1280), enter("quan", 1280)
    for page, paths in ((chair, ("chu-tich/", "gop-y/")), (admin, HOUSE)):
        page.set_viewport_size({"width": width, "height": 740})
        for path in paths:
            page.goto(f"/can-bo/{path}")
            assert chromium.overflow(page) == 0, path
        page.set_viewport_size({"width": 1280, "height": 800})
