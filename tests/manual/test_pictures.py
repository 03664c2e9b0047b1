"""The pictures of the manual are taken by a browser from the pages themselves, and looked at again in each run.

THANTHIEN_PICTURES=1 python -m pytest tests/manual/test_pictures.py     takes them anew
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from tests import chromium, people
from tests.live import running_site
from thanthien.web import manual

pytestmark = [pytest.mark.browser]
TAKE = os.environ.get("THANTHIEN_PICTURES") == "1"
FOLDER = manual.FOLDER / "img"
COLOURS, SMALL = 32, (64, 64)
UNLIKE = 28  # mean difference of grey from 0 to 255 of the shrunk pictures: another page, not another word


@dataclass(frozen=True)
class Picture:
    """One picture: its file, who looks, the address, and how wide the window is."""

    name: str
    login: str
    path: str
    wide: int = 1000
    high: int = 640


PICTURES = (
    Picture("trang-chu", "", "/", 420, 720),
    Picture("tiep-nhan", "nhai", "/can-bo/mot-cua/tiep-nhan/"),
    Picture("viec-hom-nay", "truc", "/can-bo/"),
    Picture("chu-tich", "tam", "/can-bo/chu-tich/"),
    Picture("van-thu", "thu", "/can-bo/van-thu/"),
    Picture("danh-muc", "quan", "/can-bo/danh-muc/"),
    Picture("cai-dat", "quan", "/can-bo/cai-dat/"),
    Picture("bang-diem", "", "/bang-diem/", 1000, 720),
    Picture("dat-lich", "", "/dat-lich/", 420, 720),
    Picture("kiem-tra-giay", "", "/kiem-tra-giay/", 420, 720),
    Picture("man-hinh", "", "/phong-cho/", 1280, 720),
    Picture("tin-chua-toi", "nhai", "/can-bo/tin/"),
    Picture("le-phi", "nhai", "/can-bo/mot-cua/le-phi/"),
    Picture("lich-nghi", "tam", "/can-bo/lich-nghi/"),
)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site(house="tests.live_counter") as address:
        yield address


def shot(browser: Browser, site: str, one: Picture) -> Image.Image:
    context = browser.new_context(viewport={"width": one.wide, "height": one.high}, locale="vi-VN")
    context.set_default_timeout(20_000)
    page: Page = context.new_page()
    if one.login:
        chromium.sign_in(page, one.login, people.PASSWORD, site)
    answer = page.goto(site + one.path)
    assert answer is not None
    assert answer.status == 200
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return taken


@pytest.mark.parametrize("one", PICTURES, ids=lambda one: one.name)
def test_the_page_looks_as_its_picture(site: str, browser: Browser, one: Picture) -> None:
    taken, file = shot(browser, site, one), FOLDER / f"{one.name}.png"
    if TAKE:
        file.parent.mkdir(exist_ok=True)
        taken.quantize(COLOURS).save(file, optimize=True)
    kept = Image.open(file).convert("RGB")
    assert kept.size == taken.size
    grey = [picture.convert("L").resize(SMALL) for picture in (kept, taken)]
    apart = ImageStat.Stat(ImageChops.difference(*grey)).mean[0]
    assert apart < UNLIKE, "the page has changed: take the picture anew (see the head of this file)"


def test_every_picture_stands_in_the_manual_and_every_one_there_is_taken() -> None:
    shown = {
        name
        for path in manual.FOLDER.glob("*.md")
        for name in re.findall(r"!\[[^\]]+\]\(img/([a-z-]+)\.png\)", path.read_text("utf-8"))
    }
    assert shown == {one.name for one in PICTURES} == {path.stem for path in FOLDER.glob("*.png")}
