"""The ways people really go: a number at the machine, the clerk by keyboard from F2 to F9, the screen on the wall."""

from collections.abc import Iterator
from datetime import timedelta
from time import sleep

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from tests.chromium import axe_findings, overflow
from tests.onestop.queued import called, clerk, given, machine, row
from tests.onestop.test_booking import booked, opened
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.onestop.service import tickets
from thanthien.public import hall, kiosk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
COUNTER = "/can-bo/mot-cua/tiep-nhan/"


@pytest.fixture(autouse=True)
def today(world: World) -> Iterator[None]:
    hall.BOARDS.clear()
    hall._figures.clear()
    hall._seen.clear()
    with rehearsed(world.now + timedelta(minutes=30)):
        yield


def looked_at(page: Page) -> None:
    assert axe_findings(page) == []
    assert overflow(page) == 0


def small(page: Page) -> list[str]:
    """What a finger at the machine would miss: under 88 px high."""
    found: list[str] = page.evaluate(
        "Array.from(document.querySelectorAll('main a, main button, footer a, footer button')).filter(one =>"
        " one.offsetParent && one.getBoundingClientRect().height < 88).map(one => one.textContent.trim())"
    )
    return found


def test_somebody_takes_a_number_at_the_machine_in_three_screens(world: World, page: Page) -> None:
    quan = world.actors["quan"]
    made = tickets.add_kiosk(actor=quan, now=world.now, name="Sảnh chính")
    link = tickets.link_of(tickets.kiosks(quan).get(id=made.id))
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; };")
    connect(page)
    go(page, f"/lay-so/may/{link}/")
    page.get_by_role("button", name="Cho máy này phát số").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bà con cần việc gì?")
    looked_at(page)
    assert small(page) == []
    page.get_by_role("link", name="Sao y, chứng thực").click()
    looked_at(page)
    assert small(page) == []
    page.get_by_role("button", name="Có, ưu tiên").click()
    expect(page.locator(".knum")).to_have_text("B001")
    looked_at(page)
    assert small(page) == []
    page.wait_for_function("window.printed === 1")
    opened(world)
    row = booked(world, world.now.replace(hour=9, minute=30))
    page.get_by_role("link", name="Xong").click()
    page.get_by_label("Đã đặt lịch hẹn?").click()
    for digit in "99":
        page.get_by_role("button", name=digit, exact=True).click()
    assert (page.locator("#ma").input_value(), small(page)) == ("99", [])
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(row.code)  # a scanner: what was left in the box goes
    page.keyboard.press("Enter")
    expect(page.locator(".klead")).to_contain_text("Lịch hẹn 9:30")
    page.get_by_role("button", name="Không, lấy số thường").click()
    expect(page.locator(".knum")).to_have_text("A001")
    expect(page.locator("#phieu")).to_contain_text("hẹn 9:30")


