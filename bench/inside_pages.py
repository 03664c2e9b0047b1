"""Pages opened inside one process, with their statements counted: ``python -m bench.inside_pages PART``."""

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench import django_ready

HANDLER = "camvan.xuly"
BIRTH = "1.001193"


@contextmanager
def counted() -> Iterator[list[dict[str, str]]]:
    """Gather the statements that run meanwhile."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        said: list[dict[str, str]] = []
        yield said
    said += found.captured_queries


def _client(login: str = "") -> Any:
    from django.test import Client

    from thanthien.org.models import Staff

    made = Client(headers={"host": "127.0.0.1"})
    if login:
        made.force_login(Staff.objects.get(login=login), backend="django.contrib.auth.backends.ModelBackend")
    return made


def weigh() -> dict[str, dict[str, Any]]:
    """Return bytes and statements of pages, each opened a second time by the process, as a server mostly does."""
    from thanthien.onestop import service as onestop
    from thanthien.onestop.models import Dossier

    tokens = [onestop.token_of(key) for key in Dossier.objects.values_list("id", flat=True)[:2]]
    public = {
        "home": "/", "procedures": "/thu-tuc/", "search": "/thu-tuc/?q=khai+sinh",
        "one procedure": f"/thu-tuc/{BIRTH}/", "a date": "/tinh-han/", "filing, first step": f"/thu-tuc/{BIRTH}/nop/",
        "follow by code": "/tra-cuu/", "following a dossier": "/hs/{token}/",
        "answer of the API": f"/api/v1/procedures/{BIRTH}",
    }  # fmt: skip
    made = {}
    for name, path in public.items():
        page = _client()
        page.get(path.format(token=tokens[0]))
        made[name] = _weighed(page, path.format(token=tokens[1])) | {"staff": False}
    page = _client(HANDLER)
    page.get("/can-bo/")
    made["handler's list"] = _weighed(page, "/can-bo/") | {"staff": True}
    return made


def _weighed(page: Any, path: str) -> dict[str, Any]:
    with counted() as said:
        answer = page.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    body = answer.getvalue() if answer.streaming else answer.content
    return {"bytes": len(gzip.compress(body)) + _assets(body), "queries": len(said)}


def _assets(body: bytes) -> int:
    """Return the weight of style sheet, script and the fonts that the sheet names, compressed as they travel."""
    from django.conf import settings

    total, seen = 0, set[str]()
    wanted = [name.decode() for name in re.findall(rb'(?:href|src)="/tinh/([^"]+\.(?:css|js|woff2))"', body)]
    while wanted:
        name = wanted.pop()
        path = settings.STATIC_ROOT / name
        if name in seen or not path.exists():
            continue
        seen.add(name)
        data = path.read_bytes()
        total += len(data) if name.endswith("woff2") else len(gzip.compress(data))
        if name.endswith("css"):
            near = name.rpartition("/")[0]
            wanted += [f"{near}/{one}" for one in re.findall(r'url\("?([^")]+woff2)"?\)', data.decode("utf-8"))]
    return total


def plan() -> dict[str, Any]:
    """Explain the statement that reads the keys of the handler's list."""
    from django.db import connection

    from thanthien.core.db import is_postgres

    page = _client(HANDLER)
    page.get("/can-bo/")
    with counted() as said:
        page.get("/can-bo/")
    text = next(one["sql"] for one in said if "ORDER BY" in one["sql"] and "sort_due" in one["sql"])
    with connection.cursor() as cursor:
        if is_postgres():  # the list is prepared once ($1, $2, …): its plan for whatever values come
            values = ", ".join(["NULL"] * max((int(one) for one in re.findall(r"\$(\d+)", text)), default=0))
            cursor.execute("SET plan_cache_mode = force_generic_plan")
            cursor.execute(f"PREPARE looked AS {text}")
            cursor.execute(f"EXPLAIN EXECUTE looked{f'({values})' if values else ''}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {text}")
        lines = [" ".join(str(cell) for cell in row) for row in cursor.fetchall()]
    whole = "\n".join(lines)
    index = re.search(r"(?:using|USING INDEX|USING COVERING INDEX) (\w+)", whole)
    is_sorted = "Sort" in whole or "TEMP B-TREE" in whole
    return {"index": index[1] if index else "no index", "sorted": is_sorted, "queries": len(said), "plan": lines}


PARTS: dict[str, Callable[..., Any]] = {"weigh": weigh, "plan": plan}

if __name__ == "__main__":
    django_ready()
    from thanthien.ops import static

    static.collect()  # the pages name their style sheet by its hash; no server has run here when a part runs alone
    found = PARTS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(found))
