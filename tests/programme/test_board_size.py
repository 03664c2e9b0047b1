"""The board of a whole province and of the whole country: eight statements at most, session and door included."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.programme.start import ABOVE, above, chosen
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.ids import uuid7
from thanthien.org.models import Unit
from thanthien.programme.models import Participation
from thanthien.rules.programme import STAGES

PROVINCE, NATION, MOST = 166, 3321, 8


def fill(world: World, key: UUID, communes: int) -> None:
    """Write communes in every stage in bulk: no command makes three thousand at once."""
    parent = Unit.objects.get(id=world.home).parent_id
    units = [
        Unit(id=uuid7(), code=f"{number:05}"[-5:], name=f"Xã thứ {number}", name_fold=f"xa thu {number}",
             kind="commune", level="commune", parent_id=parent)
        for number in range(communes)
    ]  # fmt: skip
    Unit.objects.bulk_create(units, 500)
    day = world.now.date()
    Participation.objects.bulk_create(
        [
            Participation(unit=unit, programme_id=key, chosen_on=day, reasons="để đếm", stage=STAGES[n % 12].key,
                          since=day - timedelta(days=n % 90), waits_for="commune", missing=["plan"])
            for n, unit in enumerate(units)
        ],
        500,
    )  # fmt: skip


@pytest.mark.parametrize("communes", [PROVINCE, NATION])
def test_the_first_page_of_a_board_and_the_next(world: World, communes: int) -> None:
    key = chosen(world, above(world))
    fill(world, key, communes - 1)
    client, address = enter(ABOVE), reverse("above:programme", args=[key])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    text = page.content.decode()
    assert f"{communes:,}".replace(",", ".") + " xã, phường đang làm" in text
    assert text.count('<th scope="row">Xã') == 60
    assert len(asked) <= MOST, [one["sql"][:120] for one in asked]
    chosen_stage = client.get(address, {"buoc": "running"}).content.decode()
    assert "Xem mọi bước" in chosen_stage
