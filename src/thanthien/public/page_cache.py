"""Drawn pages kept in this process, so that following a dossier costs one query and no template.

A page is looked up by what it was drawn from (dossier, version, messages, note), so an act shows at once, in
every process. What is not part of the key (the badge's hours, an office's new telephone) may be old for as
long as ``until`` says: never past midnight, a minute where the limit ends today, five minutes otherwise.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from thanthien.core import clock

ROOM: Final = 24 * 1024 * 1024
NEAR: Final = timedelta(minutes=1)
FAR: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as bytes, its ETag, and the span in which it is true."""

    body: bytes
    etag: str
    since: datetime
    until: datetime


def draw(body: bytes, now: datetime, *, ends_today: bool) -> Drawn:
    """Return a page that is true from now on, for a while."""
    midnight = clock.day_start(clock.local(now).date()) + timedelta(days=1)
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Drawn(body, etag, now, min(midnight, now + (NEAR if ends_today else FAR)))


class PageCache:
    """The most recently read pages, up to ``room`` bytes. Safe for the threads of one process."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.size = 0
        self._pages: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, now: datetime) -> Drawn | None:
        """Return the page, unless it is not there or its time is over."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if not page.since <= now < page.until:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Drawn) -> None:
        """Keep a page; the longest unread ones make room."""
        with self._lock:
            self._drop(key)
            if len(page.body) > self.room // 4:
                return
            self._pages[key] = page
            self.size += len(page.body)
            while self.size > self.room:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything (tests)."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= len(page.body)


def answer(request: HttpRequest, page: Drawn) -> HttpResponse:
    """Return the page, or 304 to somebody who holds this very page."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    response: HttpResponse
    if known and page.etag in known:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(page.body, headers={"Content-Length": str(len(page.body))})
    response.headers["ETag"] = page.etag
    return response
