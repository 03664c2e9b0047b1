"""Every work address, read and written, as every person: the whole table is walked, strangers and former staff too."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import people
from tests.access.lines import NO_METHOD, Line
from tests.access.matrix import DOOR_ARGS, DOORS, TABLE
from tests.access.test_rights_doors import views as views_of
from tests.files.samples import png
from tests.onestop.things import counter_things
from tests.org.things import organisation_things
from tests.petitions.sealed import House, engage
from tests.privacy.things import privacy_things
from tests.programme.start import ABOVE, above
from tests.programme.things import model_things
from tests.reorganisation.plans import proposed, split
from tests.web.office_acts import enter, signed
from tests.world import BIRTH, REBIRTH, World
from thanthien.core import files
from thanthien.core.actors import SYSTEM
from thanthien.notify import service as notify
from thanthien.office import urls
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Position, Staff
from thanthien.rules.rights import RIGHTS

FORMER, STRANGE_ADMIN, NOBODY, STANDS_IN, STOOD_IN = "cu", "quan-du", "", "thay", "het"
LENT = {STANDS_IN: {"chair"}}  # whose powers somebody has today by a written delegation
EXTRA = (
    people.Cast(FORMER, "Bùi Văn Cũ", people.CAM_VAN, (("clerk", "Cán bộ Một cửa"), ("chair", "Phó Chủ tịch"))),
    people.Cast(STRANGE_ADMIN, "Phạm Thị Dự", people.VAN_DU, (("administrator", "Quản trị"),)),
    people.Cast(STANDS_IN, "Lò Thị Thay", people.CAM_VAN, (("handler", "Công chức"),)),
    people.Cast(STOOD_IN, "Lò Văn Hết", people.CAM_VAN, (("handler", "Công chức"),)),
    people.Cast("giu", "Lương Thị Giữ", people.CAM_VAN, (("sealed_officer", "Giữ hồ sơ niêm phong"),)),
    people.Cast("giu-du", "Trần Văn Giữ", people.VAN_DU, (("sealed_officer", "Giữ hồ sơ niêm phong"),)),
)  # fmt: skip
EVERYBODY = {cast.login: cast for cast in (*people.CAST, *EXTRA)}


@dataclass
class Things:
    """Records of Cẩm Vân that the addresses name."""

    dossier: Any
    online: Any
    issued: Any
    signed: Any
    paper: UUID
    item: UUID
    slip: UUID
    letter: UUID
    correction: UUID
    word: UUID
    staff: UUID
    position: UUID
    asked: UUID
    destruction: UUID
    sealed: UUID
    new_key: UUID
    plan: UUID
    model: dict[str, Any]
    counter: dict[str, Any]
    hamlet: UUID
    head: UUID
    group: UUID
    board: UUID
    absence: UUID
    lent: UUID


def names(patterns: Any) -> list[str]:
    found: list[str] = []
    for one in patterns:
        found += names(one.url_patterns) if hasattr(one, "url_patterns") else [str(one.name)]
    return found


def things(world: World) -> Things:
    quan, now = world.actors["quan"], world.now
    kept = files.stage("khai.png", png(), unit_id=world.home, purpose="paper", now=now)
    known = world.applicant(id_number="038300000777")
    dossier = world.received(REBIRTH, items=(onestop.Item(1, "file", str(kept.id)),), applicant=known)
    letter = onestop.draft_apology(actor=world.actors["truc"], now=now, dossier_id=dossier.id)
    correction = onestop.propose_correction(
        actor=quan, now=now, code=BIRTH, changes={}, confirmed=["forms"], source="QĐ 1234/QĐ-UBND, trang 5"
    )
    word = onestop.add_synonym(actor=quan, now=now, text="giấy đẻ", code=BIRTH)
    position = Position.objects.get(staff__login="mua")
    return Things(
        dossier=world.get(dossier.id), online=world.online(), issued=world.issued(world.received()),
        signed=signed(world), paper=onestop.papers(dossier).get(kind="receipt").id,
        item=onestop.items(dossier).get(number=1).id, slip=notify.waiting_slips(world.actors["nhai"])[0].id,
        letter=UUID(letter.id), correction=UUID(correction.id), word=UUID(word.id), staff=position.staff_id,
        position=position.id, plan=proposed(world, split(world)).id, **sealed_things(world),
        model=model_things(world), counter=counter_things(world), **privacy_things(world), **organisation_things(world),
    )  # fmt: skip


def sealed_things(world: World) -> dict[str, UUID]:
    """A case sealed to two officers, and the key of a third for whom nobody has vouched."""
    made = House(world, world.now)
    if not Staff.objects.filter(login="giu").exists():
        engage(world, "giu", "Lương Thị Giữ")
    for login, name in (("kin", "Vi Văn Kín"), ("moi", "Tòng Thị Mới")):
        engage(world, login, name)
    for login in ("giu", "kin", "moi"):
        made.set_up(login)
    made.vouch("kin", by="giu")
    return {"sealed": made.make(), "new_key": made.key("moi").id}


def extra_people(world: World) -> None:
    for cast in EXTRA:
        unit_id = world.units[cast.unit]
        made = org.add_staff(
            actor=SYSTEM, now=world.now, unit_id=unit_id, login=cast.login, name=cast.name, password=people.PASSWORD
        )
        for role, title in cast.roles:
            given = org.give_position(
                actor=SYSTEM, now=world.now, unit_id=unit_id, staff_id=UUID(made.id), role=role, title=title,
                valid_from=date(2025, 7, 1),
            )  # fmt: skip
            if cast.login == FORMER:
                end = world.now.date() - timedelta(days=1)
                org.end_position(actor=SYSTEM, now=world.now, position_id=UUID(given.id), valid_to=end)
    lend(world, STANDS_IN, world.now, 3)
    lend(world, STOOD_IN, world.now - timedelta(days=10), 10)


def lend(world: World, login: str, at: datetime, days: int) -> None:
    """The chair lends the post for some days."""
    tam, day = world.actors["tam"], at.date()
    org.delegate(
        actor=tam, now=at, position_id=Position.objects.get(staff_id=tam.id).id,
        delegate_id=Staff.objects.get(login=login).id, number=f"{days}/GUQ", decided_on=day, scope="Mọi việc",
        valid_from=day, valid_to=day + timedelta(days=days),
    )  # fmt: skip


def expected(login: str, line: Line, status: int) -> int:
    """What a person gets at an address that answers ``status`` to those who may."""
    if status == NO_METHOD:
        return NO_METHOD
    if login == FORMER:
        return 403
    cast = EVERYBODY[login]
    held = {role for role, _ in cast.roles} | LENT.get(login, set())
    here = cast.unit == people.CAM_VAN or not (line.own or (line.near and cast.unit == people.CHIENG_SINH))
    may = bool(held & line.opens) and not held & line.shut
    return status if may and here else 404


def status_of(client: Client, method: str, path: str) -> int:
    """Ask, and take back what the asking changed."""
    mark = transaction.savepoint()
    try:
        return int(getattr(client, method)(path).status_code)
    finally:
        transaction.savepoint_rollback(mark)


def test_every_address_has_its_line() -> None:
    assert sorted(names(urls.urlpatterns)) == sorted([*TABLE, *DOORS])


@pytest.mark.parametrize("login", EVERYBODY)
def test_the_table_holds_for(world: World, login: str) -> None:
    extra_people(world)
    have = things(world)
    client, wrong = enter(login), []
    for name, line in TABLE.items():
        path = reverse(f"office:{name}", args=line.args(have))
        for method, status in (("get", line.get), ("post", line.but.get(login, line.post))):
            got, due = status_of(client, method, path), expected(login, line, status)
            if got != due:
                wrong.append(f"{method.upper()} {name} as {login}: {got}, not {due}")
    assert wrong == []


def test_the_level_above_opens_no_page_of_a_commune(world: World) -> None:
    """An officer of the province reaches the pages for everybody and plans of reorganisation; no commune's record."""
    above(world)
    have, views = things(world), views_of(urls.urlpatterns)
    client, wrong = enter(ABOVE), []
    for name, line in TABLE.items():
        path = reverse(f"office:{name}", args=line.args(have))
        may = (not line.own or name == "reorganisation") and "overseer" in RIGHTS[views[name].right].roles
        for method, status in (("get", line.above or line.get), ("post", line.post)):
            got = status_of(client, method, path)
            if got != (status if may or status == NO_METHOD else 404):
                wrong.append(f"{method.upper()} {name}: {got}")
    assert wrong == []


def test_nobody_gets_further_than_the_door(world: World) -> None:
    have = things(world)
    wrong = []
    for name, line in TABLE.items():
        path = reverse(f"office:{name}", args=line.args(have))
        for method, status, due in (("get", line.get, 302), ("post", line.post, 401)):
            got = status_of(Client(), method, path)
            if got != (NO_METHOD if status == NO_METHOD else due):
                wrong.append(f"{method.upper()} {name}: {got}")
    assert wrong == []


def test_the_door_is_open_to_everybody(world: World) -> None:
    for name, (inside, outside) in DOORS.items():
        path = reverse(f"office:{name}", args=DOOR_ARGS.get(name, []))
        for client, statuses in ((enter("nhai"), inside), (Client(), outside)):
            assert (status_of(client, "get", path), status_of(client, "post", path)) == statuses, name


def test_a_locked_account_is_nobody(world: World) -> None:
    client = enter("nhai")
    Staff.objects.filter(login="nhai").update(is_active=False)
    assert client.get(reverse("office:today")).status_code == 302
