"""A procedure whose version changed while the citizen was typing: said, kept, taken up with one press."""

from uuid import UUID

import pytest
from django.test import Client

from tests.web.citizen import picture, ready, send
from tests.world import REBIRTH, World
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop

pytestmark = pytest.mark.django_db
SOURCE = "QĐ 1234/QĐ-UBND ngày 01/11/2026, phụ lục I"


def change(world: World, **changes: object) -> None:
    kept = onestop.propose_correction(
        actor=world.actors["quan"], now=world.now, code=REBIRTH, changes=changes, confirmed=[], source=SOURCE
    )
    onestop.decide_correction(actor=world.actors["kiem"], now=world.now, correction_id=UUID(kept.id), approve=True)


def paper(text: str) -> dict[str, object]:
    return {"text": text, "short": text, "required": True, "only_if": None}


def test_every_step_leads_to_what_changed_and_back(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "Làm lại", "paper_2_bring": "on"})
    change(world, limit={"value": 4})
    assert client.get(f"/nop/{token}/2/").headers["Location"] == f"/nop/{token}/doi/?buoc=2"
    assert client.get(f"/nop/{token}/4/").headers["Location"] == f"/nop/{token}/doi/?buoc=4"
    refused = client.post(f"/nop/{token}/4/", {"once": "abc"})
    assert refused.headers["Location"] == f"/nop/{token}/doi/?buoc=4"
    assert onestop.visible(SYSTEM).count() == 0
    html = client.get(f"/nop/{token}/doi/?buoc=4").content.decode()
    assert "<s>5\xa0ngày làm việc" in html
    assert "4\xa0ngày làm việc" in html
    assert client.post(f"/nop/{token}/doi/", {"buoc": "4"}).headers["Location"] == f"/nop/{token}/4/"
    assert send(client, token).headers["Location"] == f"/nop/{token}/xong/"


def test_what_was_typed_in_that_very_press_is_kept(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "Làm lại", "paper_2_bring": "on"})
    change(world, limit={"value": 4})
    answer = client.post(f"/nop/{token}/2/", {"content": "Chữ vừa gõ", "paper_2_bring": "on"})
    assert answer.headers["Location"] == f"/nop/{token}/doi/?buoc=2"
    client.post(f"/nop/{token}/doi/", {"buoc": "2"})
    assert "Chữ vừa gõ" in client.get(f"/nop/{token}/2/").content.decode()


def test_papers_are_known_again_by_their_text(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "Làm lại", "paper_2": picture("cu.png")})
    entry = onestop.offer(world.home, REBIRTH, world.now.date()).entry
    old = entry.papers[1].text
    change(world, papers=[paper(entry.papers[0].text), paper("Giấy mới"), paper(old)])
    html = client.get(f"/nop/{token}/doi/?buoc=2").content.decode()
    assert "Giấy mới" in html
    client.post(f"/nop/{token}/doi/", {"buoc": "2"})
    html = client.get(f"/nop/{token}/2/").content.decode()
    assert 'name="paper_3_kept"' in html
    assert 'name="paper_2_kept"' not in html
    assert send(client, token).status_code == 422


def test_nothing_to_renew_goes_straight_back(world: World, client: Client) -> None:
    token = ready(client, REBIRTH, {"content": "Làm lại", "paper_2_bring": "on"})
    assert client.get(f"/nop/{token}/doi/?buoc=3").headers["Location"] == f"/nop/{token}/3/"
