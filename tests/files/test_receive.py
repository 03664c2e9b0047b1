"""Uploads over HTTP stay in memory, are counted, and are let go beyond the limits."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from tests.files import samples
from thanthien.core.files import UploadRefused
from thanthien.core.files.inspect import inspect
from thanthien.core.files.receive import Received

MB = 1024 * 1024


@pytest.fixture(autouse=True)
def _handler(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILE_UPLOAD_HANDLERS = ["thanthien.core.files.receive.InMemory"]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def post(*files: tuple[str, bytes]) -> HttpRequest:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return RequestFactory().post("/", {"ho_ten": "Ổi", "giay": sent})


def received(request: HttpRequest) -> list[Received]:
    return [file for file in request.FILES.getlist("giay") if isinstance(file, Received)]


def test_a_file_arrives_whole_and_not_by_the_disk(tmp_path: Path) -> None:
    sent = samples.jpeg(2500, 2500, quality=95)
    assert len(sent) > 2.5 * MB
    (file,) = received(post(("Giấy khai sinh.jpg", sent)))
    assert inspect(str(file.name), file).data == sent
    assert list(tmp_path.iterdir()) == []


def test_the_whole_of_an_oversized_file_is_counted_and_nothing_kept() -> None:
    request = post(("to.jpg", bytes(14 * MB)), ("nho.png", samples.png()))
    big, small = received(request)
    assert (big.size, big.read()) == (14 * MB, b"")
    with pytest.raises(UploadRefused, match="nặng 14\u00a0MB"):
        inspect(str(big.name), big)
    assert inspect(str(small.name), small).kind == "png"
    assert request.POST["ho_ten"] == "Ổi"


def test_too_much_at_once_is_told_file_by_file() -> None:
    sent = received(post(*((f"{n}.jpg", bytes(9 * MB)) for n in range(5)), ("nho.png", samples.png())))
    assert [file.dropped for file in sent] == [False, False, False, False, True, False]
    with pytest.raises(UploadRefused, match="Gửi từng tệp một"):
        inspect(str(sent[4].name), sent[4])
    assert inspect(str(sent[5].name), sent[5]).kind == "png"


def test_an_empty_file_is_told() -> None:
    (file,) = received(post(("trong.jpg", b"")))
    with pytest.raises(UploadRefused, match="trống"):
        inspect(str(file.name), file)
