"""Gateways for text messages, from the environment: THANTHIEN_SMS_* and THANTHIEN_ZALO_*.

*_URL     address of the gateway (https, or this machine)    *_KEY         what it knows us by
*_SENDER  name under which it sends                          *_REPORT_KEY  secret that signs its reports of delivery
THANTHIEN_GATEWAY_SECONDS  how long one answer may take (15; 1 to 60)
THANTHIEN_REPORT_HOURS     after how many hours without a report a message is listed for an officer (24)
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

CHANNELS: Final = ("sms", "zalo")
SHORTEST_KEY: Final = 16
# A message is taken for ten minutes; an answer awaited longer than this would be sent again beside its first try.
LONGEST_ANSWER: Final = 60.0


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where messages of one channel go. Keys are left out of what is printed of it."""

    channel: str
    url: str
    sender: str
    key: str = field(repr=False)
    report_key: str = field(default="", repr=False)


def gateways(environment: Mapping[str, str]) -> dict[str, Gateway]:
    """Return the gateways that are set, by channel; raises ``ImproperlyConfigured`` for one set by halves."""
    found = {}
    for channel in CHANNELS:
        name = f"THANTHIEN_{channel.upper()}"
        given = {one: environment.get(f"{name}_{one}", "").strip() for one in ("URL", "KEY", "SENDER", "REPORT_KEY")}
        if not given["URL"]:
            continue
        _check(name, given)
        found[channel] = Gateway(channel, given["URL"], given["SENDER"], given["KEY"], given["REPORT_KEY"])
    return found


def seconds(environment: Mapping[str, str]) -> float:
    """Return how long one answer may take; raises ``ImproperlyConfigured`` for what is not 1 to 60 seconds."""
    given = environment.get("THANTHIEN_GATEWAY_SECONDS", "15")
    try:
        found = float(given)
    except ValueError:
        found = 0.0
    if not 1.0 <= found <= LONGEST_ANSWER:
        raise ImproperlyConfigured(f"THANTHIEN_GATEWAY_SECONDS is {given!r}, not 1 to {LONGEST_ANSWER:g} seconds")
    return found


def _check(name: str, given: Mapping[str, str]) -> None:
    parts = urlsplit(given["URL"])
    here = is_loopback(parts.hostname or "")
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.scheme == "http" and not here):
        raise ImproperlyConfigured(f"{name}_URL must be an https address: the key and people's numbers travel there")
    if parts.username or parts.password:
        raise ImproperlyConfigured(f"{name}_URL holds a password; set {name}_KEY instead")
    if not given["KEY"] or not given["KEY"].isascii() or not given["KEY"].isprintable() or not given["SENDER"]:
        raise ImproperlyConfigured(f"{name}_URL is set: set {name}_KEY and {name}_SENDER, too")
    if given["REPORT_KEY"] and len(given["REPORT_KEY"]) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"{name}_REPORT_KEY has fewer than {SHORTEST_KEY} letters")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
