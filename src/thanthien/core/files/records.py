"""The life of an upload: staged for a day, attached by an act, cleaned by the worker.

Only commands and the worker call these; each takes ids, so that a job or a form carries nothing else.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Value, When

from thanthien.core import jobs
from thanthien.core.errors import NotThere, Refused
from thanthien.core.files import store
from thanthien.core.files.inspect import Readable, inspect
from thanthien.core.ids import uuid7
from thanthien.core.models.files import StoredFile

KEPT_STAGED: Final = timedelta(hours=24)  # settled question 18
GONE: Final = "Có tệp gửi lên đã quá 24 giờ nên xã không giữ nữa. Chọn lại tệp, hoặc chọn “Tôi sẽ mang đến”."
State = StoredFile.State


def stage(
    name: str,
    stream: Readable | bytes,
    *,
    unit_id: UUID,
    purpose: str,
    now: datetime,
    encrypt: bool = False,
) -> StoredFile:
    """Inspect and keep an upload that no dossier has yet; raises UploadRefused or Busy.

    Cleaning is asked for here, not when the dossier is filed: filing enqueues no job (settled 20).
    ``encrypt`` is for pictures of cards (settled 14).
    """
    found = inspect(name, stream)
    store.room_for(found.size)
    row = StoredFile(
        id=uuid7(),
        unit_id=unit_id,
        sha256=found.sha256,
        size=found.size,
        mime=found.mime,
        name=found.name,
        encrypted=encrypt,
        purpose=purpose,
        created_at=now,
    )
    store.put(original(row), found.data, encrypt=encrypt, now=now)
    with transaction.atomic():
        row.save(force_insert=True)
        if found.kind != "docx":
            jobs.enqueue("files.clean", file_id=row.id)
    return row


def keep(name: str, data: bytes, *, unit_id: UUID, purpose: str, attached_to: UUID, now: datetime) -> StoredFile:
    """Keep a PDF file that the house made itself, encrypted, in the caller's transaction: the bytes are what counts.

    Nobody sent it, so it is not opened, and no copy of it is made. Raises Busy.
    """
    row = StoredFile(
        id=uuid7(), unit_id=unit_id, sha256=hashlib.sha256(data).hexdigest(), size=len(data), mime="application/pdf",
        name=name, encrypted=True, purpose=purpose, created_at=now, attached_to=attached_to, state=State.ATTACHED,
    )  # fmt: skip
    store.room_for(row.size)
    store.put(original(row), data, encrypt=True, now=now)
    row.save(force_insert=True)
    return row


def bytes_of(row: StoredFile) -> bytes:
    """Return the bytes of an upload as they were kept; raises Damaged or Busy. Who may have them asks the caller."""
    return store.get(original(row), encrypted=row.encrypted)


def original(row: StoredFile) -> store.Blob:
    return store.Blob(row.id, row.sha256)


def cleaned(row: StoredFile) -> store.Blob | None:
    """Return the blob of the copy that is shown; None while there is none."""
    return store.Blob(row.id, row.clean_sha256, store.CLEAN) if row.clean_sha256 else None


def get(file_id: UUID, *, unit_id: UUID) -> StoredFile:
    """Return an upload of this unit. Whether the asker may see it is the caller's question."""
    row = StoredFile.objects.filter(unit_id=unit_id, id=file_id).first()
    if row is None:
        raise NotThere
    return row


def still_here(file_ids: Collection[UUID], *, unit_id: UUID) -> set[UUID]:
    """Return which of these uploads the unit still holds: the sweep takes staged ones after a day."""
    return set(StoredFile.objects.filter(unit_id=unit_id, id__in=set(file_ids)).values_list("id", flat=True))


def attached(attached_to: UUID, *, unit_id: UUID) -> list[StoredFile]:
    """Return the uploads of a record, oldest first."""
    return list(StoredFile.objects.filter(unit_id=unit_id, attached_to=attached_to).order_by("created_at", "id"))


