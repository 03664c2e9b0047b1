"""Pages of result papers: writing, sending the signed sheet, the book, a number struck out, a day's papers printed."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.onestop.test_results import TEXT, sheet
from tests.web.office import sign_in
from tests.world import World
from thanthien.onestop import service as onestop
from thanthien.onestop.models import OfficeFile, PaperPrint, ResultPaper


def form(dossier: Any, **more: str) -> dict[str, str]:
    version = str(dossier.version)
    return {"once": "mot", "version": version, "kind": "confirmation", "title": "Cư trú", "text": TEXT} | more


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"office:{name}", args=args)).content.decode()


def test_the_handler_writes_reads_and_writes_again(world: World) -> None:
    dossier = world.received()
    client = sign_in("truc")
    home, address = page(client, "dossier", dossier.id), reverse("office:result_write", args=[dossier.id])
    assert address in home
    assert "xác nhận:" in client.get(address).content.decode()
    assert "Trích từ sổ" in client.get(address, {"loai": "extract"}).content.decode()
    answer = client.post(address, form(dossier, text="UBND xã xác nhận điều này: …"))
    assert answer.status_code == 422
    assert "chấm chấm" in answer.content.decode()
    assert client.post(address, form(dossier)).status_code == 302
    assert client.post(address, form(dossier)).status_code == 302
    assert ResultPaper.objects.count() == 1
    assert TEXT in client.get(address).content.decode()
    look = client.get(reverse("office:result_look", args=[dossier.id]))
    assert look.content.startswith(b"%PDF")
    assert client.get(reverse("office:result_look", args=[world.received().id])).status_code == 404


def test_the_signed_sheet_is_sent_as_a_pdf(world: World) -> None:
    dossier = world.received()
    client = sign_in("thu")
    address = reverse("office:result_scan", args=[dossier.id])
    sent = form(dossier) | {"file": SimpleUploadedFile("ky.pdf", sheet(), "application/pdf")}
    assert client.post(address, sent).status_code == 302
    row = ResultPaper.objects.get()
    assert row.file is not None
    assert client.post(address, form(dossier, once="hai")).status_code == 422


def test_the_book_shows_a_month_and_strikes_a_number_out(world: World) -> None:
    row = ResultPaper.objects.get(dossier=world.issued(world.received()))
    client = sign_in("thu")
    book, void = reverse("office:book"), reverse("office:result_void", args=[row.id])
    assert void in client.get(book).content.decode()
    assert client.post(void, {"once": "a", "reason": ""}).status_code == 422
    there = client.post(void, {"once": "b", "reason": "Cho số nhầm hồ sơ"})
    said = client.get(there["Location"]).content.decode()
    for part in ("Đã hủy số", "01/UBND", "Cho số nhầm hồ sơ"):
        assert part in said
    assert "chưa phát hành kết quả nào" in client.get(book, {"ky": "2024"}).content.decode()
    assert void not in sign_in("truc").get(book).content.decode()


def test_a_days_papers_are_chosen_and_printed_in_one_file(world: World) -> None:
    world.received(at=world.now)
    world.issued(world.received())
    client = sign_in("nhai")
    address = reverse("office:print_batch")
    said = client.get(address).content.decode()
    assert said.count('name="giay"') == 2
    assert client.get(address, {"ngay": "15/11/2026"}).content.decode().count('name="giay"') == 0
    assert client.post(address, {"once": "a"}).status_code == 422
    assert client.post(address, {"once": "b", "giay": "x"}).status_code == 404
    assert client.post(address, {"once": "c", "giay": str(uuid4())}).status_code == 404
    ids = [part.split('"')[0] for part in said.split('name="giay" value="')[1:]]
    there = client.post(address, {"once": "d", "giay": ids})
    row = OfficeFile.objects.get()
    assert str(row.id) in there["Location"]
    onestop.office_files.make_job(str(row.id), str(world.home))
    assert PaperPrint.objects.count() == 2
    assert "đã in một lần" in client.get(address).content.decode()


@pytest.mark.parametrize("login", ["tam", "quan", "truc"])
def test_only_counter_and_records_print_many(world: World, login: str) -> None:
    assert sign_in(login).get(reverse("office:print_batch")).status_code == 404
