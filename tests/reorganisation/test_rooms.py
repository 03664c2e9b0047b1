"""What the rooms let follow: duties, hamlets, boards, catalogue, forms, files, messages, requests, invitations."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from tests.fees.things import CASE, fees
from tests.files.samples import png
from tests.org.things import organisation_things
from tests.people import CAM_VAN, VAN_DU
from tests.privacy.things import LONG_AGO
from tests.reorganisation.plans import NEW, again, approved, carried, draft, unit_of
from tests.world import BIRTH, REBIRTH, World, forget
from thanthien.core import audit, files
from thanthien.core.actors import SYSTEM
from thanthien.core.command import Run
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import Message
from thanthien.identity import service as identity
from thanthien.identity.models import Invitation
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.onestop.commands import reorganised
from thanthien.onestop.models import Dossier, Draft, Organisation, OrganisationFiling, Receipt, ResultPaper
from thanthien.org import service as org
from thanthien.org.models import Absence, Board, BoardDecision, Delegation, Hamlet
from thanthien.privacy import service as privacy
from thanthien.privacy.models import DataRequest
from thanthien.rules import numbering

RENAMED = (org.NewUnit(CAM_VAN, "Cẩm Vân Sơn", "commune"),)


def test_hamlets_go_with_head_and_group_and_boards_end(world: World) -> None:
    things = organisation_things(world)
    carried(world)
    new = unit_of(NEW)
    old = Hamlet.objects.get(id=things["hamlet"])
    assert old.ended_by.startswith("1686/NQ-UBTVQH15")
    here = old.successor
    assert here is not None
    assert (here.unit_id, here.name, here.valid_to) == (new, "Vân Trai", None)
    assert [one.name for one in here.heads.all()] == ["Bùi Văn Thắng"]
    assert [one.leader for one in here.groups.all()] == ["Hà Thị Bưởi"]
    assert org.hamlets(again(world, "quan"), world.now.date())
    board = Board.objects.get(id=things["board"])
    assert (board.unit_id, board.valid_to) == (world.home, world.now.date())
    last = BoardDecision.objects.filter(board=board).order_by("-order")[0]
    assert (last.act, last.number) == ("dissolve", "1686/NQ-UBTVQH15")


def test_boards_of_a_unit_that_goes_on_go_on(world: World) -> None:
    things = organisation_things(world)
    carried(world, draft(world, "rename", old=(CAM_VAN,), new=RENAMED))
    board = Board.objects.get(id=things["board"])
    assert (board.unit_id, board.valid_to) == (unit_of(CAM_VAN), None)
    assert {one.unit_id for one in board.members.all()} == {unit_of(CAM_VAN)}


def test_absences_and_lent_powers_go_with_the_people(world: World) -> None:
    organisation_things(world)
    carried(world)
    new = unit_of(NEW)
    assert Absence.objects.get(unit_id=new).staff.login == "tam"
    lent = Delegation.objects.get(unit_id=new)
    assert (lent.delegate.login, lent.position.unit_id) == ("thu", new)


def test_the_catalogue_begins_with_what_the_leading_unit_has(world: World) -> None:
    quan, now = world.actors["quan"], world.now
    mua = UUID(world.actors["mua"].id)
    org.set_office(actor=quan, now=now, unit_id=world.home, values={"address": "Thôn Vân Trai"})
    onestop.set_procedure(actor=quan, now=now, code=BIRTH, enabled=False, handler_id=mua)
    onestop.add_synonym(actor=quan, now=now, text="giấy đẻ", code=BIRTH)
    done = onestop.propose_correction(
        actor=quan, now=now, code=REBIRTH, changes={}, confirmed=["forms"], source="QĐ 1234/QĐ-UBND, trang 5"
    )
    onestop.decide_correction(actor=world.actors["tam"], now=now, correction_id=UUID(done.id), approve=True)
    carried(world)
    new = unit_of(NEW)
    assert not onestop.offer(new, BIRTH, now.date()).enabled
    assert onestop.offer(new, REBIRTH, now.date()).local
    assert onestop.extra_synonyms(new, now.date()) == [("giấy đẻ", BIRTH)]
    assert org.office_of(new).address == "Thôn Vân Trai"
    assert org.office_of(world.home).address == "Thôn Vân Trai"


def test_a_form_begun_is_sent_to_the_new_commune(world: World) -> None:
    saved = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    kept = files.stage("khai.png", png(), unit_id=world.home, purpose="paper", now=world.now)
    carried(world)
    forget()
    new = unit_of(NEW)
    item = onestop.Item(1, "file", str(kept.id))
    filing = replace(world.filing(channel="online", items=(item,)), unit_id=new)
    filed = onestop.file(actor=world.citizen, now=world.now, filing=filing, draft_token=saved.token)
    assert world.get(filed.id).unit_id == new
    assert files.get(kept.id, unit_id=new).attached_to == UUID(filed.id)


def test_files_and_messages_of_a_dossier_go_with_it(world: World) -> None:
    kept = files.stage("khai.png", png(), unit_id=world.home, purpose="paper", now=world.now)
    dossier = world.received(REBIRTH, items=(onestop.Item(1, "file", str(kept.id)),))
    waiting = world.online()
    slips = len(notify.waiting_slips(world.actors["nhai"]))
    carried(world)
    new = unit_of(NEW)
    assert files.get(kept.id, unit_id=new).attached_to == dossier.id
    with pytest.raises(NotThere):
        files.get(kept.id, unit_id=world.home)
    assert set(Message.objects.filter(subject_id=waiting.id).values_list("unit_id", flat=True)) == {new}
    assert len(notify.waiting_slips(again(world, "nhai"))) == slips


def test_organisations_are_known_again_by_number(world: World) -> None:
    """Open filings point to the row of the new unit, the old unit's book stays; what only Vân Du knew comes, too."""
    cong_ty = onestop.people.Registrant("2801234567", "Công ty Sơn Lâm")
    dossier = world.received(REBIRTH, registrant=cong_ty)
    old = Organisation.objects.get()
    other = {"number": "2809999999", "name": "HTX Vân Du", "name_fold": "htx van du", "changed_at": world.now}
    Organisation.objects.create(unit_id=unit_of(VAN_DU), representative="Bùi Văn Nam", **other)
    earlier = {**other, "number": old.number, "changed_at": world.now - timedelta(days=900)}
    Organisation.objects.create(unit_id=unit_of(VAN_DU), representative="Người Cũ", **earlier)
    carried(world)
    new = unit_of(NEW)
    here = {one.number: one for one in Organisation.objects.filter(unit_id=new)}
    assert {number: one.name for number, one in here.items()} == {
        old.number: "Công ty Sơn Lâm", "2809999999": "HTX Vân Du",
    }  # fmt: skip
    assert OrganisationFiling.objects.get(dossier=dossier).organisation_id == here[old.number].id
    assert Organisation.objects.get(id=old.id).unit_id == world.home
    clerk = again(world, "nhai")
    assert [one.number for one in onestop.people.organisations(clerk, "2801234567")] == [old.number]


