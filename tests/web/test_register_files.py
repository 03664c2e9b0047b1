"""The register's page: choosing a part of it, asking for a file, watching it come, fetching it."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.web.office import sign_in
from tests.world import World
from thanthien.onestop import service as onestop
from thanthien.onestop.models import OfficeFile

HOME = "/can-bo/mot-cua/so/"
CHOSEN = {"ky": "2026-11", "dang": "xlsx", "once": "mot"}


def asked(client: Client, **more: str) -> Any:
    return client.post(reverse("office:ask_register"), CHOSEN | more)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_clerk_takes_a_month_home_as_a_sheet(world: World) -> None:
    dossier = world.received()
    client = sign_in("nhai")
    assert "?chon=1" in client.get(HOME).content.decode()
    assert "Mọi lĩnh vực" in client.get(HOME, {"chon": "1"}).content.decode()
    page = client.get(HOME, {"ky": "2026-11"}).content.decode()
    assert "từ 01/11/2026 đến 30/11/2026" in page
    assert dossier.code in page
    there = asked(client)
    assert there.status_code == 302
    going = client.get(there.url)
    assert going["Refresh"] == "2"
    assert "0 trên 1" in going.content.decode()
    row = OfficeFile.objects.get()
    onestop.office_files.make_job(str(row.id), str(world.home))
    ready = client.get(there.url)
    assert "Refresh" not in ready.headers
    answer = client.get(reverse("office:office_file_fetch", args=[row.id]))
    assert answer["Content-Disposition"].startswith("attachment")
    cells = openpyxl.load_workbook(BytesIO(body(answer))).worksheets[0]
    assert cells["B2"].value == dossier.code
    assert reverse("office:office_file", args=[row.id]) in client.get(reverse("office:office_files")).content.decode()
    assert sign_in("thu").get(reverse("office:office_file_fetch", args=[row.id])).status_code == 404


def test_a_second_press_starts_no_second_job(world: World) -> None:
    world.received()
    client = sign_in("nhai")
    first, second, third = asked(client), asked(client), asked(client, once="hai")
    assert first.url == second.url == third.url
    assert OfficeFile.objects.count() == 1
    assert "đang có một tệp" in asked(client, dang="pdf", once="ba").content.decode()


def test_form_07_opens_in_the_browser(world: World) -> None:
    world.received()
    client = sign_in("tam")
    there = asked(client, dang="pdf")
    row = OfficeFile.objects.get()
    onestop.office_files.make_job(str(row.id), str(world.home))
    assert client.get(there.url).status_code == 200
    answer = client.get(reverse("office:office_file_fetch", args=[row.id]))
    assert answer["Content-Type"] == "application/pdf"
    assert body(answer).startswith(b"%PDF")


def test_a_file_is_stopped_by_its_button(world: World) -> None:
    world.received()
    client = sign_in("nhai")
    there = asked(client)
    row = OfficeFile.objects.get()
    client.post(reverse("office:office_file_cancel", args=[row.id]), {"once": "x"})
    assert "Tệp đã dừng" in client.get(there.url).content.decode()
    assert client.get(reverse("office:office_file_fetch", args=[row.id])).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"ky": "tu-den", "tu_d": "30", "tu_m": "11", "tu_y": "2026", "den_d": "1", "den_m": "11", "den_y": "2026"},
         "Ngày đầu sau ngày cuối"),
        ({"ky": "tu-den", "tu_d": "1", "tu_m": "11", "tu_y": "2026"}, "Điền ngày cuối"),
        ({"buoc": "to_sign"}, "Chọn khoảng thời gian để lọc"),
        ({"ky": "1066"}, "Lựa chọn này không còn nữa"),
        ({"ky": "2026-11", "nguoi": "ma"}, "Lựa chọn này không còn nữa"),
    ],
)  # fmt: skip
def test_a_part_that_makes_no_sense_is_said_at_its_field(world: World, data: dict[str, str], said: str) -> None:
    world.received()
    client = sign_in("nhai")
    page = client.get(HOME, data)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert client.post(reverse("office:ask_register"), data | {"dang": "xlsx"}).status_code == 422


def test_fifty_years_are_refused_kindly_and_an_empty_part_says_so(world: World) -> None:
    world.received()
    client = sign_in("nhai")
    data = {"ky": "tu-den", "tu_d": "1", "tu_m": "1", "tu_y": "1976", "den_d": "1", "den_m": "11", "den_y": "2026"}
    answer = client.post(reverse("office:ask_register"), data | {"dang": "xlsx"})
    assert (answer.status_code, "dài 50 năm" in answer.content.decode()) == (422, True)
    assert "chưa có hồ sơ nào" in client.get(HOME, {"ky": "2024"}).content.decode()


def test_a_handler_sees_the_part_and_no_button(world: World) -> None:
    world.received()
    client = sign_in("truc")
    page = client.get(HOME, {"ky": "2026-11"}).content.decode()
    assert "Tải bảng tính" not in page
    assert asked(client).status_code == 404
