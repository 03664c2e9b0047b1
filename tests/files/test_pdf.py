"""PDF: what opens, what does not, and what the shown copy no longer does."""

import io

import pikepdf
import pytest

from tests.files import samples
from tests.files.test_door import refusal
from thanthien.core.files import sandbox
from thanthien.core.files.inspect import inspect


def test_a_password_is_told() -> None:
    locked = samples.written(samples.blank_pdf(), encryption=pikepdf.Encryption(user="bi-mat", owner="chu"))
    assert "có mật khẩu" in refusal("giay.pdf", locked, "locked")


def test_a_pdf_that_only_forbids_printing_is_taken_and_shown() -> None:
    sealed = samples.written(samples.blank_pdf(), encryption=pikepdf.Encryption(user="", owner="chu"))
    assert inspect("giay.pdf", sealed).pages == 1
    copy = sandbox.run("clean-pdf", sealed)
    assert not pikepdf.open(io.BytesIO(copy.body)).is_encrypted


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nnothing else",
        b"%PDF-1.7\n%%EOF",
        samples.armed_pdf()[:-800],
        samples.written(samples.blank_pdf()) + b"\x90" * 5000,
        samples.written(pikepdf.new()),
    ],
)
def test_broken_files(data: bytes) -> None:
    assert "bị hỏng hoặc chưa tải lên trọn vẹn" in refusal("giay.pdf", data, "broken")


def test_too_many_pages() -> None:
    sentence = refusal("so.pdf", samples.written(samples.blank_pdf(201)), "pages")
    assert "có 201 trang, xã nhận đến 200 trang" in sentence


def test_a_bomb_ends_a_child_and_not_the_server() -> None:
    bomb = samples.pdf_bomb()
    assert len(bomb) < 1024 * 1024
    with pytest.raises(Exception, match=r"quá nặng|bị hỏng"):
        inspect("giay.pdf", bomb)


def test_scripts_programs_and_hidden_files_are_gone_from_the_copy() -> None:
    sent = samples.armed_pdf()
    assert inspect("giay.pdf", sent).kind == "pdf"  # taken: the original is evidence
    copy = sandbox.run("clean-pdf", sent)
    plain = io.BytesIO()
    pikepdf.open(io.BytesIO(copy.body)).save(
        plain,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )
    text = plain.getvalue()
    for word in (b"JavaScript", b"/JS", b"Launch", b"cmd.exe", b"harmful", b"/AA", b"OpenAction", b"xdp"):
        assert word not in text, word
    for word in (b"EmbeddedFile", b"RichMedia", b"FileAttachment", b"/XFA", b"nine()"):
        assert word not in text, word
    assert b"https://dichvucong.gov.vn" in text
    assert b"/GoTo" in text
    assert b"ho_ten" in text


def test_the_copy_is_always_the_same_and_clean_twice_is_clean() -> None:
    sent = samples.armed_pdf()
    first, second = sandbox.run("clean-pdf", sent), sandbox.run("clean-pdf", sent)
    assert first.body == second.body
    assert sandbox.run("clean-pdf", first.body).code == ""


def test_fonts_and_pictures_with_unlucky_names_stay() -> None:
    pdf = samples.blank_pdf()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(AA=font, EF=font))
    copy = sandbox.run("clean-pdf", samples.written(pdf))
    shown = pikepdf.open(io.BytesIO(copy.body))
    assert set(shown.pages[0].obj.Resources.Font.keys()) == {"/AA", "/EF"}
