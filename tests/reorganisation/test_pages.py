"""The pages: propose, preview, second person, who and what goes where, carry out, the register of the old unit."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import CAM_VAN, PASSWORD, VAN_DU
from tests.reorganisation.plans import EAST, NEW, WEST, approved, every_state, proposed, split
from tests.web.office_acts import enter
from tests.world import World, forget
from thanthien.core.actors import SYSTEM
from thanthien.org import service as org
from thanthien.org.models import Reorganisation

TYPED = {
    "kind": "merge", "old": f"{CAM_VAN}\nVân Du, Thanh Hóa",
    "name_1": "Vân Du Mới", "unit_kind_1": "commune", "code_1": NEW,
    "law_number": "1686/NQ-UBTVQH15", "law_day_d": "16", "law_day_m": "6", "law_day_y": "2026",
    "law_issuer": "Ủy ban Thường vụ Quốc hội", "effective_on_d": "16", "effective_on_m": "11",
    "effective_on_y": "2026",
}  # fmt: skip


def key(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_merge_from_the_first_page_to_the_last(world: World) -> None:
    before = every_state(world)
    admin, chair, sent = enter("quan"), enter("du"), key(**TYPED)
    path = reverse("office:reorganise")
    made = [admin.post(path, sent).headers["Location"] for _ in range(2)]
    assert made[0] == made[1]
    assert Reorganisation.objects.count() == 1
    home = made[0].partition("?")[0]
    page = words(admin.get(home))
    for said in ("Cái gì theo ai", "Hồ sơ đang làm", "Con dấu", "Nhật ký", "Một đơn vị có một Chủ tịch", "Vân Du Mới"):
        assert said in page
    assert "Duyệt việc sắp xếp" not in page
    assert "Duyệt việc sắp xếp" in words(chair.get(home))
    assert chair.post(f"{home}duyet/", key(version="1")).status_code == 302
    done = key()
    assert "Thực hiện việc sắp xếp?" in words(admin.get(f"{home}thuc-hien/"))
    assert [admin.post(f"{home}thuc-hien/", done).status_code for _ in range(2)] == [302, 302]
    forget()
    after = words(admin.get(home))
    assert "Đã thực hiện" in after
    clerk = enter("nhai")
    listed = words(clerk.get(reverse("office:reorganisations")))
    assert "Sổ của đơn vị cũ" in listed
    book = words(clerk.get(reverse("office:kept_register", args=[world.home])))
    assert before["closed"].code in book
    assert before["in_process"].code not in book
    assert enter("sinh").get(reverse("office:kept_register", args=[world.home])).status_code == 404
    moved = Client().get(f"/xa/{VAN_DU}/thu-tuc/")
    assert (moved.status_code, moved.headers["Location"]) == (302, f"/xa/{NEW}/thu-tuc/")


def test_a_closed_file_of_the_old_unit_is_for_reading(world: World) -> None:
    closed = every_state(world)["closed"]
    act = approved(world)
    org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id)
    page = words(enter("nhai").get(reverse("office:dossier", args=[closed.id])))
    assert "xã Cẩm Vân" in page
    assert "chỉ xem và in lại" in page
    assert "/viec/" not in page


def test_the_old_address_of_a_divided_commune_offers_the_choice(world: World) -> None:
    act = approved(world, split(world))
    east, west = (one.id for one in org.new_sides(act))
    people = {"quan": "position"}
    for login, kind in people.items():
        held = list(org.positions_in([world.home], world.now.date()))
        admins = [one.id for one in held if one.role == "administrator"]
        rest = [one.id for one in held if one.role != "administrator"]
        for records, target in ((admins[:1] + rest, east), (admins[1:], west)):
            org.allot(
                actor=world.actors[login], now=world.now, reorganisation_id=act.id, kind=kind, records=records,
                target=target,
            )  # fmt: skip
    org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id)
    forget()
    page = words(Client().get(f"/xa/{CAM_VAN}/thu-tuc/"))
    assert f"/xa/{EAST}/" in page
    assert f"/xa/{WEST}/" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": ""}, "điền đơn vị cũ"),
        ({"old": "Không Có Xã Này"}, "Không thấy đơn vị"),
        ({"old": f"{CAM_VAN}\n{CAM_VAN}"}, "chính mình"),
        ({"code_1": "abc"}, "5 chữ số"),
        ({"law_number": ""}, "điền số văn bản"),
        ({"effective_on_d": "15"}, "đã qua"),
        ({"effective_on_d": "31"}, "Tháng 11 chỉ có 30 ngày"),
        ({"kind": ""}, "chọn cách sắp xếp"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, typed: dict[str, str], said: str) -> None:
    answer = enter("quan").post(reverse("office:reorganise"), key(**(TYPED | typed)))
    assert answer.status_code == 422
    page = words(answer)
    assert said in page
    assert "Ủy ban Thường vụ Quốc hội" in page
    assert not Reorganisation.objects.exists()


def test_a_name_that_several_communes_bear_is_asked_back(world: World) -> None:
    page = words(enter("quan").post(reverse("office:reorganise"), key(**(TYPED | {"old": f"{CAM_VAN}\nTân Tiến"}))))
    assert "đơn vị tên “Tân Tiến”" in page


def test_the_second_person_reads_the_last_word(world: World) -> None:
    act = proposed(world)
    chair, path = enter("tam"), reverse("office:reorganisation_approve", args=[act.id])
    assert chair.post(path, key(version="7")).status_code == 409
    assert chair.post(path, key(version="x")).status_code == 409
    assert Reorganisation.objects.get().state == "proposed"
    declined = chair.post(reverse("office:reorganisation_decline", args=[act.id]), key(reason=""))
    assert declined.status_code == 422
    answer = chair.post(reverse("office:reorganisation_decline", args=[act.id]), key(reason="Chưa có bản gốc"))
    assert answer.status_code == 302
    assert "Chưa có bản gốc" in words(chair.get(reverse("office:reorganisation", args=[act.id])))


def test_dossiers_of_a_split_are_sent_by_handler_by_place_and_one_by_one(world: World) -> None:
    first = world.received(applicant=world.applicant(address="thôn Vân Trai"))
    second = world.received(applicant=world.applicant(address="thôn Đồi Vàng"))
    act = proposed(world, split(world))
    east, west = (one.id for one in org.new_sides(act))
    clerk, path = enter("nhai"), reverse("office:reorganisation_dossiers", args=[act.id])
    assert "Còn 2 trên 2" in words(clerk.get(path))
    only = words(clerk.get(path, {"tim": "doi vang"}))
    assert second.code in only
    assert first.code not in only
    assert clerk.post(f"{path}?tim=doi+vang", key(den=str(west), het="1")).status_code == 302
    assert clerk.post(path, key(den=str(east))).status_code == 422  # nothing ticked
    assert clerk.post(path, key(dong=str(first.id))).status_code == 422  # no unit chosen
    assert clerk.post(path, key(dong=str(first.id), den=str(east))).status_code == 302
    assert "Còn 0 trên 2" in words(clerk.get(path))
    scheme = org.scheme_of(act, world.now.date())
    assert scheme.goes("dossier", [first.id, second.id]) == ({first.id: east, second.id: west}, set())
    assert enter("quan").get(path).status_code == 404


def test_people_of_a_split_are_sent_or_end(world: World) -> None:
    act = proposed(world, split(world))
    admin, path = enter("quan"), reverse("office:reorganisation_arrange", args=[act.id, "nguoi"])
    page = words(admin.get(path))
    assert "Quách Văn Trúc" in page
    assert "Thôi giữ cùng đơn vị cũ" in page
    held = {one.staff.login: one.id for one in org.positions_in([world.home], world.now.date())}
    assert admin.post(path, key(dong=str(held["mua"]), den="thoi")).status_code == 302
    assert admin.post(path, key(den=str(org.new_sides(act)[0].id), het="1")).status_code == 302
    assert "thôi giữ" in words(admin.get(path, {"xem": "het"}))
    assert "chưa có người quản trị" in words(admin.get(reverse("office:reorganisation", args=[act.id])))
    assert admin.get(reverse("office:reorganisation_arrange", args=[act.id, "thon"])).status_code == 200
    assert admin.get(reverse("office:reorganisation_arrange", args=[act.id, "khac"])).status_code == 404


def test_the_home_page_speaks_for_the_successor(world: World, settings: Any) -> None:
    settings.THANTHIEN_HOME_UNIT = CAM_VAN
    assert "xã Cẩm Vân" in words(Client().get("/"))
    act = approved(world)
    org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id)
    forget()
    page = words(Client().get("/"))
    assert "xã Vân Du Mới" in page
    assert f"/xa/{NEW}/thu-tuc/" in page


def test_an_officer_of_the_level_above_proposes_and_does_not_decide(world: World) -> None:
    above = org.province_of(world.home, world.now.date())
    assert above is not None
    made = org.add_staff(
        actor=SYSTEM, now=world.now, unit_id=above.id, login="tren", name="Lê Văn Trên", password=PASSWORD
    )
    org.give_position(
        actor=SYSTEM, now=world.now, unit_id=above.id, staff_id=UUID(made.id), role="overseer",
        title="Chuyên viên Sở Nội vụ", valid_from=world.now.date(),
    )  # fmt: skip
    officer = enter("tren")
    sent = officer.post(reverse("office:reorganise"), key(**TYPED))
    assert sent.status_code == 302
    home = sent.headers["Location"].partition("?")[0]
    page = words(officer.get(home))
    assert "Cái gì theo ai" in page
    assert "Duyệt việc sắp xếp" not in page
    assert officer.post(f"{home}duyet/", key(version="1")).status_code == 404
    assert officer.get(f"{home}ho-so/").status_code == 404
    assert enter("tam").post(f"{home}duyet/", key(version="1")).status_code == 302
    assert enter("quan").post(f"{home}thuc-hien/", key()).status_code == 302
    assert "Đã thực hiện" in words(officer.get(home))
