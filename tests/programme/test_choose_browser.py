"""In a real browser: the long list of communes narrows as one types, and nothing that was ticked is lost."""

import pytest
from playwright.sync_api import Browser, expect

from tests.programme.start import ABOVE, above, founded
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_communes_are_found_by_typing_and_ticks_stay(world: World, browser: Browser) -> None:
    path = f"/cap-tren/mo-hinh/{founded(world, above(world))}/chon/"
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page = connect(context.new_page(), enter(ABOVE))
    go(page, path)
    box, shown = page.get_by_label("Gõ tên để tìm"), page.locator(".choice label:visible")
    everybody = shown.count()
    box.fill("van du")
    expect(shown).to_have_count(1)
    expect(page.get_by_text("Tìm thấy 1.")).to_be_visible()
    shown.click()
    box.fill("Cẩm Vân")
    expect(shown).to_have_count(2)  # what is ticked stays in sight
    box.press("Enter")
    assert page.url.endswith("/chon/")
    box.fill("")
    expect(shown).to_have_count(everybody)
    expect(page.locator(".choice input:checked")).to_have_count(1)


def test_without_script_the_whole_list_stands_there(world: World, browser: Browser) -> None:
    path = f"/cap-tren/mo-hinh/{founded(world, above(world))}/chon/"
    context = browser.new_context(java_script_enabled=False)
    page = connect(context.new_page(), enter(ABOVE))
    go(page, path)
    expect(page.get_by_text("Gõ tên để tìm")).to_be_hidden()
    expect(page.get_by_label("Xã Cẩm Vân")).to_be_visible()
