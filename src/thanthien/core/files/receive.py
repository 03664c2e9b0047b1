"""How uploads come in: in memory, counted, and never on the disk in the clear.

Django's own handlers write everything over 2 MB to the temporary folder before a view runs: a card
image would lie there unencrypted, and a film of 5 GB would fill the disk.
"""

import io
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_TOGETHER: Final = 40 * 1024 * 1024


class Received(InMemoryUploadedFile):
    """An upload. Over the limit only its size is kept; ``dropped``: the request as a whole was too big."""

    dropped = False


class InMemory(FileUploadHandler):
    """Named in FILE_UPLOAD_HANDLERS. Bytes beyond the limits are counted and let go."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.together = 0
        self.kept = io.BytesIO()
        self.seen = 0
        self.dropped = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; ``args`` are the field's name, the file's name and what the browser says of it."""
        super().new_file(*args, **kwargs)
        self.kept, self.seen, self.dropped = io.BytesIO(), 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece while the file and the request are within their limits."""
        self.seen += len(raw_data)
        if self.seen > settings.THANTHIEN_UPLOAD_LIMIT:
            self._let_go()
        elif not self.dropped:
            self.together += len(raw_data)
            self.kept.write(raw_data)
            if self.together > MOST_TOGETHER:
                self.dropped = True
                self._let_go()
        return None

    def _let_go(self) -> None:
        self.together -= self.kept.tell()
        self.kept = io.BytesIO()

    def file_complete(self, file_size: int) -> Received:
        """Return the file; its ``size`` is what was sent, also when nothing of it was kept."""
        self.kept.seek(0)
        done = Received(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self.seen,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        done.dropped = self.dropped
        return done
