"""Pages of the papers: a draft edited twice at once, a form sent twice, files that are no paper."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.files.samples import blank_pdf, jpeg, written
from tests.programme.papered import drafted, edit, issue, plan_of
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core import files
from thanthien.programme.models import ModelPaper
from thanthien.programme.service import papers

pytestmark = pytest.mark.django_db


def at(name: str, row: papers.ModelPaper) -> str:
    return reverse(f"office:{name}", args=[row.id])


def typed(row: papers.ModelPaper, **changes: Any) -> dict[str, Any]:
    """What the edit page sends back when only ``changes`` were typed."""
    sent: dict[str, Any] = {"once": "mot-lan", "version": row.version, "title": row.title}
    for number, one in enumerate([*row.sections, {"head": "", "text": ""}]):
        sent |= {f"head_{number}": one["head"], f"text_{number}": one["text"]}
    return sent | changes


def test_from_the_list_to_an_issued_paper(world: World) -> None:
    with rehearsed(world.now):
        tam, plan = enter("tam"), plan_of(world)
        begin = reverse("office:paper_draft", args=["plan", plan])
        assert begin in tam.get(reverse("office:model_papers")).content.decode()
        for _ in range(2):  # pressed twice
            assert tam.post(begin, {"once": "bam"}).status_code == 302
        row = ModelPaper.objects.get(unit_id=world.home)
        assert tam.get(begin).headers["Location"] == at("model_paper", row)
        sent = {"once": "ban-hanh", "version": 1, "number": "7", "on_d": "16", "on_m": "11", "on_y": "2026",
                "signer_as": "CHỦ TỊCH", "signer": "Phạm Văn Tâm"}  # fmt: skip
        page = tam.post(at("model_paper_issue", row), sent)
        assert page.status_code == 302, page.content.decode()
        assert tam.post(at("model_paper_issue", row), sent).status_code == 302
        shown = tam.get(at("model_paper", row)).content.decode()
        assert "7/KH-UBND" in shown
        assert "Sửa lời" not in shown
        given: Any = tam.get(at("model_paper_pdf", row))
        kept = b"".join(given.streaming_content)
        row.refresh_from_db()
        assert row.pdf is not None
        assert len(kept) == row.pdf.size


def test_a_stale_edit_keeps_what_was_typed(world: World) -> None:
    with rehearsed(world.now):
        row = drafted(world)
        edit(world, row, login="thu", title="Bản của văn thư")
        page = enter("tam").post(at("model_paper_edit", row), typed(row, title="Bản của Chủ tịch"))
        text = page.content.decode()
        assert page.status_code == 409
        assert "Bản của Chủ tịch" in text
        assert "vừa sửa văn bản" in text
        again = enter("tam").post(
            at("model_paper_edit", row), typed(row, title="Bản của Chủ tịch", version=2, once="lan-hai")
        )
        assert again.status_code == 302
    assert ModelPaper.objects.get(id=row.id).title == "Bản của Chủ tịch"


def test_a_title_too_short_keeps_the_words(world: World) -> None:
    with rehearsed(world.now):
        row = drafted(world)
        page = enter("tam").post(at("model_paper_edit", row), typed(row, title="ab", text_0="Lời dài đã gõ"))
    assert page.status_code == 422
    assert "Lời dài đã gõ" in page.content.decode()


def send(client: Client, row: papers.ModelPaper, name: str, data: bytes, kind: str) -> Any:
    return client.post(at("model_paper_back", row), {"once": name, "file": SimpleUploadedFile(name, data, kind)})


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("trong.pdf", b"", "application/pdf"), ("hong.pdf", b"%PDF-1.7\nnothing else", "application/pdf"),
        ("anh.jpg", jpeg(), "image/jpeg"), ("gia.pdf", b"<html>gia</html>", "application/pdf"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_paper_is_refused(world: World, name: str, data: bytes, kind: str) -> None:
    with rehearsed(world.now):
        row = drafted(world)
        page = send(enter("tam"), row, name, data, kind)
    assert page.status_code == 422
    assert not files.attached(row.id, unit_id=world.home)


def test_a_pdf_comes_back_and_is_shown(world: World) -> None:
    with rehearsed(world.now):
        row = issue(world, drafted(world))
        tam = enter("tam")
        assert send(tam, row, "ban-ky.pdf", written(blank_pdf()), "application/pdf").status_code == 302
        assert "ban-ky.pdf" in tam.get(at("model_paper", row)).content.decode()


def test_a_page_that_is_not_there(world: World) -> None:
    with rehearsed(world.now):
        row = drafted(world)
        for number in (0, 99):
            address = reverse("office:model_paper_page", args=[row.id, number])
            assert enter("tam").get(address).status_code == 404
        assert enter("tam").get(reverse("office:paper_draft", args=["thu-tinh", UUID(int=3)])).status_code == 404
