"""Requests of data subjects: clocks, moves, refusals with a ground, the pages on both sides of the counter."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.privacy.test_destruction import LATER, RARE, closed, everything
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core import audit, clock
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop
from thanthien.privacy import service as privacy
from thanthien.privacy.models import DataRequest
from thanthien.rules import data_request, rights

pytestmark = pytest.mark.django_db


def asked(world: World, kind: str = "see", text: str = "xin bản sao", at: datetime | None = None, **more: Any) -> Any:
    dossier = more.pop("dossier", None) or world.received(**more)
    made = privacy.register(actor=world.citizen, now=at or world.now, kind=kind, text=text, dossier_id=dossier.id)
    return DataRequest.objects.get(id=made.id)


def act(world: World, name: str, row: Any, who: str = "nhai", at: datetime | None = None, **given: Any) -> Any:
    commands: dict[str, Any] = {
        "answer": privacy.answer_request, "carry_out": privacy.carry_out_request, "extend": privacy.extend_request,
        "refuse": privacy.refuse_request, "take_back": privacy.take_back,
    }  # fmt: skip
    commands[name](actor=world.actors[who], now=at or world.now, request_id=row.id, version=row.version, **given)
    return DataRequest.objects.get(id=row.id)


def test_the_clocks_are_those_of_the_rulebook(world: World) -> None:
    """Monday 16/11/2026: two working days end on Wednesday 18/11, fifteen days on Tuesday 1/12."""
    row = asked(world)
    assert [clock.local(at).date().isoformat() for at in (row.reply_due, row.act_due)] == ["2026-11-18", "2026-12-01"]
    assert row.sort_due == row.reply_due
    assert row.assumed == ["DL-05"], "that acting takes fifteen days for this kind is assumed"
    assert asked(world, "restrict").assumed == []


def test_an_answer_leaves_the_second_clock_running(world: World) -> None:
    row = act(world, "answer", asked(world), text="Xã sẽ đưa bản sao ngày 20/11.")
    assert (row.state, row.sort_due) == ("answered", row.act_due)
    told = Message.objects.get(template="data_request_answered")
    assert told.payload["text"] == "Xã sẽ đưa bản sao ngày 20/11."
    row = act(world, "carry_out", row, text="Xã đã đưa bản sao.")
    assert (row.state, row.sort_due) == ("done", None)


def test_the_extension_is_the_chairs_and_comes_once(world: World) -> None:
    row = asked(world)
    with pytest.raises(Refused):
        act(world, "extend", row, reason="đang tìm")
    row = act(world, "extend", row, "tam", reason="Sổ giấy còn ở kho.")
    assert clock.local(row.act_due).date().isoformat() == "2026-12-16"
    with pytest.raises(Refused, match="một lần"):
        act(world, "extend", row, "tam", reason="thêm nữa")


def test_no_extension_after_the_end(world: World) -> None:
    with pytest.raises(Refused, match="quá hạn"):
        act(world, "extend", asked(world), "tam", at=world.now + timedelta(days=20), reason="trễ rồi")


def test_a_refusal_names_a_ground_of_the_list(world: World) -> None:
    row = asked(world, "delete")
    for ground, reason in (("", "x"), ("mood", "x"), ("kept_by_law", "")):
        with pytest.raises(Refused):
            act(world, "refuse", row, "tam", ground=ground, reason=reason)
    with pytest.raises(Refused):
        act(world, "refuse", row, "nhai", ground="kept_by_law", reason="x")
    row = act(world, "refuse", row, "tam", ground="kept_by_law", reason="Hồ sơ hộ tịch lưu lâu dài.")
    assert (row.state, row.ground) == ("refused", "kept_by_law")
    told = Message.objects.get(template="data_request_refused").payload
    assert "Luật Lưu trữ" in told["law"]


def test_what_the_law_keeps_is_not_erased_at_a_wish(world: World) -> None:
    row = asked(world, "delete", dossier=closed(world))
    for who in ("nhai", "tam"):
        with pytest.raises(Refused, match="thời hạn lưu"):
            act(world, "carry_out", row, who, text="đã xóa")
    assert RARE in everything()


def test_where_the_law_allows_it_the_same_erasure_runs(world: World) -> None:
    row = asked(world, "delete", dossier=closed(world))
    with pytest.raises(Refused, match="Chủ tịch"):
        act(world, "carry_out", row, "nhai", at=LATER, text="đã xóa")
    with rehearsed(LATER):
        row = act(world, "carry_out", row, "tam", at=LATER, text=f"đã xóa của {RARE}")
    assert row.state == "done"
    for word in (RARE, "Quỷnhxa", "quynhxa"):
        assert word not in everything(), word
    assert audit.verify().ok
    assert row.dossier is not None
    assert row.dossier.erased_under == f"yêu cầu {row.number}"
    assert privacy.last_destroyed() == LATER


@pytest.mark.parametrize("email", ["la@vidu.vn", ""])
def test_a_stranger_who_names_a_dossier_gets_no_link_to_it(world: World, email: str) -> None:
    """Codes are serial; the answer to a request at the counter carried the secret link of whatever was named."""
    dossier = world.received(applicant=world.applicant(email="mo@vidu.vn", tell_by="email"))
    stranger = privacy.Person("Lò Văn Lạ", "0911000222", email)
    made = privacy.register(
        actor=world.actors["nhai"], now=world.now, kind="see", text="", dossier_id=dossier.id, person=stranger
    )
    act(world, "answer", DataRequest.objects.get(id=made.id), text="Mời đến xã.")
    told = Message.objects.filter(template__startswith="data_request")
    assert [one.payload["link"] for one in told] == ["", ""]
    owner = privacy.Person("Bùi Thị Mơ", "", "mo@vidu.vn")
    privacy.register(
        actor=world.actors["nhai"], now=world.now, kind="see", text="", dossier_id=dossier.id, person=owner
    )
    links = {one.payload["link"] for one in Message.objects.filter(template="data_request_received")}
    assert [onestop.token_of(dossier.id) in one for one in sorted(links)] == [False, True]


def test_nobody_alone_writes_down_a_wish_to_delete_and_fulfils_it(world: World) -> None:
    """A clerk whom the chair lent the post destroyed a file without a second person."""
    dossier, alone = closed(world), replace(world.actors["nhai"], roles=frozenset({"clerk", "chair"}))
    made = privacy.register(
        actor=alone, now=world.now, kind="delete", text="", dossier_id=dossier.id, person=privacy.Person("Ai Đó")
    )
    asked: dict[str, Any] = {"now": LATER, "request_id": UUID(made.id), "version": 1, "text": "đã xóa"}
    with rehearsed(LATER):
        with pytest.raises(Refused, match="người thứ hai"):
            privacy.carry_out_request(actor=alone, **asked)
        assert RARE in everything()
        privacy.carry_out_request(actor=world.actors["tam"], **asked)


def test_a_correction_sets_the_dossier_right(world: World) -> None:
    row = asked(world, "correct", "tên tôi là Mơ, không phải Mờ")
    with pytest.raises(Refused):
        act(world, "carry_out", row, text="đã sửa")
    act(world, "carry_out", row, text="đã sửa", changes={"name": "Bùi Thị Mờ", "id_number": "038300000999"})
    dossier = world.get(row.dossier_id)
    assert (dossier.applicant, dossier.id_number) == ("Bùi Thị Mờ", "038300000999")
    assert onestop.person_known(world.actors["nhai"], "038300000999", "") is not None
    entry = AuditRow.objects.get(act="dossier.correct")
    assert "Bùi Thị Mơ" in entry.detail
    assert "Bùi" not in entry.body


def test_a_wrong_correction_changes_nothing(world: World) -> None:
    row = asked(world, "correct", "số định danh sai")
    with pytest.raises(Refused):
        act(world, "carry_out", row, text="đã sửa", changes={"id_number": "12"})
    assert DataRequest.objects.get(id=row.id).state == "received"


def test_a_consent_withdrawn_ends_what_rested_on_it(world: World) -> None:
    applicant = world.applicant(letters_wanted=True, email="mo@example.vn", tell_by="email")
    row = asked(world, "withdraw_consent", applicant=applicant)
    act(world, "carry_out", row, text="Xã không gửi thư nữa.")
    dossier = world.get(row.dossier_id)
    assert (dossier.letters_wanted, dossier.email, dossier.tell_by) == (False, "", "slip")


def test_a_restriction_is_seen_by_whoever_opens_the_dossier(world: World) -> None:
    row = asked(world, "restrict")
    act(world, "carry_out", row, text="Xã chỉ lưu, không dùng vào việc khác.")
    page = enter("truc").get(reverse("office:dossier", args=[row.dossier_id])).content.decode()
    assert "Người nộp yêu cầu hạn chế xử lý dữ liệu" in page


def test_strangers_and_other_posts_get_nothing(world: World) -> None:
    row = asked(world)
    for who in ("la", "du", "van", "truc", "quan"):
        with pytest.raises((NotThere, Refused)):
            act(world, "answer", row, who, text="lời lạ")
    with pytest.raises(Stale):
        privacy.answer_request(actor=world.actors["nhai"], now=world.now, request_id=row.id, version=9, text="cũ")
    other = world.online()
    with pytest.raises(NotThere):
        privacy.take_back(
            actor=world.citizen, now=world.now, request_id=row.id, version=row.version, dossier_id=other.id
        )


def test_what_was_written_stands_encrypted_and_outside_the_chains_text(world: World) -> None:
    row = asked(world, text=f"của {RARE}")
    assert RARE not in everything().replace(AuditRow.objects.get(subject_id=row.id).detail, "")
    assert "Bùi Thị Mơ" in AuditRow.objects.get(subject_id=row.id).detail


def test_five_open_requests_are_enough(world: World) -> None:
    dossier = world.received()
    for _ in range(5):
        asked(world, dossier=dossier)
    with pytest.raises(Refused):
        asked(world, dossier=dossier)


@pytest.mark.parametrize(("kind", "text"), [("", "x"), ("burn", "x"), ("correct", ""), ("see", "x" * 2001)])
def test_a_bad_request_is_refused_at_its_field(world: World, kind: str, text: str) -> None:
    with pytest.raises(Refused):
        asked(world, kind, text)


def test_the_machine_and_the_table_of_rights_agree() -> None:
    named = {
        "answer": "data_request.answer", "carry_out": "data_request.answer", "extend": "data_request.decide",
        "refuse": "data_request.decide",
    }  # fmt: skip
    for move, right in named.items():
        assert data_request.MACHINE.moves[move].by == rights.RIGHTS[right].roles, move


def test_by_the_secret_link(world: World) -> None:
    dossier = world.received()
    address = f"/hs/{onestop.token_of(dossier.id)}/du-lieu/"
    client = Client()
    assert client.get(address).status_code == 200
    assert client.post(address, {"once": "k", "kind": "", "text": "giữ lại lời này"}).status_code == 422
    for _ in range(2):
        answer = client.post(address, {"once": "k", "kind": "see", "text": "xin bản sao"})
        assert answer.status_code == 302
    row = DataRequest.objects.get()
    page = client.get(address).content.decode()
    assert row.number in page
    assert "Thứ\xa0Tư" in page or "thứ\xa0Tư" in page
    back = client.post(f"{address}{row.id}/rut/", {"once": "b", "version": row.version})
    assert back.status_code == 302
    assert DataRequest.objects.get().state == "taken_back"
    assert client.post(f"{address}{UUID(int=1)}/rut/", {"once": "c", "version": 1}).status_code == 404


def test_at_the_counter_and_on_to_the_end(world: World) -> None:
    client = enter("nhai")
    sent = {
        "once": "k",
        "kind": "see",
        "name": "Lò Thị Xem",
        "phone": "0900000123",
        "email": "",
        "code": "",
        "text": "",
    }
    wrong = client.post(reverse("office:data_request_new"), sent | {"code": "KHONG-CO"})
    assert wrong.status_code == 422
    assert "Lò Thị Xem" in wrong.content.decode()
    answer = client.post(reverse("office:data_request_new"), sent)
    assert answer.status_code == 302
    row = DataRequest.objects.get()
    assert "Lò Thị Xem" in client.get(reverse("office:data_requests")).content.decode()
    assert client.get(reverse("office:data_request", args=[row.id])).status_code == 200
    place = reverse("office:data_request_act", args=[row.id, "answer"])
    assert client.get(place).status_code == 200
    assert client.post(place, {"once": "a", "version": row.version, "text": ""}).status_code == 422
    assert client.post(place, {"once": "a", "version": row.version, "text": "Xã làm ngay."}).status_code == 302
    assert DataRequest.objects.get().state == "answered"
    stale = client.post(place, {"once": "b", "version": row.version, "text": "Xã làm ngay."})
    assert stale.status_code == 422
    with rehearsed(world.now + timedelta(days=30)):
        assert "Quá hạn" in enter("nhai").get(reverse("office:data_requests")).content.decode()


def test_the_public_page_says_what_why_and_how_long(world: World) -> None:
    page = Client().get("/du-lieu-ca-nhan/").content.decode()
    for words in (
        "Thư chúc mừng, chia buồn",
        "Hộ tịch, nuôi con nuôi",
        "vĩnh viễn",
        "chờ xác nhận",
        "Rút lại sự đồng ý",
    ):
        assert words in page, words
    assert "/du-lieu-ca-nhan/" in Client().get("/").content.decode(), "the foot of every page leads there"


def test_a_request_about_no_dossier_ends_after_its_time(world: World) -> None:
    nhai = world.actors["nhai"]
    made = privacy.register(
        actor=nhai, now=world.now, kind="see", text=f"của {RARE}", person=privacy.Person(RARE, "0900000123")
    )
    row = act(world, "carry_out", DataRequest.objects.get(id=made.id), text=f"đã đưa cho {RARE}")
    assert privacy.expire_all(datetime(2028, 12, 31, 12, 0, tzinfo=clock.VN)) == 0
    assert privacy.expire_all(LATER) == 1
    assert privacy.expire_all(LATER) == 0
    row.refresh_from_db()
    assert (row.kind, row.state, row.name, row.answer) == ("see", "done", "", "")
    assert RARE not in everything()
    assert audit.verify().ok
