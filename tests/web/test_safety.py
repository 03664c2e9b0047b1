"""What every address tells the browser, walked one by one; whom the house answers at all."""

import re
from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.robust.test_hard_addresses import address, routes, things, visitor
from tests.tree.source import PACKAGE, product
from tests.world import World
from thanthien.conf.logs import NoSecretLinks
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff
from thanthien.web import safety

__all__ = ["things"]  # the fixture: one real thing of each kind that addresses name
pytestmark = pytest.mark.once
STATIC = "/tinh/web/site.css"
SECRET_WORDS = ("hs", "nop", "danh-gia")
STAFF = ("nhai", "truc", "thu", "tam", "quan")


def wrong_headers(answer: Any, where: str) -> list[str]:
    """A line for each header that is missing or weaker than the table."""
    found = [f"{where}: {name}" for name in safety.HEADERS if name not in answer.headers]
    policy = answer.headers.get("Content-Security-Policy", "")
    loose = [word for word in ("unsafe", "*", "http:", "https:") if word in policy]
    if loose or "default-src 'none'" not in policy:
        found.append(f"{where}: {policy}")
    if "Access-Control-Allow-Origin" in answer.headers:
        found.append(f"{where}: opened to other sites")
    return found


@pytest.mark.parametrize("login", ["", "nhai", "quan"])
def test_every_address_sends_every_header(world: World, things: dict[str, str], login: str) -> None:
    client, found = visitor(login), []
    for route in routes():
        where = address(route, things, None)
        for answer in (client.get(where), client.post(where, {}), client.options(where)):
            found += wrong_headers(answer, f"{answer.status_code} {where}")
    assert not found


@pytest.mark.parametrize("where", [STATIC, "/khong-co/", "/xa/99999/", "/xa/15163", "/%00", "/api/v1/khong-co"])
def test_static_files_redirects_and_errors_send_them_too(db: None, where: str) -> None:
    assert not wrong_headers(Client().get(where), where)


def test_a_fault_sends_them_and_shows_nothing_of_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("bí mật trong máy")

    monkeypatch.setattr("thanthien.public.home.render", broken)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert not wrong_headers(answer, "/")
    assert "bí mật" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("login", STAFF)
def test_no_work_page_and_no_secret_page_may_be_kept(world: World, things: dict[str, str], login: str) -> None:
    client, kept = visitor(login), []
    for route in routes():
        private = route.startswith(("/can-bo/", "/cap-tren/")) or "token>" in route
        answer = client.get(address(route, things, None))
        if private and answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(route)
    assert not kept


def test_secret_links_leave_no_trace_in_other_sites_and_search_engines(world: World, things: dict[str, str]) -> None:
    for word in SECRET_WORDS:
        headers = Client().get(f"/{word}/{things[word]}/").headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def test_an_address_with_a_token_is_never_written_to_the_log() -> None:
    import logging

    token = "A" * 43
    for route in (route for route in routes() if "token>" in route):
        where = re.sub(r"<\w+:\w*token>", token, route)
        line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (where,), None)
        NoSecretLinks().filter(line)
        assert token not in line.getMessage(), route


@pytest.mark.parametrize("name", ["other.example", "15163.example:8000", "127.0.0.1.evil.example", "a b", "x" * 300])
@pytest.mark.parametrize("where", ["/", "/healthz", "/can-bo/dang-nhap/", "/api/v1/procedures", STATIC])
def test_a_name_that_is_not_ours_gets_no_page(db: None, settings: Any, name: str, where: str) -> None:
    settings.ALLOWED_HOSTS = ["motcua.example.vn"]
    answer = Client().get(where, headers={"Host": name})
    assert answer.status_code == 400
    assert name not in answer.content.decode()
    assert not wrong_headers(answer, where)
    if where != STATIC:
        assert Client().get(where, headers={"Host": "motcua.example.vn"}).status_code == 200


FOREIGN = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://evil.testserver"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://testserver.evil.example"},
)
OWN: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": "http://testserver"},
    {"Origin": "null"},
)


@pytest.mark.parametrize("login", ["", "nhai"])
def test_no_door_takes_a_form_from_another_site(world: World, things: dict[str, str], login: str) -> None:
    client = visitor(login)
    for route, headers in zip(routes(), cycle(FOREIGN), strict=False):
        assert client.post(address(route, things, None), {}, headers=headers).status_code == 403, route


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_form_from_another_site_is_taken(world: World, things: dict[str, str], headers: dict[str, str]) -> None:
    for client, route in ((visitor(""), "/tra-cuu/"), (visitor("nhai"), "/can-bo/thoat/")):
        assert client.post(route, {"code": "x", "phone": "y"}, headers=headers).status_code == 403, route


@pytest.mark.parametrize("headers", OWN)
def test_our_own_forms_arrive(world: World, headers: dict[str, str]) -> None:
    assert Client().post("/tra-cuu/", {"code": "x", "phone": "y"}, headers=headers).status_code == 422


def test_a_work_form_without_its_token_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Staff.objects.get(login="nhai"))
    for route in ("/can-bo/thoat/", "/can-bo/mot-cua/tiep-nhan/"):
        assert client.post(route, {}).status_code in {403, 404}, route


