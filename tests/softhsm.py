"""A token of our own making: SoftHSM2 from Debian, in a temporary folder, with a certificate and its key inside."""

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

TOKEN, LABEL, PIN = "XA CAM VAN", "con dau", "246810"


def find() -> Path | None:
    """The library, or None where SoftHSM2 is not installed."""
    if shutil.which("softhsm2-util") is None:
        return None
    return next((one for one in sorted(Path("/usr/lib").glob("**/libsofthsm2.so"))), None)


def made(folder: Path, certificate: bytes, key: bytes) -> Path:
    """Make the token (certificate and PKCS#1 key in DER) and return the library; the environment names its folder."""
    library = find()
    assert library is not None
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    asked = ("--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN * 2)
    subprocess.run(["softhsm2-util", *asked], check=True, stdout=subprocess.DEVNULL)
    named = {pkcs11.Attribute.LABEL: LABEL, pkcs11.Attribute.ID: b"1", pkcs11.Attribute.TOKEN: True}
    with pkcs11.lib(str(library)).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        session.create_object(decode_rsa_private_key(key) | named)
        session.create_object(decode_x509_certificate(certificate) | named)
    return library
