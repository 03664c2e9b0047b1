"""Whose line it was: a header is believed only from our own proxies; a refusal says when to come back."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from tests.files.samples import jpeg
from tests.world import REBIRTH, World
from thanthien.conf.proxies import ProxyUnclear, networks
from thanthien.core import limits
from thanthien.core.actors import citizen
from thanthien.core.limits import LIMITS, Limit
from thanthien.onestop import service as onestop
from thanthien.ops import faults
from thanthien.web import client as line

PROXIES = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"), ip_network("fd00::/8"))


def address(remote: str, forwarded: str = "", proxies: Any = PROXIES) -> str:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = remote
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return line.address_of(request)


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),  # a stranger's letter
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # the left part was written by the visitor
        ("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.2.3.4", "198.51.100.1"),
        ("127.0.0.1", "10.1.1.1, 10.2.3.4", "10.1.1.1"),
        ("127.0.0.1", "198.51.100.1, unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1:443", "198.51.100.1"),
        ("fd00::1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "", "203.0.113.5"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("", "198.51.100.1", ""),
        ("unix:", "198.51.100.1", ""),
        ("127.0.0.1", "," * 9000, "127.0.0.1"),
        ("127.0.0.1", ", ".join(["10.0.0.9"] * 5000), "10.0.0.9"),
    ],
)
def test_the_nearest_machine_that_is_not_ours(settings: Any, remote: str, forwarded: str, expected: str) -> None:
    settings.THANTHIEN_PROXIES = PROXIES
    assert address(remote, forwarded) == expected


def test_without_proxies_nothing_is_believed(settings: Any) -> None:
    settings.THANTHIEN_PROXIES = ()
    assert address("127.0.0.1", "198.51.100.1") == "127.0.0.1"


def test_proxies_are_read_or_the_start_is_stopped_with_a_sentence() -> None:
    assert networks(" 127.0.0.1, 10.0.0.0/8,fd00::/8,") == PROXIES[1:2] + PROXIES[:1] + PROXIES[2:]
    assert networks("") == ()
    for wrong in ("proxy.example", "10.0.0.1/8", "0.0.0.0/0", "::/0"):
        with pytest.raises(ProxyUnclear) as told:
            networks(wrong)
        assert faults.sentence(told.value) == str(told.value)


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every budget is three."""
    monkeypatch.setattr(limits, "LIMITS", {kind: Limit(3, limit.span) for kind, limit in LIMITS.items()})


def test_filing_by_program_has_a_budget_of_its_line(world: World, tight: None) -> None:
    def send(remote: str) -> Any:
        return Client(REMOTE_ADDR=remote).post("/api/v1/dossiers", "{}", content_type="application/json")

    body = {"procedure": REBIRTH, "applicant": {"name": "Bùi Thị Mơ"}, "answers": {}}
    assert {send("203.0.113.5").status_code for _ in range(9)} == {422}, "what cannot be read costs nothing"
    answers = [
        Client(REMOTE_ADDR="203.0.113.5").post("/api/v1/dossiers", body, content_type="application/json")
        for _ in range(4)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert answers[3].json()["type"] == "too-many"
    assert answers[3].headers["Retry-After"] == "600"
    other = Client(REMOTE_ADDR="203.0.113.6").post("/api/v1/dossiers", body, content_type="application/json")
    assert other.status_code == 201


def test_filing_online_is_held_kindly_and_another_line_goes_on(world: World, tight: None, client: Client) -> None:
    path = f"/thu-tuc/{REBIRTH}/nop/"
    first = client.post(path, {"once": "a"})
    answers = [client.post(path, {"once": f"b{number}"}) for number in range(4)]
    assert first.status_code == 422
    assert answers[-1].status_code == 429
    text = answers[-1].content.decode()
    assert "Chờ 10 phút rồi bấm lại" in text
    assert "những gì đã điền vẫn còn" in text
    assert answers[-1].headers["Retry-After"] == "600"
    assert client.get(path).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.9").post(path, {"once": "c"}).status_code == 422


def test_too_many_files_are_told_at_the_field(world: World, monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(limits, "LIMITS", {**LIMITS, "upload.draft": Limit(1, LIMITS["upload.draft"].span)})
    token = onestop.drafts.start_draft(actor=citizen(), now=world.now, unit_id=world.home, code=REBIRTH).token
    answers = [
        client.post(f"/nop/{token}/2/", {"paper_2": SimpleUploadedFile("a.jpg", jpeg())}).content.decode()
        for _ in range(2)
    ]
    assert ["vừa gửi rất nhiều tệp" in text for text in answers] == [False, True]
    assert "Chờ 60 phút rồi chọn lại" in answers[1]
