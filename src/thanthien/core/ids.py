"""Primary keys made by the application (RFC 9562, version 7)."""

import os
import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """Return a time-ordered UUID: 48 bits of milliseconds, 74 random bits.

    Source: RFC 9562 §5.7. Two counters working apart never clash, and a commune's rows can move
    between installations. The order is a help for indexes, never proof of a time.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= ((random >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return UUID(int=value)


def random_id() -> UUID:
    """Return a key without any order, for rows whose sequence must not tell who came when (RFC 9562 §5.4)."""
    return UUID(bytes=secrets.token_bytes(16), version=4)
