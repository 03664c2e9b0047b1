"""A Word file is a zip: its directory is read and judged; nothing of its body is unpacked here.

The only parts that are read are the lists of references (``*.rels``, ``[Content_Types].xml``),
each up to 256 KB and never as a whole tree in memory.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import Final
from xml.parsers import expat

MOST_ENTRIES: Final = 1000
MOST_DIRECTORY: Final = 256 * 1024
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 200
MOST_REFERENCES: Final = 256 * 1024
_END: Final = struct.Struct("<4s4H2LH")
_INSIDE: Final = re.compile(
    r"\.(zip|docx?|docm|dotm|xlsx?|xlsm|pptx?|jar|rar|7z|gz|exe|dll|com|scr|bat|cmd|ps1|vbs|js|hta|lnk|iso|html?|pdf)$"
)
_BAD_NAME: Final = re.compile(r"(^/|\\|\x00|(^|/)\.\.(/|$)|^[A-Za-z]:)")
_OWN_DISK: Final = re.compile(r"^(file:///)?[A-Za-z]:[/\\]")


class Odd(Exception):
    """Why the file is not taken: a code of ``refusals``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(data: bytes) -> None:
    """Raise :class:`Odd` if this is not a plain Word document."""
    directory_at = _directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _judge_entries(entries, directory_at)
            names = {entry.filename for entry in entries}
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise Odd("broken")
            for entry in entries:
                if entry.filename == "[Content_Types].xml":
                    _judge_types(_unpack(data, entry))
                elif entry.filename.endswith(".rels"):
                    _judge_references(_unpack(data, entry))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise Odd("broken") from error


def _directory(data: bytes) -> int:
    """Check the end record: one disk, no zip64, small, and the directory right before it."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or len(data) < at + _END.size:
        raise Odd("broken")
    _mark, disk, disk_of, here, entries, size, start, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise Odd("hidden")
    if entries > MOST_ENTRIES or size > MOST_DIRECTORY:
        raise Odd("bomb")
    if disk or disk_of or here != entries or start + size != at:
        raise Odd("hidden")
    return int(start)


def _judge_entries(entries: list[zipfile.ZipInfo], directory_at: int) -> None:
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Odd("hidden")
    for entry in entries:
        _judge_entry(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Odd("bomb")
    # Entries that share bytes are how a small file claims to hold petabytes (overlapping bomb).
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if not ordered or ordered[0].header_offset != 0:
        raise Odd("hidden")
    ends = [*(entry.header_offset for entry in ordered[1:]), directory_at]
    for entry, end in zip(ordered, ends, strict=True):
        if entry.header_offset + 30 + entry.compress_size > end:
            raise Odd("bomb")


def _judge_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if entry.flag_bits & 0x1:
        raise Odd("locked")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or _BAD_NAME.search(entry.filename):
        raise Odd("hidden")
    if entry.file_size > 1024 * 1024 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Odd("bomb")
    # Deflate adds at most 5 bytes per 16 KB: more packed than unpacked means that the directory lies.
    if entry.compress_size > entry.file_size + entry.file_size // 1000 + 64:
        raise Odd("bomb")
    if "vba" in name or "macro" in name or "activex" in name:
        raise Odd("macro")
    if name.startswith("word/embeddings/") or _INSIDE.search(name):
        raise Odd("embedded")


def _unpack(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one small part, never more than MOST_REFERENCES whatever the directory says."""
    if entry.file_size > MOST_REFERENCES:
        raise Odd("bomb")
    header = data[entry.header_offset : entry.header_offset + 30]
    if header[:4] != b"PK\x03\x04":
        raise Odd("broken")
    start = entry.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed[:MOST_REFERENCES]
    body = zlib.decompressobj(-15).decompress(packed, MOST_REFERENCES + 1)
    if len(body) > MOST_REFERENCES:
        raise Odd("bomb")
    return body


def _elements(body: bytes) -> list[dict[str, str]]:
    """Return the attributes of every element. A document type is refused: it could define entities."""
    found: list[dict[str, str]] = []

    def no_doctype(*_parts: object) -> None:
        raise Odd("hidden")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = lambda _name, attributes: found.append(attributes)
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise Odd("broken") from error
    return found


def _judge_types(body: bytes) -> None:
    for attributes in _elements(body):
        kind = attributes.get("ContentType", "").lower()
        if "macroenabled" in kind or "vba" in kind or "activex" in kind:
            raise Odd("macro")


def _judge_references(body: bytes) -> None:
    """A link that a reader presses is fine; a picture, template or object fetched on opening is not.

    Word itself notes the template on the writer's own disk; that path leads nowhere here.
    """
    for attributes in _elements(body):
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if "vba" in kind:
            raise Odd("macro")
        if attributes.get("TargetMode", "").lower() != "external" or kind == "hyperlink":
            continue
        if kind == "attachedtemplate" and _OWN_DISK.match(attributes.get("Target", "")):
            continue
        raise Odd("external")
