"""What a file really is, by its first bytes. Only what is listed here is ever opened."""

import re
from typing import Final

MIMES: Final = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
KIND_OF_EXTENSION: Final = {
    "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "jfif": "jpeg",
    "png": "png", "webp": "webp", "pdf": "pdf", "docx": "docx",
}  # fmt: skip
EXTENSION_OF_KIND: Final = {"jpeg": "jpg", "png": "png", "webp": "webp", "pdf": "pdf", "docx": "docx"}
WORDS: Final = {
    "jpeg": "ảnh JPG", "png": "ảnh PNG", "webp": "ảnh WEBP", "pdf": "tệp PDF", "docx": "tệp Word",
    "heic": "ảnh HEIC", "avif": "ảnh AVIF", "gif": "ảnh GIF", "svg": "ảnh SVG", "bmp": "ảnh BMP",
    "tiff": "ảnh TIFF", "html": "trang web", "zip": "tệp nén ZIP", "xlsx": "bảng tính Excel",
    "pptx": "bài trình chiếu", "odt": "tệp OpenDocument", "ole": "tệp Word hoặc Excel kiểu cũ",
    "rar": "tệp nén RAR", "7z": "tệp nén 7Z", "gzip": "tệp nén GZ", "exe": "chương trình máy tính",
    "video": "đoạn phim", "audio": "tệp âm thanh", "rtf": "tệp RTF", "xml": "tệp XML", "text": "tệp chữ",
    "script": "đoạn lệnh máy tính", "unknown": "loại tệp khác",
}  # fmt: skip
_PREFIXES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"{\\rtf", "rtf"),
    (b"#!", "script"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
)
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b", re.IGNORECASE)
_END_OF_ZIP: Final = b"PK\x05\x06"


def sniff(data: bytes) -> str:
    """Return the kind: one of MIMES, or the name of something that is not taken."""
    for prefix, kind in _PREFIXES:
        if data.startswith(prefix):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "video"}.get(data[8:12], "audio")
    if data[4:8] == b"ftyp":
        return _container(data[8:40])
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return _text(data)


def _container(brands: bytes) -> str:
    if any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"mif1", b"heim", b"msf1")):
        return "heic"
    return "avif" if b"avif" in brands or b"avis" in brands else "video"


def _zipped(data: bytes) -> str:
    """The names in the directory at the end decide; the directory itself is checked in ``word``."""
    directory = data[-1024 * 1024 :]
    for mark, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx")):
        if mark in directory:
            return kind
    return "odt" if b"mimetypeapplication/vnd.oasis" in data[:200] else "zip"


def _text(data: bytes) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _MARKUP.search(head):
        return "svg" if b"<svg" in head and b"<html" not in head else "html"
    if head.startswith(b"<"):
        return "xml"
    printable = not any(byte < 9 for byte in head)
    return "text" if head and printable else "unknown"


def is_two_things(data: bytes, kind: str) -> bool:
    """Say whether a file of a taken kind would also open as something else.

    Phones add harmless tails to pictures (motion photos, maker notes), so a tail alone is no reason;
    a tail that is a complete archive is. Readers look for ``%PDF-`` in the first 1,024 bytes.
    """
    if _MARKUP.search(data[:1024]):
        return True
    if kind != "pdf" and b"%PDF-" in data[:1032]:
        return True
    if kind == "docx":
        return False
    return _ends_as_archive(data)


def _ends_as_archive(data: bytes) -> bool:
    tail = data[-66_000:]
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or len(tail) < at + 22:
        return False
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    # Four chance bytes in a compressed picture must not refuse it: the fields have to make sense.
    return entries > 0 and 46 * entries <= directory <= len(data)
