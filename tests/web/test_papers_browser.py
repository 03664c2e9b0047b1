"""Result paper, book, many papers in one print, the register as a file: the walk of handler, chair, records clerk."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.live import ROOT, running_site
from tests.people import PASSWORD
from tests.web.test_office_ways import dossier_of, looked_at

pytestmark = pytest.mark.browser
MAKE = """
import django; django.setup()
from thanthien.onestop import service as onestop
from thanthien.onestop.models import OfficeFile
for row in OfficeFile.objects.filter(state="waiting"):
    onestop.office_files.make_job(str(row.id), str(row.unit_id))
"""


@pytest.fixture(scope="module")
def folder() -> str:
    return tempfile.mkdtemp(prefix="thanthien-live-")


@pytest.fixture(scope="module")
def site(folder: str) -> Iterator[str]:
    with running_site(folder=folder) as address:
        yield address


def window(browser: Browser, site: str, login: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN", base_url=site)
    context.set_default_timeout(60_000)
    page = context.new_page()
    chromium.sign_in(page, login, PASSWORD)
    return page


def work(folder: str) -> None:
    """The cluster of the house is not part of this site: its job is done here."""
    more = {"THANTHIEN_DATA": folder, "DJANGO_SETTINGS_MODULE": "thanthien.conf.test", "THANTHIEN_TEST_DB": "sqlite"}
    env = {**os.environ, **more, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=env, check=True)


def shot(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for pictures."""
    if where := os.environ.get("THANTHIEN_PICTURES"):
        page.screenshot(path=Path(where) / f"{name}.png", full_page=True)


def test_a_result_goes_from_words_to_the_book_and_to_the_printer(browser: Browser, site: str, folder: str) -> None:
    handler = window(browser, site, "truc", 1280)
    handler.goto(dossier_of(handler, "Trương Thị Nhãn"))
    handler.get_by_role("link", name="Soạn từ mẫu").click()
    handler.get_by_role("button", name="Lưu bản thảo").click()
    expect(handler.locator(".errsum")).to_contain_text("chấm chấm")
    handler.get_by_label("Nội dung").fill("UBND xã Cẩm Vân xác nhận bà Trương Thị Nhãn cư trú tại thôn Vân Trai.")
    looked_at(handler)
    shot(handler, "soan-ket-qua")
    handler.get_by_role("button", name="Lưu bản thảo").click()
    expect(handler.get_by_role("region", name="Giấy kết quả")).to_contain_text("bản thảo")
    handler.goto(f"{dossier_of(handler, 'Trương Thị Nhãn')}viec/trinh-ky/")
    handler.get_by_role("button", name="Trình ký kết quả").click()
    chair = window(browser, site, "tam", 1280)
    chair.goto(f"{dossier_of(chair, 'Trương Thị Nhãn')}viec/ky/")
    chair.get_by_role("button", name="Ký").click()
    records = window(browser, site, "thu", 360)
    records.goto("/can-bo/van-thu/")
    records.get_by_role("button", name="Trương Thị Nhãn").click()
    expect(records.get_by_role("status")).to_contain_text("01/GXN-UBND")
    records.get_by_role("link", name="Sổ kết quả đã phát hành").click()
    expect(records.get_by_role("table")).to_contain_text("01/GXN-UBND")
    looked_at(records)
    shot(records, "so-ket-qua")
    records.goto("/can-bo/van-thu/in/")
    looked_at(records)
    shot(records, "in-nhieu-giay")
    records.get_by_role("button", name="Làm bản in").click()
    expect(records.get_by_role("status")).to_contain_text("Đang chờ làm")
    looked_at(records)
    work(folder)
    expect(records.get_by_role("link", name="Mở bản in")).to_be_visible()
    looked_at(records)
    shot(records, "tep-xong")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_month_of_the_register_comes_as_a_sheet(browser: Browser, site: str, folder: str, width: int) -> None:
    clerk = window(browser, site, "nhai", width)
    clerk.goto("/can-bo/mot-cua/so/")
    clerk.get_by_role("link", name="Chọn một phần của sổ").click()
    clerk.get_by_label("Khoảng thời gian").select_option("2026-11")
    clerk.get_by_role("button", name="Xem phần này").click()
    looked_at(clerk)
    shot(clerk, f"so-{width}")
    clerk.get_by_role("button", name="Tải bảng tính").click()
    work(folder)
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="Tải tệp").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    shot(clerk, f"tep-{width}")
