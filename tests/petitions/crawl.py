"""Walking all pages that one browser can look at."""

import re
from collections import deque
from typing import Any

from django.test import Client
from django.urls import get_resolver

_LINK = re.compile(r'(?:href|action|hx-get|src)="(/[^"#]*)"')
_AWAY = ("/tinh/", "/can-bo/thoat", "/thanh-phan/")


class Anything:
    """Stands for every record that an address could name, to see whether it names one."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __getitem__(self, name: str) -> Any:
        return self

    id = "x"


def addresses_without_arguments() -> list[str]:
    """Return every address of the house that needs no key."""
    found: list[str] = []

    def look(patterns: Any, before: str) -> None:
        for one in patterns:
            here = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                look(one.url_patterns, here)
            elif "<" not in here and "(" not in here:
                found.append(f"/{here.replace('^', '').replace('$', '')}")

    look(get_resolver().url_patterns, "")
    return [address for address in found if not address.startswith(_AWAY)]


def walk(client: Client, begin: list[str], at_most: int) -> dict[str, str]:
    """Look at the given addresses and at what they link to; ``at_most`` pages beyond the given ones."""
    waiting, seen = deque(dict.fromkeys(begin)), dict[str, str]()
    while waiting and len(seen) < len(begin) + at_most:
        address = waiting.popleft()
        if address in seen:
            continue
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = body.decode("utf-8", "replace") + str(dict(answer.headers))
        for link in _LINK.findall(seen[address]):
            if link not in seen and not link.startswith(_AWAY):
                waiting.append(link.replace("&amp;", "&"))
    return seen
