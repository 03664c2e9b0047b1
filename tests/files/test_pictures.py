"""Pictures: huge ones by their header, broken ones by decoding, and what the shown copy loses."""

import io

import pytest
from PIL import Image

from tests.files import samples
from tests.files.test_door import refusal
from thanthien.core.files import sandbox
from thanthien.core.files.child import LONG_SIDE


def test_20000_by_20000_is_refused_by_its_header() -> None:
    sentence = refusal("to.png", samples.huge_png(), "pixels")
    assert "Ảnh to.png có 20.000 × 20.000 điểm ảnh, xã nhận đến 52 triệu điểm." in sentence


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_cut_off_pictures(kind: str) -> None:
    whole = samples.saved(samples.noise(400, 300), kind)
    ending = {"jpeg": "jpg"}.get(kind, kind)
    assert "chưa tải lên trọn vẹn" in refusal(f"anh.{ending}", whole[: len(whole) // 2], "broken")
    refusal(f"anh.{ending}", whole[:40], "broken")


def test_the_shown_copy_forgets_place_camera_comment_and_tail() -> None:
    sent = samples.phone_jpeg()
    before = Image.open(io.BytesIO(sent))
    assert before.getexif().get_ifd(samples.GPS)
    copy = sandbox.run("clean-jpeg", sent)
    after = Image.open(io.BytesIO(copy.body))
    assert not dict(after.getexif())
    assert b"Dien thoai" not in copy.body
    assert b"nha rieng" not in copy.body
    assert b"SEFT" not in copy.body
    assert after.size == (400, 640)  # it stands upright now


def test_the_shown_copy_is_at_most_2400_wide_and_always_the_same() -> None:
    sent = samples.jpeg(4000, 1000)
    first, second = sandbox.run("clean-jpeg", sent), sandbox.run("clean-jpeg", sent)
    assert Image.open(io.BytesIO(first.body)).size == (LONG_SIDE, 600)
    assert first.body == second.body


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_jpeg(mode: str) -> None:
    source = samples.noise(60, 40)
    image = (
        source.convert("L").convert("I").point(lambda v: v * 256).convert("I;16")
        if mode == "I;16"
        else source.convert(mode)
    )
    copy = sandbox.run("clean-png", samples.saved(image, "png"))
    assert copy.code == ""
    shown = Image.open(io.BytesIO(copy.body))
    assert (shown.format, shown.size, shown.mode) == ("JPEG", (60, 40), "RGB")


def test_clear_parts_become_paper_not_black() -> None:
    copy = sandbox.run("clean-png", samples.saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "png"))
    assert Image.open(io.BytesIO(copy.body)).getpixel((10, 10)) == (255, 255, 255)


def test_a_printers_jpeg_in_four_colours() -> None:
    copy = sandbox.run("clean-jpeg", samples.saved(samples.noise(60, 40).convert("CMYK"), "jpeg"))
    assert Image.open(io.BytesIO(copy.body)).mode == "RGB"


@pytest.mark.parametrize("task", ["check-jpeg", "clean-jpeg"])
def test_a_phones_picture_with_a_second_one_inside(task: str) -> None:
    """Newer phones put a brightness map behind the picture (multi-picture format)."""
    out = io.BytesIO()
    samples.noise(300, 200).save(out, "MPO", save_all=True, append_images=[samples.noise(30, 20)])
    opened = sandbox.run(task, out.getvalue())
    assert (opened.code, opened.facts) == ("", {"width": 300, "height": 200})
