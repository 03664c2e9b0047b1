"""The small interface behind which papers are signed. The library is loaded by whoever signs, not by every page."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class NoKey(ValueError):
    """The certificate or its key cannot be read or used; the message says what to look at, without the secret."""


class WrongPin(NoKey):
    """The passphrase or PIN is wrong. A token locks itself after a few of these: it is not tried again."""


class NotNow(NoKey):
    """The certificate is not valid at the moment of the signature; ``first`` and ``last`` say when it is."""

    def __init__(self, first: datetime, last: datetime) -> None:
        super().__init__(f"the certificate is valid from {first:%Y-%m-%d} to {last:%Y-%m-%d}")
        self.first, self.last = first, last


class NoToken(NoKey):
    """The token is not in its place, its module cannot be loaded, or it holds no such certificate."""


class NoTime(NoKey):
    """The time-stamp authority did not answer, or answered nonsense."""


class Signer(Protocol):
    """Whoever can put a signature under a paper."""

    @property
    def trial(self) -> bool:
        """Whether the certificate is of our own making and proves nothing in law."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate, in hex."""
        ...

    def sign(self, pdf: bytes, *, reason: str, place: str, name: str, at: datetime) -> bytes:
        """Return the paper with its signature; raises :class:`NoKey`. ``at`` is when it is signed, with its zone."""
        ...


def from_pem(certificate: str, key: str, issuers: tuple[str, ...] = (), *, trial: bool) -> Signer:
    """Return a signer from texts in PEM; raises :class:`NoKey`. ``issuers`` lead from it to the root."""
    from thanthien.papers import signing

    return signing.from_pem(certificate, key, issuers, trial=trial)


def from_pkcs12(data: bytes, passphrase: str, clock: str = "") -> Signer:
    """Return the signer that a PKCS#12 file (RFC 7292) holds; raises :class:`NoKey`.

    ``clock``: the address of a time-stamp authority (RFC 3161), "" for none.
    """
    from thanthien.papers import signing

    return signing.from_pkcs12(data, passphrase, clock)


def from_token(module: str, token: str, label: str, pin: str, clock: str = "") -> Signer:
    """Return a signer whose key lies in a token (PKCS#11): opened for each signature, so that it may be unplugged.

    ``module``: the maker's library; ``token``: the token's label; ``label``: that of the certificate and its key.
    """
    from thanthien.papers import signing_token

    return signing_token.TokenSigner(module, token, label, pin, clock)
