"""Form 01 and the follow page say what was charged and why; what is asked by the page has no amount yet."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.fees.things import CASE
from tests.web.office import sign_in
from tests.world import REBIRTH, World
from thanthien.core.errors import Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, Paper

fees = onestop.fees
PAGES = "2.000815"


def paper_of(dossier: Dossier) -> dict[str, Any]:
    return dict(Paper.objects.get(dossier=dossier, kind="receipt").data)


def followed(dossier: Dossier, client: Client) -> str:
    return client.get(f"/hs/{onestop.token_of(dossier.id)}/").content.decode()


def test_the_receipt_says_the_charge_and_its_reason(world: World, client: Client) -> None:
    dossier = world.received(CASE)
    fee = paper_of(dossier)["fee"]
    assert fee["text"].startswith("10.000")
    assert "Mức thu 10.000\u00a0đ một việc" in fee["note"]
    assert "Danh mục, thủ tục 2.000884" in fee["note"]
    assert "Phải nộp 10.000" in followed(dossier, client)


def test_a_fee_by_the_page_is_a_rate_until_somebody_counts(world: World, client: Client) -> None:
    dossier = world.received(PAGES)
    charge, fee = fees.charge_of(dossier), paper_of(dossier)["fee"]
    assert charge is not None
    assert (charge.state, charge.amount) == ("unknown", None)
    assert fee["text"].replace("\u00a0", " ") == (
        "2.000 đ một trang, từ trang thứ 3 1.000 đ, một bản nhiều nhất 200.000 đ"
    )
    assert "Tính khi biết số bản, số trang" in fee["note"]
    page = followed(dossier, client).replace("\u00a0", " ")
    assert "Mức thu 2.000 đ một trang, tính khi biết số bản, số trang" in page
    assert "Phải nộp" not in page
    assert "Chờ tính tiền" in sign_in("nhai").get("/can-bo/mot-cua/le-phi/").content.decode()
    with pytest.raises(Refused, match="không còn chờ nộp"):
        fees.collect(actor=world.actors["nhai"], now=world.now, charge_id=charge.id, version=charge.version)
    fees.assess(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, copies=3, pages=4)
    assert "Phải nộp 18.000 đ" in followed(dossier, client).replace("\u00a0", " ")


def test_the_official_code_stands_beside_ours(world: World) -> None:
    intake = onestop.intake
    person = onestop.Applicant("Bùi Thị Mơ", "0900000123")
    arrival = intake.Arrival("national", "H15.50-261113-0975", REBIRTH, world.now, person)
    taken = intake.take_over(actor=intake.actor_of("Cổng"), now=world.now, unit_id=world.home, arrival=arrival)
    said = paper_of(world.get(UUID(taken.id)))
    assert said["official"] == "Mã trên Cổng Dịch vụ công quốc gia: H15.50-261113-0975"
    assert said["dossier"]["code"] == taken.code
    assert paper_of(world.received(REBIRTH))["official"] == ""
