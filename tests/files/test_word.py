"""Word files: judged by their directory, never unpacked."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from tests.files import samples
from tests.files.test_door import refusal
from thanthien.core.files.inspect import inspect

RELS = "word/_rels/document.xml.rels"


def test_a_zip_bomb_is_refused_without_unpacking() -> None:
    bomb = samples.docx({"word/media/image1.bmp": bytes(300 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    tracemalloc.start()
    assert "mở ra lớn bất thường" in refusal("to-khai.docx", bomb, "bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_many_parts_that_are_big_together() -> None:
    part = b"ab" * 500_000
    refusal("a.docx", samples.docx({f"word/media/{n}.txt": part for n in range(110)}), "bomb")


def test_too_many_entries() -> None:
    refusal("a.docx", samples.docx({f"word/{n}.xml": b"" for n in range(1200)}), "bomb")


def test_a_directory_that_lies_about_sizes() -> None:
    honest = samples.docx({"word/media/image1.bmp": bytes(range(256)) * 4000})
    at = honest.rindex(b"word/media/image1.bmp") - 46
    lying = honest[: at + 24] + struct.pack("<I", 10) + honest[at + 28 :]
    refusal("a.docx", lying, "bomb")


def test_entries_that_share_bytes() -> None:
    """The overlapping bomb: many names in the directory for one body."""
    honest = samples.docx({"word/a.txt": bytes(5000), "word/b.txt": bytes(5000)})
    first, second = honest.rindex(b"word/a.txt") - 46, honest.rindex(b"word/b.txt") - 46
    offset = honest[first + 42 : first + 46]
    refusal("a.docx", honest[: second + 42] + offset + honest[second + 46 :], "bomb")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"word/activeX/activeX1.bin": b"x"}, "macro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "embedded"),
        ({"word/media/thing.zip": b"PK"}, "embedded"),
        ({"customXml/run.exe": b"MZ"}, "embedded"),
        ({"../../outside.xml": b"x"}, "hidden"),
        ({"/absolute.xml": b"x"}, "hidden"),
        ({RELS: samples.relations(("image", "http://evil.example/x.png"))}, "external"),
        ({RELS: samples.relations(("attachedTemplate", "\\\\evil\\share\\t.dotm"))}, "external"),
        ({RELS: samples.relations(("oleObject", "mhtml:http://evil.example"))}, "external"),
        ({RELS: samples.relations(("vbaProject", "http://evil.example"))}, "macro"),
        ({RELS: "<!DOCTYPE x [<!ENTITY a 'b'>]><Relationships/>"}, "hidden"),
        ({RELS: "<Relationships"}, "broken"),
        ({RELS: b"<R>" + b" " * 300_000 + b"</R>"}, "bomb"),
    ],
)
def test_what_a_declaration_does_not_need(extra: dict[str, bytes | str], code: str) -> None:
    assert "lưu" in refusal("a.docx", samples.docx(extra), code) or code == "broken"


def test_escaped_letters_do_not_hide_an_external_reference() -> None:
    rels = samples.relations(("image", "http://evil.example/x")).replace("External", "&#69;xternal")
    refusal("a.docx", samples.docx({RELS: rels}), "external")


def test_macro_by_content_type() -> None:
    types = samples.CONTENT_TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
    refusal("a.docx", samples.docx(types=types), "macro")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://dichvucong.gov.vn"),
        ("attachedTemplate", "file:///C:\\Users\\Nhai\\Normal.dotm"),
    ],
)
def test_links_and_the_writers_own_template_are_fine(kind: str, target: str) -> None:
    assert inspect("a.docx", samples.docx({RELS: samples.relations((kind, target))})).kind == "docx"


def test_a_locked_part_and_a_locked_document() -> None:
    honest = bytearray(samples.docx())
    at = honest.rindex(b"word/document.xml") - 46
    honest[at + 8] |= 1
    refusal("a.docx", bytes(honest), "locked")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    refusal("a.docx", ole, "locked")


@pytest.mark.parametrize("cut", [-1, -30, 200])
def test_cut_off(cut: int) -> None:
    whole = samples.docx({"word/media/image1.txt": b"word/document " * 30})
    with pytest.raises(Exception, match=r"Tôi sẽ mang đến"):
        inspect("a.docx", whole[:cut])


def test_something_before_or_after_the_archive() -> None:
    refusal("a.docx", samples.docx() + b"#!/bin/sh", "hidden")
    out = io.BytesIO(b"PK\x03\x04" + bytes(64))
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("[Content_Types].xml", samples.CONTENT_TYPES)
        archive.writestr("word/document.xml", "x")
    refusal("a.docx", out.getvalue(), "hidden")
