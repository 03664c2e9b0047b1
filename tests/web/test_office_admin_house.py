"""The catalogue by two people, everyday words, the journal and its check, what people said."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.office_acts import enter, issued
from tests.world import NO_LIMIT, REBIRTH, World
from thanthien.core.models import AuditRow
from thanthien.office.catalogue_forms import standing
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Correction, Dossier
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.quality import service as quality

SOURCE = "QĐ 1234/QĐ-UBND ngày 02/11/2026, trang 5"


def key(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


def stands(world: World, code: str) -> dict[str, Any]:
    """The form as it is drawn: every box filled with what stands."""
    entry = onestop.offer(world.home, code, world.now.date()).entry
    return {name: "" if value is None else value for name, value in standing(entry).items()}


def test_a_field_is_confirmed_by_two_people(world: World) -> None:
    sent = key(**stands(world, REBIRTH), ok_papers="on", source=SOURCE)
    one = enter("quan")
    path = reverse("office:procedure", args=[REBIRTH])
    assert [one.post(path, sent).status_code for _ in range(2)] == [302, 302]
    proposal = Correction.objects.get()
    assert proposal.changes == {"values": {}, "confirmed": ["papers"]}
    decide = reverse("office:correction", args=[proposal.id])
    assert "Người đề nghị không tự duyệt được" in one.get(decide).content.decode()
    assert one.post(decide, key(quyet="duyet")).status_code == 422
    assert enter("kiem").post(decide, key(quyet="duyet")).status_code == 302
    entry = onestop.offer(world.home, REBIRTH, world.now.date()).entry
    assert "papers" not in entry.unverified_fields
    assert "Giấy tờ" in enter("quan").get(path).content.decode()


def test_the_chair_may_be_the_second_person(world: World) -> None:
    enter("quan").post(
        reverse("office:procedure", args=[REBIRTH]), key(**stands(world, REBIRTH), ok_forms="on", source=SOURCE)
    )
    decide = reverse("office:correction", args=[Correction.objects.get().id])
    assert decide in enter("tam").get("/can-bo/chu-tich/").content.decode()
    assert "Tờ khai đăng ký lại khai sinh" in enter("tam").get(decide).content.decode()
    answer = enter("tam").post(decide, key(quyet="khong"))
    assert answer.headers["Location"].startswith("/can-bo/chu-tich/")
    assert Correction.objects.get().approved is False


def test_a_corrected_limit_holds_for_new_dossiers_only(world: World) -> None:
    old = world.received(REBIRTH)
    sent = key(**(stands(world, REBIRTH) | {"limit_value": "4"}), source=SOURCE)
    enter("quan").post(reverse("office:procedure", args=[REBIRTH]), sent)
    enter("kiem").post(reverse("office:correction", args=[Correction.objects.get().id]), key(quyet="duyet"))
    new = world.received(REBIRTH)
    before, after = (Dossier.objects.get(id=one.id).due_at for one in (old, new))
    assert before is not None
    assert after is not None
    assert before - after >= timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"source": ""}, "nguồn"),
        ({}, "Đánh dấu mục đúng"),
        ({"limit_value": "9999"}, "3.650"),
        ({"limit_value": "", "limit_unit": "working_day"}, "chưa đúng dạng"),
        ({"fee_status": "cho-khong"}, "Anh/chị chọn lại"),
        ({"papers": "x" * 30000}, "30.000"),
    ],
)
def test_a_correction_that_the_catalogue_cannot_hold_is_said(world: World, typed: dict[str, str], words: str) -> None:
    sent = key(**(stands(world, REBIRTH) | {"source": SOURCE} | typed))
    answer = enter("quan").post(reverse("office:procedure", args=[REBIRTH]), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Correction.objects.exists()


def test_an_unknown_limit_cannot_be_confirmed_as_it_stands(world: World) -> None:
    sent = key(**stands(world, NO_LIMIT), ok_limit="on", source=SOURCE)
    answer = enter("quan").post(reverse("office:procedure", args=[NO_LIMIT]), sent)
    assert answer.status_code == 422
    assert "Chưa có thời hạn để xác nhận" in answer.content.decode()


def test_a_procedure_is_switched_off_and_given_to_somebody(world: World) -> None:
    admin, path = enter("quan"), reverse("office:procedure_setting", args=[REBIRTH])
    assert admin.post(path, key(handler=world.actors["mua"].id, enabled="on")).status_code == 302
    assert world.received(REBIRTH).owner.name == "Bùi Thị Mùa"
    assert admin.post(path, key(handler=world.actors["xa"].id, enabled="on")).status_code == 422
    assert admin.post(path, key(handler="")).status_code == 302
    assert not onestop.offer(world.home, REBIRTH, world.now.date()).enabled
    assert REBIRTH in admin.get("/can-bo/danh-muc/?loc=tat").content.decode()
    assert REBIRTH not in admin.get("/can-bo/danh-muc/?loc=dang-lam").content.decode()


@pytest.mark.parametrize("query", ["", "?loc=tat-ca", "?q=khai+sinh", "?loc=la&sau=abc", "?sau=99999"])
def test_the_list_costs_few_queries_and_bears_any_address(world: World, query: str) -> None:
    admin = enter("quan")
    admin.get("/can-bo/danh-muc/")
    with CaptureQueriesContext(connection) as seen:
        assert admin.get(f"/can-bo/danh-muc/{query}").status_code == 200
    assert len(seen) <= 8


def test_a_word_is_taught_found_and_ended(world: World) -> None:
    onestop.count_miss(actor=world.citizen, now=world.now, unit_id=world.home, text="giấy cụ mất")
    clerk, path = enter("nhai"), reverse("office:words")
    assert "giay cu mat" in clerk.get(path).content.decode()
    assert clerk.post(path, key(text="giấy cụ mất", code=REBIRTH)).status_code == 302
    own = onestop.synonyms(world.home, world.now.date()).get()
    assert clerk.post(path, key(text="", code=REBIRTH)).status_code == 422
    assert clerk.post(path, key(text="x", code="9.999")).status_code == 422
    assert enter("la").post(reverse("office:word_end", args=[own.id]), key()).status_code == 404
    assert clerk.post(reverse("office:word_end", args=[own.id]), key()).status_code == 302
    assert not onestop.synonyms(world.home, world.now.date()).exists()


def test_the_journal_names_acts_and_hides_people_who_came(world: World) -> None:
    issued(world)
    text = enter("quan").get("/can-bo/nhat-ky/").content.decode()
    for words in ("Tiếp nhận", "Trình ký", "Cho số và phát hành", "Quách Văn Trúc", "01/UBND"):
        assert words in text, words
    assert "Bùi Thị Mơ" not in text
    only = enter("quan").get("/can-bo/nhat-ky/?viec=dossier.sign").content.decode()
    assert only.count("<tr>") == 2


def test_the_journal_says_about_which_officer_and_which_dossier(world: World) -> None:
    """An inspector asked who was given that post, and which dossier's number was read: the page did not say."""
    dossier = world.received()
    enter("truc").get(reverse("office:dossier", args=[dossier.id]))
    staff = Staff.objects.get(login="mua")
    org.give_position(
        actor=world.actors["quan"], now=world.now, unit_id=world.home, staff_id=staff.id, role="clerk",
        title="Trực quầy", valid_from=world.now.date(),
    )  # fmt: skip
    text = enter("quan").get("/can-bo/nhat-ky/").content.decode()
    assert f"hồ sơ {dossier.code}" in text
    assert f"{staff.name}, " in text
    assert dossier.applicant not in text


