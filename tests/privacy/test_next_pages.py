"""Lists that are longer than a page lead on: no open request is without a page while its clock runs."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.urls import reverse

from tests.privacy.things import LONG_AGO
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.paging import PAGE
from thanthien.onestop import service as onestop
from thanthien.privacy import queries
from thanthien.privacy import service as privacy
from thanthien.privacy.models import DataRequest, Destruction

pytestmark = pytest.mark.django_db
MANY = 2 * PAGE + 3


def walked(login: str, name: str, words: str) -> list[str]:
    """What a list shows, page by page, along its link "more"; ``words`` catches one line."""
    client, address, found = enter(login), reverse(name), []
    place = address
    while place:
        page = client.get(place).content.decode()
        found += [*re.findall(words, page), "|"]
        more = re.search(r'<p class="next"><a href="([^"]*)"', page)
        place = address + unescape(more[1]) if more else ""
    return found


def requests(world: World, state: str) -> list[str]:
    """Many requests; the later one came in, the sooner it is due."""
    rows = [
        DataRequest(
            unit_id=world.home, number=f"N{at:03}", kind="see", state=state, reply_due=world.now, act_due=world.now,
            received_at=world.now + timedelta(hours=at), sort_due=world.now - timedelta(hours=at // 2),
            last_at=world.now, done_at=None if state == "received" else world.now,
        )
        for at in range(MANY)
    ]  # fmt: skip
    made = DataRequest.objects.bulk_create(rows)
    if state == "received":
        made.sort(key=lambda row: (row.sort_due or world.now, row.id))
    else:
        made.reverse()
    return [row.number for row in made]


def in_pages(rows: list[str]) -> list[str]:
    return [*rows[:PAGE], "|", *rows[PAGE : 2 * PAGE], "|", *rows[2 * PAGE :], "|"]


@pytest.mark.parametrize("state", ["received", "done"])
def test_every_request_stands_on_a_page(world: World, state: str) -> None:
    expected = requests(world, state)
    assert walked("nhai", "office:data_requests", r"N\d{3}") == in_pages(expected)


def test_every_record_stands_on_a_page(world: World) -> None:
    thu = UUID(world.actors["thu"].id)
    Destruction.objects.bulk_create(
        Destruction(
            unit_id=world.home, number=f"N{at:03}", proposed_by_id=thu, proposed_at=world.now + timedelta(hours=at)
        )
        for at in range(MANY)
    )
    expected = [f"N{at:03}" for at in reversed(range(MANY))]
    assert walked("thu", "office:retention", r"N\d{3}") == in_pages(expected)


def test_every_outlived_file_stands_on_a_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    codes = []
    for day in range(3):
        at = LONG_AGO + timedelta(days=day)
        old = world.online(at=at)
        onestop.withdraw(actor=world.citizen, now=at, dossier_id=old.id, version=old.version, reason="")
        codes.append(str(old.id))
    assert walked("thu", "office:retention", r'name="ho_so" value="([^"]+)"') == [*codes[:2], "|", codes[2], "|"]


@pytest.mark.parametrize("cursor", ["x", "~", "2026-11-16T08:00:00~x", "9999-12-31T23:59:59~" + "0" * 32, "%00"])
def test_an_unreadable_cursor_begins_anew(world: World, cursor: str) -> None:
    expected = requests(world, "received")
    found = privacy.due_requests(world.actors["nhai"], cursor)
    assert [row.number for row in found.rows] == expected[:PAGE]
