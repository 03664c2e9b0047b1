"""Reading public pages in tests."""

from datetime import datetime

from django.test import Client

from thanthien.core import clock

PAGE_QUERIES = 5
PAGE_BYTES = 100_000


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page as text with plain blanks; a public page sets no cookie."""
    answer = client.get(address)
    assert answer.status_code == status, address
    assert not answer.cookies
    return answer.content.decode().replace("\u00a0", " ")


def at(day: int, hour: int, month: int = 11) -> datetime:
    """A moment of 2026."""
    return datetime(2026, month, day, hour, tzinfo=clock.VN)
