"""Signing in for tests: the real page once a test, so that session and password are the real ones."""

from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, passed


def sign_in(login: str, client: Client | None = None) -> Client:
    """Return a client signed in as this person."""
    client = client or Client()
    answer = client.post(reverse("office:login"), {"login": login, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return passed(client, login)
