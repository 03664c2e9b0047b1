"""Reports of delivery: only a report that the gateway signed turns "đã gửi" into "đã nhận" (settled question 11).

    X-Thanthien-Signature: sha256=<HMAC-SHA256 of the body under the gateway's report key, in hex>
    {"id": "<our message id>", "state": "delivered" | "failed", "reason": "…"}

A report carries no time that we believe, and repeating it changes nothing, so there is nothing to replay.
"""

import hashlib
import hmac
from typing import Final

from django.conf import settings

HEADER: Final = "X-Thanthien-Signature"


def signature(channel: str, body: bytes) -> str:
    """Return the signature of a body; raises ``KeyError`` for a channel without a gateway that reports."""
    key = settings.THANTHIEN_GATEWAYS[channel].report_key
    if not key:
        raise KeyError(channel)
    return "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def check_signature(channel: str, body: bytes, given: str) -> bool:
    """Tell whether a body was signed by the gateway of a channel, in constant time."""
    try:
        right = signature(channel, body)
    except KeyError:
        return False
    return hmac.compare_digest(right.encode(), given.encode("utf-8", "surrogatepass"))
