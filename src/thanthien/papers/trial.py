"""Trial certificates: a root of our own making and one certificate a person (RFC 5280). They prove nothing in law.

Keys are ECDSA on P-256: made in a millisecond, so that nobody waits for theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LASTS: Final = timedelta(days=3653)
WORDS: Final = "CHỮ KÝ THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
NAME_LETTERS: Final = 60  # X.520: a name in a certificate has at most 64


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key, in PEM; ``key`` is a secret."""

    certificate: str
    key: str
    ends_at: datetime


def root(unit: str, now: datetime) -> Pair:
    """Make the trial root of a unit: it signs certificates and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"{unit}: gốc thử nghiệm", unit)
    usage = _usage(certificates=True)
    made = _certificate(name, name, key.public_key(), now, usage, x509.BasicConstraints(ca=True, path_length=0))
    return _pair(made.sign(key, hashes.SHA256()), key, now)


def person(name: str, unit: str, issuer: Pair, now: datetime) -> Pair:
    """Make the trial certificate of somebody of a unit, or of the unit's own seal."""
    above = x509.load_pem_x509_certificate(issuer.certificate.encode())
    signing = serialization.load_pem_private_key(issuer.key.encode(), None)
    assert isinstance(signing, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    plain = x509.BasicConstraints(ca=False, path_length=None)
    made = _certificate(_name(name, unit), above.subject, key.public_key(), now, _usage(certificates=False), plain)
    return _pair(made.sign(signing, hashes.SHA256()), key, now)


def _name(common: str, unit: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, unit[:NAME_LETTERS]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, WORDS),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:NAME_LETTERS]),
        ]
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates, content_commitment=not certificates, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=certificates, crl_sign=certificates,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, usage: x509.KeyUsage,
    constraints: x509.BasicConstraints,
) -> x509.CertificateBuilder:  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        # A day before: the clock of whoever checks may be a little behind.
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(constraints, critical=True)
        .add_extension(usage, critical=True)
    )


def _pair(made: x509.Certificate, key: ec.EllipticCurvePrivateKey, now: datetime) -> Pair:
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Pair(made.public_bytes(serialization.Encoding.PEM).decode(), secret.decode(), now + LASTS)
