"""Every file that is not taken gets a sentence that says what happened and what to do."""

import io
import tracemalloc
from collections.abc import Callable

import pytest

from tests.files import samples
from thanthien.core.files import UploadRefused
from thanthien.core.files.inspect import Inspected, inspect

MB = 1024 * 1024
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200


def refusal(name: str, data: bytes, code: str, limit: int = 10 * MB) -> str:
    """The sentence, after checking that it names the file and leaves a way out."""
    with pytest.raises(UploadRefused) as caught:
        inspect(name, data, limit)
    assert caught.value.code == f"upload-{code}"
    sentence = caught.value.message
    assert sentence.endswith("hoặc chọn “Tôi sẽ mang đến”.")
    assert "hợp lệ" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "make", "kind", "mime"),
    [
        ("chung-sinh.jpg", samples.jpeg, "jpeg", "image/jpeg"),
        ("CHUNG-SINH.JPEG", samples.phone_jpeg, "jpeg", "image/jpeg"),
        ("anh.png", samples.png, "png", "image/png"),
        ("anh.webp", lambda: samples.saved(samples.noise(50, 40), "webp"), "webp", "image/webp"),
        ("giay.pdf", lambda: samples.written(samples.blank_pdf(3)), "pdf", "application/pdf"),
        ("to-khai.docx", samples.docx, "docx", None),
    ],
)
def test_what_is_taken(name: str, make: Callable[[], bytes], kind: str, mime: str | None) -> None:
    found = inspect(name, make())
    assert isinstance(found, Inspected)
    assert (found.kind, found.name) == (kind, name)
    assert found.mime == (mime or found.mime)
    assert len(found.sha256) == 64


def test_figures_are_kept() -> None:
    assert inspect("a.pdf", samples.written(samples.blank_pdf(3))).pages == 3
    picture = inspect("a.jpg", samples.jpeg(320, 200))
    assert (picture.width, picture.height, picture.size) == (320, 200, len(picture.data))


def test_an_empty_file() -> None:
    assert refusal("chung-sinh.jpg", b"", "empty").startswith("Ảnh chung-sinh.jpg trống")


def test_a_file_over_the_limit_names_both_sizes() -> None:
    assert refusal("chung-sinh.jpg", bytes(14 * MB), "too_big") == (
        "Ảnh chung-sinh.jpg nặng 14\u00a0MB, xã nhận đến 10\u00a0MB. Chụp lại cỡ nhỏ hơn, hoặc chọn “Tôi sẽ mang đến”."
    )
    # One byte over never reads "nặng 10 MB, xã nhận đến 10 MB".
    assert "nặng 10,1\u00a0MB" in refusal("giay.pdf", bytes(10 * MB + 1), "too_big")


def test_an_oversized_stream_is_counted_but_not_held() -> None:
    class Endless(io.RawIOBase):
        left = 300 * MB

        def read(self, size: int = -1) -> bytes:
            part = bytes(min(size, self.left))
            self.left -= len(part)
            return part

    tracemalloc.start()
    with pytest.raises(UploadRefused, match="nặng 300\u00a0MB"):
        inspect("phim.pdf", Endless(), 10 * MB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MB


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("anh.gif", b"GIF89a" + bytes(50), "ảnh GIF"),
        ("anh.gif", b"GIF89a<script>alert(1)</script>", "ảnh GIF"),
        ("anh.svg", b"<?xml version='1.0'?><svg xmlns='x'><script/></svg>", "ảnh SVG"),
        ("trang.html", b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "trang web"),
        ("bang.xlsx", samples.zip_of(**{"xl/workbook.xml": b"x"}), "bảng tính Excel"),
        ("nen.zip", samples.zip_of(a=b"x"), "tệp nén ZIP"),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ"),
        ("chay.exe", b"MZ" + bytes(100), "chương trình máy tính"),
        ("ghi-chu.txt", "Kính gửi xã".encode(), "tệp chữ"),
        ("la", bytes(range(256)), "loại tệp khác"),
        ("phim.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(40), "đoạn phim"),
    ],
)
def test_types_that_are_not_taken_are_named(name: str, data: bytes, words: str) -> None:
    sentence = refusal(name, data, "type")
    assert words in sentence
    assert "Xã nhận ảnh (JPG, PNG, WEBP), PDF và Word (.docx)." in sentence


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.jpg"])
def test_heic_is_refused_kindly(name: str) -> None:
    assert "Chụp màn hình ảnh đó rồi gửi" in refusal(name, HEIC, "heic")


@pytest.mark.parametrize(
    ("name", "data", "claimed", "found"),
    [
        ("giay.pdf", b"<html><script>alert(1)</script></html>", "tệp PDF", "trang web"),
        ("anh.jpg", samples.png(), "ảnh JPG", "ảnh PNG"),
        ("anh.png", b"<svg onload=alert(1)>", "ảnh PNG", "ảnh SVG"),
        ("to-khai.docx", samples.zip_of(**{"a.txt": b"x"}), "tệp Word", "tệp nén ZIP"),
        ("giay.pdf", b"\n%PDF-1.7 after a blank line", "tệp PDF", "tệp chữ"),
        ("anh.jpg", b"MZ" + bytes(60), "ảnh JPG", "chương trình máy tính"),
    ],
)
def test_a_lying_extension_names_both(name: str, data: bytes, claimed: str, found: str) -> None:
    sentence = refusal(name, data, "lying")
    assert f"đuôi tên của {claimed}" in sentence
    assert f"bên trong là {found}" in sentence


def test_a_picture_called_a_program_is_refused() -> None:
    assert "đuôi tên lạ" in refusal("anh.jpg.exe", samples.jpeg(), "name")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anh.jpg", samples.jpeg() + samples.zip_of(a=b"x")),
        ("giay.pdf", samples.written(samples.blank_pdf()) + samples.zip_of(a=b"x")),
        ("anh.jpg", samples.jpeg(comment=b"%PDF-1.7 1 0 obj")),
        ("anh.jpg", samples.jpeg(comment=b"<script>alert(1)</script>")),
        ("giay.pdf", b"%PDF-1.4\n<html><body>" + samples.written(samples.blank_pdf())),
    ],
)
def test_polyglots(name: str, data: bytes) -> None:
    assert "giấu bên trong" in refusal(name, data, "hidden")


def test_a_phones_tail_is_no_polyglot() -> None:
    motion = samples.phone_jpeg() + b"\x00\x00\x00\x18ftypmp42" + bytes(5000)
    assert inspect("20261122_0915.jpg", motion).kind == "jpeg"
