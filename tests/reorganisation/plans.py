"""Plans of reorganisation for tests: proposed by the administrator, approved by the chair of the next commune."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.people import CAM_VAN, VAN_DU
from tests.web.office_acts import WORDS
from tests.world import World, acting, forget
from thanthien.core.actors import Actor
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Staff

NEW = "99990"
EAST, WEST = "99991", "99992"


def draft(world: World, kind: str = "merge", **changes: Any) -> org.Draft:
    """Two communes become one, today."""
    base = org.Draft(
        kind=kind,
        old=(CAM_VAN, VAN_DU),
        new=(org.NewUnit(NEW, "Vân Du Mới", "commune"),),
        law_number="1686/NQ-UBTVQH15",
        law_day=world.now.date() - timedelta(days=30),
        law_issuer="Ủy ban Thường vụ Quốc hội",
        effective_on=world.now.date(),
    )
    return replace(base, **changes)


def split(world: World) -> org.Draft:
    """One commune becomes two."""
    new = (org.NewUnit(EAST, "Cẩm Vân Đông", "commune"), org.NewUnit(WEST, "Cẩm Vân Tây", "commune"))
    return draft(world, "split", old=(CAM_VAN,), new=new)


def proposed(world: World, plan: org.Draft | None = None) -> Any:
    """The plan as the administrator of Cẩm Vân proposed it."""
    done = org.propose(actor=world.actors["quan"], now=world.now, draft=plan or draft(world))
    return seen(world, done.id)


def seen(world: World, key: str | UUID) -> Any:
    return org.reorganisation(world.actors["quan"], UUID(str(key)))


def approved(world: World, plan: org.Draft | None = None) -> Any:
    act = proposed(world, plan)
    by = world.actors["tam" if act.kind != "merge" else "du"]
    org.approve(actor=by, now=world.now, reorganisation_id=act.id, version=act.version)
    return seen(world, act.id)


def carried(world: World, plan: org.Draft | None = None) -> Any:
    """Carried out; :func:`again` gives the people of the new unit."""
    act = approved(world, plan)
    return carry(world, act)


def carry(world: World, act: Any) -> Any:
    org.carry_out(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id)
    forget()
    return org.reorganisation(again(world, "quan"), act.id)


def again(world: World, login: str) -> Actor:
    """Somebody as they are now, in the unit their posts went to."""
    return acting(Staff.objects.get(login=login), world.now.date())


def unit_of(code: str) -> UUID:
    found = org.unit_by_code(code, None)
    assert found is not None
    return found.id


def every_state(world: World) -> dict[str, Any]:
    """One dossier in every state of Cẩm Vân that people can see."""
    nhai, truc, now = world.actors["nhai"], world.actors["truc"], world.now
    found = {"in_process": world.received(), "submitted": world.online(), "to_sign": world.to_sign(world.received())}
    found["issued"] = world.issued(world.received())
    waiting = world.received()
    onestop.request_supplement(
        actor=truc, now=now, dossier_id=waiting.id, version=waiting.version, items=[2], reason=WORDS,
        ground="123/2015/NĐ-CP, Điều 26",
    )  # fmt: skip
    signed = world.to_sign(world.received())
    onestop.sign(actor=world.actors["tam"], now=now, dossier_id=signed.id, version=signed.version)
    handed, closed = world.issued(world.received()), world.issued(world.received())
    for one in (handed, closed):
        onestop.hand_over(actor=nhai, now=now, dossier_id=one.id, version=one.version)
    closed = world.get(closed.id)
    if closed.state != "closed":
        onestop.close(actor=nhai, now=now, dossier_id=closed.id, version=closed.version)
    withdrawn = world.online()
    onestop.withdraw(actor=world.citizen, now=now, dossier_id=withdrawn.id, version=withdrawn.version)
    found |= {"waiting": waiting, "signed": signed, "handed_over": handed, "closed": closed, "withdrawn": withdrawn}
    return {name: world.get(one.id) for name, one in found.items()}
