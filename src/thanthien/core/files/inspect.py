"""The door for files: name, size, type, and whether it opens. Nothing is stored here."""

import hashlib
from dataclasses import dataclass
from typing import Final, Protocol

from django.conf import settings

from thanthien.core.files import names, sandbox, sniff, word
from thanthien.core.files.child import MOST_PAGES, MOST_PIXELS
from thanthien.core.files.receive import MOST_TOGETHER
from thanthien.core.files.refusals import UploadRefused, grouped, megabytes, refuse

CHUNK: Final = 256 * 1024
_MOST_COUNTED: Final = 1024 * 1024 * 1024
_LOCKED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")


class Readable(Protocol):
    """An open upload (Django's UploadedFile, or any binary file)."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Inspected:
    """A file that is taken. ``name`` is for display; ``data`` the bytes as they were sent."""

    name: str
    kind: str
    mime: str
    size: int
    sha256: str
    data: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def inspect(name: str, stream: Readable | bytes, limit: int | None = None) -> Inspected:
    """Return what the file is, or raise :class:`UploadRefused` with the sentence for the person.

    Never holds more than ``limit`` bytes of it. Pictures and PDF files are opened by a child process.
    """
    shown = names.display_name(name)
    data = _read(shown, stream, int(settings.THANTHIEN_UPLOAD_LIMIT) if limit is None else limit)
    if not data:
        raise refuse("empty", shown)
    kind = _kind(shown, data)
    if sniff.is_two_things(data, kind):
        raise refuse("hidden", shown)
    facts = _open(shown, kind, data)
    if not names.extension(shown):
        shown = names.with_extension(shown, sniff.EXTENSION_OF_KIND[kind])
    return Inspected(
        name=shown,
        kind=kind,
        mime=sniff.MIMES[kind],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        width=facts.get("width"),
        height=facts.get("height"),
        pages=facts.get("pages"),
    )


def _read(shown: str, stream: Readable | bytes, limit: int) -> bytes:
    if isinstance(stream, bytes):
        if len(stream) > limit:
            raise _too_big(shown, len(stream), limit)
        return stream
    declared = getattr(stream, "size", None)
    if isinstance(declared, int) and declared > limit:
        raise _too_big(shown, declared, limit)
    if getattr(stream, "dropped", False):
        raise refuse("together", shown, limit=megabytes(MOST_TOGETHER))
    parts: list[bytes] = []
    size = 0
    while part := stream.read(CHUNK):
        size += len(part)
        if size <= limit:
            parts.append(part)
        else:
            parts.clear()  # read on only to name the size
        if size > _MOST_COUNTED:
            break
    if size > limit:
        raise _too_big(shown, size, limit)
    return b"".join(parts)


def _too_big(shown: str, size: int, limit: int) -> UploadRefused:
    return refuse("too_big", shown, size=megabytes(size), limit=megabytes(limit))


def _kind(shown: str, data: bytes) -> str:
    """Compare what the file is with what its name says; the first mismatch names both."""
    kind = sniff.sniff(data)
    claimed = sniff.KIND_OF_EXTENSION.get(names.extension(shown), "")
    if kind == "heic":
        raise refuse("heic", shown)
    if kind == "ole" and _LOCKED_OFFICE in data:
        raise refuse("locked", shown)
    if kind == claimed or (kind in sniff.MIMES and not names.extension(shown)):
        return kind
    if claimed:
        raise refuse("lying", shown, claimed=sniff.WORDS[claimed], found=sniff.WORDS[kind])
    if kind in sniff.MIMES:
        raise refuse("name", shown)
    raise refuse("type", shown, found=sniff.WORDS[kind])


def _open(shown: str, kind: str, data: bytes) -> dict[str, int]:
    if kind == "docx":
        try:
            word.check(data)
        except word.Odd as odd:
            raise refuse(odd.code, shown) from odd
        return {}
    opened = sandbox.run(f"check-{kind}", data)
    if opened.code:
        raise refuse(opened.code, shown, **_figures(opened))
    return opened.facts


def _figures(opened: sandbox.Opened) -> dict[str, str]:
    figures = {key: grouped(value) for key, value in opened.facts.items()}
    most = {"pixels": grouped(MOST_PIXELS // 1_000_000), "pages": grouped(MOST_PAGES)}
    return figures | ({"most": most[opened.code]} if opened.code in most else {})
