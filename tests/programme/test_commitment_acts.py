"""Commitments: drafted, changed, thrown away, signed in the application; each act works once, and for its signer."""

from datetime import timedelta
from typing import Any

import pytest

from tests.programme.committed import FREE, WITNESS, api, drafted, for_hamlet_head, sign, signed, wanted
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core import audit, journal
from thanthien.core.errors import NotThere, Refused
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme import service as programme
from thanthien.programme.models import Commitment
from thanthien.rules.commitment import fingerprint

SIGN = ["commitment.sign"]


def test_a_draft_holds_the_slogans_the_promises_and_the_witnesses(world: World) -> None:
    row = drafted(world)
    assert row.sha256 == fingerprint(row.text)
    for said in ("dân đến được chào hỏi", FREE, "Trước sự chứng kiến của:\n1. Lê Văn Chứng", "Quách Văn Trúc"):
        assert said in row.text
    assert [one["promise"] for one in row.promises] == ["p01", "n3", ""]
    assert audit.verify().ok


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"picks": (), "free": ()}, "picks", "ít nhất một lời hứa"),
        ({"picks": ("p03",)}, "picks", "trong danh sách"),  # no figure measures it yet
        ({"picks": ("zz",)}, "picks", "trong danh sách"),
        ({"free": ("x" * 301,)}, "free", "dài nhất 300"),
        ({"free": tuple(f"Lời hứa thứ {n}" for n in range(11))}, "picks", "Nhiều nhất 10"),
        ({"witnesses": ()}, "witnesses", "ít nhất một người chứng kiến"),
        ({"witnesses": (WITNESS._replace(body=""),)}, "witnesses", "thứ 1: ghi đủ"),
        ({"witnesses": tuple(WITNESS._replace(name=f"Người {n}") for n in range(11))}, "witnesses", "Nhiều nhất 10"),
    ],
)
def test_a_draft_owes(world: World, changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as no:
        drafted(world, **changes)
    assert no.value.field == field
    assert not Commitment.objects.exists()


def test_nobody_witnesses_their_own_commitment(world: World) -> None:
    row = drafted(world)
    own = WITNESS._replace(name=row.signer, post=row.post)
    with pytest.raises(Refused, match="không tự chứng kiến"):
        api.change(actor=world.actors["truc"], now=world.now, commitment_id=row.id, wanted=wanted(witnesses=(own,)))


def test_one_draft_at_a_time(world: World) -> None:
    drafted(world)
    with pytest.raises(Refused, match="bản thảo chưa ký") as no:
        drafted(world)
    assert no.value.code == "draft-there"


def test_a_draft_is_changed_and_thrown_away_by_its_signer(world: World) -> None:
    row, me = drafted(world), world.actors["truc"]
    api.change(actor=me, now=world.now, commitment_id=row.id, wanted=wanted(picks=("p07",)))
    assert Commitment.objects.get().sha256 != row.sha256
    api.discard(actor=me, now=world.now, commitment_id=row.id)
    assert not Commitment.objects.exists()
    assert audit.verify().ok


@pytest.mark.parametrize("login", ["mua", "nhai", "du", "la"])
def test_a_draft_is_nobody_elses_to_see_or_touch(world: World, login: str) -> None:
    row, other = drafted(world), world.actors[login]
    for act in (
        lambda: api.one(other, row.id),
        lambda: api.change(actor=other, now=world.now, commitment_id=row.id, wanted=wanted()),
        lambda: api.discard(actor=other, now=world.now, commitment_id=row.id),
        lambda: sign(world, row, login),
    ):
        with pytest.raises(NotThere):
            act()


@pytest.mark.parametrize("login", ["tam", "quan", "thu"])
def test_who_drafts_for_others_does_not_sign_for_them(world: World, login: str) -> None:
    row = drafted(world)
    assert api.one(world.actors[login], row.id).id == row.id
    with pytest.raises(NotThere):
        sign(world, row, login)


def test_signing_puts_the_fingerprint_into_the_chain_and_opens_the_gate(world: World) -> None:
    chosen(world, above(world))
    row = signed(world)
    assert (row.state, row.way, row.signed_on) == ("signed", "app", world.now.date())
    [sealed] = journal.about([world.home], row.id, SIGN, 5)
    assert (sealed.data["sha256"], sealed.data["second"]) == (fingerprint(row.text), "totp")
    assert row.signer not in str(sealed.data)
    part = programme.current(world.home)
    assert part is not None
    assert [(one.kind, one.subject_id) for one in programme.artefacts(part) if one.kind == "commitment"] == [
        ("commitment", row.id)
    ]
    signed(world, "mua")
    assert [one.kind for one in programme.artefacts(part)].count("commitment") == 1
    assert audit.verify().ok


def test_who_signed_before_the_commune_was_chosen_opened_the_gate(world: World) -> None:
    row = signed(world)
    chosen(world, above(world))
    part = programme.current(world.home)
    assert part is not None
    assert row.id in {one.subject_id for one in programme.artefacts(part) if one.kind == "commitment"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"second": ""}, "no-second"), ({"second": "recovery"}, "no-second"), ({"shown": "0" * 64}, "changed"),
     ({"shown": ""}, "changed")],
)  # fmt: skip
def test_no_signature_without_a_fresh_factor_or_on_another_text(
    world: World, changes: dict[str, str], code: str
) -> None:
    row = drafted(world)
    with pytest.raises(Refused) as no:
        sign(world, row, **changes)
    assert no.value.code == code
    assert Commitment.objects.get().state == "draft"


