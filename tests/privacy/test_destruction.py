"""Destruction: a frozen list, two people, one act; afterwards a rare name is nowhere, and the chain verifies."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.files import samples
from tests.web.office_acts import enter
from tests.world import World, rehearsed
from thanthien.core import audit, clock, files
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow, StoredFile
from thanthien.core.text import fold
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Paper
from thanthien.papers import service as papers
from thanthien.privacy import service as privacy
from thanthien.privacy.models import Destruction

COPY = "2.000815"  # certified copies: kept two years (assumed)
RARE, NUMBER = "Zờ Quỷnhxa", "038300000777"
LATER = datetime(2029, 1, 10, 9, 0, tzinfo=clock.VN)
pytestmark = pytest.mark.django_db


def closed(world: World, name: str = RARE, code: str = COPY) -> Any:
    """A dossier with everything personal in it, from filing to its closed file."""
    plain = fold(name).replace(" ", "-")
    kept = files.stage(f"{plain}.jpg", samples.jpeg(), unit_id=world.home, purpose="paper", now=world.now)
    applicant = world.applicant(
        name=name, id_number=NUMBER, email=f"{plain}@example.vn", address=f"nhà {name}", tell_by="email"
    )
    dossier = world.received(
        code, applicant=applicant, answers={"x": name}, items=(onestop.Item(1, "file", str(kept.id)),)
    )
    onestop.note(actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, text=f"{name} gọi hỏi")
    dossier = world.issued(world.get(dossier.id))
    nhai = world.actors["nhai"]
    onestop.hand_over(actor=nhai, now=world.now, dossier_id=dossier.id, version=dossier.version, taken_by=name)
    dossier = world.get(dossier.id)
    onestop.close(actor=nhai, now=world.now, dossier_id=dossier.id, version=dossier.version)
    return world.get(dossier.id)


def proposed(world: World, *dossiers: Any, at: datetime = LATER) -> Destruction:
    made = privacy.propose(actor=world.actors["thu"], now=at, dossier_ids=[one.id for one in dossiers])
    return Destruction.objects.get(id=made.id)


def approved(world: World, record: Destruction, who: str = "tam") -> Destruction:
    privacy.approve(actor=world.actors[who], now=LATER, record_id=record.id, version=record.version)
    return Destruction.objects.get(id=record.id)


def carried(world: World, record: Destruction) -> Destruction:
    privacy.carry_out(actor=world.actors["thu"], now=LATER, record_id=record.id, version=record.version)
    return Destruction.objects.get(id=record.id)


def everything() -> str:
    """Every value of every table, as it stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def blobs(dossier: Any) -> list[Path]:
    rows = StoredFile.objects.filter(attached_to=dossier.id)
    return [files.records.original(row).path for row in rows]


def test_everything_personal_goes_and_the_chain_verifies(world: World, django_capture_on_commit_callbacks: Any) -> None:
    dossier, other = closed(world), closed(world, "Bùi Thị Còn")
    paths, head = blobs(dossier), audit.verify().rows
    assert RARE in everything()
    assert [path.exists() for path in paths] == [True]
    record = approved(world, proposed(world, dossier))
    with rehearsed(LATER), django_capture_on_commit_callbacks(execute=True):
        carried(world, record)
    for word in (RARE, "Quỷnhxa", "quynhxa", NUMBER):
        assert word not in everything(), word
    assert not any(path.exists() for path in paths)
    report = audit.verify()
    assert report.ok, report.first_bad
    assert report.rows > head
    left = world.get(dossier.id)
    assert (left.code, left.title, left.result, left.state) == (dossier.code, dossier.title, dossier.result, "closed")
    assert (left.filed_at, left.closed_at, left.result_number) == (
        dossier.filed_at, dossier.closed_at, dossier.result_number,
    )  # fmt: skip
    assert left.erased_under == f"biên bản {record.number}"
    assert left.id_number == left.id_index == ""
    assert left.answers == {}
    assert world.get(other.id).applicant == "Bùi Thị Còn"
    assert onestop.papers(other)[0].data["dossier"]["applicant"]["name"] == "Bùi Thị Còn"


def test_the_details_of_the_chain_are_gone_and_its_text_is_as_it_was(world: World) -> None:
    dossier = closed(world)
    before = dict(AuditRow.objects.filter(subject_id=dossier.id).values_list("seq", "body"))
    assert AuditRow.objects.filter(subject_id=dossier.id).exclude(detail="").exists()
    carried(world, approved(world, proposed(world, dossier)))
    rows = AuditRow.objects.filter(subject_id=dossier.id, seq__in=before)
    assert {row.seq: row.body for row in rows} == before
    assert not rows.exclude(detail="", salt="").exists()
    assert AuditRow.objects.filter(subject_id=dossier.id, act="dossier.erase").count() == 1


