"""A paper is issued first and signed after: in the background, once, with exactly these bytes kept."""

import shutil
import subprocess
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.web.office import sign_in
from tests.world import NOW, World
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, StoredFile
from thanthien.onestop import service as onestop
from thanthien.onestop import signing
from thanthien.onestop.commands import marks as commands
from thanthien.onestop.commands.certificates import trial_signer
from thanthien.onestop.models import Paper, PaperMark, SigningCertificate
from thanthien.papers import checking

LATER = NOW + timedelta(minutes=1)


def apologised(world: World) -> Paper:
    """An apology that the chair signed."""
    row = world.received()
    onestop.apologise_error(
        actor=world.actors["tam"], now=NOW, dossier_id=row.id, version=row.version, wrong="Xã ghi sai tên thôn."
    )
    return Paper.objects.get(dossier_id=row.id, kind="apology")


def refused(world: World, login: str = "truc") -> Paper:
    """A written reply to a dossier settled against its applicant."""
    row = world.received()
    onestop.refuse(
        actor=world.actors[login], now=NOW, dossier_id=row.id, version=row.version, reason="Không đủ năm cư trú.",
        ground="Luật Cư trú Đ.20", guidance="Bổ sung giấy tờ rồi nộp lại.",
    )  # fmt: skip
    return Paper.objects.get(dossier_id=row.id, kind="not_eligible")


def mark_of(paper: Paper) -> PaperMark:
    return PaperMark.objects.get(id=paper.id)


def test_the_act_ends_before_the_signature_begins(world: World) -> None:
    mark = mark_of(apologised(world))
    assert (mark.signing, mark.signer_id) == ("waiting", UUID(world.actors["tam"].id))
    assert not StoredFile.objects.exists()
    assert len(mark.code) == 16


def test_the_loop_signs_and_the_signed_bytes_are_the_paper_from_then_on(world: World) -> None:
    paper = apologised(world)
    assert commands.sign_waiting(LATER) == 1
    mark = mark_of(paper)
    assert (mark.signing, mark.trial, mark.signed_at) == ("signed", True, LATER)
    issued = onestop.pdf_of(paper)
    assert issued == onestop.pdf_of(Paper.objects.get(id=paper.id))
    report = checking.signatures_of(issued)
    assert report.unchanged
    assert report.sha256 == mark.sha256
    assert [(one.name, one.certificate) for one in report.signatures] == [("Phạm Văn Tâm", mark.certificate)]
    row = AuditRow.objects.get(act="paper.keep_signature")
    assert mark.sha256 in row.body
    assert "Phạm Văn Tâm" not in row.body


