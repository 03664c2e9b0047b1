"""Reads the signatures of an untrusted PDF file in a process of its own: little memory, no Django, no network.

Run by path as ``core/files/child.py`` is. The first line of the answer is JSON with a code; then a JSON list, one
entry a signature. Whether a certificate is one of ours is the caller's question: here only the arithmetic is done.
"""

import io
import json
import logging
import os
import resource
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 8
MOST = 8  # a paper of the house has one; each costs a fraction of a second


def signature(embedded: Any, last: bool) -> dict[str, Any]:
    """Say of one signature whether the bytes that it covers are those signed, and whether anything came behind it."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    # Nothing is fetched; the signature's own root is believed for the arithmetic, the caller judges who that is.
    roots = [one for one in embedded.other_embedded_certs if one.self_issued]
    context = ValidationContext(trust_roots=roots or [embedded.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(embedded, context)
    return {
        "intact": bool(status.intact and status.valid),
        # What stands behind an earlier signature is a later one; behind the last one stands nothing.
        "whole": getattr(status.coverage, "name", "") == "ENTIRE_FILE" or (not last and bool(status.docmdp_ok)),
        "certificate": embedded.signer_cert.sha256.hex(),
        "name": str(embedded.signer_cert.subject.native.get("common_name", ""))[:120],
        "at": embedded.self_reported_timestamp.isoformat() if embedded.self_reported_timestamp else "",
    }


def signatures(data: bytes) -> list[dict[str, Any]]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    embedded = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    return [signature(one, one is embedded[-1]) for one in embedded[:MOST]]


def answer(data: bytes) -> tuple[str, list[dict[str, Any]]]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        return "", signatures(data)
    except (PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError, RecursionError):
        return "broken", []
    except MemoryError:
        return "heavy", []


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    with os.fdopen(0, "rb") as stream:
        data = stream.read()
    code, found = answer(data)
    with os.fdopen(1, "wb") as out:
        out.write(json.dumps({"code": code, "facts": {}}).encode() + b"\n" + json.dumps(found).encode())


if __name__ == "__main__":
    main()