def attach(file_ids: Collection[UUID], *, unit_id: UUID, attached_to: UUID) -> None:
    """Bind staged uploads to a record in the caller's transaction: all of them, by one statement.

    Binding again to the same record changes nothing; a file of another record or unit, or one that
    was swept, is refused without saying which of these it was.
    """
    wanted = set(file_ids)
    if not wanted:
        return
    mine = StoredFile.objects.filter(unit_id=unit_id, id__in=wanted)
    moved = mine.filter(attached_to__isnull=True).update(
        attached_to=attached_to,
        state=Case(
            When(state=State.REFUSED, then=Value(State.REFUSED)),
            When(clean_sha256__isnull=False, then=Value(State.CLEANED)),
            default=Value(State.ATTACHED),
        ),
    )
    if moved != len(wanted) and mine.filter(attached_to=attached_to).count() != len(wanted):
        raise Refused(GONE, code="upload-gone")


def hand_on(file_ids: Collection[UUID], *, unit_id: UUID, before: Collection[UUID], to: UUID) -> None:
    """Let uploads belong to another record of the unit: theirs ends, and the other one still uses them."""
    StoredFile.objects.filter(unit_id=unit_id, id__in=file_ids, attached_to__in=before).update(attached_to=to)


def follow(attached_to: Collection[UUID], *, before: UUID, after: UUID) -> None:
    """Let the uploads of records go with them to another unit, in the caller's transaction."""
    StoredFile.objects.filter(unit_id=before, attached_to__in=attached_to).update(unit_id=after)


def follow_staged(*, before: UUID, after: UUID) -> None:
    """Let what waits for its record go to the unit that takes the record in."""
    StoredFile.objects.filter(unit_id=before, attached_to__isnull=True).update(unit_id=after)


def discard(file_id: UUID, *, unit_id: UUID) -> None:
    """Throw away a staged upload (“Thay ảnh khác”); an attached one stays."""
    row = StoredFile.objects.filter(unit_id=unit_id, id=file_id, attached_to__isnull=True).first()
    if row is not None:
        _throw_away(row)


def mark_cleaned(row: StoredFile, *, sha256: str, size: int) -> None:
    """Note the copy that is shown. The staged stay staged: the sweep still owns them."""
    _settle(row, State.CLEANED, {"clean_sha256": sha256, "clean_size": size})


def mark_refused(row: StoredFile) -> None:
    """Note that no safe copy can be made: only the original exists, as evidence."""
    _settle(row, State.REFUSED, {})


def _settle(row: StoredFile, state: str, fields: dict[str, str | int]) -> None:
    still_staged = When(attached_to__isnull=True, then=Value(State.STAGED))
    new_state = Value(state) if state == State.REFUSED else Case(still_staged, default=Value(state))
    if not StoredFile.objects.filter(unit_id=row.unit_id, id=row.id).update(state=new_state, **fields):
        raise NotThere  # swept meanwhile
    row.refresh_from_db()


def orphans(*, now: datetime, older_than: timedelta = KEPT_STAGED) -> list[StoredFile]:
    """Return uploads that no record took in time."""
    late = StoredFile.objects.filter(attached_to__isnull=True, created_at__lt=now - older_than)
    return list(late.order_by("created_at")[:1000])


def sweep(*, now: datetime, older_than: timedelta = KEPT_STAGED) -> int:
    """Throw away blobs without a row (a rolled-back upload), then what nobody attached; return how many.

    In this order: rows deleted here are only gone when the caller's transaction is.
    """
    swept = 0
    old = store.on_disk(now - older_than)
    while batch := list(islice(old, 500)):
        ids = {file_id for _path, file_id in batch if file_id is not None}
        known = set(StoredFile.objects.filter(id__in=ids).values_list("id", flat=True))
        for path, file_id in batch:
            if file_id not in known:
                path.unlink(missing_ok=True)
                swept += 1
    return swept + sum(_throw_away(row) for row in orphans(now=now, older_than=older_than))


def _throw_away(row: StoredFile) -> int:
    """Row first, bytes after the commit: a crash in between leaves a blob for the next sweep, not a hole.

    The condition stands in the statement: an act that attaches the file in the same second wins.
    """
    gone, _ = StoredFile.objects.filter(unit_id=row.unit_id, id=row.id, attached_to__isnull=True).delete()
    if gone:
        transaction.on_commit(lambda: _remove_bytes(row))
    return gone


def _remove_bytes(row: StoredFile) -> None:
    store.remove(original(row))
    if (copy := cleaned(row)) is not None:
        store.remove(copy)
