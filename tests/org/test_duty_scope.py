"""A delegation binds the machine to the kinds of record it was lent for."""

import json
from uuid import UUID

import pytest
from django.urls import reverse

from tests.org.test_acting import lend, work
from tests.org.test_duty import give, last, post
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Apology
from thanthien.org.models import Delegation
from thanthien.rules.rights import RIGHTS, kinds_of, lent_under


def test_a_delegate_for_apologies_signs_one_and_no_result(world: World) -> None:
    late = world.received()
    onestop.draft_apology(actor=work("truc").actor, now=world.now, dossier_id=late.id)
    ready = world.to_sign(world.received())
    key = give(world, "tam", post("tam"), "mua", kinds=["apology"])
    actor = work("mua").actor
    assert actor.may("apology.read")
    assert not any(actor.may(right) for right in ("dossier.sign", "plan.change", "board.change", "catalogue.limit"))
    with pytest.raises(Refused):
        onestop.sign(actor=actor, now=world.now, dossier_id=ready.id, version=ready.version)
    letter = Apology.objects.get()
    onestop.sign_apology(actor=actor, now=world.now, apology_id=letter.id)
    assert str(key) in str(last("dossier.sign_apology").body)
    assert json.loads(last("delegation.give").body)["data"]["kinds"] == ["apology"]


def test_a_delegate_for_dossiers_signs_a_result_and_no_apology(world: World) -> None:
    late = world.received()
    onestop.draft_apology(actor=work("truc").actor, now=world.now, dossier_id=late.id)
    ready = world.to_sign(world.received())
    give(world, "tam", post("tam"), "mua", kinds=["dossier"])
    with pytest.raises(NotThere):
        onestop.sign_apology(actor=work("mua").actor, now=world.now, apology_id=Apology.objects.get().id)
    onestop.sign(actor=work("mua").actor, now=world.now, dossier_id=ready.id, version=ready.version)


def test_ones_own_post_counts_whatever_the_scope(world: World) -> None:
    before = work("mua").actor
    give(world, "tam", post("tam"), "mua", kinds=["plan"])
    actor = work("mua").actor
    gained = {name for name in RIGHTS if actor.may(name) and not before.may(name)}
    assert gained == {"plan.change"}
    assert all(actor.may(name) for name in RIGHTS if before.may(name))
    assert actor.acting_as("dossier.sign") == actor.position


@pytest.mark.parametrize("kinds", [[], ["journal"], ["không có"]])
def test_nothing_that_the_post_has_is_no_scope(world: World, kinds: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        give(world, "tam", post("tam"), "truc", kinds=kinds)
    assert (refused.value.field, Delegation.objects.exists()) == ("kinds", False)


def test_an_old_row_without_kinds_lends_the_whole_role(world: World) -> None:
    key = UUID(lend(world, "tam", "mua"))
    assert Delegation.objects.get(id=key).kinds == list(kinds_of(["chair"]))
    Delegation.objects.update(kinds=[])
    actor = work("mua").actor
    assert all(actor.may(name) for name, right in RIGHTS.items() if "chair" in right.roles)


@pytest.mark.parametrize("role", ["chair", "clerk", "records_clerk"])
def test_the_first_page_and_its_menu_lead_nowhere_that_was_not_lent(world: World, role: str) -> None:
    giver = {"chair": "tam", "clerk": "nhai", "records_clerk": "thu"}[role]
    for number, kind in enumerate(kinds_of([role])):
        Delegation.objects.all().delete()
        give(world, giver, post(giver), "mua", kinds=[kind], number=f"{number + 1}/GUQ")
        page = enter("mua").get(reverse("office:today"))
        assert page.status_code == 200, kind
        letters = enter("mua").get(reverse("office:letters"))
        assert (letters.status_code == 200) == (role == "chair" and kind == "apology"), kind
        assert (f'href="{reverse("office:letters")}"' in page.content.decode()) == (letters.status_code == 200), kind


def test_letters_are_lent_apart_from_their_dossier() -> None:
    assert (lent_under("dossier.sign_apology"), lent_under("dossier.sign")) == ("apology", "dossier")
    assert "today" not in kinds_of(["chair"])
