"""What a browser gets: the cleaned copy, headers under which nothing runs, the original as evidence."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from tests.files import samples
from thanthien.core import clock, files
from thanthien.core.errors import Refused
from thanthien.core.files import sandbox, store
from thanthien.core.ids import uuid7
from thanthien.core.models.files import StoredFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=clock.VN)
UNIT = uuid7()


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.THANTHIEN_FILES_DIR = tmp_path / "files"


def stage(name: str, data: bytes, encrypt: bool = False) -> StoredFile:
    return files.stage(name, data, unit_id=UNIT, purpose="dossier.paper", now=NOW, encrypt=encrypt)


def test_a_pdf_with_script_is_cleaned_on_opening_and_the_original_kept() -> None:
    sent = samples.armed_pdf()
    row = stage("giấy tờ.pdf", sent)
    shown = files.serve(row)
    body = b"".join(shown.chunks)
    assert body.startswith(b"%PDF-")
    assert body != sent
    assert row.clean_sha256
    evidence = files.serve(row, original=True)
    assert b"".join(evidence.chunks) == sent
    assert evidence.headers["Content-Disposition"].startswith("attachment; ")


def test_headers_let_nothing_run() -> None:
    headers = files.serve(stage("Giấy khai sinh.png", samples.png())).headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["Content-Disposition"] == "inline; filename*=utf-8''Gi%E1%BA%A5y%20khai%20sinh.jpg"
    assert headers["Cache-Control"] == "private, no-store"


def test_a_word_file_is_only_ever_downloaded() -> None:
    sent = samples.docx()
    served = files.serve(stage("to khai.docx", sent))
    assert served.headers["Content-Disposition"] == 'attachment; filename="to khai.docx"'
    assert b"".join(served.chunks) == sent


def test_a_name_cannot_break_out_of_the_header() -> None:
    row = stage('a"\r\nSet-Cookie: x=1;.jpg', samples.jpeg())
    value = files.serve(row, as_download=True).headers["Content-Disposition"]
    assert "\r" not in value
    assert "\n" not in value
    assert value.count('"') == 2


def test_an_encrypted_card_image_is_shown_without_its_place() -> None:
    row = stage("can-cuoc.jpg", samples.phone_jpeg(), encrypt=True)
    served = files.serve(row)
    body = b"".join(served.chunks)
    assert int(served.headers["Content-Length"]) == len(body)
    assert not dict(Image.open(io.BytesIO(body)).getexif())


def test_what_cannot_be_cleaned_is_not_shown_but_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = samples.jpeg()
    row = stage("anh.jpg", sent)
    monkeypatch.setattr(sandbox, "run", lambda _task, _data: sandbox.Opened("broken", {}))
    with pytest.raises(Refused, match="Bản gốc vẫn còn nguyên"):
        files.serve(row)
    assert b"".join(files.serve(row, original=True).chunks) == sent


def test_damage_on_the_disk_is_never_served() -> None:
    row = stage("anh.jpg", samples.jpeg())
    files.serve(row)
    for path in store.root().rglob("*-c-*"):
        path.write_bytes(b"<script>")
    with pytest.raises(files.Damaged):
        files.serve(row)
