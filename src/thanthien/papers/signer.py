"""The small interface behind which papers are signed. The library is loaded by whoever signs, not by every page."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class NoKey(ValueError):
    """The certificate or its key cannot be read or used; the message says what to look at, without the secret."""


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


def from_pkcs12(data: bytes, passphrase: str) -> Signer:
    """Return the signer that a PKCS#12 file (RFC 7292) holds; raises :class:`NoKey`."""
    from thanthien.papers import signing

    return signing.from_pkcs12(data, passphrase)
