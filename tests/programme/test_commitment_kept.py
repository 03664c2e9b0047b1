"""What was signed: on paper, checked, tampered with, carried over a merger; and the texts it is made from."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.files.samples import armed_pdf, blank_pdf, docx, jpeg, written
from tests.people import VAN_DU
from tests.programme.committed import WITNESS, api, drafted, for_hamlet_head, record, scan, signed, wanted
from tests.programme.packed import proven, published, taken
from tests.programme.start import above, chosen
from tests.reorganisation.plans import NEW, again, carried, unit_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit, files, journal
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, StoredFile
from thanthien.papers import service as papers
from thanthien.programme import commitment_queries, drafting, packing
from thanthien.programme import service as programme
from thanthien.programme.models import Commitment, CommitmentText
from thanthien.rules.commitment import fingerprint, house_wording, mark

BROKEN = "Bản này không còn khớp với lúc ký."


def page(world: World, row: Commitment, login: str = "tam") -> str:
    return enter(login).get(reverse("office:commitment", args=[row.id])).content.decode()


def again_read(row: Commitment) -> Commitment:
    return Commitment.objects.select_related("file").get(id=row.id)


def test_a_sheet_signed_by_hand_stands_with_its_scan_and_opens_the_gate(world: World) -> None:
    chosen(world, above(world))
    row = for_hamlet_head(world)
    record(world, row, signed_on=world.now.date() - timedelta(days=1))
    row = again_read(row)
    assert row.file is not None
    [sealed] = journal.about([world.home], row.id, ["commitment.record"], 2)
    assert (sealed.data["sha256"], sealed.data["file_sha256"]) == (row.sha256, row.file.sha256)
    assert api.check(row).ok
    part = programme.current(world.home)
    assert part is not None
    assert "commitment" in {one.kind for one in programme.artefacts(part)}
    assert audit.verify().ok


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"file_id": None}, "no-scan"), ({"mark": "00000000"}, "other-mark"), ({"mark": ""}, "other-mark")],
)
def test_a_sheet_owes(world: World, changes: dict[str, Any], code: str) -> None:
    chosen(world, above(world))
    row = for_hamlet_head(world)
    with pytest.raises(Refused) as no:
        record(world, row, **changes)
    assert no.value.code == code
    with pytest.raises(Refused, match="sau hôm nay"):
        record(world, row, signed_on=world.now.date() + timedelta(days=1))
    part = programme.current(world.home)
    assert part is not None
    assert "commitment" not in {one.kind for one in programme.artefacts(part)}


def test_a_sheet_is_not_older_than_the_one_it_replaces(world: World) -> None:
    first = for_hamlet_head(world)
    record(world, first, signed_on=world.now.date() - timedelta(days=3))
    second = for_hamlet_head(world)
    with pytest.raises(Refused) as no:
        record(world, second, signed_on=world.now.date() - timedelta(days=4))
    assert (no.value.field, no.value.code) == ("signed_on", "day")
    assert again_read(first).state == "signed"
    record(world, second, signed_on=world.now.date() - timedelta(days=3))
    assert again_read(first).state == "replaced"


def test_no_empty_unsafe_or_word_file_is_a_scan(world: World) -> None:
    for name, data in (("a.jpg", b""), ("a.pdf", b"%PDF-1.7 broken"), ("a.png", jpeg()[:40])):
        with pytest.raises(Refused):
            scan(world, name, data)
    row = for_hamlet_head(world)
    with pytest.raises(Refused, match="không phải tệp Word"):
        record(world, row, file_id=scan(world, "a.docx", docx()))
    other = files.stage("a.jpg", jpeg(), unit_id=world.units[VAN_DU], purpose="commitment", now=world.now)
    with pytest.raises(NotThere):
        record(world, row, file_id=other.id)
    record(world, row, file_id=scan(world, "a.pdf", written(blank_pdf())))
    assert again_read(row).state == "signed"


def test_a_scan_with_script_is_kept_for_evidence_and_never_shown_armed(world: World) -> None:
    row = for_hamlet_head(world)
    record(world, row, file_id=scan(world, "a.pdf", armed_pdf()))
    shown = enter("thu").get(reverse("office:commitment_scan", args=[row.id]))
    assert b"/JavaScript" not in b"".join(shown.streaming_content)  # type: ignore[attr-defined]  # a stream


@pytest.mark.parametrize("login", ["truc", "nhai", "mua"])
def test_a_sheet_is_recorded_by_an_officer_with_the_right(world: World, login: str) -> None:
    row = drafted(world, "truc")
    with pytest.raises(NotThere):
        record(world, row, login)


def test_a_changed_text_is_told_by_the_page_and_by_the_chain(world: World) -> None:
    row = signed(world)
    assert BROKEN not in page(world, row)
    Commitment.objects.filter(id=row.id).update(text=row.text.replace("Không trễ hẹn", "Ít trễ hẹn"))
    found = api.check(again_read(row))
    assert (found.text_fits, found.chain_fits, found.ok) == (False, False, False)
    assert found.sealed is not None
    assert found.sealed.data["sha256"] == row.sha256 != found.now
    assert BROKEN in page(world, row)


def test_a_fingerprint_changed_along_with_the_text_is_told_by_the_chain(world: World) -> None:
    row = signed(world)
    other = row.text.replace("Không trễ hẹn", "Ít trễ hẹn")
    Commitment.objects.filter(id=row.id).update(text=other, sha256=fingerprint(other))
    found = api.check(again_read(row))
    assert (found.text_fits, found.chain_fits) == (True, False)
    assert "không phải mã đã ghi trong nhật ký" in page(world, row)
    sealed = AuditRow.objects.get(subject_id=row.id, act="commitment.sign")
    AuditRow.objects.filter(pk=sealed.pk).update(body=sealed.body.replace(row.sha256, fingerprint(other)))
    assert api.check(again_read(row)).ok  # whoever rewrites the row, too, is found by the chain
    assert not audit.verify().ok


def test_another_scan_is_told(world: World) -> None:
    row = for_hamlet_head(world)
    record(world, row)
    StoredFile.objects.filter(attached_to=row.id).update(sha256="0" * 64)
    assert not api.check(again_read(row)).ok


def test_anybody_can_count_the_fingerprint_of_the_file(world: World) -> None:
    row = signed(world)
    answer = enter("mua").get(reverse("office:commitment_text_file", args=[row.id]))
    assert fingerprint(answer.content.decode()) == row.sha256
    assert row.sha256 in page(world, row, "mua")


def test_the_sheet_is_a_pdf_with_the_text_and_its_mark(world: World) -> None:
    row = drafted(world)
    data = api.sheet(row, world.now.date())
    said = str(data)
    for words in (mark(row.sha256), "NGƯỜI CHỨNG KIẾN", WITNESS.name, "Ký ngày ......"):
        assert words in said, words
    for line in filter(None, row.text.split("\n")[3:]):
        assert line in said or line == "Trước sự chứng kiến của:", line
    assert papers.render(papers.PaperKind.OFFICIAL, data).startswith(b"%PDF-")
    assert "trong máy, có bước xác nhận thứ hai ngày 16/11/2026" in str(
        api.sheet(signed(world, "mua"), world.now.date())
    )


def test_commitments_lapse_when_the_commune_is_merged_and_stay_readable(world: World) -> None:
    chosen(world, above(world))
    row, draft = signed(world), drafted(world, "mua")
    carried(world)
    old = again_read(row)
    assert (old.state, old.unit_id, old.ended_on) == ("lapsed", world.home, world.now.date())
    assert "sắp xếp đơn vị" in old.end_reason
    me = again(world, "truc")
    assert api.one(me, row.id).text == row.text
    assert [line.row.id for line in api.own(me, world.now.date())] == [row.id]
    assert not api.signed_list(unit_of(NEW), world.now.date()).lines
    done = api.draft(actor=me, now=world.now, wanted=wanted())
    new = Commitment.objects.get(id=done.id)
    api.sign(actor=me, now=world.now, commitment_id=new.id, shown=new.sha256, second="totp")
    part = programme.current(unit_of(NEW))
    assert part is not None
    assert new.id in {one.subject_id for one in programme.artefacts(part) if one.kind == "commitment"}
    assert Commitment.objects.get(id=draft.id).state == "draft"
    assert audit.verify().ok


def test_the_preview_of_a_merger_counts_them(world: World) -> None:
    from tests.reorganisation.plans import proposed
    from thanthien.org import service as org

    signed(world)
    act = proposed(world)
    lines = org.reorganisation_lines(org.scheme_of(act, world.now.date()))
    assert [(one.count, one.fate.value) for one in lines if one.what == "Cam kết"] == [(1, "anew")]


def test_each_change_of_the_communes_text_is_a_version(world: World) -> None:
    tam, day = world.actors["tam"], world.now.date()
    old = signed(world)
    text = replace(house_wording("person", day), points=("Chào bà con trước.", "Hẹn là đúng hẹn."))
    api.write_text(actor=tam, now=world.now, scope="person", text=text)
    with pytest.raises(Refused, match="giống hệt"):
        api.write_text(actor=tam, now=world.now, scope="person", text=text)
    new = drafted(world, "mua")
    assert (old.text_version, new.text_version) == (0, 1)
    assert "Hẹn là đúng hẹn." in new.text
    assert again_read(old).text == old.text
    api.write_text(actor=tam, now=world.now, scope="person", text=replace(text, title="Cam kết của xã"))
    first = CommitmentText.objects.get(version=1)
    api.adopt_text(actor=tam, now=world.now, text_id=first.id)
    assert api.wording(world.home, "person", day) == (text, 3)
    assert CommitmentText.objects.count() == 3
    with pytest.raises(Refused, match="đang dùng rồi"):
        api.adopt_text(actor=tam, now=world.now, text_id=CommitmentText.objects.get(version=3).id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": ""}, "title"), ({"opening": "a"}, "opening"), ({"points": ()}, "points"), ({"closing": ""}, "closing")],
)
def test_a_text_owes(world: World, changes: dict[str, Any], field: str) -> None:
    text = replace(house_wording("body", world.now.date()), **changes)
    with pytest.raises(Refused) as no:
        api.write_text(actor=world.actors["tam"], now=world.now, scope="body", text=text)
    assert no.value.field == field


@pytest.mark.parametrize("login", ["truc", "nhai", "thu", "du"])
def test_the_text_is_for_chair_and_administrator(world: World, login: str) -> None:
    text = house_wording("person", world.now.date())
    world_unit = world.actors[login].unit_id
    if login == "du":
        api.write_text(actor=world.actors["tam"], now=world.now, scope="person", text=text)
        key = CommitmentText.objects.get().id
        with pytest.raises(NotThere):
            api.adopt_text(actor=world.actors["du"], now=world.now, text_id=key)
        assert world_unit != world.home
        return
    with pytest.raises(NotThere):
        api.write_text(actor=world.actors[login], now=world.now, scope="person", text=text)


def test_a_pack_takes_the_text_along_as_a_draft(world: World) -> None:
    text = replace(house_wording("person", world.now.date()), title="Cam kết của xã Cẩm Vân")
    api.write_text(actor=world.actors["tam"], now=world.now, scope="person", text=text)
    proven(world)
    pack = published(world, sections=["plan", "commitment_texts"])
    taken(world, pack)
    there = CommitmentText.objects.get(unit_id=world.units[VAN_DU])
    assert (there.title, there.adopted_on) == ("Cam kết của xã Cẩm Vân", None)
    assert api.wording(there.unit_id, "person", world.now.date())[1] == 0
    assert [row["draft"] for row in packing.SECTIONS["commitment_texts"].export(there.unit_id)] == [True]
    api.adopt_text(actor=world.actors["du"], now=world.now, text_id=there.id)
    assert api.wording(there.unit_id, "person", world.now.date())[0].title == "Cam kết của xã Cẩm Vân"


def test_papers_and_reports_know_of_commitments(world: World) -> None:
    row = signed(world)
    paper = drafting.KINDS["commitment"].fill(world.actors["truc"], row.id, world.now)
    assert [one.name for one in paper.signers] == [f"{row.signer}, {row.post}"]
    with pytest.raises(NotThere):
        drafting.KINDS["commitment"].fill(world.actors["du"], row.id, world.now)
    period = drafting.Period(world.now.date().replace(day=1), world.now.date())
    told = commitment_queries.told(world.actors["tam"], period, world.now)
    assert told is not None
    [figures] = told.blocks
    assert [one.value for one in figures.counts] == ["1", "0", "1"]  # type: ignore[union-attr]  # a table of figures
    assert commitment_queries.told(world.actors["du"], period, world.now) is None