def test_the_journal_is_read_page_by_page_to_its_first_row(world: World) -> None:
    for number in range(60):
        onestop.add_synonym(actor=world.actors["quan"], now=world.now, text=f"từ số {number}", code=REBIRTH)
    admin = enter("quan")
    with CaptureQueriesContext(connection) as seen:
        first = admin.get("/can-bo/nhat-ky/").content.decode()
    assert len(seen) <= 8
    after = first.split("?sau=")[1].split('"')[0]
    second = admin.get(f"/can-bo/nhat-ky/?sau={after}").content.decode()
    assert "?sau=" not in second or int(second.split("?sau=")[1].split('"')[0]) < int(after)
    assert admin.get("/can-bo/nhat-ky/?sau=x&viec=khong-co").status_code == 200


def test_a_changed_row_is_found_by_the_check(world: World) -> None:
    world.received()
    admin = enter("quan")
    assert "Chuỗi đứng vững" in admin.post("/can-bo/nhat-ky/kiem-tra/").content.decode()
    row = AuditRow.objects.filter(unit_id=world.home).order_by("seq")[3]
    AuditRow.objects.filter(id=row.id).update(body=row.body.replace("a", "b", 1))
    assert f"Chuỗi gãy ở dòng {row.seq}" in admin.post("/can-bo/nhat-ky/kiem-tra/").content.decode()


def rate(world: World, count: int, score: int, words: str) -> None:
    for number in range(count):
        contact = onestop.Contact(world.home, f"{world.now:%Y-%m}", "Hộ tịch", "Quầy 2", "result")
        quality.give(
            actor=world.citizen, now=world.now, token=onestop.rating_token(contact), score=score, answers={},
            words=f"{words} {number}",
        )  # fmt: skip


def test_words_and_rates_wait_for_their_floors(world: World) -> None:
    chair = enter("tam")
    rate(world, 4, 5, "Cháu chỉ bảo tận tình")
    few = chair.get("/can-bo/gop-y/").content.decode()
    assert "Chưa đủ để đo" in few
    assert "tận tình" not in few
    rate(world, 6, 4, "Gọi điện buổi trưa không ai nghe")
    enough = chair.get("/can-bo/gop-y/").content.decode()
    assert "tận tình" in enough
    assert "10 trên 10 người trả lời" in enough
    assert "tự đánh giá bằng phiếu mình in" in enough
    assert "tận tình" not in enter("du").get("/can-bo/gop-y/").content.decode()


@pytest.mark.parametrize("query", ["?thang=2026-13", "?thang=<b>", "?thang=2031-01"])
def test_any_month_may_be_asked_for(world: World, query: str) -> None:
    assert enter("tam").get(f"/can-bo/gop-y/{query}").status_code == 200
