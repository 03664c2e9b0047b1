"""Bad input at the door: each gets a clear sentence, nothing typed is lost."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.web import forms, uploads
from thanthien.web.forms.papers import Kept, read_token

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=clock.VN)


class Door(forms.PageForm):
    name = forms.NameField(required=False)
    phone = forms.PhoneField(required=False)
    born = forms.ThreeBoxDateField(label="Ngày sinh", past=True, required=False, source="giấy chứng sinh")
    meet = forms.ThreeBoxDateField(label="Ngày gặp", future=True, required=False)
    say = forms.TextField(label="Lời nhắn", rows=3, limit=50, required=False)
    card = forms.CodeField(label="Số căn cước", digits=12, required=False)
    copies = forms.NumberField(label="Số bản", least=1, most=20, required=False)
    mail = forms.EmailField(required=False)
    proof = forms.PaperField(label="Giấy chứng sinh", required=False)
    face = forms.FacesField(required=False)
    place = forms.ChoiceField(label="Ở đâu?", choices=[("a", "A")], required=False)


def door(**typed: Any) -> Door:
    files = {name: value for name, value in typed.items() if isinstance(value, SimpleUploadedFile)}
    data = QueryDict(mutable=True)
    data.update({name: value for name, value in typed.items() if name not in files})
    return Door(data, files)


def refusal(field: str, **typed: Any) -> str:
    with clock.rehearse(NOW):
        return " ".join(str(text) for text in door(**typed).errors.get(field, []))


def cleaned(field: str, **typed: Any) -> Any:
    with clock.rehearse(NOW):
        form = door(**typed)
        assert form.is_valid(), form.errors
        return form.cleaned_data[field]


def test_decomposed_and_hidden_letters_become_one_form() -> None:
    assert cleaned("name", name="Bu\u0300i Thi\u0323 M\u01a1\u200b\u202e ") == "Bùi Thị Mơ"
    assert cleaned("say", say="Dòng một\r\n\u200bDòng hai\x00") == "Dòng một\nDòng hai"


@pytest.mark.parametrize("name", ["Y Ŋiêm Êban", "H’Hen Niê", "Bùi Thị Mơ", "ƀŏ Čư Ñ", "Nguyễn-Lê A."])
def test_names_of_all_peoples_pass(name: str) -> None:
    assert cleaned("name", name=name) == name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("H", "mới có một chữ cái"),
        ("H.", "mới có một chữ cái"),
        ("Mơ 😀", "có dấu lạ: 😀"),
        ("<b>Mơ</b>", "có dấu lạ: < >"),
        ("Mơ 2", "không có chữ số"),
        ("Bùi " * 40, "dài 159 chữ cái, xã nhận đến 100"),
    ],
)
def test_name_that_is_no_name_is_refused_in_words(name: str, says: str) -> None:
    assert says in refusal("name", name=name)


@pytest.mark.parametrize("typed", ["+84 900 000 123", "0900.000.123", "0900-000-123", "84900000123", "(0900) 000123"])
def test_phone_is_taken_as_people_type_it(typed: str) -> None:
    assert cleaned("phone", phone=typed) == "0900000123"


@pytest.mark.parametrize("typed", ["0900 000", "900000123456789", "không có", "+1 555 0100 200"])
def test_wrong_phone_is_counted(typed: str) -> None:
    assert "Số điện thoại có 10 chữ số" in refusal("phone", phone=typed)


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("31", "11", "2026", "Tháng 11 chỉ có 30 ngày. Anh/chị xem lại giấy chứng sinh."),
        ("29", "2", "2025", "Tháng 2 năm 2025 chỉ có 28 ngày."),
        ("30", "2", "2024", "Tháng 2 chỉ có 29 ngày."),
        ("1", "13", "2026", "Một năm chỉ có 12 tháng"),
        ("1", "1", "26", "Năm viết đủ bốn chữ số"),
        ("1", "1", "1026", "Năm 1026 xa quá."),
        ("24", "11", "2026", "Ngày 24/11/2026 chưa đến."),
        ("một", "1", "2026", "Ngày viết bằng chữ số."),
        ("８", "1", "2026", "Ngày viết bằng chữ số."),
        ("1", "", "2026", "Còn thiếu tháng."),
        ("", "", "2026", "Còn thiếu ngày và tháng."),
        ("0", "1", "2026", "Tháng 1 chỉ có 31 ngày."),
    ],
)
def test_wrong_date_says_what_is_true(day: str, month: str, year: str, says: str) -> None:
    assert says in refusal("born", born_d=day, born_m=month, born_y=year)


def test_date_in_boxes_or_iso() -> None:
    assert cleaned("born", born_d="08", born_m="11", born_y="2026").isoformat() == "2026-11-08"
    assert cleaned("born", born="2026-11-08").isoformat() == "2026-11-08"
    assert cleaned("born") is None
    assert "đã qua" in refusal("meet", meet_d="22", meet_m="11", meet_y="2026")


def test_long_text_is_refused_with_both_numbers_and_kept() -> None:
    form = door(say="chữ " * 20)
    assert "dài 79 chữ cái, xã nhận đến 50" in str(form.errors["say"])
    assert "chữ chữ" in str(form["say"])


def test_ten_megabytes_of_text_are_refused_and_the_page_stays_small() -> None:
    form = door(say="x" * 10_000_000, name="Bùi Thị Mơ")
    assert "10.000.000" in str(form.errors["say"])
    assert len(str(form["say"])) < 25_000
    assert "Bùi Thị Mơ" in str(form["name"])


def test_codes_numbers_addresses() -> None:
    assert cleaned("card", card="038 000.000 123") == "038000000123"
    assert "có 12 chữ số, ở đây đang có 6" in refusal("card", card="038 000")
    assert cleaned("copies", copies="12") == 12
    assert "từ 1 đến 20" in refusal("copies", copies="40")
    assert "chữ số" in refusal("copies", copies="hai")
    assert "dấu @" in refusal("mail", mail="mo.vidu.vn")
    assert cleaned("mail", mail="mo@vidu.vn") == "mo@vidu.vn"
    assert cleaned("face", face="5") == 5
    assert "Anh/chị chọn lại" in refusal("place", place="zzz")


def test_paper_or_promise() -> None:
    assert cleaned("proof", proof_bring="on").bring is True
    file = SimpleUploadedFile("gcs.jpg", b"x" * 100)
    assert cleaned("proof", proof=file).file is file
    assert "trống" in refusal("proof", proof=SimpleUploadedFile("gcs.jpg", b""))
    assert "xã nhận ảnh" in refusal("proof", proof=SimpleUploadedFile("gcs.exe", b"MZ")).lower()


def test_heavy_file_is_told_with_its_weight(settings: Any) -> None:
    settings.THANTHIEN_UPLOAD_LIMIT = 10 * 1024 * 1024

    class Heavy(forms.PageForm):
        proof = forms.PaperField(label="Giấy chứng sinh", limit=1024)

    form = Heavy({}, {"proof": SimpleUploadedFile("chung-sinh.jpg", b"x" * 14 * 1024)})
    assert "nặng 14 KB, xã nhận đến 1 KB" in str(form.errors["proof"]).replace("\u00a0", " ")
    assert "Tôi sẽ mang đến" in str(form.errors["proof"])


def test_a_label_that_asks_or_tells_when_still_makes_a_sentence() -> None:
    class Odd(forms.PageForm):
        place = forms.TextField(label="Ở đâu")
        kind = forms.ChoiceField(label="Thuộc phong trào nào", choices=[("a", "A")])
        who = forms.ChoiceField(label="Ai kiểm tra?", choices=[("a", "A")])

    form = Odd({})
    assert form.errors["place"] == ["Anh/chị điền vào ô “Ở đâu”."]
    assert form.errors["kind"] == ["Anh/chị chọn ở ô “Thuộc phong trào nào”."]
    assert form.errors["who"] == ["Anh/chị chọn một câu trả lời."]


def test_a_field_for_pictures_says_so_and_keeps_no_other_file() -> None:
    class Album(forms.PageForm):
        photo = forms.PaperField(label="Ảnh", can_bring=False, takes=forms.PICTURES)

    assert "PDF" not in Album().fields["photo"].help_text
    kept = Album({"photo_kept": Kept("file-1", "giay.pdf", 2048).token})
    assert "chỉ nhận ảnh chụp (JPG, PNG)" in str(kept.errors["photo"])
    assert kept["photo"].field.widget.part_context(kept["photo"])["kept"] is None
    assert Album({"photo_kept": Kept("file-1", "anh.JPG", 2048).token}).is_valid()


def test_a_refused_upload_offers_to_bring_only_where_that_is_possible() -> None:
    class Two(forms.PageForm):
        photo = forms.PaperField(label="Ảnh", can_bring=False, takes=forms.PICTURES)
        proof = forms.PaperField(label="Giấy chứng sinh")

    said, form = "Ảnh a.jpg bị hỏng. Chọn lại tệp rồi gửi, hoặc chọn “Tôi sẽ mang đến”.", Two({})
    uploads.Staged(QueryDict(), {}, {"photo": said, "proof": said}).tell(form)
    assert form.errors["photo"] == ["Ảnh a.jpg bị hỏng. Chọn lại tệp rồi gửi."]
    assert form.errors["proof"] == [said]


def test_kept_file_cannot_be_claimed_by_a_changed_token() -> None:
    token = Kept("file-1", "gcs.jpg", 2048).token
    assert read_token(token) == Kept("file-1", "gcs.jpg", 2048)
    assert read_token(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert read_token("") is None
    assert cleaned("proof", proof_kept=token).kept.name == "gcs.jpg"


def test_empty_fields_ask_by_name_and_rules_speak_at_their_field() -> None:
    class Asking(forms.PageForm):
        name = forms.NameField(label="Họ và tên em bé")
        place = forms.ChoiceField(label="Em bé sinh ở đâu?", choices=[("a", "A")])
        proof = forms.PaperField(label="Giấy chứng sinh")

    form = Asking({})
    assert form.errors["name"] == ["Anh/chị điền họ và tên em bé."]
    assert form.errors["place"] == ["Anh/chị chọn một câu trả lời."]
    assert form.errors["proof"] == ["Anh/chị chọn tệp giấy chứng sinh, hoặc chọn “Tôi sẽ mang đến”."]
    form.refuse(Refused("Tên này đã có hồ sơ hôm nay.", field="name"))
    assert "Tên này đã có hồ sơ hôm nay." in form.errors["name"]
    form.refuse(Refused("Một cửa đã đóng.", field="elsewhere"))
    assert form.non_field_errors() == ["Một cửa đã đóng."]
