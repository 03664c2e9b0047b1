"""Every work page: opens for its post, is "not there" for other posts, asks strangers to sign in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD
from tests.web.office import sign_in
from tests.world import NOW, World
from thanthien.core.actors import SYSTEM
from thanthien.org import service as org

PAGES = {
    "today": {"nhai", "truc", "thu", "tam", "quan", "kiem"},
    "counter": {"nhai", "kiem"},
    "queue": {"nhai", "kiem"},
    "hand_over": {"nhai", "kiem"},
    "slips": {"nhai", "kiem"},
    "register": {"nhai", "truc", "thu", "tam", "kiem"},
    "dossiers": {"nhai", "truc", "thu", "tam", "kiem"},
    "find": {"nhai", "truc", "thu", "tam", "kiem"},
    "unsent": {"nhai", "quan", "kiem"},
    "more": {"nhai", "truc", "thu", "tam", "quan", "kiem"},
    "find_procedure": {"nhai", "kiem"},
    "choose_procedure": {"nhai", "kiem"},
}
CAST = ("nhai", "truc", "thu", "tam", "quan", "kiem")


@pytest.mark.parametrize("login", CAST)
def test_each_page_opens_for_its_posts_only(world: World, login: str) -> None:
    world.online()
    client = sign_in(login)
    for name, posts in PAGES.items():
        answer = client.get(reverse(f"office:{name}"))
        assert answer.status_code == (200 if login in posts else 404), name
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_sign_in_and_comes_back(world: World, name: str) -> None:
    path = reverse(f"office:{name}")
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("office:login"))
    back = Client().post(reverse("office:login"), {"login": "kiem", "password": PASSWORD, "tiep": path})
    assert back.headers["Location"] == path


def test_somebody_without_a_position_gets_a_kind_page(world: World) -> None:
    org.add_staff(actor=SYSTEM, now=NOW, unit_id=world.home, login="moi", name="Lê Văn Mới", password=PASSWORD)
    client = sign_in("moi")
    answer = client.get(reverse("office:today"))
    assert answer.status_code == 403
    assert "chưa giữ chức danh nào" in answer.content.decode()


def test_the_clerk_of_the_next_commune_sees_nothing_of_ours(world: World) -> None:
    waiting, taken = world.online(), world.issued(world.received())
    client = sign_in("la")
    for path in (
        reverse("office:waiting", args=[waiting.id]),
        reverse("office:hand_over_one", args=[taken.id]),
        reverse("office:dossier", args=[taken.id]),
        f"{reverse('office:find')}?q={taken.code}",
    ):
        answer = client.get(path)
        text = answer.content.decode()
        assert answer.status_code == 404 or taken.applicant not in text
    assert client.post(reverse("office:waiting", args=[waiting.id]), {"version": 1}).status_code == 404
    assert client.post(reverse("office:hand_over_one", args=[taken.id]), {"version": 9}).status_code == 404
    assert "Bùi Thị Mơ" not in client.get(reverse("office:queue")).content.decode()


def test_a_form_sent_after_the_session_ended_says_what_to_do(world: World) -> None:
    answer = Client().post(reverse("office:counter"), {"viec": "nhan"})
    assert answer.status_code == 401
    assert "Những gì đã điền vẫn còn" in answer.content.decode()
