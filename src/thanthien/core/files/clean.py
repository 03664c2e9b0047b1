"""The copy that is shown: pictures and PDF files written anew, by the worker or when somebody opens one.

The original is never changed: it is the evidence of what was sent, and a signature in a PDF holds
only there.
"""

import hashlib
import logging
from typing import Final
from uuid import UUID

from thanthien.core.errors import NotThere
from thanthien.core.files import records, sandbox, store
from thanthien.core.models.files import StoredFile

_TASKS: Final = {
    "image/jpeg": "clean-jpeg",
    "image/png": "clean-png",
    "image/webp": "clean-webp",
    "application/pdf": "clean-pdf",
}
_log: Final = logging.getLogger("thanthien.files")


def makes_copy(mime: str) -> bool:
    """Say whether files of this type are shown as a copy (a Word file is checked at the door instead)."""
    return mime in _TASKS


def clean_job(file_id: str) -> None:
    """The job ``files.clean``. It can come twice or late: what is done or swept is left alone."""
    row = StoredFile.objects.filter(id=UUID(file_id)).first()
    if row is None:
        return
    try:
        clean(row)
    except (store.Damaged, NotThere):
        _log.warning("file %s was swept or damaged before it could be cleaned", file_id)


def clean(row: StoredFile) -> bool:
    """Make the shown copy if there is none; return whether there is one now. Raises Busy or Damaged.

    The same original always gives the same copy, so two at once write the same blob.
    """
    if row.clean_sha256:
        return True
    task = _TASKS.get(row.mime)
    if task is None or row.state == StoredFile.State.REFUSED:
        return False
    opened = sandbox.run(task, store.get(records.original(row), encrypted=row.encrypted))
    if opened.code or not opened.body:
        _log.warning("file %s cannot be cleaned: %s", row.id, opened.code)
        records.mark_refused(row)
        return False
    digest = hashlib.sha256(opened.body).hexdigest()
    store.put(
        store.Blob(row.id, digest, store.CLEAN),
        opened.body,
        encrypt=row.encrypted,
        now=row.created_at,
    )
    records.mark_cleaned(row, sha256=digest, size=len(opened.body))
    return True
