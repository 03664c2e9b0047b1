"""Who stands behind a filing: a helper, an organisation, a person's earlier papers with their consent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.files.samples import png
from tests.web.office_acts import enter
from tests.world import MARITAL, REBIRTH, World
from thanthien.core import audit, files
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import StoredFile
from thanthien.onestop import service as onestop
from thanthien.onestop.commands._erase import _erase_in
from thanthien.onestop.models import Dossier, Helper, Organisation, OrganisationFiling, PaperItem, ReusedPaper
from thanthien.onestop.service import people

SON = people.Helped("Bùi Văn Nam", "0900 000 999", "Con", "Mẹ già yếu", "close", "helper")
ID = "038190001234"
FIRM = people.Registrant("2801 234 567", "Công ty TNHH Vân Trai")


def test_the_dossier_is_the_others_and_the_phone_is_the_agreed_one(world: World) -> None:
    mother = world.applicant(name="Hà Thị Thơm", phone="", tell_by="slip")
    dossier = world.received(applicant=mother, helper=SON)
    assert (dossier.applicant, dossier.phone) == ("Hà Thị Thơm", "0900000999")
    helper = Helper.objects.get(dossier=dossier)
    assert (helper.name, helper.relation, helper.authority) == ("Bùi Văn Nam", "Con", "close")
    own = world.received(applicant=world.applicant(phone="0900 000 123"), helper=replace(SON, contact="own"))
    assert own.phone == "0900000123"
    silent = world.received(applicant=world.applicant(), helper=replace(SON, contact="none"))
    assert (silent.phone, silent.tell_by) == ("", "slip")
    assert audit.verify(world.home).ok


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "7"}, "helper_name"),
        ({"name": "Bùi Thị Mơ"}, "helper_name"),
        ({"relation": ""}, "helper_relation"),
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "helper_phone"),
        ({"authority": "maybe"}, "authority"),
        ({"contact": "neighbour"}, "contact"),
        ({"reason": "x" * 400}, "helper_reason"),
    ],
)
def test_a_helper_is_judged_at_the_field(world: World, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        world.received(helper=replace(SON, **change))
    assert no.value.field == field
    assert not Dossier.objects.exists()


def test_a_helpers_phone_is_not_taken_for_the_persons(world: World) -> None:
    mother = world.applicant(name="Hà Thị Thơm", phone="", id_number=ID)
    world.received(applicant=mother, helper=SON)
    told = enter("nhai").post("/can-bo/mot-cua/tiep-nhan/nguoi/", {"id_number": ID}).json()
    assert (told["name"], told["phone"]) == ("Hà Thị Thơm", "")
    by_phone = enter("nhai").post("/can-bo/mot-cua/tiep-nhan/nguoi/", {"phone": "0900000999"}).json()
    assert by_phone == {}


def test_an_organisation_is_registered_once_and_not_renamed_by_filing(world: World) -> None:
    first = world.received(registrant=FIRM)
    assert first.applicant == "Công ty TNHH Vân Trai"
    assert OrganisationFiling.objects.get(dossier=first).representative == "Bùi Thị Mơ"
    world.received(registrant=FIRM)
    assert Organisation.objects.get().number == "2801234567"
    with pytest.raises(Refused) as no:
        world.received(registrant=replace(FIRM, name="Công ty khác"))
    assert no.value.field == "org_name"
    world.online(registrant=replace(FIRM, name="Công ty khác"))  # a citizen is not told what stands in our books
    assert Organisation.objects.get().name == "Công ty TNHH Vân Trai"


def test_a_stranger_online_would_have_put_their_own_phone_behind_a_companys_number(world: World) -> None:
    stranger = world.applicant(name="Kẻ Lạ", phone="0900000666")
    onestop.file(actor=world.citizen, now=world.now, filing=onestop.Filing(
        world.home, REBIRTH, stranger, {}, channel="online", registrant=people.Registrant(FIRM.number, "Công ty Giả"),
    ))  # fmt: skip
    typed = {"org_number": FIRM.number}
    assert enter("nhai").post("/can-bo/mot-cua/tiep-nhan/nguoi/", typed).json() == {}
    world.received(registrant=FIRM)
    row = Organisation.objects.get()
    assert (row.name, row.representative) == (FIRM.name, "Bùi Thị Mơ")
    assert "0900000666" not in enter("nhai").post("/can-bo/mot-cua/tiep-nhan/nguoi/", typed).text


@pytest.mark.parametrize("number", ["", "12", "28012345678901234567890"])
def test_a_number_that_is_none_is_refused(world: World, number: str) -> None:
    with pytest.raises(Refused) as no:
        world.received(registrant=replace(FIRM, number=number))
    assert no.value.field == "org_number"


def test_the_clerk_corrects_an_organisation_and_the_past_stays(world: World) -> None:
    first = world.received(registrant=FIRM)
    row = Organisation.objects.get()
    changed = people.Particulars("Công ty CP Vân Trai", "Hà Văn Đông", "0900000555")
    for login in ("la", "truc"):
        with pytest.raises(NotThere):
            people.change_organisation(
                actor=world.actors[login], now=world.now, organisation_id=row.id, particulars=changed
            )
    people.change_organisation(actor=world.actors["nhai"], now=world.now, organisation_id=row.id, particulars=changed)
    assert OrganisationFiling.objects.get(dossier=first).name == "Công ty TNHH Vân Trai"
    looked = enter("nhai").post("/can-bo/mot-cua/tiep-nhan/", {"viec": "tra-to-chuc", "org_number": "2801234567"}).text
    assert "Công ty CP Vân Trai" in looked
    assert "Hà Văn Đông" in looked
    assert not people.organisations(world.actors["la"]).exists()


def with_file(world: World, **changes: Any) -> Any:
    kept = files.stage("a.png", png(), unit_id=world.home, purpose="dossier", now=world.now)
    items = (onestop.Item(1, "file", str(kept.id)),)
    return world.received(REBIRTH, applicant=world.applicant(id_number=ID), items=items, **changes)


UNSEEN = "số giấy tờ chưa đối chiếu"


def again(world: World, dossier: Any, source: Any, login: str = "nhai", agreed: bool = True) -> None:
    item = PaperItem.objects.filter(dossier=dossier).order_by("number").first()
    paper = PaperItem.objects.get(dossier=source, number=1)
    assert item is not None
    people.reuse_paper(
        actor=world.actors[login], now=world.now, dossier_id=dossier.id, version=world.get(dossier.id).version,
        again=people.Again(item.id, paper.id, agreed),
    )  # fmt: skip


def test_a_paper_is_used_again_only_with_the_persons_yes(world: World) -> None:
    source, dossier = with_file(world), world.received(MARITAL, applicant=world.applicant(id_number=ID), items=())
    with pytest.raises(Refused) as no:
        again(world, dossier, source, agreed=False)
    assert no.value.field == "agreed"
    again(world, dossier, source)
    kept = ReusedPaper.objects.get()
    assert (kept.asked_by.login, kept.item.file_id, StoredFile.objects.count()) == ("nhai", kept.source.file_id, 1)
    with pytest.raises(Refused):
        again(world, dossier, source)
    assert audit.verify(world.home).ok


def test_whoever_files_under_a_strangers_number_would_have_read_their_papers_by_the_own_link(
    client: Client, world: World
) -> None:
    source, stranger = with_file(world), world.received(MARITAL, applicant=world.applicant(id_number=ID), items=())
    again(world, stranger, source)
    file = PaperItem.objects.get(dossier=source, number=1).file_id
    owner, other = (f"/hs/{onestop.token_of(one.id)}/tep/{file}/" for one in (source, stranger))
    assert client.get(owner).status_code == 200
    assert client.get(other).status_code == 404
    page = client.get(f"/hs/{onestop.token_of(stranger.id)}/").content.decode()
    assert "Dùng lại giấy đã nộp" in page
    assert source.code not in page


def test_nobody_elses_paper_and_nobody_else(world: World) -> None:
    source = with_file(world)
    other = world.received(MARITAL, applicant=world.applicant(id_number="038190009999"), items=())
    unnamed = world.received(MARITAL, items=())
    for dossier in (other, unnamed):
        with pytest.raises(NotThere):
            again(world, dossier, source)
    mine = world.received(MARITAL, applicant=world.applicant(id_number=ID), items=())
    for login in ("truc", "la"):
        with pytest.raises(NotThere):
            again(world, mine, source, login)
    assert [one.id for one in people.earlier(world.actors["truc"], mine)] == [source.id]
    assert not people.earlier(world.actors["xa"], mine).exists()


def test_destroying_the_earlier_dossier_leaves_the_paper_to_the_living_one(world: World) -> None:
    from thanthien.core.actors import SYSTEM
    from thanthien.core.command import Run

    source, dossier = with_file(world), world.received(MARITAL, applicant=world.applicant(id_number=ID), items=())
    again(world, dossier, source)
    Dossier.objects.filter(id=source.id).update(state="closed")
    _erase_in(Run("test", SYSTEM, world.now + timedelta(days=1)), world.home, [source.id], "BB-1", ())
    file = StoredFile.objects.get()
    assert file.attached_to == dossier.id
    assert PaperItem.objects.get(dossier=dossier, number=1).file_id == file.id
    Dossier.objects.filter(id=dossier.id).update(state="closed")
    _erase_in(Run("test", SYSTEM, world.now + timedelta(days=2)), world.home, [dossier.id], "BB-2", ())
    assert not StoredFile.objects.exists()
    assert not Helper.objects.exists()


def test_the_counter_takes_in_for_somebody_else(world: World) -> None:
    clerk = enter("nhai")
    body = {
        "viec": "nhan", "code": REBIRTH, "words": "x", "name": "Hà Thị Thơm", "items": ["1", "2"], "missing_ok": "1",
        "helper_name": "Bùi Văn Nam", "helper_relation": "Con", "authority": "close", "contact": "none",
        "once": "0190b2c4-3a51-7c22-b1d8-2f4c5d6e7f80",
    }  # fmt: skip
    answer = clerk.post("/can-bo/mot-cua/tiep-nhan/", body)
    assert answer.status_code == 302, answer.text[:2000]
    dossier = Dossier.objects.get()
    page = clerk.get(f"/can-bo/ho-so/{dossier.id}/").text
    assert "nộp giúp" in page
    assert "Bùi Văn Nam" in page


def test_the_page_asks_for_the_yes(world: World) -> None:
    source, dossier = with_file(world), world.received(MARITAL, applicant=world.applicant(id_number=ID), items=())
    clerk, at = enter("nhai"), f"/can-bo/mot-cua/giay-cu/{dossier.id}/"
    assert at in clerk.get(f"/can-bo/ho-so/{dossier.id}/").text
    item = PaperItem.objects.filter(dossier=dossier).order_by("number").first()
    assert item is not None
    body = {
        "item": str(item.id), "source": str(PaperItem.objects.get(dossier=source, number=1).id),
        "version": str(dossier.version), "once": "0190b2c4-3a51-7c22-b1d8-2f4c5d6e7f81",
    }  # fmt: skip
    assert UNSEEN not in clerk.get(at).text
    Dossier.objects.filter(id=source.id).update(channel="online")  # whoever typed that number was never seen
    assert UNSEEN in clerk.get(at).text.partition("<form")[2]
    assert "người nộp tự gõ" not in clerk.get(at).text
    Dossier.objects.filter(id=dossier.id).update(channel="online")  # a stranger under this number asks for her papers
    assert "người nộp tự gõ" in clerk.get(at).text
    assert UNSEEN in clerk.get(f"/can-bo/ho-so/{dossier.id}/").text
    assert clerk.post(at, body).status_code == 422
    assert clerk.post(at, {**body, "agreed": "on"}).status_code == 302
    assert "Người nộp đồng ý" in clerk.get(f"/can-bo/ho-so/{dossier.id}/").text