def test_the_machine_goes_back_when_nobody_is_there_and_a_touch_stops_it(world: World, page: Page) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[kiosk.COOKIE] = tickets.pass_of(machine(world))
    page.clock.install()
    go(connect(page, client), "/lay-so/?viec=khac")
    page.clock.run_for(30_000)
    expect(page.locator("#dem")).to_contain_text("Chạm vào để ở lại")
    page.mouse.click(5, 300)
    expect(page.locator("#dem")).to_be_hidden()
    page.clock.run_for(38_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bà con có thuộc diện ưu tiên không?")
    page.clock.run_for(3_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bà con cần việc gì?")


def test_the_clerk_works_by_keyboard_alone_from_f2_to_f9(world: World, page: Page) -> None:
    first, second = given(world), given(world, minute=1)
    page.add_init_script("window.print = () => {};")
    go(connect(page, enter("nhai")), COUNTER)
    page.keyboard.press("F2")
    expect(page.locator("[data-ticket]")).to_have_text("A001")
    page.wait_for_load_state()  # the keys are there
    page.keyboard.press("F2")  # pressed twice in a hurry: the first person is not sent away
    expect(page.locator("#bao")).to_contain_text("Vừa mời số A001")
    page.keyboard.press("Shift+F2")
    expect(page.locator("#so-tai-quay")).to_contain_text("lần 2")
    looked_at(page)
    page.keyboard.type("kl")
    page.keyboard.press("Enter")
    expect(page.locator("#id_id_number")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Bùi Thị Mơ")
    page.wait_for_timeout(3_100)
    page.keyboard.press("F2")  # a dossier is half typed: its person still stands there
    expect(page.locator("#bao")).to_contain_text("F9 để nhận")
    page.keyboard.press("F8")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("F9")
    expect(page.locator("#vua-xong")).to_contain_text("TT-15163-")
    expect(page.locator("#so-dang-goi")).to_have_text("Chưa mời số nào")
    assert (row(first.id).state, row(second.id).state) == ("served", "waiting")
    page.wait_for_load_state()
    page.keyboard.press("F2")
    expect(page.locator("[data-ticket]")).to_have_text("A002")


def test_what_is_typed_stays_when_a_number_is_called_and_enter_calls_nobody(world: World, page: Page) -> None:
    given(world)
    go(connect(page, enter("nhai")), COUNTER)
    page.fill("#id_name", "Bùi Thị Mơ")
    page.get_by_role("button", name="Gọi số tiếp").click()
    expect(page.locator("[data-ticket]")).to_have_text("A001")
    assert page.input_value("#id_name") == "Bùi Thị Mơ"


def test_without_script_enter_in_a_box_looks_for_the_procedure_and_calls_nobody(world: World, browser: Browser) -> None:
    waiting = given(world)
    context = browser.new_context(java_script_enabled=False)
    page = connect(context.new_page(), enter("nhai"))
    go(page, COUNTER)
    page.fill("#id_words", "khai sinh")
    page.press("#id_words", "Enter")
    expect(page.locator("#hen")).to_contain_text("Người xử lý")
    assert row(waiting.id).state == "waiting"
    page.get_by_role("button", name="Gọi số tiếp").click()
    expect(page.locator("#so-dang-goi")).to_contain_text("A001")
    context.close()


def test_the_screen_shows_the_called_number_within_two_looks(world: World, page: Page) -> None:
    for number in range(7):
        given(world, minute=number)
    page.set_viewport_size({"width": 1920, "height": 1080})
    go(connect(page), "/phong-cho/")
    expect(page.locator(".hidle")).to_be_visible()
    looked_at(page)
    called(world, 20)
    expect(page.locator(".hnum")).to_have_text("A001", timeout=2_500)
    expect(page.locator(".hwhere")).to_have_text("Quầy 2")
    assert page.locator(".hnum").evaluate("one => getComputedStyle(one).fontSize") == "220px"
    assert page.locator(".hnext li").all_inner_texts() == ["A002", "A003", "A004", "A005", "A006"]
    looked_at(page)


def slowly(route: Route) -> None:
    sleep(0.6)
    route.fallback()


def test_a_screen_behind_a_slow_line_shows_the_called_number_too(world: World, page: Page) -> None:
    """Its looks skip a beat each; the number is drawn that once made every one of them ask what others have seen."""
    given(world)
    page.add_init_script("Math.random = () => 0.6;")
    connect(page)
    page.route("**/bang/**", slowly)
    go(page, "/phong-cho/")
    called(world, 20)
    expect(page.locator(".hnum")).to_have_text("A001", timeout=6_000)


def test_a_screen_without_its_line_says_so_within_fifteen_seconds(world: World, page: Page) -> None:
    page.clock.install()
    go(connect(page), "/phong-cho/")
    page.clock.run_for(2_000)
    page.unroute_all()
    page.route("**/*", lambda route: route.abort())
    for _ in range(14):
        page.clock.run_for(1_000)
        page.wait_for_timeout(30)
    expect(page.locator("#mat-duong")).to_contain_text("Xem bảng tại quầy")


def test_my_number_on_the_telephone_turns_when_it_is_called(world: World, page: Page) -> None:
    mine = given(world)
    page.set_viewport_size({"width": 360, "height": 740})
    go(connect(page), f"/so/{tickets.token_of(mine.id)}/")
    expect(page.locator("#so-cua-toi")).to_contain_text("Sắp đến lượt")
    looked_at(page)
    tickets.call_next(actor=clerk(world), now=world.now)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mời đến Quầy 2", timeout=6_000)
