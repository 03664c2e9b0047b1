"""Every door answers with a clear sentence at the field, keeps what was typed, and loses nothing."""

import io
import re
import unicodedata
import zipfile
from typing import Any

import pytest
from django.test import Client, override_settings
from PIL import Image

from tests.web.citizen import ANSWERS, RESULT, begun, picture, ready, send
from tests.world import REBIRTH, World, rehearsed
from thanthien.core import clock
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop

pytestmark = pytest.mark.django_db


def first(client: Client, **changes: str) -> Any:
    return client.post(f"/thu-tuc/{REBIRTH}/nop/", {**ANSWERS, **changes})


def errors(answer: Any) -> str:
    found = re.findall(r'class="err" id="[^"]+">(.*?)</span></span>', answer.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", " ".join(found))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("applicant_name", "", "Anh/chị điền họ và tên người nộp."),
        ("applicant_name", "A", "một chữ cái"),
        ("applicant_name", "Bùi Thị 3", "không có chữ số"),
        ("applicant_name", "Mơ 🙂", "dấu lạ"),
        ("applicant_name", "<script>alert(1)</script>", "Tên không có chữ số"),
        ("applicant_phone", "0900", "Số này có 4 chữ số"),
        ("applicant_email", "mo@", "chưa đủ"),
        ("applicant_id", "12345", "12 chữ số"),
        ("applicant_address", "đ" * 201, "dài 201 chữ cái"),
    ],
)
def test_one_wrong_field_is_told_and_the_rest_kept(
    world: World, client: Client, field: str, typed: str, said: str
) -> None:
    answer = first(client, **{field: typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in errors(answer)
    assert "<title>Có 1 chỗ cần sửa: " in html
    assert "Những gì đã điền vẫn còn nguyên." in html
    kept = "Bùi Thị Mơ" if field != "applicant_name" else "thôn Vân Trai"
    assert kept in html
    assert "<script>alert" not in html


def test_the_draft_of_a_wrong_first_step_is_there_already(world: World, client: Client) -> None:
    html = first(client, applicant_name="A").content.decode()
    action = re.findall(r'<form method="post" action="(/nop/[^"]+)"', html)[0]
    again = client.post(action, ANSWERS)
    assert again.headers["Location"].endswith("/2/")


@pytest.mark.parametrize("typed", ["+84 900 000 123", "0084900000123", "0900.000.123", "(0900) 000 123"])
def test_phones_as_people_type_them(world: World, client: Client, typed: str) -> None:
    token = begun(client, REBIRTH, {**ANSWERS, "applicant_phone": typed})
    assert 'value="0900000123"' in client.get(f"/nop/{token}/1/").content.decode()


def test_nfd_and_zero_width_become_plain_letters(world: World, client: Client) -> None:
    typed = unicodedata.normalize("NFD", "Bùi\u200b Thị\u202e  Mơ")
    token = begun(client, REBIRTH, {**ANSWERS, "applicant_name": typed})
    assert 'value="Bùi Thị Mơ"' in client.get(f"/nop/{token}/1/").content.decode()


def test_html_in_an_answer_is_text_everywhere(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "<b>đậm</b> & 😀", "paper_2_bring": "on"})
    assert "&lt;b&gt;đậm&lt;/b&gt; &amp; 😀" in client.get(f"/nop/{token}/4/").content.decode()
    assert send(client, token).status_code == 302


def test_ten_megabytes_of_text_are_refused_with_their_length(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/2/", {"content": "a" * 10_000_000, "paper_2_bring": "on"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "dài 10.000.000 chữ cái" in html
    assert len(html) < 100_000
    assert re.search(r'name="paper_2_bring"[^>]* checked', html)


def test_more_than_any_form_needs_is_a_kind_400(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/2/", {"content": "a" * 13_000_000})
    assert answer.status_code == 400
    assert "Xã chưa đọc được nội dung này" in answer.content.decode()


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (("31", "11", "1990"), "Tháng 11 chỉ có 30 ngày"),
        (("29", "2", "2025"), "chỉ có 28 ngày"),
        (("1", "13", "1990"), "12 tháng"),
        (("x", "1", "1990"), "bằng chữ số"),
        (("1", "1", "90"), "bốn chữ số"),
        (("1", "", "1990"), "Còn thiếu tháng"),
        (("1", "1", "2199"), "chưa đến"),
    ],
)
def test_wrong_and_future_dates(world: World, client: Client, box: tuple[str, str, str], said: str) -> None:
    with rehearsed(clock.now().replace(day=30)):
        token = begun(client, "1.000656", {**ANSWERS, "applicant_relation": "Con"})
        sent = {f"death_date_{key}": value for key, value in zip("dmy", box, strict=True)}
        answer = client.post(f"/nop/{token}/2/", {**sent, "death_place": "Ở nhà"})
        html = answer.content.decode()
    assert answer.status_code == 422
    assert said in errors(answer)
    assert f'value="{box[2]}"' in html
    assert 'value="Ở nhà"' in html


def bad_file(kind: str) -> io.BytesIO:
    out = io.BytesIO()
    if kind == "to-khai.docx":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b"0" * 150_000_000)
    elif kind == "lon.png":
        Image.new("1", (20_000, 20_000)).save(out, "PNG")
    elif kind == "gia.pdf":
        out.write(b"<html>khong phai pdf</html>")
    elif kind == "nang.jpg":
        out.write(b"\xff\xd8\xff" + b"0" * (11 * 1024 * 1024))
    elif kind == "la.exe":
        out.write(b"MZ" + b"0" * 100)
    out.seek(0)
    out.name = kind
    return out


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("trong.png", "trống"),
        ("gia.pdf", "mang đuôi tên của"),
        ("nang.jpg", "xã nhận đến 10\xa0MB"),
        ("la.exe", "chưa mở được"),
        ("lon.png", "điểm ảnh"),
        ("to-khai.docx", "lớn bất thường"),
    ],
)
def test_papers_that_are_not_papers(world: World, client: Client, kind: str, said: str) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/2/", {"content": "Làm lại giấy", "paper_2": bad_file(kind)})
    assert answer.status_code == 422
    assert said in errors(answer)
    assert "“Tôi sẽ mang đến”" in errors(answer)
    assert "Làm lại giấy" in answer.content.decode()
    assert client.post(f"/nop/{token}/2/", {"content": "Làm lại giấy", "paper_2_bring": "on"}).status_code == 302