def test_one_changed_byte_is_found(world: World) -> None:
    paper = apologised(world)
    commands.sign_waiting(LATER)
    issued = bytearray(onestop.pdf_of(paper))
    issued[len(issued) // 3] ^= 1
    assert not checking.signatures_of(bytes(issued)).unchanged
    assert not checking.signatures_of(onestop.pdf_of(paper) + b"\n1 0 obj\n<<>>\nendobj\n").unchanged


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_another_program_reads_the_signature_as_valid(world: World, tmp_path: Any) -> None:
    paper = apologised(world)
    commands.sign_waiting(LATER)
    file = tmp_path / "thu.pdf"
    file.write_bytes(onestop.pdf_of(paper))
    said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_a_second_round_signs_nothing_twice(world: World) -> None:
    paper = apologised(world)
    commands.sign_waiting(LATER)
    first = mark_of(paper).sha256
    assert commands.sign_waiting(LATER) == 0
    again = signing.make(mark_of(paper), trial_signer(world.home, None, LATER), LATER)
    commands.keep_signature(actor=SYSTEM, now=LATER, mark_id=paper.id, made=again)
    assert mark_of(paper).sha256 == first
    assert StoredFile.objects.count() == 1


def test_each_person_has_one_trial_certificate_and_its_key_stands_encrypted(world: World) -> None:
    for _ in range(2):
        apologised(world)
    commands.sign_waiting(LATER)
    rows = SigningCertificate.objects.order_by("holder")
    assert [one.holder for one in rows] == ["person", "root"]
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM onestop_signingcertificate")
        assert not any("PRIVATE" in str(kept) for (kept,) in cursor.fetchall())


def test_a_reply_in_the_chairs_name_waits_for_the_chairs_own_press(world: World) -> None:
    paper = refused(world)
    assert mark_of(paper).signing == "asked"
    assert commands.sign_waiting(LATER) == 0
    for login in ("truc", "thu", "du"):
        with pytest.raises(NotThere):
            onestop.marks.sign_paper(actor=world.actors[login], now=LATER, mark_id=paper.id)
    assert "1 giấy mang tên anh/chị chờ ký số" in sign_in("tam").get("/can-bo/").content.decode()
    assert "ký số" not in sign_in("thu").get("/can-bo/").content.decode()
    onestop.marks.sign_paper(actor=world.actors["tam"], now=LATER, mark_id=paper.id)
    with pytest.raises(Refused):
        onestop.marks.sign_paper(actor=world.actors["tam"], now=LATER, mark_id=paper.id)
    assert commands.sign_waiting(LATER) == 1
    assert mark_of(paper).signer_id == UUID(world.actors["tam"].id)
    assert AuditRow.objects.filter(act="paper.sign").count() == 1


def test_a_failing_signature_holds_up_no_other_and_an_officer_sees_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = apologised(world), apologised(world)
    real = signing.make

    def make(mark: PaperMark, signer: Any, now: Any) -> Any:
        if mark.id == bad.id:
            raise OSError("the token is not in its place")
        return real(mark, signer, now)

    monkeypatch.setattr(signing, "make", make)
    assert commands.sign_waiting(LATER) == 1
    assert (mark_of(bad).signing, mark_of(bad).tries) == ("waiting", 1)
    assert mark_of(good).signing == "signed"
    at = LATER
    for _ in range(4):
        at += timedelta(hours=1)
        commands.sign_waiting(at)
    assert mark_of(bad).signing == "failed"
    assert [one.id for one in onestop.marks.unsigned(world.actors["thu"])] == [bad.id]
    assert "1 giấy chưa ký số được" in sign_in("thu").get("/can-bo/").content.decode()
    with pytest.raises(NotThere):
        onestop.marks.sign_again(actor=world.actors["nhai"], now=at, mark_id=bad.id)
    monkeypatch.undo()
    onestop.marks.sign_again(actor=world.actors["thu"], now=at, mark_id=bad.id)
    assert commands.sign_waiting(at) == 1


def test_where_nothing_signs_the_paper_is_drawn_with_its_code(world: World, settings: Any) -> None:
    settings.DEMO = False
    paper = apologised(world)
    assert mark_of(paper).signing == "none"
    assert onestop.pdf_of(paper) == onestop.pdf_of(paper)
    assert checking.signatures_of(onestop.pdf_of(paper)).signatures == ()


def test_a_certificate_taken_away_would_have_let_a_real_paper_leave_with_a_trial_signature(
    world: World, settings: Any
) -> None:
    paper = apologised(world)  # waits for its signature while the installation has a source of signatures
    settings.DEMO = False
    assert commands.sign_waiting(LATER) == 0
    mark = mark_of(paper)
    assert (mark.signing, mark.file, mark.trouble) == ("waiting", None, commands.NO_KEY)
    assert not SigningCertificate.objects.exists()


def test_a_paper_older_than_its_mark_is_drawn_as_it_was(world: World) -> None:
    paper = apologised(world)
    with_check = onestop.pdf_of(paper)
    PaperMark.objects.all().delete()
    without = onestop.pdf_of(paper)
    assert len(without) < len(with_check)
    assert b"kiem-tra-giay" not in without
