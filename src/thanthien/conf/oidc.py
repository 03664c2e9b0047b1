"""Sign-in through a provider, taken from the environment; nothing is offered where nothing is set.

THANTHIEN_SSO_ISSUER, _CLIENT, _SECRET, _NAME, _REAL=1    officers, through the state's sign-on
THANTHIEN_VNEID_ISSUER, _CLIENT, _SECRET, _NAME, _REAL=1  people, through VNeID
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from thanthien.conf.keys import KeyMissing

_LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
_KINDS: Final = {"staff": ("THANTHIEN_SSO", "Hệ thống định danh nhà nước"), "citizen": ("THANTHIEN_VNEID", "VNeID")}


class ProviderUnclear(KeyMissing):
    """A provider is half set, or would be asked over a line that anybody can read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider of identities. ``simulated`` stands on every page that names it, unless ``_REAL=1`` was set."""

    kind: str
    issuer: str
    client_id: str
    client_secret: str
    name: str
    simulated: bool


def providers(environ: Mapping[str, str]) -> dict[str, Provider]:
    """Return the providers that are set, by kind (``staff``, ``citizen``). Raises :class:`ProviderUnclear`."""
    found = {}
    for kind, (prefix, usual) in _KINDS.items():
        issuer, client, secret = (environ.get(f"{prefix}_{name}", "") for name in ("ISSUER", "CLIENT", "SECRET"))
        if not issuer:
            continue
        if not (client and secret):
            raise ProviderUnclear(f"{prefix}_ISSUER is set; set {prefix}_CLIENT and {prefix}_SECRET, too")
        parts = urlsplit(issuer)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ProviderUnclear(f"{prefix}_ISSUER has to begin with https://")
        real = environ.get(f"{prefix}_REAL", "") == "1"
        name = environ.get(f"{prefix}_NAME", "") or usual
        found[kind] = Provider(kind, issuer, client, secret, name, not real)
    return found