def test_whatever_belongs_to_a_dossier_goes_with_it() -> None:
    """Else the new unit, which destroys the dossier one day, would leave the old unit's rows about people behind."""
    in_the_book_of_numbers = {Receipt, ResultPaper}
    belong = {
        model for model in apps.get_app_config("onestop").get_models()
        if {"unit", "dossier"} <= {one.name for one in model._meta.concrete_fields}
    }  # fmt: skip
    assert belong - in_the_book_of_numbers - {Draft} - set(reorganised.PARTS) == set()


def test_the_payers_name_goes_with_the_dossier_though_the_receipt_stays_in_its_book(world: World) -> None:
    paid = world.received(CASE)
    charge = fees.charge_of(paid)
    assert charge is not None
    fees.collect(actor=world.actors["nhai"], now=world.now, charge_id=charge.id, version=charge.version)
    carried(world)
    Dossier.objects.filter(id=paid.id).update(state="closed")
    new = unit_of(NEW)
    assert onestop.erase(Run("dossier.erase", again(world, "thu"), world.now, False), new, [paid.id], "biên bản 1") == 1
    assert [(one.unit_id, one.payer) for one in Receipt.objects.all()] == [(world.home, "")]


def test_a_unit_that_bears_the_old_code_goes_on_counting(world: World) -> None:
    world.received()
    last = numbering.parse_dossier_code(world.received().code)
    plan = draft(world, new=(org.NewUnit(CAM_VAN, "Cẩm Vân Du", "commune"),))
    carried(world, plan)
    world.units[CAM_VAN] = unit_of(CAM_VAN)
    world.actors["nhai"] = again(world, "nhai")
    code = numbering.parse_dossier_code(world.received().code)
    assert (code.body, code.serial) == (last.body, last.serial + 1)


