"""Payment providers behind one small protocol (docs/adr): open an order, read a signed call-back.

A provider gets a reference, an amount and two addresses; never a name. Its call-back is JSON, signed with HMAC-SHA256
over the raw body in ``X-Thanthien-Signature`` (RFC 2104), compared in constant time.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import requests
from django.conf import settings

from thanthien.core import tokens

SIGNATURE: Final = "X-Thanthien-Signature"
SIMULATED: Final = "simulated"
PATIENCE: Final = 10.0  # seconds that a provider has to begin its answer, and again to end it
MOST_BYTES: Final = 20_000
MOST_VND: Final = 10**12
PURPOSE: Final = "payment"


class ProviderDown(Exception):
    """The provider did not answer, or answered what nobody can use; nothing was paid."""


class WrongSignature(Exception):
    """A call-back that the provider did not sign."""


class BadNotice(Exception):
    """A signed call-back that cannot be read."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to collect: whole đồng, no name, where to come back and where to tell."""

    reference: str
    amount: int
    text: str
    return_url: str
    notify_url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a provider tells: its own transaction, our reference, whole đồng, and whether it was paid."""

    reference: str
    transaction: str
    amount: int
    paid: bool


class Provider(Protocol):
    """One way to pay online."""

    @property
    def name(self) -> str:
        """Return what payments are kept under."""

    @property
    def label(self) -> str:
        """Return what people read."""

    @property
    def simulated(self) -> bool:
        """Tell whether no money moves."""

    def start(self, order: Order) -> str:
        """Return the address where the person pays; raises :class:`ProviderDown`. The same order may come twice."""

    def read(self, body: bytes, signature: str) -> Notice:
        """Return what a call-back says; raises :class:`WrongSignature` or :class:`BadNotice`."""


def sign(secret: str, body: bytes) -> str:
    """Return the HMAC-SHA256 of a body in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def read_signed(secret: str, body: bytes, signature: str) -> Notice:
    """Return a call-back whose signature holds; raises :class:`WrongSignature` or :class:`BadNotice`."""
    given = signature.strip().lower().encode("utf-8", "replace")
    if not hmac.compare_digest(sign(secret, body).encode(), given):
        raise WrongSignature
    try:
        told = json.loads(body)
        notice = Notice(told["reference"], told["transaction"], told["amount"], told["status"] == "paid")
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadNotice from wrong
    texts: tuple[Any, ...] = (notice.reference, notice.transaction)
    if not all(isinstance(one, str) and 0 < len(one) <= 64 and one.isascii() and one.isprintable() for one in texts):
        raise BadNotice
    if type(notice.amount) is not int or not 0 <= notice.amount <= MOST_VND:
        raise BadNotice
    return notice


@dataclass(frozen=True, slots=True)
class Simulated:
    """The demo's provider: a page of this very site that says that no money moves."""

    name: str = SIMULATED
    label: str = "Trang thanh toán giả lập"
    simulated: bool = True

    @property
    def secret(self) -> str:
        """The key it signs with: this installation's own."""
        return hashlib.sha256(f"thanthien:simulated:{settings.SECRET_KEY}".encode()).hexdigest()

    def start(self, order: Order) -> str:
        """Return the simulated page of an order."""
        return f"/thanh-toan-thu/{tokens.make(PURPOSE, order.reference.encode())}/"

    def read(self, body: bytes, signature: str) -> Notice:
        """Read what the simulated page sent."""
        return read_signed(self.secret, body, signature)


def _read(answer: requests.Response) -> bytes:
    """Byte by byte: the time-out of a socket begins anew with each, so one that drips would hold a whole worker."""
    raw, end = b"", monotonic() + PATIENCE
    for part in answer.iter_content(1):
        raw += part
        if monotonic() > end or len(raw) > MOST_BYTES:
            raise ProviderDown
    return raw


@dataclass(frozen=True, slots=True)
class Http:
    """A provider that speaks JSON over HTTP: ``POST <url>/orders``, signed; it answers ``{"pay_url": …}``."""

    url: str
    secret: str
    label: str = "Cổng thanh toán"
    name: str = "http"
    simulated: bool = False

    def start(self, order: Order) -> str:
        """Open an order at the provider."""
        body = json.dumps(asdict(order)).encode()
        headers = {"Content-Type": "application/json", SIGNATURE: sign(self.secret, body)}
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.post(
                    f"{self.url}/orders", data=body, headers=headers, timeout=PATIENCE, allow_redirects=False,
                    stream=True,
                )  # fmt: skip
                if answer.status_code != requests.codes.ok:
                    raise ProviderDown
                return self._page(json.loads(_read(answer)))
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError) as wrong:
            raise ProviderDown from wrong

    def _page(self, told: Any) -> str:
        """Only the provider's own host: whoever answers in its place must not lead people elsewhere."""
        page = str(told["pay_url"])
        given, own = urlsplit(page), urlsplit(self.url)
        if (given.scheme, given.netloc) != (own.scheme, own.netloc):
            raise ValueError("pay_url of another host")
        return page

    def read(self, body: bytes, signature: str) -> Notice:
        """Read a call-back of the provider."""
        return read_signed(self.secret, body, signature)


def provider() -> Provider | None:
    """Return the provider of this installation; None where nothing can be paid online."""
    if settings.THANTHIEN_PAY == SIMULATED and settings.DEMO:
        return Simulated()
    if settings.THANTHIEN_PAY_URL and settings.THANTHIEN_PAY_SECRET:
        return Http(settings.THANTHIEN_PAY_URL.rstrip("/"), settings.THANTHIEN_PAY_SECRET)
    return None


def simulated_reference(token: str) -> str:
    """Return the reference that a simulated page was opened for, "" for a made-up address."""
    payload = tokens.read(PURPOSE, token)
    return payload.decode() if payload else ""


def simulated_notice(reference: str, transaction: str, amount: int, paid: bool) -> tuple[bytes, str]:
    """Return body and signature as the simulated provider sends them."""
    told = {
        "reference": reference,
        "transaction": transaction,
        "amount": amount,
        "status": "paid" if paid else "failed",
    }
    body = json.dumps(told).encode()
    return body, sign(Simulated().secret, body)
