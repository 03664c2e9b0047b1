"""Handing over, the register, slips to print, messages that did not arrive."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.office import sign_in
from tests.world import MARITAL, World
from thanthien.core import outbox
from thanthien.core.actors import SYSTEM
from thanthien.core.models import Message
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop


@pytest.fixture
def clerk(world: World) -> Client:
    return sign_in("nhai")


def give(client: Client, row: Any, **typed: Any) -> Any:
    where = reverse("office:hand_over_one", args=[row.id])
    return client.post(where, {"version": row.version, "once": "k", **typed})


@pytest.mark.parametrize("asked", ["code", "Bùi Thị", "bui thi m", "0900 000 123"])
def test_a_result_is_found_and_handed_over(world: World, clerk: Client, asked: str) -> None:
    row = world.issued(world.received(MARITAL))
    words = row.code if asked == "code" else asked
    page = clerk.get(reverse("office:hand_over"), {"q": words}).content.decode()
    assert reverse("office:hand_over_one", args=[row.id]) in page
    answer = give(clerk, row, taken_by="Bùi Văn Cau, con trai")
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert "Đã trả kết quả cho" in page
    slip = next(one for one in notify.told(world.actors["nhai"], row.id) if one.template == "handed_over")
    assert reverse("office:slip", args=[slip.id]) in page
    assert world.get(row.id).state == "handed_over"


def test_two_presses_hand_over_once_and_a_stale_form_says_who(world: World, clerk: Client) -> None:
    row = world.issued(world.received(MARITAL))
    assert give(clerk, row).headers["Location"] == give(clerk, row).headers["Location"]
    late = give(sign_in("kiem"), row, taken_by="Cao Văn Trầu")
    assert late.status_code == 409
    assert "Hà Thị Nhài vừa" in late.content.decode()
    assert "Cao Văn Trầu" in late.content.decode()


def test_what_is_not_ready_says_so(world: World, clerk: Client) -> None:
    row = world.received(MARITAL)
    page = clerk.get(reverse("office:hand_over_one", args=[row.id])).content.decode()
    assert "Chưa trả được." in page
    assert give(clerk, row).status_code == 422


def test_a_slip_is_read_printed_and_gone_from_the_list(world: World, clerk: Client) -> None:
    for _ in range(2):
        world.issued(world.received(MARITAL))
    page = clerk.get(reverse("office:slips")).content.decode()
    waiting = notify.waiting_slips(world.actors["nhai"])
    assert all(reverse("office:slip", args=[one.id]) in page for one in waiting)
    slip = clerk.get(reverse("office:slip", args=[waiting[-1].id])).content.decode()
    assert waiting[-1].subject in slip
    assert "<svg" in slip
    assert clerk.post(reverse("office:slip_printed", args=[waiting[-1].id])).status_code == 302
    assert len(notify.waiting_slips(world.actors["nhai"])) == len(waiting) - 1
    together, left = reverse("office:slips_print"), waiting[:-1]
    page = clerk.get(together).content.decode()
    assert page.count('<div class="slip card') == len(left) >= 1
    assert clerk.post(together, {"phieu": ["no id"]}).status_code == 404
    assert clerk.post(together, {"phieu": [str(one.id) for one in left]}).status_code == 302
    assert notify.waiting_slips(world.actors["nhai"]) == []
    assert "Không còn phiếu nào" in clerk.get(together).content.decode()
    assert sign_in("la").get(reverse("office:slip", args=[waiting[0].id])).status_code == 404
    assert clerk.get(reverse("office:slip_printed", args=[waiting[0].id])).status_code == 405


def failed(world: World) -> Message:
    person = world.applicant(email="mo@vidu.vn", tell_by="email")
    row = world.received(MARITAL, applicant=person)
    message = Message.objects.get(subject_id=row.id, channel="email")
    outbox.failed(message, world.now, "Hộp thư không có.", for_good=True)
    return message


def test_a_message_that_did_not_arrive_is_sent_again_or_put_on_paper(world: World, clerk: Client) -> None:
    message = failed(world)
    assert "Hộp thư không có." in clerk.get(reverse("office:unsent")).content.decode()
    where = reverse("office:resend", args=[message.id])
    assert sign_in("la").post(where, {"viec": "gui-lai"}).status_code == 404
    assert clerk.post(where, {"viec": "gui-lai"}).status_code == 302
    outbox.failed(Message.objects.get(id=message.id), world.now, "Hộp thư không có.", for_good=True)
    assert clerk.post(where, {"viec": "in-phieu"}).status_code == 302
    assert [one.name for one in notify.waiting_slips(world.actors["nhai"])] == ["Bùi Thị Mơ"]


def test_the_register_pages_by_cursor_without_gap_or_double(world: World, clerk: Client) -> None:
    for number in range(30):
        world.received(MARITAL, applicant=world.applicant(name=f"Người Thứ {'ABCDE'[number % 5]}"))
    seen: list[str] = []
    where = reverse("office:register")
    for _ in range(3):
        page = clerk.get(where).context["page"]
        seen += [line.code for line in page.lines]
        if not page.after:
            break
        where = f"{reverse('office:register')}?sau={page.after.replace('+', '%2B')}"
    assert len(seen) == len(set(seen)) == onestop.visible(SYSTEM).count() == 30
    assert clerk.get(reverse("office:register"), {"sau": "rác~rác"}).status_code == 200


def test_one_hit_opens_at_once_and_none_says_how_to_search(world: World, clerk: Client) -> None:
    row = world.received(MARITAL)
    answer = clerk.get(reverse("office:find"), {"q": row.code.lower()})
    assert answer.headers["Location"] == reverse("office:dossier", args=[row.id])
    assert "Không hồ sơ nào của xã khớp" in clerk.get(reverse("office:find"), {"q": "Lý Thường"}).content.decode()
