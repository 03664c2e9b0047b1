"""A commune that follows the three steps is reached by its name without reading about settings."""

import ipaddress
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from thanthien.ops import hosts


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # setenv first, so that what the code under test sets is taken back, too.
    for name in ("THANTHIEN_URL", "THANTHIEN_HOSTS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("THANTHIEN_DATA", str(tmp_path))


def certificate(folder: Path, *names: x509.GeneralName) -> str:
    """Write a certificate with these names ("xa.invalid" as common name when there are none)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "xa.invalid")])
    start = datetime(2026, 11, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(start).not_valid_after(start + timedelta(days=90))
    if names:
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    path = folder / "tls.crt"
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return str(path)


def allowed() -> list[str]:
    return [name for name in os.environ["THANTHIEN_HOSTS"].split(",") if name]


def test_the_certificate_says_the_names(tmp_path: Path) -> None:
    names = (x509.DNSName("motcua.camvan.invalid"), x509.DNSName("*.camvan.invalid"))
    address = x509.IPAddress(ipaddress.ip_address("203.0.113.7"))
    url = hosts.settle("0.0.0.0", 443, certificate(tmp_path, *names, address))
    assert url == "https://motcua.camvan.invalid"
    assert allowed() == ["motcua.camvan.invalid", ".camvan.invalid", "203.0.113.7"]


def test_an_old_certificate_has_a_common_name_only(tmp_path: Path) -> None:
    assert hosts.settle("0.0.0.0", 8443, certificate(tmp_path)) == "https://xa.invalid:8443"


def test_on_loopback_nothing_is_opened() -> None:
    assert hosts.settle("127.0.0.1", 8000, "") == "http://127.0.0.1:8000"
    assert allowed() == ["127.0.0.1"]


def test_everywhere_means_the_names_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "mayxa")
    found = [(2, 1, 6, "", ("127.0.1.1", 0)), (2, 1, 6, "", ("192.168.1.5", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)
    assert hosts.settle("0.0.0.0", 80, "") == "http://mayxa"
    assert allowed() == ["mayxa", "192.168.1.5"]


def test_what_the_operator_said_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THANTHIEN_URL", "https://motcua.invalid")
    monkeypatch.setenv("THANTHIEN_HOSTS", "noi-bo.invalid")
    assert hosts.settle("203.0.113.7", 8000, "") == "https://motcua.invalid"
    assert allowed() == ["noi-bo.invalid", "motcua.invalid"], "the address in letters is always answered"


def test_the_settings_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thanthien.env").write_text("THANTHIEN_URL=https://xa.invalid\n")
    assert hosts.settle("127.0.0.1", 8000, "") == "https://xa.invalid"
    assert allowed() == ["xa.invalid"]
