"""The floor of every page: a WSGI application that says hello."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"hello, world\n"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say hello."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]