def test_what_changed_while_the_page_stood_open_is_not_signed(world: World) -> None:
    row = drafted(world)
    api.change(actor=world.actors["truc"], now=world.now, commitment_id=row.id, wanted=wanted(picks=("p07",)))
    with pytest.raises(Refused, match="vừa đổi"):
        sign(world, row)


def test_a_draft_changed_in_the_database_is_not_signed(world: World) -> None:
    row = drafted(world)
    Commitment.objects.update(text=row.text + "và nhiều hơn nữa\n")
    with pytest.raises(Refused, match="vừa đổi"):
        sign(world, row)


def test_what_was_signed_is_never_changed_a_new_one_replaces_it(world: World) -> None:
    old, me = signed(world), world.actors["truc"]
    for act in (
        lambda: api.change(actor=me, now=world.now, commitment_id=old.id, wanted=wanted(picks=("p07",))),
        lambda: api.discard(actor=me, now=world.now, commitment_id=old.id),
        lambda: sign(world, old),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.code == "signed"
    new = signed(world, picks=("p07",))
    before = Commitment.objects.get(id=old.id)
    assert (before.state, before.text, new.replaces_id) == ("replaced", old.text, old.id)
    assert api.one(world.actors["mua"], old.id).text == old.text
    assert [line.row.id for line in api.signed_list(world.home, world.now.date()).lines] == [new.id]
    assert [line.row.id for line in api.past(world.actors["mua"], world.now.date()).lines] == [old.id]


def test_a_commitment_ends_with_its_post(world: World) -> None:
    row = signed(world)
    post = Position.objects.get(staff__login="truc")
    end = world.now.date() + timedelta(days=10)
    Position.objects.filter(id=post.id).update(valid_to=end)
    assert api.signed_list(world.home, end - timedelta(days=1)).lines
    assert not api.signed_list(world.home, end).lines
    assert not api.line(api.one(world.actors["tam"], row.id), end).stands
    assert "đã thôi chức danh" in api.line(api.one(world.actors["tam"], row.id), end).said
    assert org.posts_on(world.actors["tam"], end).filter(staff__login="truc").count() == 0


def test_a_draft_of_a_post_that_ended_is_not_signed(world: World) -> None:
    row = drafted(world)
    Position.objects.filter(staff__login="truc").update(valid_to=world.now.date())
    with pytest.raises(Refused, match="đã thôi"):
        sign(world, row)


def test_a_part_timer_without_an_account_cannot_sign_here(world: World) -> None:
    row = for_hamlet_head(world)
    assert (row.staff_id, row.signer, row.post) == (None, "Hà Văn Bản", "Phó thôn Vân Trai")
    for login in ("thu", "tam", "truc"):
        with pytest.raises(NotThere):
            sign(world, row, login)
