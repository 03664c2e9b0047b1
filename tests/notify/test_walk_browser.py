"""A person chooses SMS and the message lands at the gateway's process; the counter looks after one that does not."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium, gateway
from tests.files.samples import png
from tests.gateway import KEY, REPORT_KEY
from tests.notify.things import hamlet_of
from tests.web.in_browser import connect, go
from tests.web.office_acts import enter
from tests.world import MARITAL, World
from thanthien.conf.gateways import Gateway
from thanthien.core import files
from thanthien.core.models import Message
from thanthien.notify.service import deliver_due
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, ReusedPaper

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def window(browser: Browser, login: str = "") -> Page:
    context = browser.new_context(viewport=chromium.DESK, locale="vi-VN")  # type: ignore[arg-type]  # two whole numbers
    context.set_default_timeout(60_000)
    return connect(context.new_page(), enter(login) if login else None)


def look(page: Page, name: str) -> None:
    """Nothing sticks out at either width; a picture of both is kept where somebody asked for them."""
    folder = os.environ.get("THANTHIEN_PICTURES")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        if folder:
            page.screenshot(path=str(Path(folder) / f"tell-{name}-{width}.png"), full_page=True)


def test_from_a_choice_to_the_gateway_and_from_failure_to_paper(world: World, browser: Browser, settings: Any) -> None:
    with gateway.running_gateway() as running:
        settings.THANTHIEN_GATEWAYS = {"sms": Gateway("sms", running.url, "CAMVAN", KEY, REPORT_KEY)}
        dossier = world.received()
        person = window(browser)
        go(person, f"/hs/{onestop.token_of(dossier.id)}/")
        person.get_by_role("link", name="Đổi cách xã báo tin").click()
        look(person, "way")
        person.get_by_label("Tin nhắn SMS đến số đã khai").check()
        person.get_by_role("button", name="Ghi cách này").click()
        expect(person.get_by_text("Xã đã ghi cách báo tin mới.")).to_be_visible()
        world.issued(world.get(dossier.id))
        deliver_due(world.now)
        (taken,) = running.taken()
        assert "đã có kết quả" in taken["text"]
        running.behave("500")
        world.issued(world.received(applicant=world.applicant(tell_by="sms")))
        deliver_due(world.now)
        page = window(browser, "nhai")
        go(page, "/can-bo/tin/")
        expect(page.get_by_text("Cổng tin nhắn trả lời 500").first).to_be_visible()
        look(page, "unsent")
        page.get_by_role("button", name="Gửi lại").first.click()
        expect(page.get_by_text("Sẽ gửi lại trong ít phút.")).to_be_visible()
        deliver_due(world.now)
        go(page, "/can-bo/tin/?kenh=sms")
        page.get_by_role("button", name="In phiếu giấy").first.click()
        expect(page.get_by_text("Đã chuyển sang phiếu in.")).to_be_visible()
        assert Message.objects.filter(channel="slip", state="queued", template="ready").count() == 1
        person.context.close()
        page.context.close()


def test_a_hamlet_list_is_handed_over_and_ticked(world: World, browser: Browser) -> None:
    key = hamlet_of(world)
    world.online(applicant=world.applicant(tell_by="hamlet"))
    page = window(browser, "nhai")
    go(page, "/can-bo/tin/thon/")
    look(page, "hamlets")
    page.get_by_role("link", name="Thôn Vân Trai").click()
    look(page, "hamlet")
    page.get_by_role("button", name="Đã đưa danh sách cho trưởng thôn (1)").click()
    expect(page.get_by_text("Đã ghi: danh sách đưa trưởng thôn rồi.")).to_be_visible()
    page.get_by_role("button", name="Ghi đã báo").click()
    expect(page.get_by_text("Anh/chị đánh dấu người đã được báo.").first).to_be_visible()
    page.get_by_label("đánh dấu khi đã báo").first.check()
    page.get_by_role("button", name="Ghi đã báo").click()
    expect(page.get_by_text("Đã ghi người đã được báo.")).to_be_visible()
    assert Message.objects.get(channel="hamlet").state == "delivered"
    go(page, f"/can-bo/tin/thon/{key}/")
    expect(page.get_by_text("Hà Văn Trưởng").first).to_be_visible()
    page.context.close()


def _taken_in_for_his_mother(page: Page) -> None:
    go(page, "/can-bo/mot-cua/tiep-nhan/")
    page.locator("#id_words").fill("hn")
    page.keyboard.press("Enter")
    expect(page.locator("#id_id_number")).to_be_focused()
    page.keyboard.type("038190001234")
    page.keyboard.press("Tab")
    expect(page.locator("#id_name")).to_have_value("Bùi Thị Bé")
    page.get_by_text("Nộp giúp người khác, hoặc tổ chức đứng tên").click()
    page.get_by_label("Người nộp giúp", exact=True).fill("Hà Văn Nam")
    page.get_by_label("Là gì của người được giúp").fill("Con")
    page.get_by_label("Giấy ủy quyền").select_option("close")
    page.get_by_label("Báo tin qua số của ai").select_option("none")
    for key in ("F8", "1", "2", "3", "F9"):
        page.keyboard.press(key)
    page.wait_for_url("**/tiep-nhan/?xong=*")


def test_a_helper_files_for_somebody_without_a_phone_and_an_earlier_paper_is_used_again(
    world: World, browser: Browser
) -> None:
    """Hà Văn Nam stands at the desk for his mother, who has no telephone; her paper of last time lies here."""
    kept = files.stage("khai-sinh.png", png(), unit_id=world.home, purpose="dossier", now=world.now)
    mother = world.applicant(name="Bùi Thị Bé", id_number="038190001234", phone="")
    world.received(applicant=mother, items=(onestop.Item(1, "file", str(kept.id)),))
    page = window(browser, "nhai")
    go(page, "/nop-giup/?q=độc thân")
    look(page, "helping")
    page.get_by_role("link", name="Điền giúp, in mang đi").first.click()
    expect(page.locator("[name=on_behalf][value=yes]")).to_be_checked()
    look(page, "prepare-helping")
    _taken_in_for_his_mother(page)
    dossier = Dossier.objects.get(procedure_code=MARITAL)
    assert (dossier.applicant, dossier.phone, dossier.tell_by) == ("Bùi Thị Bé", "", "slip")
    go(page, f"/can-bo/ho-so/{dossier.id}/")
    expect(page.get_by_text("Hà Văn Nam").first).to_be_visible()
    page.get_by_role("link", name="Dùng lại giấy đã nộp").click()
    page.get_by_role("button", name="Dùng lại giấy này").click()
    expect(page.get_by_text("Anh/chị chọn lấy từ hồ sơ trước.").first).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Dùng lại giấy này").click()
    expect(page.get_by_text("Họ đồng ý thì mới đánh dấu và dùng lại.").first).to_be_visible()
    page.get_by_label("Đã hỏi người nộp").check()
    look(page, "reuse")
    page.get_by_role("button", name="Dùng lại giấy này").click()
    expect(page.get_by_text("Người nộp đồng ý").first).to_be_visible()
    assert ReusedPaper.objects.get(dossier=dossier).source.file_id == kept.id
    page.context.close()
