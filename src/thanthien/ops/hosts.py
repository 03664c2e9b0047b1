"""By which names people reach the server: from the certificate, the address, or the machine itself.

Django answers only to names it knows. Without this, ``serve --host 0.0.0.0`` would greet everybody with an
error until somebody has read about THANTHIEN_HOSTS.
"""

import ipaddress
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from thanthien.conf import keys
from thanthien.ops import place


def settle(host: str, port: int, cert: str) -> str:
    """Complete THANTHIEN_HOSTS and THANTHIEN_URL where nothing is set; return the outside address."""
    keys.load_env_file(place.data_dir())
    found = _of_certificate(Path(cert)) if cert else _of_address(host)
    if "THANTHIEN_URL" not in os.environ:
        name = next((one for one in found if not one.startswith(".")), "127.0.0.1")
        name = f"[{name}]" if ":" in name else name
        usual = port == (443 if cert else 80)
        os.environ["THANTHIEN_URL"] = f"{'https' if cert else 'http'}://{name}{'' if usual else f':{port}'}"
    url = os.environ["THANTHIEN_URL"]
    given = [name for name in os.environ.get("THANTHIEN_HOSTS", "").split(",") if name]
    known = dict.fromkeys([*given, *(found if not given else ()), urlsplit(url).hostname or ""])
    os.environ["THANTHIEN_HOSTS"] = ",".join(f"[{name}]" if ":" in name else name for name in known if name)
    return url


def _of_address(host: str) -> list[str]:
    """A loopback address needs no name, a certain one is its own name, "everywhere" means all of the machine's."""
    try:
        listening = ipaddress.ip_address(host)
    except ValueError:
        return [host]
    if listening.is_loopback:
        return []
    return [host] if not listening.is_unspecified else _of_machine()


def _of_machine() -> list[str]:
    name = socket.gethostname()
    try:
        addresses = [str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]
    except OSError:
        addresses = []
    outside = [one for one in addresses if not ipaddress.ip_address(one.partition("%")[0]).is_loopback]
    return list(dict.fromkeys([name, *outside]))


def _of_certificate(file: Path) -> list[str]:
    """Return the names and addresses a certificate is for. Call it after ``preflight.certificate``."""
    from cryptography import x509

    certificate = x509.load_pem_x509_certificates(file.read_bytes())[0]
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return [str(one.value) for one in certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)]
    found = [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    # Django writes "every name under" as a leading dot.
    return [name.removeprefix("*") for name in found]
