"""Every address of the house with anything in its path, its query and its form: an answer, never a fault."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people import PASSWORD, passed
from tests.robust.house import ROOT
from tests.world import NO_LIMIT, NOW, REBIRTH, World
from thanthien.core.actors import SYSTEM
from thanthien.onestop import service as onestop

NASTY = [
    "\x00", "a\x00'\"<b>&%00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "-1", "9" * 40, "1e999",
    "0001-01-01T00:00:00+14:00~" + "0" * 32, "9999-12-31", "\u202e\u200b", "{{ x }}", "ế" * 3000, "../../etc/passwd",
    "１２３", "²", "00000000-0000-0000-0000-000000000000", "", "True", "+84\x00912345678", "[]", "nan", "infinity",
]  # fmt: skip
NAMES = re.compile(r"""(?:GET|POST|query)(?:\.get(?:list)?\(|\[)["']([\w-]+)["']""")
FIELDS = re.compile(r"""<(?:input|select|textarea|button)[^>]*?\bname="([^"]+)"(?:[^>]*?\bvalue="([^"]*)")?""")
PARAMETERS = ("q", "cursor", "limit", "on", "procedure", "received", "unit", "case", "rule", "from", "working_days",
              "calendar_days", "event", "token", "after")  # fmt: skip


def query_names() -> list[str]:
    """Every name that a view reads from an address or a form by hand, and those of the API."""
    files = (ROOT / "src" / "thanthien").rglob("*.py")
    found = {name for file in files for name in NAMES.findall(file.read_text("utf-8"))}
    return sorted(found | set(PARAMETERS))


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every address as the routes write it, ``<str:code>`` and all."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + route


def filled(route: str, things: dict[str, str], nasty: str | None) -> str:
    """An address with real things in its gaps, or with something nasty where text may stand."""
    from urllib.parse import quote

    def fill(match: re.Match[str]) -> str:
        kind, name = match.group(1) or "str", match.group(2)
        if nasty is not None and kind in ("str", "path"):
            return quote(nasty[:200] or "x", safe="")
        return things.get(name, things[kind])

    return re.sub(r"<(?:(\w+):)?(\w+)>", fill, route)


@pytest.fixture
def things(world: World) -> dict[str, str]:
    """One real thing of each kind that addresses name."""
    dossier, online = world.received(), world.online(applicant=world.applicant(email="mo@vidu.vn", tell_by="email"))
    draft = onestop.drafts.start_draft(actor=world.citizen, now=NOW, unit_id=world.home, code=REBIRTH)
    contact = onestop.Contact(world.home, "2026-11", "Hộ tịch", "Quầy 2", "result")
    return {
        "code": REBIRTH, "str": REBIRTH, "path": "x", "int": "1", "number": "1", "uuid": str(dossier.id), "slug": "x",
        "dossier_id": str(online.id), "paper_id": str(onestop.papers(dossier).get().id), "nop": draft.token,
        "hs": onestop.token_of(dossier.id), "danh-gia": onestop.rating_token(contact),
    }  # fmt: skip


def address(route: str, things: dict[str, str], nasty: str | None) -> str:
    """The same, with the token that belongs to the first word of the address."""
    word = route.split("/")[1]
    return filled(route, {**things, "token": things.get(word, "x")}, nasty)


def visitor(login: str) -> Client:
    """A citizen, or an officer who has signed in."""
    client = Client(raise_request_exception=False)
    if login:
        client.post("/can-bo/dang-nhap/", {"login": login, "username": login, "password": PASSWORD})
        passed(client, login)
        assert client.get("/can-bo/").status_code == 200
    return client


def routes() -> list[str]:
    return sorted({route for route in patterns(get_resolver()) if "static" not in route and "(?" not in route})


def faults(client: Client, where: str, data: dict[str, Any] | None) -> list[str]:
    """A line for an answer that says that we are broken."""
    from django.core.cache import cache

    cache.clear()
    answer = client.get(where, data) if data is None or "GET" in data else client.post(where, data)
    return [f"{answer.status_code} {where[:120]} {str(data)[:200]}"] if answer.status_code >= 500 else []


def mixed(names: Iterable[str], turn: int) -> dict[str, str]:
    """Something nasty for every name, another each turn."""
    return {name: NASTY[(place * 5 + turn) % len(NASTY)] for place, name in enumerate(sorted(names))}


def doors(client: str) -> list[str]:
    """The addresses of a citizen, or of an officer."""
    return [route for route in routes() if bool(client) == route.startswith("/can-bo/")]


@pytest.mark.parametrize("login", ["", "nhai", "truc", "thu", "tam", "quan"])
def test_anything_in_an_address_is_answered(world: World, things: dict[str, str], login: str) -> None:
    client, names, found = visitor(login), query_names(), []
    for turn, route in enumerate(doors(login)):
        for nasty in NASTY[turn % 3 :: 3] if "<" in route else ():
            found += faults(client, address(route, things, nasty), None)
        found += faults(client, address(route, things, None), {"GET": "1", **mixed(names, turn)})
    assert found == []


@pytest.mark.parametrize("login", ["", "nhai", "truc", "thu", "tam", "quan"])
def test_anything_in_a_form_is_answered(world: World, things: dict[str, str], login: str) -> None:
    """Every form is drawn, then sent back with something nasty in each field; what was chosen stays in a second try."""
    client, found = visitor(login), []
    for turn, route in enumerate(doors(login)):
        if "dang-nhap" in route or "thoat" in route:
            continue
        where = address(route, things, None)
        drawn = FIELDS.findall(client.get(where).content.decode("utf-8", "replace"))
        names = {name for name, _ in drawn} | set(query_names())
        for nasty in (mixed(names, turn), dict.fromkeys(names, NASTY[turn % len(NASTY)]), dict.fromkeys(names, "\x00")):
            found += faults(client, where, {name: value or nasty[name] for name, value in drawn})
        found += faults(client, where, mixed(names, turn + 3))
    assert found == []


BODIES: list[Any] = [
    {}, [], None, "x", 1, {"procedure": REBIRTH}, {"procedure": NO_LIMIT, "applicant": {"name": "Mơ"}},
    {"procedure": "\x00", "applicant": {"name": "\x00"}, "competent_unit": "\x00", "idempotency_key": "\x00"},
    {"procedure": REBIRTH, "applicant": {"name": "Mơ", "id_number": "1" * 10_000}, "competent_unit": "15163"},
    {"procedure": REBIRTH, "applicant": {"name": "Mơ\x00"}, "answers": {"\x00": "\x00"}, "idempotency_key": "é" * 200},
    {"procedure": REBIRTH, "applicant": {"name": "Mơ"}, "answers": {"a": [[[[[[[[1]]]]]]]]}},
    {"procedure": REBIRTH, "applicant": {"name": "Mơ"}, "received_at_unit": "00000", "competent_unit": "15163"},
    {"procedure": REBIRTH, "applicant": {"name": "Mơ"}, "answers": {"a": 10**400}},
]  # fmt: skip
RAW = [
    b"", b"{", b"\xff\xfe", b'{"procedure": "\\ud800"}', b'{"procedure": NaN}', b"[" * 100_000, b'{"a":' * 5000,
    b'{"procedure": "1.004884", "applicant": {"name": "M\\ud83d"}}', b'{"a": 1, "a": 2}', b"null", b"\x00",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: ascii(body)[:40])
def test_any_json_is_answered(world: World, body: Any) -> None:
    client = Client(raise_request_exception=False)
    answer = client.post("/api/v1/dossiers", body, content_type="application/json")
    assert answer.status_code < 500, answer.content
    again = client.post("/api/v1/dossiers", body, content_type="application/json")
    assert again.status_code == answer.status_code


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: ascii(raw)[:30])
def test_anything_that_is_not_json_is_answered(world: World, raw: bytes) -> None:
    client = Client(raise_request_exception=False)
    answer = client.generic("POST", "/api/v1/dossiers", raw, content_type="application/json")
    assert 400 <= answer.status_code < 500, answer.content
    assert onestop.visible(SYSTEM).count() == 0


def test_a_token_opens_its_own_dossier_by_api_and_no_other(world: World) -> None:
    mine, other = world.online(), world.online()
    client = Client()
    token = onestop.token_of(UUID(str(mine.id)))
    assert client.get(f"/api/v1/dossiers/{mine.code}", headers={"authorization": f"Bearer {token}"}).status_code == 200
    for code, key in ((other.code, token), (mine.code, token[:-1]), (mine.code, token + "A"), (mine.code, "\x00")):
        assert client.get(f"/api/v1/dossiers/{code}", {"token": key}).status_code == 404
