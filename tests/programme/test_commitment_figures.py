"""A signer's figures: one's own where the rows say who answers; for the signer, the chair and the board alone."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.programme.committed import api, for_hamlet_head, record, signed
from tests.web.office_acts import enter
from tests.world import REBIRTH, World
from thanthien.core.actors import Actor, Lent
from thanthien.core.errors import NotThere
from thanthien.org import service as org
from thanthien.org.models import BoardMember, Staff
from thanthien.programme.models import Commitment
from thanthien.quality import service as quality

MONTH = "2026-11"
FIGURES = "Giữ lời đến đâu"


def settled(world: World, count: int, owner: str = "truc", days: int = 1) -> None:
    """Dossiers settled within ``days`` days; their owner is the handler who got them."""
    for _ in range(count):
        dossier = world.received(REBIRTH, at=world.now - timedelta(days=10))
        world.issued(dossier, world.now - timedelta(days=10 - days))
        if owner != "truc":
            type(dossier).objects.filter(id=dossier.id).update(owner=Staff.objects.get(login=owner))


def kept(world: World, row: Commitment, login: str) -> dict[str, Any]:
    found = api.kept(world.actors[login], row, MONTH, world.now)
    return {one.own.promise or "free": one.figure for one in found}


def test_a_figure_is_ones_own_where_the_rows_say_who_answers(world: World) -> None:
    settled(world, 2)
    settled(world, 1, "mua")
    mine, other = kept(world, signed(world), "truc"), kept(world, signed(world, "mua"), "mua")
    assert (mine["n3"].own, mine["n3"].now.all, other["n3"].now.all) == (True, 2, 1)
    assert (mine["p01"].own, mine["free"]) == (False, None)
    whole = quality.figure(world.home, MONTH, world.now, "n3")
    assert whole.now.all == mine["n3"].now.all + other["n3"].now.all


def test_the_figures_of_all_officers_add_up_to_the_communes(world: World) -> None:
    settled(world, 2)
    settled(world, 1, "mua")
    ids = [key for key, one in quality.DEFINITIONS.items() if one.by]
    assert set(ids) == {"p04", "p06", "p07", "k4", "n1", "n3", "t3"}
    people = [Staff.objects.get(login=login).id for login in ("truc", "mua")]
    for one in quality.figures(world.home, MONTH, world.now, ids):
        parts = [quality.own_figures(world.home, MONTH, world.now, [one.promise.id], who)[0] for who in people]
        assert sum(part.now.all for part in parts) == one.now.all, one.promise.id
        assert sum(part.now.met for part in parts) == one.now.met, one.promise.id


def test_too_few_cases_are_no_figure_of_anybody(world: World) -> None:
    settled(world, 2)
    assert kept(world, signed(world), "truc")["n3"].value is None


def test_a_body_sees_the_communes_figures(world: World) -> None:
    done = api.draft_for(
        actor=world.actors["thu"], now=world.now, scope="body", party_key="unit",
        wanted=api.Wanted(("n3",), (), (api.Witness("A B", "Trưởng ban", "Huyện ủy"),)),
        signer=api.Signer(staff_id=Staff.objects.get(login="tam").id),
    )  # fmt: skip
    row = Commitment.objects.get(id=done.id)
    api.sign(actor=world.actors["tam"], now=world.now, commitment_id=row.id, shown=row.sha256, second="webauthn")
    assert not kept(world, row, "tam")["n3"].own


@pytest.mark.parametrize(
    ("login", "sees"),
    [("truc", True), ("tam", True), ("mua", False), ("nhai", False), ("thu", False), ("quan", False), ("kiem", False)],
)
def test_each_role_of_the_commune(world: World, login: str, sees: bool) -> None:
    row = signed(world)
    said = enter(login).get(reverse("office:commitment", args=[row.id])).content.decode()
    assert row.text.split("\n")[1] in said
    assert (FIGURES in said) == sees
    if not sees:
        with pytest.raises(NotThere):
            kept(world, row, login)


@pytest.mark.parametrize("login", ["du", "la", "xa", "van", "sinh"])
def test_nobody_of_another_commune(world: World, login: str) -> None:
    row = signed(world)
    assert enter(login).get(reverse("office:commitment", args=[row.id])).status_code == 404
    with pytest.raises(NotThere):
        kept(world, row, login)


@pytest.mark.parametrize("role", ["overseer", "sealed_officer"])
def test_neither_the_level_above_nor_the_sealed_officer(world: World, role: str) -> None:
    row = signed(world)
    other = Actor("staff", str(Staff.objects.get(login="mua").id), "", world.home, frozenset({role}))
    with pytest.raises(NotThere):
        api.kept(other, row, MONTH, world.now)


def test_a_post_lent_for_other_work_shows_no_figures(world: World) -> None:
    row = signed(world)
    mua = world.actors["mua"]

    def lent(kind: str) -> Actor:
        paper = Lent(row.id, "chair", "Chủ tịch UBND xã", frozenset({kind}))
        return Actor("staff", mua.id, mua.label, world.home, mua.roles | {"chair"}, lent=(paper,))

    with pytest.raises(NotThere):
        api.kept(lent("apology"), row, MONTH, world.now)
    assert api.kept(lent("commitment"), row, MONTH, world.now)


def test_a_member_of_the_board_sees_them_while_sitting_and_a_sub_committee_does_not(world: World) -> None:
    row = signed(world)
    day = world.now.date()
    ruling = org.Ruling("25/QĐ-UBND", day, "Chủ tịch UBND xã", day)
    said: dict[str, Any] = {"actor": world.actors["tam"], "now": world.now, "unit_id": world.home, "ruling": ruling}
    keys = {one: UUID(world.actors[one].id) for one in ("tam", "mua", "nhai", "truc")}
    heads = [org.Seat("head", staff_id=keys["tam"]), org.Seat("member", staff_id=keys["mua"])]
    below = [org.Seat("head", staff_id=keys["nhai"]), org.Seat("member", staff_id=keys["truc"])]
    board = UUID(org.found_board(**said, kind="Ban Chỉ đạo", name="Ban Chỉ đạo xã", seats=heads).id)
    org.found_board(**said, kind="Tiểu ban", name="Tiểu ban dân chủ", seats=below, parent_id=board)
    with pytest.raises(NotThere):
        kept(world, row, "nhai")
    assert FIGURES in enter("mua").get(reverse("office:commitment", args=[row.id])).content.decode()
    BoardMember.objects.filter(board_id=board, staff__login="mua").update(valid_to=world.now.date())
    with pytest.raises(NotThere):
        kept(world, row, "mua")


def test_ones_own_page_shows_the_month_that_was_asked_for(world: World) -> None:
    signed(world)
    page = enter("truc").get(reverse("office:own_commitment"), {"thang": "2026-10"}).content.decode()
    assert "Tháng 10/2026" in page
    assert "của riêng anh/chị" in page
    for odd in ("2026-13", "2031-01", "x", "2022-05"):
        assert "Tháng 11/2026" in enter("truc").get(reverse("office:own_commitment"), {"thang": odd}).content.decode()


def test_a_part_timer_has_no_figures_of_a_person(world: World) -> None:
    row = for_hamlet_head(world)
    record(world, row)
    assert not kept(world, Commitment.objects.get(id=row.id), "tam")["n3"].own
