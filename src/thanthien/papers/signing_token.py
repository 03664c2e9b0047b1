"""A signer whose key lies in a token or a security module, reached by PKCS#11 through its maker's library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from thanthien.papers import signing
from thanthien.papers.signer import NoToken, WrongPin

_PINS: Final = (PinIncorrect, PinInvalid, PinLenRange, PinLocked)
# A token locks itself after a few wrong PINs, and only its maker opens it again: each PIN is tried wrong once in
# the life of a process, however many papers wait.
_refused: Final[set[tuple[str, str, str]]] = set()


@dataclass(slots=True)
class TokenSigner:
    """Opens the token for each signature; ``fingerprint`` is known from the first one on."""

    module: str
    token: str
    label: str
    pin: str = field(repr=False)
    clock: str = ""
    fingerprint: str = ""
    trial: bool = False

    def sign(self, pdf: bytes, *, reason: str, place: str, name: str, at: datetime) -> bytes:
        """Return the signed paper. Raises WrongPin, NoToken, and what :func:`thanthien.papers.signing.put` raises."""
        stamper = signing.stamper(self.clock)
        try:
            with self._open() as session:
                inner = PKCS11Signer(session, cert_label=self.label, key_label=self.label)
                held = inner.signing_cert
                if held is None:
                    raise NoToken(f"the token holds no certificate {self.label!r}")
                self.fingerprint = held.sha256.hex()
                return signing.put(inner, pdf, stamper, reason=reason, place=place, name=name, at=at)
        except (PKCS11Error, SigningError) as error:
            raise NoToken("the token does not sign: look at THANTHIEN_SEAL_TOKEN and THANTHIEN_SEAL_LABEL") from error

    def _open(self) -> Any:
        tried = (self.module, self.token, self.pin)
        if tried in _refused:
            raise WrongPin("the PIN was wrong; put the right one and start the loop anew")
        try:
            return open_pkcs11_session(self.module, token_criteria=TokenCriteria(label=self.token), user_pin=self.pin)
        except _PINS as error:
            _refused.add(tried)
            raise WrongPin("the token refuses the PIN: look at THANTHIEN_SEAL_PASSPHRASE") from error
        except (PKCS11Error, RuntimeError, OSError) as error:
            raise NoToken("the token cannot be opened: look at THANTHIEN_SEAL_P11 and THANTHIEN_SEAL_TOKEN") from error
