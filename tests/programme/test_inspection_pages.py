"""The pages of inspection from both sides: what they show, what they refuse, what stays typed."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.files.samples import png
from tests.programme.inspected import finding, fix, visit
from tests.programme.start import ABOVE, above
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme.models import Finding, FindingStep, Inspection


def text(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, name: str, args: list[Any], **data: Any) -> Any:
    return client.post(reverse(name, args=args), {"once": str(uuid4()), **data})


def day(name: str, d: int, m: int, y: int) -> dict[str, str]:
    return {f"{name}_d": str(d), f"{name}_m": str(m), f"{name}_y": str(y)}


def test_the_level_above_goes_unannounced(world: World) -> None:
    above(world)
    province, chair = enter(ABOVE), enter("tam")
    typed = {"unit": str(world.home), "surprise": "on", "purpose": "Việc xin lỗi khi trễ hẹn", "codes": ["apology"]}
    made = press(province, "above:inspection_plan", [], **typed, **day("day", 16, 11, 2026), people="Lê Thị Tỉnh")
    assert made.status_code == 302
    key = Inspection.objects.get().id
    assert "chưa thấy cuộc này" in text(province, "above:inspection", key)
    assert "Việc xin lỗi" not in text(chair, "office:inspections")
    assert chair.get(reverse("office:inspection", args=[key])).status_code == 404
    assert "Việc xin lỗi" not in text(chair, "office:model")
    assert press(province, "above:inspection_begin", [key]).status_code == 302
    assert "Việc xin lỗi khi trễ hẹn" in text(chair, "office:inspections")
    assert "Ghi phiếu" not in text(chair, "office:inspection", key)
    assert chair.get(reverse("office:inspection_sheet", args=[key])).status_code == 404
    wrong = press(chair, "office:inspection_sheet", [key], version=1, apology="yes", apology_note="")
    assert wrong.status_code == 404
    done = press(province, "above:inspection_sheet", [key], version=1, apology="no", apology_note="Hai hồ sơ chưa có")
    assert done.status_code == 302
    assert "Hai hồ sơ chưa có" in text(chair, "office:inspection", key)


def test_two_who_fill_one_sheet_are_told(world: World) -> None:
    key = visit(world, world.actors["tam"])
    fields = {"greeted": "yes", "clean_office": "yes", "own1": "no", "own1_note": "Wifi hỏng"}
    assert press(enter("tam"), "office:inspection_sheet", [key], version=1, **fields).status_code == 302
    second = press(enter("quan"), "office:inspection_sheet", [key], version=1, **fields | {"own1_note": "Sửa rồi"})
    page = second.content.decode()
    assert second.status_code == 422
    assert "Người cùng đoàn vừa ghi phiếu này" in page
    assert 'value="Sửa rồi"' in page
    assert 'name="version" value="2"' in page


def test_the_date_of_a_finding_explains_itself(world: World) -> None:
    found = finding(world, world.actors["tam"], visit(world, world.actors["tam"]), days=6)
    page = text(enter("truc"), "office:finding", found)
    assert "6 ngày làm việc: 17, 18, 19, 20, 23, 25/11; 24/11" in page
    assert "Báo đã khắc phục" not in page


def test_an_empty_file_is_refused_and_the_words_stay(world: World) -> None:
    found = finding(world, world.actors["tam"], visit(world, world.actors["tam"]))
    empty = SimpleUploadedFile("ghe.png", b"", "image/png")
    answer = press(enter("tam"), "office:finding_fix", [found], text="Đã kê thêm ghế ở hai góc.", file=empty)
    assert answer.status_code == 422
    assert "trống" in answer.content.decode()
    assert "Đã kê thêm ghế ở hai góc." in answer.content.decode()
    assert Finding.objects.get().state == "open"


def test_a_picture_goes_through_the_safe_door_and_both_sides_open_it(world: World) -> None:
    province = above(world)
    found = finding(world, province, visit(world, province, party="above"))
    picture = SimpleUploadedFile("ghe.png", png(), "image/png")
    assert press(enter("tam"), "office:finding_fix", [found], text="", file=picture).status_code == 302
    step = FindingStep.objects.get().id
    for client, side in ((enter("truc"), "office"), (enter(ABOVE), "above")):
        answer = client.get(reverse(f"{side}:finding_file", args=[step]))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert enter("du").get(reverse("office:finding_file", args=[step])).status_code == 404
    done = press(enter(ABOVE), "above:finding_check", [found], verdict="returned", reason="")
    assert done.status_code == 422
    assert press(enter(ABOVE), "above:finding_check", [found], verdict="accepted", reason="").status_code == 302
    assert "Đã kiểm lại, đạt" in text(enter("tam"), "office:finding", found)


def test_a_second_press_checks_nothing_twice(world: World) -> None:
    tam = world.actors["tam"]
    found = finding(world, tam, visit(world, tam))
    fix(world, found)
    client, body = enter("quan"), {"once": str(uuid4()), "verdict": "accepted", "reason": ""}
    for _ in range(2):
        assert client.post(reverse("office:finding_check", args=[found]), body).status_code == 302
    assert FindingStep.objects.filter(kind="accepted").count() == 1


def test_the_board_of_the_level_above_says_who_was_not_visited(world: World) -> None:
    province = above(world)
    page = text(enter(ABOVE), "above:inspections")
    assert "Tháng này đã đến 0 trên 2 xã." in page
    assert "chưa lần nào" in page
    visit(world, province, party="above")
    assert "Tháng này đã đến 1 trên 2 xã." in text(enter(ABOVE), "above:inspections")
    assert enter("tam").get(reverse("above:inspections")).status_code == 404
    assert enter(ABOVE).get(reverse("office:inspections")).status_code == 404


@pytest.mark.parametrize("name", ["inspection", "inspection_sheet", "finding"])
def test_what_is_not_there_is_not_there(world: World, name: str) -> None:
    above(world)
    for client, side in ((enter("tam"), "office"), (enter(ABOVE), "above")):
        assert client.get(reverse(f"{side}:{name}", args=[UUID(int=7)])).status_code == 404


def test_what_waits_stands_where_the_day_begins(world: World) -> None:
    province = above(world)
    found = finding(world, province, visit(world, province, party="above"), days=1)
    first = enter("tam").get("/can-bo/").content.decode()
    assert f'hx-get="{reverse("office:model_today")}"' in first
    assert 'src="/tinh/web/htmx-' in first, "without htmx the first page fetches nothing of what waits"
    chair = text(enter("tam"), "office:model_today")
    assert "Khắc phục: Nơi ngồi chờ thiếu ghế" in chair
    assert "chưa giao cho ai" in chair
    assert "Kiểm tra, giám sát" not in text(enter("truc"), "office:model_today")
    fix(world, found)
    assert "1 điều đã báo khắc phục, chờ kiểm lại" in text(enter(ABOVE), "office:model_today")
    assert "Khắc phục: " not in text(enter("tam"), "office:model_today")


def test_a_finding_fills_a_difficulty_and_leads_to_it(world: World) -> None:
    found = finding(world, world.actors["tam"], visit(world, world.actors["tam"]))
    assert f"?tu=finding:{found}" in text(enter("tam"), "office:finding", found)
    page = enter("tam").get(f"{reverse('office:difficulty_raise')}?tu=finding:{found}").content.decode()
    assert "Nơi ngồi chờ thiếu ghế, không có nước uống." in page
