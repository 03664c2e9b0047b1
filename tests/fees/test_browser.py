"""The ways people really go: cash with a printed slip and a counted till; online through the simulated provider;
a catalogue file whose difference is read before it is taken."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import axe_findings, overflow
from tests.fees.test_weave import overseers
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.onestop import service as onestop

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = "2.000815"


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    with rehearsed(world.now):
        yield


def looked_at(page: Page) -> None:
    """Look at it on a telephone and on a desk."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == 0
        assert axe_findings(page) == []


def test_the_clerk_works_out_takes_the_cash_prints_and_closes_the_till(world: World, page: Page) -> None:
    dossier = world.received(PAGES)
    connect(page, enter("nhai"))
    go(page, f"/can-bo/ho-so/{dossier.id}/")
    page.get_by_role("link", name="Xem cách tính").click()
    page.get_by_role("link", name="Tính lại").click()
    page.get_by_label("Số bản").fill("2")
    page.get_by_label("Số trang của một bản").fill("3")
    looked_at(page)
    page.get_by_role("button", name="Tính").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("10.000")
    looked_at(page)
    page.get_by_role("link", name="Thu 10.000").click()
    page.get_by_role("button", name="Đã nhận 10.000").click()
    page.get_by_role("link", name="PT2026-000001").click()
    expect(page.get_by_text("chưa phải biên lai điện tử của cơ quan thuế")).to_be_visible()
    looked_at(page)
    go(page, "/can-bo/mot-cua/le-phi/")
    looked_at(page)
    page.get_by_role("link", name="Chốt sổ").click()
    page.get_by_label("Tiền đếm được").fill("9000")
    page.get_by_role("button", name="Chốt sổ").click()
    expect(page.get_by_text("Đếm thiếu 1.000").first).to_be_visible()
    looked_at(page)
    page.get_by_label("Tiền đếm được").fill("10000")
    page.get_by_role("button", name="Chốt sổ").click()
    page.locator("table a").first.click()
    expect(page.get_by_text("khớp")).to_be_visible()
    looked_at(page)


def test_somebody_pays_online_and_is_told_that_it_is_simulated(world: World, page: Page) -> None:
    dossier = world.received("2.000884")
    token = onestop.token_of(dossier.id)
    connect(page)
    go(page, f"/hs/{token}/")
    page.get_by_role("link", name="Xem cách tính, nộp qua mạng").click()
    looked_at(page)
    page.get_by_role("button", name="Nộp qua mạng").click()
    looked_at(page)
    page.get_by_role("link", name="Sang trang thanh toán").click()
    expect(page.get_by_text("Không có tiền thật")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Giả vờ đã trả").click()
    expect(page.locator("#so-tien")).to_contain_text("Đã nộp 10.000")
    looked_at(page)
    page.get_by_role("link", name="Về trang hồ sơ").click()
    expect(page.get_by_text("Đã nộp 10.000")).to_be_visible()


def test_a_catalogue_file_is_looked_at_and_taken_by_a_second_person(world: World, page: Page) -> None:
    one, _ = overseers(world)
    raw = "code,time_limit,fee\n1.004884,Không quá 04 ngày làm việc,8.000 đồng\n1.001193,vài ngày,\n".encode()
    onestop.catalogue_files.read_file(
        actor=one, now=world.now, name="danh-muc.csv", raw=raw, source="QĐ 3249/QĐ-UBND ngày 10/11/2026"
    )
    connect(page, enter("tinh2"))
    go(page, "/can-bo/danh-muc/")
    page.get_by_role("link", name="Nạp danh mục quốc gia").click()
    looked_at(page)
    page.get_by_role("link", name="danh-muc.csv").click()
    expect(page.get_by_role("definition").filter(has_text="4 ngày làm việc")).to_be_visible()
    expect(page.get_by_text("Con số bằng chữ này chưa đọc được")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Duyệt, áp dụng cho hồ sơ mới").click()
    expect(page.get_by_text("Đã duyệt.")).to_be_visible()
    assert onestop.offer(world.home, "1.004884", world.now.date()).entry.limit.value == 4
