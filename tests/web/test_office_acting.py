"""Somebody with posts in two communes: chooses, switches, and does nothing in the wrong one by mistake."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.org.test_acting import lend, second_post, staff
from tests.people import passed
from tests.web.office_acts import enter
from tests.world import REBIRTH, World
from thanthien.onestop.models import Synonym
from thanthien.org import service as org
from thanthien.org.models import Delegation, Position

WORDS = {"text": "giấy đẻ của cháu", "code": REBIRTH}


def mark_of(answer: Any) -> str:
    found = re.search(r'name="dang-lam" value="([^"]*)"', answer.content.decode())
    assert found is not None
    return found.group(1)


def choose(client: Client, unit_id: UUID, onward: str = "/can-bo/") -> Any:
    return client.post(reverse("office:acting"), {"unit": str(unit_id), "tiep": onward})


@pytest.fixture
def there(world: World) -> UUID:
    """Chị Nhài also stands at the counter of the next commune."""
    return second_post(world, role="clerk")


def test_with_one_unit_nobody_is_asked(world: World) -> None:
    page = enter("kiem").get(reverse("office:today"))
    assert page.status_code == 200
    assert "Đang làm:" not in page.content.decode()


def test_with_two_units_the_choice_comes_first_and_leads_back(world: World, there: UUID) -> None:
    client, wanted = enter("nhai"), reverse("office:words")
    first = client.get(wanted)
    assert first.status_code == 302
    asked = client.get(first.headers["Location"])
    assert "Cán bộ Một cửa, xã Cẩm Vân" in asked.content.decode()
    assert choose(client, there, wanted).headers["Location"] == wanted
    page = client.get(wanted).content.decode()
    assert "UBND xã Vân Du" in page
    assert "Đổi sang Cán bộ Một cửa, xã Cẩm Vân" in page
    assert choose(client, world.home).status_code == 302
    assert "UBND xã Cẩm Vân" in client.get(wanted).content.decode()


@pytest.mark.parametrize("onward", ["https://xau.invalid/", "//xau.invalid", "/xa/15163/"])
def test_the_choice_leads_nowhere_else(world: World, there: UUID, onward: str) -> None:
    assert choose(enter("nhai"), there, onward).headers["Location"] == "/can-bo/"


def test_a_unit_without_a_post_is_not_chosen(world: World, there: UUID) -> None:
    client = enter("nhai")
    other = next(unit for unit in world.units.values() if unit not in {world.home, there})
    answer = choose(client, other)
    assert answer.status_code == 422
    assert client.get(reverse("office:today")).status_code == 302


def test_a_form_of_another_post_writes_nothing_and_keeps_the_text(world: World, there: UUID) -> None:
    client = enter("nhai")
    choose(client, world.home)
    mark = mark_of(client.get(reverse("office:words")))
    choose(client, there)
    answer = client.post(reverse("office:words"), {**WORDS, "once": "k1", "dang-lam": mark})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "giấy đẻ của cháu" in page
    assert "Cán bộ Một cửa, xã Cẩm Vân" in page
    assert not Synonym.objects.filter(text=WORDS["text"]).exists()
    back = client.post(
        reverse("office:words"), {**WORDS, "once": "k1", "dang-lam": str(world.home), "doi-ve": str(world.home)}
    )
    assert back.status_code == 302
    assert Synonym.objects.get(text=WORDS["text"]).unit_id == world.home
    assert "UBND xã Cẩm Vân" in client.get(reverse("office:today")).content.decode()


def test_a_form_that_says_nothing_is_refused_where_there_are_two_posts(world: World, there: UUID) -> None:
    client = enter("nhai")
    assert client.post(reverse("office:words"), {**WORDS, "once": "k2"}).status_code == 409
    choose(client, there)
    assert client.post(reverse("office:words"), {**WORDS, "once": "k2"}).status_code == 409
    assert not Synonym.objects.filter(text=WORDS["text"]).exists()


def test_a_post_that_ended_meanwhile_refuses_its_forms(world: World, there: UUID) -> None:
    client = enter("nhai")
    choose(client, there)
    mark = mark_of(client.get(reverse("office:words")))
    Position.objects.filter(unit_id=there, staff=staff("nhai")).update(valid_to=world.now.date())
    answer = client.post(reverse("office:words"), {**WORDS, "once": "k3", "dang-lam": mark})
    assert (answer.status_code, "giấy đẻ của cháu" in answer.content.decode()) == (409, True)
    assert "UBND xã Cẩm Vân" in client.get(reverse("office:today")).content.decode()
    forced = {**WORDS, "once": "k3", "dang-lam": str(there), "doi-ve": str(there)}
    assert client.post(reverse("office:words"), forced).status_code == 409


def test_secrets_and_files_are_never_drawn_again(world: World, there: UUID) -> None:
    client = enter("nhai")
    choose(client, world.home)
    mark = mark_of(client.get(reverse("office:words")))
    choose(client, there)
    typed = {"old": "mat khau cu", "new": "mat khau moi", "again": "mat khau moi", "dang-lam": mark}
    page = client.post(reverse("office:own_password"), typed).content.decode()
    assert "mat khau" not in page
    assert "Đổi về" in page
    assert "và gửi" not in page
    file = SimpleUploadedFile("a.png", b"x", "image/png")
    sent = client.post(reverse("office:words"), {**WORDS, "tep": file, "dang-lam": mark})
    assert "và gửi" not in sent.content.decode()


def test_lent_powers_show_work_and_end_while_a_form_is_open(world: World) -> None:
    key = lend(world, "tam", "nhai")
    client, dossier = enter("nhai"), world.to_sign(world.received())
    page = client.get(reverse("office:today"))
    assert "thay <b>Chủ tịch UBND xã</b>" in page.content.decode()
    assert client.get(reverse("office:letters")).status_code == 200
    address = reverse("office:act", args=[dossier.id, "tra-lai"])
    mark = mark_of(page)
    assert key in mark
    org.end_delegation(actor=world.actors["tam"], now=world.now, delegation_id=UUID(key))
    answer = client.post(address, {"note": "Xem lại họ tên mẹ.", "dang-lam": mark, "once": "k4"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Ủy quyền ấy nay đã hết" in said
    assert "Xem lại họ tên mẹ." in said
    assert world.get(dossier.id).state == "to_sign"
    assert client.get(reverse("office:letters")).status_code == 404


def test_powers_lent_meanwhile_disturb_no_open_form(world: World) -> None:
    client = enter("nhai")
    mark = mark_of(client.get(reverse("office:words")))
    lend(world, "tam", "nhai")
    assert client.post(reverse("office:words"), {**WORDS, "once": "k5", "dang-lam": mark}).status_code == 302


def test_a_delegate_outside_the_dates_finds_nothing(world: World) -> None:
    lend(world, "tam", "nhai")
    Delegation.objects.update(valid_from=world.now.date() + timedelta(days=1))
    assert enter("nhai").get(reverse("office:letters")).status_code == 404


def test_the_administrators_session_ends_with_the_post_it_was_opened_in(world: World) -> None:
    there = second_post(world, "quan", "administrator")
    client = enter("quan")
    choose(client, world.home)
    client = passed(client, "quan")
    choose(client, world.home)
    assert "elevation" in client.session
    assert client.get(reverse("office:appoint")).status_code == 200
    choose(client, there)
    assert "elevation" not in client.session


def test_rights_cost_one_query_a_request(world: World, there: UUID) -> None:
    lend(world, "tam", "nhai")
    client = enter("nhai")
    choose(client, world.home)
    client.get(reverse("office:security"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("office:own_password")).status_code == 200
    rights = [one["sql"] for one in asked.captured_queries if "org_position" in one["sql"]]
    assert len(rights) == 1
    assert not [one for one in asked.captured_queries if "org_staff" in one["sql"] and one["sql"] not in rights]
