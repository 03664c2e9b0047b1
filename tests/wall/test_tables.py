"""No table of work stands before the wall by oversight, and few statements look over it."""

import ast
from uuid import UUID

import pytest
from django.apps import apps

from tests.tree.source import product
from thanthien.core import wall, wall_tables
from thanthien.core.models import AuditRow
from thanthien.onestop.models import Dossier
from thanthien.org.models import Unit

# Who may look over every unit, and why it is no commune's officer who does.
LIFTED = {
    "core/erasing.py": "the loop destroys what is over its time in every unit",
    "core/proof/proving.py": "the tree of a day is over all units' rows; hashes leave it, no row",
    "core/wall.py": "acts of the house itself (the loop, the console)",
    "identity/access.py": "a post in another commune may be the one that asks for a second factor",
    "identity/entry.py": "signing in: whose session it will be is what is being found out",
    "notify/access.py": "a gateway's signed report names the message, the message its unit",
    "notify/following.py": "a reorganisation carries what waits to be sent into another unit",
    "office/guard.py": "which unit a session belongs to is what is being found out",
    "office/invitation.py": "an invitation's link names the person, before anybody is signed in",
    "office/second_step.py": "the second step of signing in",
    "office/sso.py": "signing in through a provider",
    "onestop/access.py": "a secret link or code and telephone number name the dossier, the dossier its unit",
    "onestop/access/booking.py": "an appointment's secret link names the appointment, the appointment its unit",
    "onestop/access/intake.py": "a system's key names the unit it may send to; the worker's job names a sheet",
    "onestop/access/catalogue.py": "a province's word on the catalogue reaches its communes, theirs stands beside it",
    "onestop/access/fees.py": "a payment's reference names the payment, the payment its unit",
    "onestop/access/tickets.py": "a ticket's secret link names the ticket, the ticket its unit; a merger's preview",
    "onestop/access/marks.py": "the code on a paper, or its fingerprint, names it whichever commune issued it",
    "onestop/following.py": "the same for the stamp of a page that is kept",
    "onestop/access/redating.py": "lists of dates to move concern several communes; the loop goes on with them",
    "onestop/redating.py": "the level above sees whose dates its notice moves: codes and dates, no person",
    "onestop/commands/redating.py": "the system's act moves them in several communes",
    "onestop/reorganised_lines.py": "a reorganisation's preview: the dossiers of the units it concerns",
    "ops/health.py": "counts e-mails that are stuck, for whoever watches the machine",
    "onestop/commands/catalogue_import.py": "a national catalogue file renews what every commune offers",
    "ops/world/many/towns.py": "reads back what was just played in an empty house, inside a transaction that is undone",
    "org/access/people.py": "whether somebody holds a post elsewhere, too: then they are not this unit's alone",
    "org/access/reorganisations.py": "a reorganisation concerns several units",
    "org/reorganised_lines.py": "the same: its preview",
    "petitions/sealed/following.py": "a reorganisation carries sealed records into another unit",
    "privacy/following.py": "a reorganisation carries requests and records of destruction into another unit",
    "privacy/commands/requests.py": "who wrote a wish to delete down before a merge stands in the old commune's chain",
    "privacy/readers.py": "who of the receiving commune opened a citizen's file stands in that commune's chain",
    "programme/access/commitments.py": "a reorganisation's preview: what was signed in the units it concerns",
    "programme/access/difficulties.py": "who answers, in how many days, and the answers for all: the level above's",
    "programme/access/inspection.py": "what shows a finding put right is the commune's file; its visitors read it",
    "programme/access/packs.py": "a pack is published to the communes of its province, who took it is known there",
    "programme/access/outside.py": "a reorganisation's preview: what was promised to people in the units it concerns",
    "programme/access/programme.py": "the level above follows a programme in its communes",
    "programme/commands/programme.py": "the same: it is given to several units",
    "programme/access/readiness.py": "the list of a readiness review is the level above's, for its communes to read",
    "programme/difficulties_following.py": "a reorganisation's preview: the difficulties of the units it concerns",
    "programme/commands/packs.py": "the version that was taken before is its giver's row",
    "programme/pack_joins.py": "a reorganisation's preview: the packs of the units it concerns",
    "programme/pack_queries.py": "its giver and the level above see what the takers changed; figures are published",
    "programme/meetings_following.py": "a reorganisation's preview: how many meetings the old units' boards have",
    "programme/launch_following.py": "the same: its launch days",
    "programme/readiness_parts.py": "a reorganisation's preview counts the reviews of the units it concerns",
    "programme/queries.py": "the same: its figures",
    "programme/access/training.py": "the level above trains the people of its communes; trainings count by person",
    "programme/commands/training_sessions.py": "the same: its session opens the gates of several communes",
    "programme/training_people.py": "the same: how far each of its communes is, in figures",
    "quality/commands.py": "the signed page of a rating names the answer, the answer its unit",
    "quality/following.py": "a reorganisation carries ratings into another unit",
}


def test_every_table_has_a_policy_or_a_written_reason() -> None:
    assert wall_tables.unaccounted() == []


def test_every_reason_is_of_a_table_that_is_there() -> None:
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(wall_tables.OPEN) <= known
    assert set(wall_tables.PARENT) <= known


def test_a_table_with_a_unit_is_walled_by_it() -> None:
    assert wall_tables.unit_columns(AuditRow) == ["unit_id"]
    assert wall_tables.unit_columns(Dossier) == ["unit_id", "received_unit_id"]
    assert wall_tables.condition(Unit) == ""
    assert '"unit_id" = ANY' in wall_tables.policies()["core_auditrow"]


@pytest.mark.tree
def test_only_these_look_over_the_wall() -> None:
    callers = {
        source.name.removeprefix("src/thanthien/").replace("/__init__.py", ".py")
        for source in product()
        for node in source.walk()
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"wall.lifted", "lifted"}
    }
    assert callers == set(LIFTED)


def test_outside_a_door_there_is_nothing_to_widen() -> None:
    wall.admit(Unit().id)
    assert wall.scope() is None


def test_a_door_opens_on_nothing_and_takes_nothing_along() -> None:
    one, other = (str(Unit(pk=f"00000000-0000-7000-8000-00000000000{n}").pk) for n in (1, 2))
    with wall.door():
        assert wall.scope() == wall.NOTHING
        wall.admit(UUID(one), None)
        with wall.lifted():
            assert wall.scope() == wall.EVERY
        with wall.within(UUID(other)):
            assert wall.scope() == frozenset({other})
        assert wall.scope() == frozenset({one})
    assert wall.scope() is None
