"""The acts of a dossier's page as the tests press them: who may, from where, with which words, to which state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests.people import passed
from tests.world import MARITAL, REMARRY, World
from thanthien.onestop import service as onestop
from thanthien.org.models import Staff

LAW = {"law": "", "article": "123/2015/NĐ-CP, Điều 26"}
WORDS = "Cô cho xã xem học bạ có ghi nơi sinh."


def enter(login: str) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.force_login(Staff.objects.get(login=login), backend="django.contrib.auth.backends.ModelBackend")
    signed_in: Client = passed(client, login)
    return signed_in


def plain(world: World) -> Any:
    return world.received()


def long_limit(world: World) -> Any:
    return world.received(REMARRY)


def waiting(world: World) -> Any:
    dossier = world.received()
    onestop.request_supplement(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version, items=[2],
        reason=WORDS, ground="123/2015/NĐ-CP, Điều 26",
    )  # fmt: skip
    return world.get(dossier.id)


def unanswered(world: World) -> Any:
    """Asked 40 days ago, reminded 20 days ago."""
    early = world.now - timedelta(days=40)
    dossier = world.received(at=early)
    truc = world.actors["truc"]
    asked = onestop.request_supplement(
        actor=truc, now=early, dossier_id=dossier.id, version=dossier.version, items=[2], reason=WORDS,
        ground="123/2015/NĐ-CP, Điều 26",
    )  # fmt: skip
    del asked
    onestop.remind_supplement(actor=truc, now=world.now - timedelta(days=20), dossier_id=dossier.id)
    return world.get(dossier.id)


def to_sign(world: World) -> Any:
    return world.to_sign(world.received())


def signed(world: World) -> Any:
    dossier = to_sign(world)
    onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    return world.get(dossier.id)


def issued(world: World) -> Any:
    return world.issued(world.received())


def handed(world: World) -> Any:
    dossier = issued(world)
    onestop.hand_over(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    return world.get(dossier.id)


def moved_away(world: World) -> Any:
    dossier = world.received()
    onestop.transfer(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version,
        body="Công an xã Cẩm Vân", reason="Nơi ấy có thẩm quyền.",
    )  # fmt: skip
    return world.get(dossier.id)


def late(world: World) -> Any:
    return world.received(MARITAL, at=world.now - timedelta(days=12))


@dataclass(frozen=True)
class Press:
    """One act: its address, who may do it, who of the same commune may not, what is typed, what it leads to."""

    slug: str
    by: str
    not_by: str
    start: Callable[[World], Any]
    data: dict[str, Any]
    state: str
    bad: dict[str, Any] | None = None
    letter: bool = False
    versioned: bool = True
    move: str = ""
    more: dict[str, Any] = field(default_factory=dict)


PRESSES = (
    Press("trinh-ky", "truc", "nhai", plain, {"note": "Đủ căn cứ."}, "to_sign"),
    Press("bo-sung", "truc", "thu", plain, {"items": ["2"], "reason": WORDS, **LAW}, "waiting",
          {"items": ["99"], "reason": "", "law": "", "article": "x"}, letter=True),
    Press("nhan-bo-sung", "nhai", "thu", waiting, {"items": ["2"]}, "in_process", {"items": []}),
    Press("nhac", "nhai", "thu", waiting, {}, "waiting"),
    Press("dong-vi-thieu-giay", "nhai", "thu", unanswered, {}, "lapsed"),
    Press("xac-minh", "truc", "nhai", long_limit,
          {"reason": "Hỏi nơi đăng ký cũ.", "letter": "12/UBND, 16/11, xã Mường Lát"}, "in_process",
          {"reason": "", "letter": ""}),
    Press("tu-choi", "truc", "nhai", plain,
          {"reason": "Không có giấy tờ nào ghi nơi sinh.", "guidance": "Nộp lại khi có giấy tờ.", **LAW},
          "not_eligible", {"reason": "", "guidance": "", "law": "", "article": ""}, letter=True),
    Press("dung", "truc", "tam", plain, {"reason": "Bà xin dừng để làm sau."}, "stopped", {"reason": ""}),
    Press("chuyen", "truc", "tam", plain,
          {"body": "Công an xã Cẩm Vân", "reason": "Nơi ấy có thẩm quyền."}, "transferred",
          {"body": "", "reason": ""}),
    Press("xac-nhan-chuyen", "nhai", "tam", moved_away, {"who": "Thiếu tá Đinh Văn A, 17/11"}, "closed", {"who": ""}),
    Press("ky", "tam", "truc", to_sign, {}, "signed"),
    Press("tra-lai", "tam", "truc", to_sign, {"reason": "Sai tên đệm ở dòng 2."}, "in_process", {"reason": ""}),
    Press("phat-hanh", "thu", "tam", signed, {}, "issued"),
    Press("tra-ket-qua", "nhai", "thu", issued, {"taken_by": ""}, "handed_over", {"taken_by": "x" * 200}),
    Press("dong", "nhai", "tam", handed, {}, "closed"),
    Press("mien-xin-loi", "tam", "truc", late, {"ground": "force_majeure", "reason": "Lũ ngập trụ sở."}, "in_process",
          {"ground": "tuy-y", "reason": ""}),
    Press("xin-loi-sai-sot", "tam", "truc", plain, {"wrong": "Xã ghi sai tên đệm, đã in lại giấy."}, "in_process",
          {"wrong": "ngắn"}, letter=True),
    Press("soan-thu-xin-loi", "truc", "nhai", plain, {}, "in_process", versioned=False),
    Press("ghi-chu", "thu", "", plain, {"text": "Đã gọi điện."}, "in_process", {"text": " "}, versioned=False),
)  # fmt: skip


def address(dossier: Any, slug: str) -> str:
    return reverse("office:act", args=[dossier.id, slug])


def body(dossier: Any, press: Press, key: str = "") -> dict[str, Any]:
    """What the form sends: with its key and the version it was drawn from."""
    letter = {"buoc": "gui"} if press.letter else {}
    return {**press.data, **letter, "once": key or str(uuid4()), "version": dossier.version}


def events(dossier: Any) -> int:
    return onestop.events(dossier).count()