BAD_FILES = {
    "a program": ("don.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "a page": ("don.pdf", b"<!doctype html><script>alert(1)</script>"),
    "a drawing with script": ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "a name that climbs": ("../../../etc/cron.d/x.pdf", b"%PDF-1.4 broken"),
}


@pytest.mark.parametrize("what", sorted(BAD_FILES))
@pytest.mark.parametrize("login", ["", *STAFF])
def test_no_door_keeps_a_file_against_the_rules(world: World, things: dict[str, str], login: str, what: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, before = visitor(login), StoredFile.objects.count()
    name, data = BAD_FILES[what]
    for route in routes():
        files = {field: SimpleUploadedFile(name, data) for field in ("file", "giay_1", "paper_1", "result", "tep")}
        assert client.post(address(route, things, None), files).status_code < 500, route
    assert StoredFile.objects.count() == before


@pytest.mark.tree
def test_only_the_door_of_uploads_reads_files() -> None:
    """Whoever reads ``request.FILES`` hands it to ``core.files``, which alone knows the rules."""
    readers = {source.name for source in product() if re.search(r"request\.FILES\b", source.text)}
    assert readers == {
        "src/thanthien/web/uploads.py",  # the one door: core.files.stage
        "src/thanthien/office/programme/readiness_answers.py",  # reads a photo's fingerprint, then the one door
        "src/thanthien/office/acting.py",  # asks whether there are any
        "src/thanthien/public/paper_check.py",  # looked at in a process of its own, kept nowhere
        "src/thanthien/office/catalogue_import.py",  # a table of procedures: read line by line, the file is not kept
        "src/thanthien/office/intake/sheets.py",  # a table of dossiers: likewise
        "src/thanthien/office/sealed.py",  # encrypted for its holders before it is kept, never shown inline
    }


def test_whom_to_tell_about_a_weakness(world: World, settings: Any) -> None:
    answer = Client().get(reverse("security_txt"))
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert lines["Contact"] == "tel:+842370000115"
    assert "2027-05-15" <= lines["Expires"] <= "2027-11-16"
    settings.THANTHIEN_SECURITY_CONTACT = "mailto:an-toan@example.vn"
    assert "Contact: mailto:an-toan@example.vn" in Client().get("/.well-known/security.txt").content.decode()


def test_only_our_own_proxy_says_that_it_was_tls(db: None, settings: Any) -> None:
    from ipaddress import ip_network

    from django.test import RequestFactory

    from thanthien.web import client

    settings.THANTHIEN_PROXIES = (ip_network("192.0.2.0/24"),)
    told = {"X-Forwarded-Proto": "https"}
    assert client.came_by_tls(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers=told))
    assert not client.came_by_tls(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))
    assert not client.came_by_tls(RequestFactory().get("/", REMOTE_ADDR="198.51.100.7", headers=told))


def test_signing_out_clears_the_browser(world: World) -> None:
    client = visitor("nhai")
    assert "cache" in client.post("/can-bo/thoat/").headers["Clear-Site-Data"]


@pytest.mark.parametrize("where", ["/", "/healthz", "/api/v1/procedures"])
def test_trace_tells_nothing(world: World, where: str) -> None:
    answer = Client().generic("TRACE", where, headers={"X-Mine": "abc"})
    assert answer.status_code in {403, 405}
    assert "abc" not in answer.content.decode()


def test_what_watches_the_machine_tells_no_inside(world: World) -> None:
    assert Client().get("/healthz").content == b"ok\n"
    told = Client().get("/readyz").json()
    assert set(told) == {"ok", "database", "disk", "loop", "mail"}


@pytest.mark.tree
def test_no_template_holds_script_or_style_inline() -> None:
    """The policy has no nonce because nothing needs one."""
    tags = re.compile(r"{[%{].*?[%}]}", re.DOTALL)  # "{% with one=… %}" is no onclick
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    pages = [path for folder in PACKAGE.glob("*/templates") for path in folder.rglob("*.html")]
    assert pages
    shown = {path: tags.sub("", path.read_text("utf-8")) for path in pages if "notify" not in path.parts}
    assert [str(path) for path, text in shown.items() if inline.search(text)] == []


@pytest.mark.django_db
def test_a_slow_answer_of_before_signing_in_does_not_shut_the_form_that_stands_open(world: World) -> None:
    """The page that keeps answers without a line asked at the same time; the next sign-in was refused by 403."""
    browser = Client(enforce_csrf_checks=True)
    first = browser.get("/can-bo/dang-nhap/")
    assert first.cookies["csrf"].value
    again = browser.get("/can-bo/dang-nhap/")
    assert "csrf" not in again.cookies
    token = str(again.context["csrf_token"])
    data = {"login": "truc", "password": people.PASSWORD, "csrfmiddlewaretoken": token}
    entered = browser.post("/can-bo/dang-nhap/", data)
    assert entered.status_code == 302
    assert entered.cookies["csrf"].value != first.cookies["csrf"].value
