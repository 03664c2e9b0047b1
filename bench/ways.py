"""What the eight people do: file by API, file by form, follow, work through a list."""

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from random import Random
from urllib.parse import urlencode

from bench.client import HOST, Answer, Way, Wrong, get, post

FORM = "application/x-www-form-urlencoded"
CODES = ("1.004884", "1.004873", "1.001193", "2.000635", "1.004859", "1.001612")
PLAIN = "1.005461"  # asked for by the form that has no questions of its own
NAMES = ("Bùi Thị Mơ", "Quách Văn Trúc", "Trần Thị Nhài", "Lê Đức Ổi", "Hà Thị Hường", "Nguyễn Xuân Thưởng")


def filing_by_api(units: list[str], seed: int, number: int) -> Iterator[Way]:
    """File dossiers of different people for the communes in turn, each with an idempotency key of its own."""
    rng = Random(f"{seed}:{number}")
    while True:
        body = {
            "procedure": rng.choice(CODES),
            "applicant": {
                "name": rng.choice(NAMES),
                "phone": f"0900{rng.randrange(10**6):06}",
                "address": f"thôn {rng.randrange(1, 20)}",
                "id_number": f"000{rng.randrange(10**9):09}",
            },
            "competent_unit": rng.choice(units),
            "answers": {"applicant_name": "như trên", "reason": "bản cũ bị mất", "copies": str(rng.randrange(1, 4))},
            "idempotency_key": f"{rng.randrange(10**18):018x}",
        }
        yield _filed(post("/api/v1/dossiers", json.dumps(body).encode(), "application/json"))


def _filed(request: bytes) -> Way:
    answer = yield request
    if answer.status != 201:
        raise Wrong(f"{answer.status} {answer.body[:200]!r}")


def following(tokens: list[str], seed: int, number: int) -> Iterator[Way]:
    """Open the pages of different dossiers at random."""
    rng = Random(f"{seed}:{number}")
    while True:
        yield _page(get(f"/hs/{rng.choice(tokens)}/"))


def each_once(tokens: list[str], clients: int, number: int) -> Iterator[Way]:
    """Open every page once: what nobody has looked at since it changed."""
    for token in tokens[number::clients]:
        yield _page(get(f"/hs/{token}/"))


def _page(request: bytes) -> Way:
    answer = yield request
    if answer.status != 200:
        raise Wrong(f"{answer.status} to {request[:60]!r}")


def listing(path: str, cookie: str) -> Iterator[Way]:
    """Open a work list again and again."""
    while True:
        yield _page(get(path, cookie))


def walking(path: str, cookie: str) -> Iterator[Way]:
    """Go through a list page by page, from the most urgent on."""
    onward = path
    while True:
        seen: list[Answer] = []
        yield _seen(get(onward, cookie), seen)
        found = re.search(rb'href="([^"]*[?&]sau=[^"]+)"', seen[0].body) if seen else None
        onward = found[1].decode().replace("&amp;", "&") if found else path
        onward = f"{path}{onward}" if onward.startswith("?") else onward


def _seen(request: bytes, seen: list[Answer]) -> Way:
    answer = yield request
    if answer.status != 200:
        raise Wrong(f"{answer.status} to {request[:60]!r}")
    seen.append(answer)


def sign_in(port: int, login: str, password: str) -> str:
    """Sign in by the form and return the cookies."""
    line = HTTPConnection(HOST, port, timeout=30)
    line.request("GET", "/can-bo/dang-nhap/")
    answer = line.getresponse()
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read())
    cookies = _cookies(answer.msg.get_all("Set-Cookie") or [])
    assert token is not None
    body = urlencode({"csrfmiddlewaretoken": token[1].decode(), "login": login, "password": password})
    head = {"Content-Type": FORM, "Cookie": _line(cookies), "Origin": f"http://{HOST}:{port}"}
    line.request("POST", "/can-bo/dang-nhap/", body, head)
    answer = line.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"could not sign in: {answer.status}")
    cookies |= _cookies(answer.msg.get_all("Set-Cookie") or [])
    line.close()
    return _line(cookies)


def _cookies(lines: list[str]) -> dict[str, str]:
    pairs = (line.split(";", 1)[0].partition("=") for line in lines)
    return {name: value for name, _, value in pairs}


def _line(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def filing_by_form(units: list[str], home: str, seed: int, number: int) -> Iterator[Way]:
    """Fill in and send the four steps of a form, each with a press of its button; no page is asked for between."""
    rng = Random(f"form:{seed}:{number}")
    while True:
        unit = rng.choice(units)
        prefix = "" if unit == home else f"/xa/{unit}"
        who = {
            "applicant_name": rng.choice(NAMES),
            "applicant_phone": f"0900{rng.randrange(10**6):06}",
            "applicant_address": f"thôn {rng.randrange(1, 20)}",
            "on_behalf": "no",
            "once": f"{rng.randrange(10**18):018x}",
        }
        yield _pressed(f"{prefix}/thu-tuc/{PLAIN}/nop/", who, f"{rng.randrange(10**18):018x}")


def _pressed(path: str, who: dict[str, str], once: str) -> Way:
    answer = yield _form(path, who)
    token = _onward(answer).split("/nop/")[1].split("/", 1)[0]
    _onward((yield _form(f"/nop/{token}/2/", {"content": "Làm lại giấy khai tử", "paper_2_bring": "on"})))
    _onward((yield _form(f"/nop/{token}/3/", {"tell_by": "phone", "deliver_by": "counter"})))
    sent = _onward((yield _form(f"/nop/{token}/4/", {"once": once})))
    if not sent.endswith("/xong/"):
        raise Wrong(f"not sent: {sent}")


def _form(path: str, answers: dict[str, str]) -> bytes:
    return post(path, urlencode(answers).encode(), FORM)


def _onward(answer: Answer) -> str:
    if answer.status != 302:
        raise Wrong(f"{answer.status} {answer.body[:200]!r}")
    return answer.header("Location")
