"""A strict OpenID provider on loopback, as a process of its own: it trusts no client and proves PKCE.

``python -m tests.provider PORT`` is the process; ``running_provider()`` starts and ends it. ``POST /mischief`` with one
word lets it answer the next exchange as a bad provider, or a stranger in between, would.
"""

import base64
import contextlib
import hashlib
import html
import json
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.live import ROOT, _free_port

CLIENTS = {"thanthien-can-bo": "bi-mat-can-bo", "thanthien-dan": "bi-mat-dan"}
BACK = ("/can-bo/dang-nhap/nha-nuoc/ve/", "/dinh-danh/ve/")
PEOPLE = {
    "nv-001": "Hà Thị Nhài",
    "nv-002": "Phạm Văn Tâm",
    "dan-001": "Bùi Thị Mơ",
    "xau": "<b>Mơ</b>\u202e" + "x" * 300,
}
KEY, OTHER = RSAKey.generate_key(2048, {"kid": "a"}), RSAKey.generate_key(2048, {"kid": "a"})


class State:
    """What the provider remembers, and the mischief it is up to."""

    asked: dict[str, dict[str, str]] = {}
    codes: dict[str, dict[str, str]] = {}
    mischief = ""


class Handler(BaseHTTPRequestHandler):
    """The five addresses of a provider, and the one of the tests."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if State.mischief == "down":
            return self._say(503, "text/plain", "down")
        if parts.path == "/.well-known/openid-configuration":
            return self._json(200, self._described())
        if parts.path == "/jwks":
            return self._json(200, {"keys": [KEY.as_dict(private=False, use="sig", alg="RS256")]})
        if parts.path == "/authorize":
            return self._authorize(given)
        if parts.path == "/choose":
            return self._choose(given)
        return self._say(404, "text/plain", "nothing here")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/mischief":
            State.mischief = body
            return self._say(200, "text/plain", "ok")
        if State.mischief == "token_down":
            return self._say(500, "text/plain", "down")
        given = {name: values[0] for name, values in parse_qs(body).items()}
        return self._token(given) if self.path == "/token" else self._say(404, "text/plain", "nothing here")

    def _described(self) -> dict[str, Any]:
        me = f"http://{self.headers['Host']}"
        return {
            "issuer": "https://khac.example" if State.mischief == "description" else me,
            "authorization_endpoint": f"{me}/authorize", "token_endpoint": f"{me}/token", "jwks_uri": f"{me}/jwks",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }  # fmt: skip

    def _authorize(self, given: dict[str, str]) -> None:
        whole = {"client_id", "redirect_uri", "state", "nonce", "code_challenge", "scope"} <= given.keys()
        if not whole or given["client_id"] not in CLIENTS or not given["redirect_uri"].endswith(BACK):
            return self._say(400, "text/plain", f"not a request of a client of ours: {sorted(given)}")
        good = given.get("response_type"), given.get("code_challenge_method"), "openid" in given["scope"].split()
        if good != ("code", "S256", True):
            return self._say(400, "text/plain", "code flow with PKCE only")
        name = secrets.token_urlsafe(9)
        State.asked[name] = given
        links = [f'<p><a href="/choose?r={name}&sub={sub}">{html.escape(who)}</a></p>' for sub, who in PEOPLE.items()]
        page = f'<!doctype html><title>Nhà cung cấp</title>{"".join(links)}<p><a href="/choose?r={name}">Thôi</a></p>'
        return self._say(200, "text/html", page)

    def _choose(self, given: dict[str, str]) -> None:
        asked = State.asked.pop(given.get("r", ""), None)
        if asked is None:
            self._say(400, "text/plain", "asked once only")
            return
        answer = {"state": asked["state"], "error": "access_denied"}
        if given.get("sub"):
            code = secrets.token_urlsafe(16)
            State.codes[code] = asked | {"sub": given["sub"]}
            answer = {"state": asked["state"], "code": code}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _token(self, given: dict[str, str]) -> None:
        asked = State.codes.pop(given.get("code", ""), None)
        kind, _, pair = self.headers.get("Authorization", "").partition(" ")
        client, _, secret = base64.b64decode(pair).decode().partition(":") if kind == "Basic" else ("", "", "")
        if CLIENTS.get(unquote(client)) != unquote(secret):
            return self._json(401, {"error": "invalid_client"})
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            asked is None
            or given.get("grant_type") != "authorization_code"
            or (asked["client_id"], asked["redirect_uri"]) != (client, given.get("redirect_uri"))
            or asked["code_challenge"] != proof
        ):
            return self._json(400, {"error": "invalid_grant"})
        token = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        if State.mischief != "no_id_token":
            token["id_token"] = self._id_token(asked)
        return self._json(200, token)

    def _id_token(self, asked: dict[str, str]) -> str:
        now, bad = int(time.time()), State.mischief
        claims: dict[str, Any] = {
            "iss": f"http://{self.headers['Host']}", "aud": asked["client_id"], "sub": asked["sub"],
            "nonce": asked["nonce"], "iat": now, "exp": now + 60, "name": PEOPLE[asked["sub"]],
            "email": "nhai@camvan.example",
        }  # fmt: skip
        wrong: dict[str, dict[str, Any]] = {
            "iss": {"iss": "https://khac.example"}, "aud": {"aud": "khac", "azp": asked["client_id"]},
            "nonce": {"nonce": "khac"}, "expired": {"iat": now - 9000, "exp": now - 8000}, "sub": {"sub": ""},
        }  # fmt: skip
        claims |= wrong.get(bad, {})
        if bad == "none":
            head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (
                {"alg": "none"}, claims))  # fmt: skip
            return f"{head}.{body}."
        if bad == "garbage":
            return "khong.phai.token"
        return jwt.encode({"alg": "RS256", "kid": "a"}, claims, OTHER if bad == "other_key" else KEY)

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._say(status, "application/json", json.dumps(body))

    def _say(self, status: int, kind: str, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class Provider:
    """The running process, as a test sees it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def play(self, mischief: str) -> None:
        urllib.request.urlopen(f"{self.issuer}/mischief", mischief.encode(), timeout=5).close()

    def choose(self, authorize: str, sub: str = "") -> str:
        """Open the provider's page as a browser would, take a person (or leave), return where it leads back."""
        with urllib.request.urlopen(authorize, timeout=5) as page:
            name = page.read().decode().partition("/choose?r=")[2].partition("&")[0]
        query = urlencode({"r": name} | ({"sub": sub} if sub else {}))
        opener = urllib.request.build_opener(_Stay)
        with contextlib.suppress(urllib.error.HTTPError):
            opener.open(f"{self.issuer}/choose?{query}", timeout=5)
        return _Stay.last


class _Stay(urllib.request.HTTPRedirectHandler):
    last = ""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        _Stay.last = newurl


@contextlib.contextmanager
def running_provider() -> Iterator[Provider]:
    """Start the provider on a free port; it is gone afterwards."""
    port = _free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.provider", str(port)], cwd=ROOT)
    provider = Provider(f"http://127.0.0.1:{port}")
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(OSError):
                provider.play("")
                break
            time.sleep(0.1)
        yield provider
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
