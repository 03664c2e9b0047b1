"""Filing online: four steps, each saved; one press sends once; nothing typed is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.citizen import ANSWERS, RESULT, begun, picture, ready, send
from tests.world import BIRTH, DENUNCIATION, NOW, REBIRTH, World, rehearsed
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop
from thanthien.org import service as org

pytestmark = pytest.mark.django_db
BRING = {"content": "Làm lại giấy", "paper_2_bring": "on"}


def sent_dossier(token: str) -> Any:
    draft = onestop.draft_by_token(token, NOW)
    assert draft.dossier_id is not None
    return onestop.visible(SYSTEM).get(id=draft.dossier_id)


def test_looking_at_the_first_step_makes_no_draft(world: World, client: Client) -> None:
    from thanthien.onestop.models import Draft

    page = client.get(f"/thu-tuc/{REBIRTH}/nop/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "không phải Cổng Dịch vụ công quốc gia" in html
    assert "Bước 1 trong 4" in html
    assert Draft.objects.count() == 0
    assert not page.cookies
    assert len(page.content) < 60_000


def test_the_whole_way(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, BRING)
    html = client.get(f"/nop/{token}/4/").content.decode()
    assert "Bùi Thị Mơ" in html
    assert "Sẽ mang đến" in html
    assert f"/nop/{token}/1/?ve=4#id_applicant_name" in html
    done = send(client, token)
    assert done.headers["Location"] == f"/nop/{token}/xong/"
    dossier = sent_dossier(token)
    assert (dossier.applicant, dossier.phone, dossier.channel) == ("Bùi Thị Mơ", "0900000123", "online")
    assert [item.state for item in onestop.items(dossier)] == ["later", "later"]
    html = client.get(f"/nop/{token}/xong/").content.decode()
    assert dossier.code in html
    assert 'class="qr"' in html
    assert "Xã trả lời trước" in html
    assert f"/hs/{onestop.token_of(dossier.id)}/" in html


def test_two_presses_are_one_dossier(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, BRING)
    page = client.get(f"/nop/{token}/4/").content.decode()
    once = re.findall(r'name="once" value="([^"]+)"', page)[0]
    first = client.post(f"/nop/{token}/4/", {"once": once})
    second = client.post(f"/nop/{token}/4/", {"once": once})
    assert first.headers["Location"] == second.headers["Location"]
    assert onestop.visible(SYSTEM).count() == 1


def test_pressing_the_first_step_twice_is_one_draft(world: World, client: Client) -> None:
    from thanthien.onestop.models import Draft

    answers = {**ANSWERS, "once": "019a0000-0000-7000-8000-000000000001"}
    first = client.post(f"/thu-tuc/{REBIRTH}/nop/", answers)
    second = client.post(f"/thu-tuc/{REBIRTH}/nop/", answers)
    assert first.headers["Location"] == second.headers["Location"]
    assert Draft.objects.count() == 1


def test_back_on_a_shared_computer_opens_nobody_elses_draft(world: World, client: Client) -> None:
    once = {"once": "019a0000-0000-7000-8000-000000000001"}
    first = client.post(f"/thu-tuc/{REBIRTH}/nop/", {**ANSWERS, **once})
    other = client.post(f"/thu-tuc/{REBIRTH}/nop/", {**ANSWERS, **once, "applicant_name": "Người Khác"})
    assert first.headers["Location"] != other.headers["Location"]
    assert client.get(f"/thu-tuc/{REBIRTH}/nop/").headers["Cache-Control"] == "no-store"


def test_another_commune_of_the_house(world: World, client: Client) -> None:
    page = client.get(f"/xa/15190/thu-tuc/{REBIRTH}/nop/").content.decode()
    assert f'action="/xa/15190/thu-tuc/{REBIRTH}/nop/"' in page
    answer = client.post(f"/xa/15190/thu-tuc/{REBIRTH}/nop/", ANSWERS)
    token = answer.headers["Location"].split("/")[2]
    assert "xã Vân Du" in client.get(f"/nop/{token}/2/").content.decode()
    client.post(f"/nop/{token}/2/", BRING)
    client.post(f"/nop/{token}/3/", RESULT)
    assert send(client, token).status_code == 302
    dossier = sent_dossier(token)
    assert dossier.unit.code == "15190"
    assert "xã Vân Du" in client.get(f"/hs/{onestop.token_of(dossier.id)}/").content.decode()
    assert client.post(f"/nop/{begun(client, REBIRTH)}/luu/").headers["Location"] == f"/thu-tuc/{REBIRTH}/"


def test_saved_for_later_with_errors_and_all(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/1/", {**ANSWERS, "applicant_name": "X", "save": "1"})
    assert answer.headers["Location"] == f"/nop/{token}/luu/"
    html = client.get(f"/nop/{token}/luu/").content.decode()
    assert f"/nop/{token}/" in html
    assert "16/12" in html
    assert 'value="X"' in client.get(f"/nop/{token}/1/").content.decode()
    assert client.get(f"/nop/{token}/").headers["Location"] == f"/nop/{token}/1/"


def test_a_draft_lives_thirty_days(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    with rehearsed(NOW + timedelta(days=29)):
        assert client.get(f"/nop/{token}/2/").status_code == 200
    with rehearsed(NOW + timedelta(days=31)):
        assert client.get(f"/nop/{token}/2/").status_code == 404


def test_a_draft_can_be_thrown_away(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    assert client.post(f"/nop/{token}/luu/").status_code == 302
    assert client.get(f"/nop/{token}/1/").status_code == 404


def test_going_on_by_pasting_the_link(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    good = client.post("/nop/", {"link": f" http://127.0.0.1:8000/nop/{token}/ "})
    assert good.headers["Location"] == f"/nop/{token}/"
    bad = client.post("/nop/", {"link": "http://x/nop/abc/"})
    assert bad.status_code == 422
    assert "không mở được hồ sơ nào" in bad.content.decode()


def test_correcting_a_line_comes_back_to_the_last_page(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, BRING)
    page = client.get(f"/nop/{token}/1/?ve=4").content.decode()
    assert 'name="back" value="4"' in page
    answer = client.post(f"/nop/{token}/1/", {**ANSWERS, "applicant_name": "Bùi Văn Mận", "back": "4"})
    assert answer.headers["Location"] == f"/nop/{token}/4/"
    assert "Bùi Văn Mận" in client.get(f"/nop/{token}/4/").content.decode()


def test_a_skipped_step_is_said_on_the_last_page_and_nothing_is_sent(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    page = client.get(f"/nop/{token}/4/")
    html = page.content.decode()
    assert "chỗ cần anh/chị xem lại" in html
    assert f"/nop/{token}/3/?ve=4#id_tell_by" in html
    assert send(client, token).status_code == 422
    assert onestop.visible(SYSTEM).count() == 0


def test_helping_somebody_is_said_throughout(world: World, client: Client) -> None:
    helper = {
        **ANSWERS, "on_behalf": "yes", "principal_name": "Bùi Thị Bé", "principal_relation": "Mẹ",
        "helping_authority": "close", "helping_contact": "helper", "helping_agreed": "on",
    }  # fmt: skip
    token = begun(client, REBIRTH, helper)
    for number in (2, 3, 4):
        assert "nộp giúp" in client.get(f"/nop/{token}/{number}/").content.decode()
    client.post(f"/nop/{token}/2/", {"content": "ngắn", "paper_2_bring": "1"})
    client.post(f"/nop/{token}/3/", RESULT)
    assert send(client, token).status_code == 302
    dossier = sent_dossier(token)
    assert dossier.applicant == "Bùi Thị Bé"
    assert dossier.id_number == ""  # the helper's number is nobody's business
    kept = onestop.people.helper_of(dossier.unit_id, dossier.id)
    assert kept is not None
    assert (kept.name, kept.relation, dossier.phone) == (ANSWERS["applicant_name"], "Mẹ", kept.phone)
    assert "Anh/chị vừa nộp giúp" in client.get(f"/nop/{token}/xong/").content.decode()


def test_who_files_for_themselves_passes_by_one_box(world: World, client: Client) -> None:
    page = client.get(f"/thu-tuc/{REBIRTH}/nop/").content.decode()
    assert re.findall(r'<input type="([a-z]+)" name="on_behalf"', page) == ["checkbox"]
    for said in ({}, {"on_behalf": "no"}):
        own = {name: typed for name, typed in ANSWERS.items() if name != "on_behalf"} | said
        assert "nộp giúp" not in client.get(f"/nop/{begun(client, REBIRTH, own)}/2/").content.decode()


def test_who_files_for_somebody_names_them(world: World, client: Client) -> None:
    answer = client.post(f"/thu-tuc/{REBIRTH}/nop/", {**ANSWERS, "on_behalf": "yes"})
    assert answer.status_code == 422
    html = answer.content.decode()
    for asked in ("principal_name", "helping_contact", "helping_agreed"):
        assert re.search(f'href="#[^"]*{asked}', html), asked


def test_files_are_kept_and_come_with_the_dossier(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    wrong = client.post(f"/nop/{token}/2/", {"content": "x" * 1200, "paper_2": picture("khai-sinh.png")})
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert "1.200 chữ cái" in html
    assert "khai-sinh.png" in html
    assert "Đã nhận." in html
    kept = re.findall(r'name="paper_2_kept" value="([^"]+)"', html)[0]
    good = client.post(f"/nop/{token}/2/", {"content": "ngắn", "paper_2_kept": kept})
    assert good.status_code == 302
    client.post(f"/nop/{token}/3/", RESULT)
    assert send(client, token).status_code == 302
    item = onestop.items(sent_dossier(token)).get(number=2)
    assert item.state == "file"
    assert item.file is not None
    assert item.file.name == "khai-sinh.png"
    follow = onestop.token_of(item.dossier_id)
    assert client.get(f"/hs/{follow}/tep/{item.file_id}/").status_code == 200
    other = world.received()
    assert client.get(f"/hs/{onestop.token_of(other.id)}/tep/{item.file_id}/").status_code == 404


def test_a_file_older_than_a_day_is_said_and_asked_again(world: World, client: Client) -> None:
    from thanthien.core import files

    token = ready(client, REBIRTH, {"content": "ngắn", "paper_2": picture()})
    later = NOW + timedelta(days=2)
    with rehearsed(later):
        files.sweep(now=later)
        assert "quá 24 giờ" in client.get(f"/nop/{token}/2/").content.decode()
        refused = send(client, token)
        assert refused.status_code == 422
        assert "đã quá hạn" in refused.content.decode()
        assert client.post(f"/nop/{token}/2/", BRING).status_code == 302
        assert send(client, token).status_code == 302


def test_few_queries_on_every_step(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "ngắn", "paper_2": picture()})
    for address in ("1/", "2/", "3/", "4/", "luu/"):
        with CaptureQueriesContext(connection) as seen:
            page = client.get(f"/nop/{token}/{address}")
        assert page.status_code == 200
        assert len(seen) <= 5, (address, [one["sql"] for one in seen])
        assert len(page.content) < 60_000
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"


def test_the_page_after_sending_costs_little(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, BRING)
    send(client, token)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/nop/{token}/xong/").status_code == 200
    assert len(seen) <= 5


def test_where_filing_is_off_the_page_leads_to_the_national_portal(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, BRING)
    org.set_office(actor=SYSTEM, now=NOW, unit_id=world.home, values={"online_filing": False})
    from thanthien.public import place

    place.forget()
    assert "dichvucong.gov.vn" in client.get(f"/thu-tuc/{REBIRTH}/nop/").content.decode()
    refused = send(client, token)
    assert refused.status_code == 422
    assert "Cổng Dịch vụ công quốc gia" in refused.content.decode()
    place.forget()


def test_a_denunciation_is_not_filed_here(world: World, client: Client) -> None:
    answer = client.post(f"/thu-tuc/{DENUNCIATION}/nop/", ANSWERS)
    assert 'name="applicant_name"' not in answer.content.decode()
    from thanthien.onestop.models import Draft

    assert Draft.objects.count() == 0


def test_the_full_form_of_a_birth(world: World, client: Client) -> None:
    with rehearsed(NOW + timedelta(days=14)):
        page = client.get(f"/thu-tuc/{BIRTH}/nop/").content.decode()
    assert "Họ và tên (mẹ em bé)" in page
    assert "Chỉ điền nếu ở trên chọn “Có”." in page
    assert "chưa đối chiếu với mẫu tờ khai chính thức" in page