def test_nothing_chosen_and_nothing_promised(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/2/", {"content": "Làm lại giấy"})
    assert "Tôi sẽ mang đến" in errors(answer)


def test_a_channel_that_was_not_given_cannot_be_chosen(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    answer = client.post(f"/nop/{token}/3/", {**RESULT, "tell_by": "email"})
    assert answer.status_code == 422
    assert "chưa điền thư điện tử" in errors(answer)


@pytest.mark.parametrize("address", ["/nop/abc/1/", "/nop/abc/4/", "/nop/abc/luu/", "/nop/abc/xong/", "/nop/abc/doi/"])
def test_a_foreign_link(world: World, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address, ANSWERS).status_code == 404


def test_a_form_of_another_site_is_not_taken(world: World, client: Client) -> None:
    address = f"/thu-tuc/{REBIRTH}/nop/"
    assert client.post(address, ANSWERS, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(address, ANSWERS, headers={"origin": "https://xau.example"}).status_code == 403
    assert client.post(address, ANSWERS, headers={"origin": "null", "sec-fetch-site": "same-origin"}).status_code == 302


def test_a_disk_that_is_full_is_a_plain_503(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from thanthien.core.files import store

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    token = begun(client, REBIRTH)
    monkeypatch.setattr(store, "put", full)
    answer = client.post(f"/nop/{token}/2/", {"content": "x", "paper_2": picture()})
    assert answer.status_code == 503
    assert "Chưa có gì bị mất" in answer.content.decode()
    assert onestop.visible(SYSTEM).count() == 0


@override_settings(THANTHIEN_UPLOAD_LIMIT=10 * 1024 * 1024)
def test_the_limit_is_told_beforehand(world: World, client: Client) -> None:
    token = begun(client, REBIRTH)
    assert "nặng nhất 10\xa0MB" in client.get(f"/nop/{token}/2/").content.decode()
