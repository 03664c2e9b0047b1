"""Handing a file to a browser: the cleaned copy, and nothing in it may run."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.http import content_disposition_header

from thanthien.core.errors import Refused
from thanthien.core.files import clean, names, records, store
from thanthien.core.models.files import StoredFile

CHUNK: Final = 64 * 1024
NOT_SAFE: Final = "Xã chưa mở an toàn được tệp này. Bản gốc vẫn còn nguyên, tải về từ mục chứng cứ."
# Chromium's and Firefox's PDF viewers work under ``sandbox``; a page that sneaked in does not.
POLICY: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_INLINE: Final = frozenset({"image/jpeg", "application/pdf"})


@dataclass(frozen=True)
class Served:
    """Bytes in chunks (already verified) and the headers that belong to them."""

    chunks: Iterator[bytes]
    headers: dict[str, str]


def serve(row: StoredFile, *, as_download: bool = False, original: bool = False) -> Served:
    """Return the copy that is shown, made now if the worker has not come to it yet.

    ``original`` gives the bytes as they were sent, always as a download: for evidence, by those whom
    the caller has let through. A Word file has no cleaned copy: it was checked at the door, and is
    only ever downloaded. Raises Refused, Damaged or Busy.
    """
    blob, mime, name = records.original(row), row.mime, row.name
    if not original and clean.makes_copy(row.mime):
        clean.clean(row)
        copy = records.cleaned(row)
        if copy is None:
            raise Refused(NOT_SAFE, code="file-not-cleaned")
        blob = copy
        if mime.startswith("image/"):
            mime, name = "image/jpeg", names.with_extension(name, "jpg")
    data = store.get(blob, encrypted=row.encrypted)
    inline = not (as_download or original) and mime in _INLINE
    return Served(_chunks(data), _headers(mime, name, len(data), inline=inline))


def _chunks(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    return (bytes(view[at : at + CHUNK]) for at in range(0, len(data), CHUNK))


def _headers(mime: str, name: str, size: int, *, inline: bool) -> dict[str, str]:
    disposition = content_disposition_header(not inline, name)
    return {
        "Content-Type": mime,
        "Content-Length": str(size),
        "Content-Disposition": disposition or "inline",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }
