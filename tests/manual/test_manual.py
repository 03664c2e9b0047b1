"""The manual inside the product: every page of the house has help, every link and picture in it leads somewhere."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.world import World
from thanthien.core.errors import NotThere
from thanthien.web import manual, manual_map

ROOT = "/tro-giup/"
LINK = re.compile(r'href="([^"]+)"')
SOURCE = re.compile(r'src="([^"]+)"')


def modules(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from modules(one.url_patterns)
        else:
            yield one.callback.__module__


def test_every_page_of_the_house_has_its_help() -> None:
    own = {
        name
        for name in modules(get_resolver().url_patterns)
        if name.startswith(("thanthien.office", "thanthien.public"))
    }
    without = sorted(name for name in own if not manual_map.page_for(name) and name not in EVERYBODYS)
    assert not without, "say in web/manual_map.py which page of the manual helps there"
    assert {manual_map.page_for(name) for name in own if manual_map.page_for(name)} <= set(manual.names())


# By post: the first page. Or the help itself, and what everybody has.
EVERYBODYS = {"thanthien.office.today", "thanthien.office.more", "thanthien.office.help"}


def test_each_post_reads_its_own_page_at_its_first_page() -> None:
    assert manual_map.page_for("thanthien.office.today", ("today", "letters", "dossiers")) == "chu-tich"
    assert manual_map.page_for("thanthien.office.today", ("today", "desk", "dossiers")) == "mot-cua"
    assert manual_map.page_for("thanthien.office.today", ("today",)) == ""
    assert set(manual_map.OF_POST.values()) <= set(manual.names())


@pytest.mark.parametrize("name", [manual.INDEX, *manual.names()])
def test_links_and_pictures_of_a_page_lead_somewhere(name: str) -> None:
    page = manual.chapter(name, ROOT)
    assert page.title
    assert "[" not in re.sub(r"<code>.*?</code>", "", page.title)
    for href in LINK.findall(page.body):
        address, _, place = href.partition("#")
        target = page if not address else manual.chapter(address.removeprefix(ROOT).strip("/") or manual.INDEX, ROOT)
        assert not place or f'id="{place}"' in target.body, f"{name}: {href}"
    for address in SOURCE.findall(page.body):
        assert address.startswith(f"{ROOT}hinh/")
        assert manual.picture(address.rpartition("/")[2]).stat().st_size < 200_000


@pytest.mark.parametrize("name", ["../../requirements", "khong-co", "README.md", "", "mot_cua"])
def test_a_page_that_is_none_is_not_there(name: str) -> None:
    with pytest.raises(NotThere):
        manual.chapter(name, ROOT)
    with pytest.raises(NotThere):
        manual.picture(f"../{name}.png")


@pytest.mark.django_db
def test_everybody_reads_it_and_the_foot_leads_to_it(world: World, client: Client) -> None:
    home = client.get("/").content.decode()
    assert 'href="/tro-giup/"' in home
    read = client.get("/tro-giup/")
    assert read.status_code == 200
    assert "<h1>" in read.content.decode()
    assert client.get("/tro-giup/muc-luc/").status_code == 200
    assert client.get("/tro-giup/chu-tich/").status_code == 200
    assert client.get("/tro-giup/khong-co/").status_code == 404