def test_it_cannot_be_done_alone(world: World) -> None:
    dossier = closed(world)
    thu, kiem = world.actors["thu"], world.actors["kiem"]
    for login in ("nhai", "truc", "tam", "quan", "van"):
        with pytest.raises((NotThere, Refused)):
            privacy.propose(actor=world.actors[login], now=LATER, dossier_ids=[dossier.id])
    record = proposed(world, dossier)
    both = Actor(thu.kind, thu.id, thu.label, thu.unit_id, frozenset({"records_clerk", "chair"}), "Văn thư")
    for actor in (thu, kiem, both, world.actors["du"]):
        with pytest.raises((NotThere, Refused)):
            privacy.approve(actor=actor, now=LATER, record_id=record.id, version=record.version)
    with pytest.raises(Refused):
        privacy.carry_out(actor=thu, now=LATER, record_id=record.id, version=record.version)
    assert world.get(dossier.id).applicant == RARE


def test_what_is_not_due_comes_into_no_record(world: World) -> None:
    early, for_ever = closed(world), closed(world, code="1.004884")
    running = world.received(COPY)
    for rows, at in (([early], world.now), ([for_ever], LATER), ([running], LATER), ([], LATER)):
        with pytest.raises(Refused):
            privacy.propose(actor=world.actors["thu"], now=at, dossier_ids=[one.id for one in rows])
    assert [one.id for one in privacy.outlived(world.actors["thu"], LATER).rows] == [early.id]
    assert privacy.outlived(world.actors["thu"], datetime(2028, 12, 31, 23, 0, tzinfo=clock.VN)).rows == ()
    assert privacy.outlived(world.actors["van"], LATER).rows == ()


def test_a_dossier_stands_in_one_record_at_a_time(world: World) -> None:
    dossier = closed(world)
    record = proposed(world, dossier)
    assert privacy.outlived(world.actors["thu"], LATER).rows == ()
    with pytest.raises(Refused):
        proposed(world, dossier)
    tam = world.actors["tam"]
    with pytest.raises(Refused):
        privacy.refuse(actor=tam, now=LATER, record_id=record.id, version=record.version, reason=" ")
    privacy.refuse(actor=tam, now=LATER, record_id=record.id, version=record.version, reason="Còn khiếu nại.")
    assert proposed(world, dossier).number != record.number


def test_an_open_request_holds_a_dossier_back(world: World) -> None:
    dossier = closed(world)
    record = proposed(world, dossier)
    privacy.register(actor=world.citizen, now=world.now, kind="see", text="", dossier_id=dossier.id)
    with pytest.raises(Refused, match="không được hủy"):
        approved(world, record)


def test_a_record_that_moved_says_who_moved_it(world: World) -> None:
    record = proposed(world, closed(world))
    approved(world, record)
    with pytest.raises(Stale):
        privacy.refuse(actor=world.actors["tam"], now=LATER, record_id=record.id, version=record.version, reason="x")


def test_nothing_is_done_to_a_tombstone(world: World) -> None:
    dossier = closed(world)
    carried(world, approved(world, proposed(world, dossier)))
    with pytest.raises(NotThere):
        onestop.note(actor=world.actors["truc"], now=LATER, dossier_id=dossier.id, text="thử")
    with pytest.raises(NotThere):
        onestop.pdf_of(Paper.objects.filter(dossier_id=dossier.id)[0])
    with pytest.raises(Refused):
        proposed(world, dossier)


def test_the_paper_says_the_list_and_who_signed(world: World) -> None:
    record = carried(world, approved(world, proposed(world, closed(world))))
    words = repr(record.data)
    for said in ("TT-15163-261116-0001", "Cao Văn Thư", "Phạm Văn Tâm", "Đã tiêu hủy ngày 10/01/2029", record.number):
        assert said in words, said
    assert RARE not in words
    assert papers.render(papers.PaperKind.DESTRUCTION, record.data).startswith(b"%PDF")


def test_its_pages_say_that_it_is_gone(world: World) -> None:
    dossier = closed(world)
    carried(world, approved(world, proposed(world, dossier)))
    page = Client().get(f"/hs/{onestop.token_of(dossier.id)}/")
    assert page.status_code == 200
    assert "đã xóa" in page.content.decode()
    office = enter("nhai").get(reverse("office:dossier", args=[dossier.id]))
    assert office.status_code == 200
    for tab in ("bo-sung", "tien-trinh", "giay-to", "ghi-chu"):
        assert enter("nhai").get(reverse("office:dossier_tab", args=[dossier.id, tab])).status_code == 200, tab
    assert Client().get(f"/hs/{onestop.token_of(dossier.id)}/du-lieu/").status_code == 200
    assert "đã tiêu hủy" in office.content.decode()


def test_the_dossiers_page_says_how_long_it_is_kept(world: World) -> None:
    page = enter("nhai").get(reverse("office:dossier", args=[closed(world).id])).content.decode()
    assert "Lưu đến" in page
    assert "31/12/2028" in page
    assert "Lưu đến" not in enter("nhai").get(reverse("office:dossier", args=[world.received().id])).content.decode()
