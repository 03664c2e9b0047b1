"""Real files for the tests, made here: pictures, PDF and Word files, honest ones and the other kind."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GPS = 34853
ORIENTATION = 274


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 60).convert("RGB")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind.upper(), **options)
    return out.getvalue()


def jpeg(width: int = 320, height: int = 200, **options: Any) -> bytes:
    return saved(noise(width, height), "jpeg", **options)


def phone_jpeg() -> bytes:
    """A picture as a phone writes it: lying on its side, with the place, a comment and a tail."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[271] = "Dien thoai cua ba Oi"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (20.0, 10.0, 30.0)
    data = saved(noise(640, 400), "jpeg", exif=exif, comment=b"chup tai nha rieng")
    return data + b"SEFT" + b"\x00" * 100


def png(width: int = 120, height: int = 90, mode: str = "RGB") -> bytes:
    return saved(noise(width, height).convert(mode), "png")


def huge_png(width: int = 20_000, height: int = 20_000) -> bytes:
    """A true PNG of one colour: under 1 MB on the line, 1.2 GB once decoded."""
    row = zlib.compressobj(1)
    blank = b"\x00" + bytes(width)
    body = b"".join(row.compress(blank) for _ in range(height)) + row.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content) for kind, content in ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(300, 300))
    return pdf


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def script(text: str = "app.alert('xin chao')") -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String(text))


def _note(kind: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 50, 50]), **more)


def armed_pdf() -> bytes:
    """Scripts and programs in every place where a PDF can carry them, and two honest links."""
    pdf = blank_pdf()
    page = pdf.pages[0].obj
    program = pdf.make_stream(b"MZ harmful program", Type=Name.EmbeddedFile)
    filespec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=program)))
    pdf.Root.OpenAction = script("one")
    pdf.Root.AA = Dictionary(WC=script("two"))
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("boot"), script("three")])),
        EmbeddedFiles=Dictionary(Names=Array([String("a.exe"), filespec])),
        Dests=Dictionary(Names=Array([])),
    )
    field = pdf.make_indirect(
        _note("Widget", FT=Name.Tx, T=String("ho_ten"), AA=Dictionary(K=script("four")), A=script("five"))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=pdf.make_stream(b"<xdp>six</xdp>"))
    page.AA = Dictionary(O=pdf.make_indirect(script("seven")))
    hidden = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=Array([script("eight")]))
    page.Annots = Array(
        [
            field,
            _note("Link", A=hidden),
            _note("Link", A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
            _note("Link", A=Dictionary(S=Name.URI, URI=String(" javascript:nine()"))),
            _note("Link", A=Dictionary(S=Name.URI, URI=String("https://dichvucong.gov.vn"))),
            _note("RichMedia", RichMediaContent=Dictionary(Assets=Dictionary(Names=Array([])))),
            pdf.make_indirect(_note("FileAttachment", FS=filespec)),
        ]
    )
    return written(pdf)


def pdf_bomb(unpacked: int = 1536 * 1024 * 1024) -> bytes:
    """A small PDF whose catalogue stands in a stream of 1.5 GB, packed twice: reading it is the trap."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R>>",
    )
    starts = [0, len(objects[0]) + 1, len(objects[0]) + len(objects[1]) + 2]
    table = b" ".join(b"%d %d" % (number + 1, start) for number, start in enumerate(starts)) + b" "
    deflate = zlib.compressobj(1)
    blanks = b" " * (1 << 24)
    body = deflate.compress(table + b" ".join(objects))
    body += b"".join(deflate.compress(blanks) for _ in range(unpacked >> 24)) + deflate.flush()
    body = zlib.compress(body, 9)
    head = b"%PDF-1.7\n"
    bomb = b"5 0 obj<</Type/ObjStm/N 3/First %d/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % (
        len(table),
        len(body),
    )
    bomb += body + b"\nendstream endobj\n"
    at = len(head) + len(bomb)
    rows = [(0, 0, 0), (2, 5, 0), (2, 5, 1), (2, 5, 2), (0, 0, 0), (1, len(head), 0), (1, at, 0)]
    references = b"".join(struct.pack(">BIH", *row) for row in rows)
    xref = b"6 0 obj<</Type/XRef/Size 7/Root 1 0 R/W[1 4 2]/Length %d>>stream\n" % len(references)
    return head + bomb + xref + references + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % at


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(extra: dict[str, bytes | str] | None = None, **replaced: str) -> bytes:
    """A Word file; ``extra`` adds parts, ``types`` replaces the list of content types."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", replaced.get("types", CONTENT_TYPES))
        archive.writestr("_rels/.rels", relations())
        archive.writestr("word/document.xml", "<w:document xmlns:w='w'><w:t>Tờ khai</w:t></w:document>")
        for name, body in (extra or {}).items():
            archive.writestr(name, body)
    return out.getvalue()


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()