def test_two_communes_under_one_identifier_are_told_before(world: World) -> None:
    for unit_id, person in ((world.home, "nhai"), (world.units[VAN_DU], "la")):
        org.set_office(actor=SYSTEM, now=world.now, unit_id=unit_id, values={"e_identifier": "H56.146"})
        filing = replace(world.filing(), unit_id=unit_id)
        onestop.receive_at_counter(actor=world.actors[person], now=world.now, filing=filing)
    act = approved(world)
    with pytest.raises(Refused, match="cùng có hồ sơ mang mã H56"):
        org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id)


def test_requests_about_data_are_answered_by_the_new_commune(world: World) -> None:
    dossier = world.online()
    about: dict[str, Any] = {"actor": world.citizen, "now": world.now, "kind": "see", "text": ""}
    with_dossier = privacy.register(**about, dossier_id=dossier.id)
    carried(world)
    row = DataRequest.objects.get(id=with_dossier.id)
    assert row.unit_id == unit_of(NEW)


def test_who_wrote_a_wish_to_delete_down_before_a_merge_does_not_fulfil_it_after(world: World) -> None:
    """The registration stands in the old commune's chain; looked for in the new one alone it was not found."""
    old = world.online(at=LONG_AGO)
    onestop.withdraw(actor=world.citizen, now=LONG_AGO, dossier_id=old.id, version=old.version, reason="")
    asked = privacy.register(
        actor=world.actors["nhai"], now=world.now, kind="delete", text="", dossier_id=old.id,
        person=privacy.Person("Ai Đó"),
    )  # fmt: skip
    carried(world)
    alone = replace(again(world, "nhai"), roles=frozenset({"clerk", "chair"}))
    given: dict[str, Any] = {"now": world.now, "request_id": UUID(asked.id), "version": 1, "text": "đã xóa"}
    with pytest.raises(Refused, match="người thứ hai"):
        privacy.carry_out_request(actor=alone, **given)
    privacy.carry_out_request(actor=again(world, "tam"), **given)
    assert world.get(old.id).erased_at is not None


def test_an_invitation_can_be_withdrawn_where_the_person_works_now(world: World) -> None:
    mua = UUID(world.actors["mua"].id)
    identity.invite(actor=world.actors["quan"], now=world.now, unit_id=world.home, staff_id=mua)
    carried(world)
    assert Invitation.objects.get(staff_id=mua).unit_id == unit_of(NEW)


def test_the_citizen_still_sees_who_opened_the_file_before(world: World) -> None:
    dossier = world.received()
    privacy.note_opened(world.actors["truc"], world.now, dossier)
    carried(world)
    privacy.note_opened(again(world, "mua"), world.now, world.get(dossier.id))
    opened = privacy.readers_of(onestop.by_token(onestop.token_of(dossier.id)))
    assert {one.unit for one in opened} == {"xã Cẩm Vân", "xã Vân Du Mới"}


def test_what_is_kept_is_destroyed_by_its_keeper_when_its_time_is_over(world: World) -> None:
    old = world.online(at=LONG_AGO)
    onestop.withdraw(actor=world.citizen, now=LONG_AGO, dossier_id=old.id, version=old.version, reason="")
    carried(world)
    thu, now = again(world, "thu"), world.now
    assert [one.id for one in privacy.outlived(thu, now).rows] == [old.id]
    made = UUID(privacy.propose(actor=thu, now=now, dossier_ids=[old.id]).id)
    privacy.approve(actor=again(world, "tam"), now=now, record_id=made, version=1)
    privacy.carry_out(actor=thu, now=now, record_id=made, version=2)
    gone = world.get(old.id)
    assert (gone.unit_id, gone.applicant) == (world.home, "(đã tiêu hủy)")
    assert audit.verify().ok
