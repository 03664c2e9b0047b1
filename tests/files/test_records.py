"""The life of an upload: staged, attached, cleaned, swept."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django_q.models import OrmQ
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from tests.files import samples
from thanthien.core import clock, files
from thanthien.core.errors import NotThere, Refused
from thanthien.core.files import clean, records, sandbox, store
from thanthien.core.ids import uuid7
from thanthien.core.models.files import StoredFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=clock.VN)
UNIT, NEIGHBOUR = uuid7(), uuid7()
State = StoredFile.State


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.THANTHIEN_FILES_DIR = tmp_path / "files"


def blobs() -> int:
    return sum(path.is_file() for path in store.root().rglob("*"))


def stage(name: str = "anh.jpg", data: bytes | None = None, at: datetime = NOW, encrypt: bool = False) -> StoredFile:
    sent = samples.jpeg() if data is None else data
    return files.stage(name, sent, unit_id=UNIT, purpose="dossier.paper", now=at, encrypt=encrypt)


def test_staging_keeps_the_original_and_asks_for_cleaning() -> None:
    sent = samples.phone_jpeg()
    row = files.get(stage("../Ảnh.jpg", sent).id, unit_id=UNIT)
    assert (row.name, row.mime, row.size, row.state) == ("Ảnh.jpg", "image/jpeg", len(sent), State.STAGED)
    assert row.sha256 == hashlib.sha256(sent).hexdigest()
    assert store.get(records.original(row), encrypted=False) == sent
    assert OrmQ.objects.count() == 1


def test_a_refused_file_leaves_no_row_and_no_blob() -> None:
    with pytest.raises(files.UploadRefused):
        stage("anh.gif", b"GIF89a")
    assert (StoredFile.objects.count(), blobs(), OrmQ.objects.count()) == (0, 0, 0)


def test_a_file_of_the_next_commune_is_not_there() -> None:
    row = stage()
    with pytest.raises(NotThere):
        files.get(row.id, unit_id=NEIGHBOUR)
    with pytest.raises(Refused):
        files.attach([row.id], unit_id=NEIGHBOUR, attached_to=uuid7())
    files.discard(row.id, unit_id=NEIGHBOUR)
    assert files.get(row.id, unit_id=UNIT).state == State.STAGED


def test_attaching_takes_one_statement_and_twice_is_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dossier, rows = uuid7(), [stage(), stage()]
    ids = [row.id for row in rows]
    with django_assert_num_queries(1):
        files.attach(ids, unit_id=UNIT, attached_to=dossier)
    files.attach(ids, unit_id=UNIT, attached_to=dossier)
    files.attach([], unit_id=UNIT, attached_to=dossier)
    assert [row.id for row in files.attached(dossier, unit_id=UNIT)] == ids
    assert {row.state for row in files.attached(dossier, unit_id=UNIT)} == {State.ATTACHED}


def test_a_file_of_another_dossier_cannot_be_taken_over() -> None:
    row, first = stage(), uuid7()
    files.attach([row.id], unit_id=UNIT, attached_to=first)
    with pytest.raises(Refused, match="quá 24 giờ"), transaction.atomic():
        files.attach([row.id, stage().id], unit_id=UNIT, attached_to=uuid7())
    assert files.get(row.id, unit_id=UNIT).attached_to == first


def test_cleaning_twice_is_once() -> None:
    row = stage()
    clean.clean_job(file_id=str(row.id))
    once = files.get(row.id, unit_id=UNIT)
    assert (once.state, bool(once.clean_sha256), blobs()) == (State.STAGED, True, 2)
    clean.clean_job(file_id=str(row.id))
    files.attach([row.id], unit_id=UNIT, attached_to=uuid7())
    assert files.get(row.id, unit_id=UNIT).state == State.CLEANED
    assert blobs() == 2


def test_attached_first_cleaned_later() -> None:
    row = stage("giay.pdf", samples.armed_pdf())
    files.attach([row.id], unit_id=UNIT, attached_to=uuid7())
    clean.clean_job(file_id=str(row.id))
    done = files.get(row.id, unit_id=UNIT)
    assert (done.state, done.sha256 == done.clean_sha256) == (State.CLEANED, False)


def test_a_job_for_a_swept_file_does_nothing() -> None:
    clean.clean_job(file_id=str(uuid7()))
    row = stage()
    store.remove(records.original(row))
    clean.clean_job(file_id=str(row.id))
    assert files.get(row.id, unit_id=UNIT).state == State.STAGED


def test_what_cannot_be_cleaned_is_kept_as_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    row = stage()
    monkeypatch.setattr(sandbox, "run", lambda _task, _data: sandbox.Opened("heavy", {}))
    assert clean.clean(row) is False
    files.attach([row.id], unit_id=UNIT, attached_to=uuid7())
    assert files.get(row.id, unit_id=UNIT).state == State.REFUSED
    assert clean.clean(row) is False


def test_card_images_are_never_in_the_clear() -> None:
    sent = samples.jpeg(comment=b"SO CAN CUOC 038099000123")
    row = stage("can-cuoc.jpg", sent, encrypt=True)
    clean.clean_job(file_id=str(row.id))
    paths = [path for path in store.root().rglob("*") if path.is_file()]
    assert len(paths) == 2
    assert not any(path.read_bytes().startswith(b"\xff\xd8") or b"CUOC" in path.read_bytes() for path in paths)


def test_the_sweep_takes_the_forgotten_only(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    forgotten, kept, fresh = stage(), stage(), stage(at=NOW + timedelta(hours=20))
    clean.clean_job(file_id=str(forgotten.id))
    files.attach([kept.id], unit_id=UNIT, attached_to=uuid7())
    later = NOW + timedelta(hours=25)
    assert [row.id for row in files.orphans(now=later)] == [forgotten.id]
    with django_capture_on_commit_callbacks(execute=True):
        assert files.sweep(now=later) == 1
    assert set(StoredFile.objects.values_list("id", flat=True)) == {kept.id, fresh.id}
    assert blobs() == 2
    assert files.sweep(now=later) == 0


def test_the_sweep_finds_bytes_of_an_upload_that_was_rolled_back() -> None:
    with transaction.atomic():
        stage()
        transaction.set_rollback(True)
    assert (StoredFile.objects.count(), blobs()) == (0, 1)
    assert files.sweep(now=NOW + timedelta(hours=23)) == 0
    assert files.sweep(now=NOW + timedelta(hours=25)) == 1
    assert blobs() == 0


def test_discarding_a_staged_file(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    staged, attached = stage(), stage()
    files.attach([attached.id], unit_id=UNIT, attached_to=uuid7())
    with django_capture_on_commit_callbacks(execute=True):
        files.discard(staged.id, unit_id=UNIT)
        files.discard(attached.id, unit_id=UNIT)
    assert list(StoredFile.objects.values_list("id", flat=True)) == [attached.id]
    assert blobs() == 1
