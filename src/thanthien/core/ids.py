"""Primary keys made by the application (RFC 9562, version 7)."""

import os
import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """Return a time-ordered UUID: 48 bits of milliseconds, 12 bits of their fraction, 62 random bits.

    Source: RFC 9562 §5.7 and §6.2, method 3: with the fraction, rows that one act writes one after the other (a list
    of guests) sort as they were written. Two counters working apart never clash, and a commune's rows can move
    between installations. The order is a help for lists and indexes, never proof of a time.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= (rest * 4096 // 1_000_000) << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=value)


def random_id() -> UUID:
    """Return a key without any order, for rows whose sequence must not tell who came when (RFC 9562 §5.4)."""
    return UUID(bytes=secrets.token_bytes(16), version=4)
