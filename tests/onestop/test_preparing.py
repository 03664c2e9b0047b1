"""What people take home from the public pages: a form filled to take along, guidance in other words and as sound."""

import re
import wave
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.onestop.test_booking import opened
from tests.world import BIRTH, DENUNCIATION, REBIRTH, World
from thanthien.core import clock
from thanthien.onestop import guidance
from thanthien.onestop.models import Draft
from thanthien.org import service as org
from thanthien.public import place

PAGE = f"/thu-tuc/{REBIRTH}/chuan-bi/"


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return Client(headers={"accept": "text/html"})


def test_a_form_is_filled_printed_and_not_kept(client: Client, world: World) -> None:
    assert client.get(PAGE).status_code == 200
    sheet = client.post(PAGE, {"applicant_name": "Bùi Thị Mơ", "applicant_phone": "0900 000 123"})
    assert sheet.status_code == 200
    assert "Bùi Thị Mơ" in sheet.text
    assert "…………" in sheet.text
    assert sheet.headers["Cache-Control"] == "no-store"
    assert not Draft.objects.exists()


def test_who_helps_finds_the_form_and_the_hour_and_is_asked_for_the_yes(client: Client, world: World) -> None:
    opened(world)
    assert "Trưởng thôn không phải cán bộ xã" in client.get("/nop-giup/").text
    page = client.get("/nop-giup/?q=khai+sinh").text
    assert f"{PAGE}?giup=1" in page
    assert f"/dat-lich/?thu-tuc={REBIRTH}" in page
    assert "Chưa thấy việc nào" in client.get("/nop-giup/?q=zzqxj").text
    assert f"/thu-tuc/{DENUNCIATION}/chuan-bi/" not in client.get("/nop-giup/?q=tố+cáo").text
    form = client.get(f"{PAGE}?giup=1").text
    assert re.search(r'<input[^>]*name="on_behalf"[^>]*value="yes"[^>]*checked', form)
    assert "người ấy (hoặc người giám hộ) đồng ý" in form
    told = {"applicant_name": "Hà Văn Trưởng", "on_behalf": "yes", "principal_name": "Bùi Thị Mơ",
            "helping_authority": "hamlet"}  # fmt: skip
    sheet = client.post(PAGE, told).text
    assert "Bùi Thị Mơ" in sheet
    assert "Tôi là trưởng thôn" in sheet
    assert "Nộp giúp bà con" in client.get("/").text


def test_what_cannot_be_understood_is_told_and_stays(client: Client) -> None:
    answer = client.post(PAGE, {"applicant_name": "Bùi Thị Mơ", "applicant_phone": "12"})
    assert answer.status_code == 422
    assert 'value="Bùi Thị Mơ"' in answer.text
    assert "2 chữ số" in answer.text


def test_where_filing_is_off_the_procedure_leads_there(client: Client, world: World) -> None:
    org.set_office(actor=world.actors["quan"], now=world.now, unit_id=world.home, values={"online_filing": False})
    place.forget()
    opened(world)
    page = client.get(f"/thu-tuc/{REBIRTH}/").text
    assert PAGE in page
    assert f"/dat-lich/?thu-tuc={REBIRTH}" in page
    assert "dichvucong.gov.vn" in page
    assert PAGE in client.get(f"/thu-tuc/{REBIRTH}/nop/").text
    assert client.get(f"/thu-tuc/{DENUNCIATION}/chuan-bi/").status_code == 404
    place.forget()


def test_a_text_that_ships_is_read_in_easy_words(client: Client) -> None:
    page = client.get(f"/thu-tuc/{BIRTH}/").text
    assert "Đọc bằng lời dễ hiểu" in page
    assert 'lang="vi-x-de"' in page
    assert "Nghe bằng" not in page  # nobody has recorded it, so nothing pretends to be a voice


def test_a_recording_is_a_file_to_be_added(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "guidance" / BIRTH
    folder.mkdir(parents=True)
    with wave.open(str(folder / "mtq.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * 65))
    (folder / "mtq.txt").write_text("Thử tên\nThử lời.", "utf-8")
    (folder / "khong phai.txt").write_text("bỏ qua", "utf-8")
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    page = client.get(f"/thu-tuc/{BIRTH}/").text
    assert "Nghe bằng tiếng Mường" in page
    assert "1 phút 5 giây" in page
    assert 'lang="mtq"' in page
    heard = client.get(f"/thu-tuc/{BIRTH}/nghe/mtq/")
    assert (heard.headers["Content-Type"], heard.headers["Content-Length"]) == ("audio/wav", "520044")
    for wrong in (f"{BIRTH}/nghe/tay", f"{REBIRTH}/nghe/mtq", "..%2F..%2Fvar/nghe/mtq"):
        assert client.get(f"/thu-tuc/{wrong}/").status_code == 404
    assert guidance.guidance("../secret") == []


def test_a_text_of_the_installation_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "guidance" / BIRTH
    folder.mkdir(parents=True)
    (folder / "vi-x-de.txt").write_text("Của xã\nLời của xã.", "utf-8")
    (folder / "rad.txt").write_bytes("hỏng".encode("utf-16"))
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    assert [(one.language, one.title) for one in guidance.guidance(BIRTH)] == [("vi-x-de", "Của xã")]
