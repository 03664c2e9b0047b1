"""Digital signatures on papers: PAdES (ETSI EN 319 142-1, baseline B-B; B-T with a time-stamp) through pyHanko.

A signer adds its signature as an incremental update: every byte of the drawn paper stays as it was. Where the key
comes from is the caller's matter: a trial certificate of our own making, a PKCS#12 file, a token (``signing_token``).
A remote service would be one more :class:`Signer`; none could be tried, see docs/operations.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final

import requests
from asn1crypto import keys as asn1_keys
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import tsp as asn1_tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import requests_client as timestamps
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thanthien.papers.signer import NoKey, NoTime, NotNow, WrongPin

FIELD: Final = "ChuKySo"
DIGEST: Final = "sha256"
PATIENCE: Final = 5  # seconds that a time-stamp authority has in all: papers wait behind it
MOST: Final = 256 * 1024  # bytes of its answer, which is some ten thousand long
# Its account of a signature goes to the log of the house, not of the library.
logging.getLogger("pyhanko").setLevel(logging.ERROR)


class _At(signers.PdfSigner):
    """The library takes its time from the machine's clock; a paper's signature has the time of the act."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


class _Stamper(timestamps.RequestsHTTPTimeStamper):
    """Whatever an authority does instead of stamping is one trouble to those who wait."""

    async def async_request_tsa_response(self, req: Any) -> Any:
        # The time-out of a socket begins anew with each byte: an authority that drips would hold the loop, and every
        # message with it. It is asked in a thread that is left to itself after a while.
        said: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=self._ask, args=(req.dump(), said), daemon=True).start()
        try:
            return asn1_tsp.TimeStampResp.load(said.get(timeout=self.timeout))
        except Empty as error:
            raise TimestampRequestError("the authority took too long") from error

    def _ask(self, asked: bytes, said: SimpleQueue[bytes]) -> None:
        raw, headers = b"", self.request_headers()
        try:
            with requests.Session() as line:
                line.trust_env = False  # no password of a .netrc, no proxy that nobody here set
                answer = line.post(
                    self.url, asked, headers=headers, timeout=self.timeout, allow_redirects=False, stream=True
                )
                for part in answer.iter_content(1024) if answer.status_code == 200 else ():
                    raw += part
                    if len(raw) > MOST:
                        break
        except (requests.RequestException, OSError):
            raw = b""
        said.put(raw)

    async def async_timestamp(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().async_timestamp(*args, **kwargs)
        except (TimestampRequestError, ValueError, TypeError, KeyError, OSError) as error:
            raise NoTime("no time-stamp came: look at THANTHIEN_SEAL_TSA") from error


def stamper(clock: str) -> Any:
    """Return what asks the time-stamp authority (RFC 3161) at an address; None for no address."""
    if not clock:
        return None
    return _Stamper(clock, timeout=PATIENCE)  # type: ignore[no-untyped-call]  # the library does not type this one


def put(inner: signers.Signer, pdf: bytes, clock: Any, *, reason: str, place: str, name: str, at: datetime) -> bytes:
    """Sign without a picture: what people read of the signature stands in the paper itself.

    Raises :class:`NotNow` for a certificate that has ended, :class:`NoTime` when ``clock`` gives no time-stamp.
    """
    held = inner.signing_cert
    assert held is not None
    if not held.not_valid_before <= at <= held.not_valid_after:
        raise NotNow(held.not_valid_before, held.not_valid_after)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm=DIGEST, reason=reason, location=place, name=name,
        subfilter=fields.SigSeedSubFilter.PADES,
    )  # fmt: skip
    out = BytesIO()
    maker = _At(meta, inner, timestamper=clock, new_field_spec=fields.SigFieldSpec(FIELD))
    maker.at = at
    # The library runs a loop of its own, which a thread that has one already does not allow.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(maker.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)), output=out).result()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class KeySigner:
    """A signer whose key lies in memory; ``clock`` asks for time-stamps, None for none."""

    inner: signers.SimpleSigner
    fingerprint: str
    trial: bool
    clock: Any = None

    def sign(self, pdf: bytes, *, reason: str, place: str, name: str, at: datetime) -> bytes:
        """Return the signed paper. Raises what :func:`put` raises."""
        return put(self.inner, pdf, self.clock, reason=reason, place=place, name=name, at=at)


def from_pem(certificate: str, key: str, issuers: tuple[str, ...] = (), *, trial: bool) -> KeySigner:
    """Return the signer of a certificate and its key in PEM; ``issuers`` go into the signature, the root last.

    Raises :class:`NoKey`.
    """
    try:
        made = x509.load_pem_x509_certificate(certificate.encode())
        private = serialization.load_pem_private_key(key.encode(), None)
        chain = [x509.load_pem_x509_certificate(one.encode()) for one in issuers]
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NoKey("a certificate or key of this installation cannot be read") from error
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library types its methods, not this one
    store.register_multiple([_asn1(one) for one in chain])
    inner = signers.SimpleSigner(_asn1(made), asn1_keys.PrivateKeyInfo.load(der), store)
    return KeySigner(inner, made.fingerprint(hashes.SHA256()).hex(), trial)


def from_pkcs12(data: bytes, passphrase: str, clock: str = "") -> KeySigner:
    """Return the signer of a PKCS#12 file (RFC 7292): an organisation's own seal certificate with its chain.

    Raises :class:`WrongPin`, or :class:`NoKey` for a damaged file or one without a key.
    """
    try:
        pkcs12.load_pkcs12(data, passphrase.encode() or None)
    except ValueError as error:
        # The library says the same of a wrong passphrase and of a damaged file; whole DER is a whole file.
        kind = WrongPin if _whole(data) else NoKey
        raise kind(
            "the PKCS#12 file cannot be opened: look at THANTHIEN_SEAL_P12, THANTHIEN_SEAL_PASSPHRASE"
        ) from error
    inner = signers.SimpleSigner.load_pkcs12_data(data, [], passphrase.encode() or None)
    if inner is None or inner.signing_cert is None:
        raise NoKey("the PKCS#12 file holds no certificate with its key")
    return KeySigner(inner, inner.signing_cert.sha256.hex(), trial=False, clock=stamper(clock))


def _whole(data: bytes) -> bool:
    try:
        asn1_pkcs12.Pfx.load(data, strict=True)
    except (ValueError, TypeError):
        return False
    return True


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    found: asn1_x509.Certificate = asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    return found
