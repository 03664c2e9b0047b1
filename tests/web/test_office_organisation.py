"""The pages of the organisation: what is typed arrives, bad input stays with its words, nothing is done twice."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.org.test_acting import lend, staff, work
from tests.org.things import organisation_things
from tests.web.office_acts import enter
from tests.world import World
from thanthien.org import service as org
from thanthien.org.models import Absence, Board, Delegation, Hamlet

HEAD = "Ban Chỉ đạo xây dựng chính quyền thân thiện"


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_d": str(when.day), f"{name}_m": str(when.month), f"{name}_y": str(when.year)}


def press(client: Client, name: str, data: dict[str, Any], *args: Any) -> Any:
    return client.post(reverse(f"office:{name}", args=args), {"once": str(uuid4()), **data})


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    return str(client.get(reverse(f"office:{name}", args=args), query).content.decode())


def founding(rows: int = 12, **more: Any) -> dict[str, Any]:
    """A board of twelve: the chair at its head, one of staff, ten from outside."""
    data: dict[str, Any] = {
        "number": "25/QĐ-UBND", **day("decided_on", date(2026, 3, 2)), "issuer": "Chủ tịch UBND xã", "text": "",
        "kind": "Ban Chỉ đạo", "name": HEAD, "parent": "", "regulation": "Điều 1. Họp mỗi tháng một lần.",
        "rows": str(rows), **day("last", date(2031, 3, 1)),
        "p1_who": str(staff("tam").id), "p1_role": "head", "p1_duty": "Phụ trách chung",
        "p2_who": str(staff("truc").id), "p2_role": "secretary",
    }  # fmt: skip
    for at in range(3, 13):
        data |= {
            f"p{at}_name": f"Hà Văn {'ABCDEFGHIKLM'[at - 1]}",
            f"p{at}_post": "Trưởng thôn",
            f"p{at}_role": "member",
        }
    return data | more


def test_a_board_of_twelve_is_founded_on_one_page_and_read_by_all_staff(world: World) -> None:
    chair, sent = enter("tam"), {"once": "k1", **founding()}
    first = chair.post(reverse("office:board_found"), sent)
    second = chair.post(reverse("office:board_found"), sent)
    assert first.status_code == second.status_code == 302
    board = Board.objects.get()
    page = read(enter("truc"), "board", board.id)
    for words in ("Danh sách 12 thành viên", "Phạm Văn Tâm", "Phụ trách chung", "Thư ký", "25/QĐ-UBND", "Điều 1."):
        assert words in page
    assert "Thay đổi thành viên" not in page
    assert HEAD not in read(enter("la"), "boards")


def test_a_board_without_a_head_keeps_every_word(world: World) -> None:
    answer = press(enter("tam"), "board_found", founding(p1_role="member"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ban phải có một trưởng ban" in page
    assert "Hà Văn C" in page
    assert not Board.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"p3_name": "", "p3_post": "Trưởng thôn"}, "điền họ tên người ngoài"),
        ({"p3_post": ""}, "chức vụ, nơi công tác"),
        ({"p2_name": "Ai Đó"}, "để trống ô này"),
        ({"p3_role": "vua"}, "không còn nữa"),
        ({"p1_who": str(UUID(int=7))}, "không còn nữa"),
        ({"number": ""}, "số quyết định"),
        ({"decided_on_m": "13"}, "12 tháng"),
        ({"decided_on_y": "2027"}, ""),
        (day("last", date(2026, 1, 1)), "Nhiệm kỳ phải kết thúc sau"),
        ({"name": "x" * 201}, "200"),
        ({"parent": str(UUID(int=9))}, "không còn nữa"),
        ({"rows": "-3"}, ""),
        ({"rows": "99999999"}, ""),
    ],
)
def test_bad_input_founds_nothing(world: World, changes: dict[str, Any], words: str) -> None:
    answer = press(enter("tam"), "board_found", founding(**changes))
    if "rows" in changes:
        assert answer.status_code in {302, 422}
        return
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Board.objects.exists()


def test_more_rows_keep_what_was_typed_without_a_word_of_reproach(world: World) -> None:
    answer = press(enter("tam"), "board_found", founding(p3_post="", them="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Người thứ 17" in page
    assert "Hà Văn C" in page
    assert 'class="field bad' not in page
    assert not Board.objects.exists()


def test_members_change_and_the_day_before_shows_the_old_list(world: World) -> None:
    have = organisation_things(world)
    admin = enter("quan")
    decision = {
        "number": "30/QĐ-UBND",
        **day("decided_on", date(2026, 11, 10)),
        "issuer": "Chủ tịch UBND xã",
        "text": "",
    }
    joins = {
        "rows": "3",
        "p1_name": "Bùi Văn Mới",
        "p1_post": "Bí thư chi bộ",
        "p1_role": "deputy",
        "p2_role": "member",
    }
    joins["p3_role"] = "member"
    assert press(admin, "board_change", decision | joins, have["board"]).status_code == 302
    assert "Bùi Văn Mới" in read(admin, "board", have["board"]).split("<details")[0]
    before = read(admin, "board", have["board"], ngay="09/11/2026")
    assert "Đang xem như ngày" in before
    assert "Bùi Văn Mới" not in before.split("<details")[0]
    head = org.as_of(org.board(world.actors["truc"], have["board"]), date(2026, 11, 16)).members[0]
    leaves = decision | {"number": "31/QĐ-UBND", "leaving": [str(head.id)], "rows": "1", "p1_role": "member"}
    assert press(admin, "board_change", leaves, have["board"]).status_code == 302
    assert "Ban chưa có trưởng ban" in read(enter("truc"), "organisation")


def test_regulate_renew_and_dissolve_through_their_pages(world: World) -> None:
    key, admin = organisation_things(world)["board"], enter("quan")
    ruling = {**day("decided_on", date(2026, 11, 12)), "issuer": "Chủ tịch UBND xã", "text": ""}
    press(admin, "board_regulate", {**ruling, "number": "40", "rules": "Điều 1. Họp quý."}, key)
    renewed = {**ruling, "number": "41", "rows": "1", "p1_role": "member", **day("last", date(2030, 1, 1))}
    assert press(admin, "board_renew", renewed, key).status_code == 302
    page = read(admin, "board", key)
    assert "bản 1" in page
    assert "2030" in page
    assert press(admin, "board_dissolve", {**ruling, "number": "42"}, key).status_code == 302
    assert "Đã giải thể" in read(admin, "boards")
    again = press(admin, "board_dissolve", {**ruling, "number": "43"}, key)
    assert (again.status_code, "đã giải thể" in again.content.decode()) == (422, True)


def test_a_day_that_cannot_be_read_is_today_and_says_so(world: World) -> None:
    client = enter("truc")
    for typed in ("32/13/2026", "hôm qua", "9" * 400, "00/00/0000"):
        assert "Dưới đây là hôm nay" in read(client, "boards", ngay=typed)
    assert "Dưới đây là hôm nay" not in read(client, "posts", ngay="16/11/2026")
    assert "không ai giữ chức danh" in read(client, "posts", ngay="1/1/2020")


def test_a_hamlet_with_head_and_group_through_the_pages(world: World) -> None:
    admin, since = enter("quan"), day("valid_from", date(2026, 1, 1))
    sent = {"kind": "ban", "name": "Nà Lạc", "decision": "", **since}
    assert press(admin, "hamlet_add", sent).status_code == 302
    twice = press(admin, "hamlet_add", sent)
    assert (twice.status_code, "đã có thôn" in twice.content.decode()) == (422, True)
    key = Hamlet.objects.get().id
    press(admin, "hamlet_head", {"name": "Lò Văn Pún", "phone": "0900 000 301", **since}, key)
    press(admin, "group_add", {"name": "Tổ an ninh", "leader": "Lò Thị Ín", "phone": "", **since}, key)
    page = read(enter("nhai"), "hamlets")
    for words in ("Bản Nà Lạc", "Lò Văn Pún", "0900 000 301".replace(" ", "\u00a0"), "Tổ an ninh", "Lò Thị Ín"):
        assert words in page
    assert "Ghi thêm" not in page
    bad = press(admin, "hamlet_head", {"name": "Lò Văn 2", "phone": "1", **since}, key).content.decode()
    assert "Lò Văn 2" in bad


def test_colleagues_see_days_of_absence_but_not_why(world: World) -> None:
    mine = {"staff_id": str(staff("truc").id), "reason": "sick", **day("valid_from", date(2026, 11, 16))}
    assert press(enter("truc"), "absence_enter", mine | day("last", date(2026, 11, 18))).status_code == 302
    assert Absence.objects.get().valid_to == date(2026, 11, 19)
    assert "nghỉ ốm" in read(enter("truc"), "duty")
    assert "nghỉ ốm" in read(enter("tam"), "duty")
    other = read(enter("mua"), "duty")
    assert "Quách Văn Trúc" in other
    assert "nghỉ ốm" not in other
    foreign = mine | {"staff_id": str(staff("mua").id)} | day("last", date(2026, 11, 18))
    assert press(enter("truc"), "absence_enter", foreign).status_code == 422


def test_a_delegation_through_the_page_and_back_again(world: World) -> None:
    position = org.lendable(world.actors["tam"], world.now.date()).get(staff__login="tam")
    sent = {
        "position": str(position.id), "delegate": str(staff("mua").id), "scope": "Ký kết quả", "number": "7/GUQ",
        "kinds": ["dossier", "apology"],
        **day("decided_on", date(2026, 11, 16)), **day("valid_from", date(2026, 11, 16)),
    }  # fmt: skip
    nothing = press(enter("tam"), "delegate", sent | {"kinds": []} | day("last", date(2026, 11, 16)))
    assert (nothing.status_code, Delegation.objects.count()) == (422, 0)
    backwards = press(enter("tam"), "delegate", sent | day("last", date(2026, 11, 15)))
    assert (backwards.status_code, "Ngày cuối sớm hơn" in backwards.content.decode()) == (422, True)
    assert press(enter("tam"), "delegate", sent | day("last", date(2026, 11, 16))).status_code == 302
    lent = Delegation.objects.get()
    assert (lent.valid_to, lent.kinds) == (date(2026, 11, 17), ["dossier", "apology"])
    assert "Việc được giao: Hồ sơ, Thư xin lỗi." in read(enter("mua"), "duty")
    assert "chair" in work("mua").actor.roles
    assert press(enter("mua"), "delegation_end", {}, lent.id).status_code == 302
    assert "chair" not in work("mua").actor.roles


def test_who_holds_no_own_power_of_the_chair_is_offered_none(world: World) -> None:
    lend(world, "tam", "truc")
    page = read(enter("truc"), "delegate")
    assert "Công chức tư pháp, hộ tịch (Quách Văn Trúc)" in page
    answer = press(
        enter("truc"), "delegate",
        {
            "position": str(org.lendable(world.actors["tam"], world.now.date()).get(staff__login="thu").id),
            "delegate": str(staff("mua").id), "scope": "x y", "number": "1", "kinds": ["dossier"],
            **day("decided_on", date(2026, 11, 16)), **day("valid_from", date(2026, 11, 16)),
            **day("last", date(2026, 11, 17)),
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert Delegation.objects.count() == 1


def test_the_last_administrators_account_stays_open(world: World) -> None:
    quan = enter("quan")
    assert press(quan, "account", {}, staff("kiem").id).status_code == 302
    answer = press(quan, "account", {}, staff("quan").id)
    assert (answer.status_code, "không tự khóa" in answer.content.decode()) == (422, True)
    assert "Mở lại tài khoản" in read(quan, "people")
