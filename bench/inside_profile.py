"""One kind of request again and again in one process: ``python -m bench.inside_profile file|follow|list``."""

import cProfile
import io
import json
import pstats
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from bench import client, django_ready, ways
from bench.inside import tokens
from bench.inside_pages import HANDLER, _client

TIMES = 300
# Where a function's own time is counted: the first part of its path that fits.
ROOMS = (
    ("psycopg/", "database driver"), ("sqlite3/", "database driver"), ("django/db/", "Django's models and SQL"),
    ("django/template/", "templates"), ("thanthien/web/templatetags", "templates"),
    ("ninja/", "API framework"), ("pydantic", "API framework"), ("django/", "Django's request and answer"),
    ("thanthien/rules", "rules"), ("thanthien/core", "core"), ("thanthien/", "rooms and sites"), ("json/", "JSON"),
)  # fmt: skip


def _called(raw: bytes) -> int:
    from thanthien.conf.wsgi import application

    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.multithread": True,
    }  # fmt: skip
    for line in lines:
        name, _, value = line.partition(": ")
        plain = name.upper().replace("-", "_")
        environ[plain if plain in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{plain}"] = value
    told: list[int] = []
    answer = application(environ, lambda status, _: told.append(int(status[:3])))  # type: ignore[arg-type]  # no write()
    b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return told[0]


def requests(what: str) -> Iterator[bytes]:
    """Yield requests of one kind."""
    if what == "file":
        for way in ways.filing_by_api(["15163"], 7, 0):
            yield next(way)
    elif what == "follow":
        while True:
            yield from (next(ways._page(client.get(f"/hs/{token}/"))) for token in tokens(str(TIMES)))
    else:
        page = _client(HANDLER)
        cookie = "; ".join(f"{name}={value.value}" for name, value in page.cookies.items())
        while True:
            yield client.get("/can-bo/", cookie)


def profile(what: str) -> dict[str, Any]:
    """Return processor time a request, and the shares of the rooms in a profiled run."""
    asked = requests(what)

    def some() -> None:
        for _ in range(TIMES):
            assert _called(next(asked)) in (200, 201)

    some()
    began = process_time()
    some()
    spent = (process_time() - began) / TIMES * 1000
    watch = cProfile.Profile()
    watch.runcall(some)
    return {"milliseconds": spent, "shares": _shares(pstats.Stats(watch))}


def _shares(stats: Any) -> dict[str, float]:
    rooms: dict[str, float] = {}
    for (path, _, name), (_, _, own, _, _) in stats.stats.items():
        rooms[_room(path, name)] = rooms.get(_room(path, name), 0.0) + own
    total = sum(rooms.values())
    ordered = sorted(rooms.items(), key=lambda item: -item[1])
    return {name: own / total for name, own in ordered if own / total >= 0.02}


def _room(path: str, name: str) -> str:
    if "sqlite3" in name or "psycopg" in name:
        return "database driver"
    return next((said for part, said in ROOMS if part in path), "the language itself")


PARTS: dict[str, Callable[[str], Any]] = {"file": profile, "follow": profile, "list": profile}

if __name__ == "__main__":
    django_ready()
    print(json.dumps(PARTS[sys.argv[1]](sys.argv[1])))
