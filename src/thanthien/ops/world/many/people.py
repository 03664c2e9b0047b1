"""Invented people for many dossiers: names, numbers that belong to nobody, links of their own."""

import json
from random import Random
from typing import Any

from thanthien.core import crypto, tokens
from thanthien.core.text import fold
from thanthien.onestop import rating_link
from thanthien.ops.world import names

SIZE = 4000


class Pool:
    """Names to draw from, and what only the keys of this installation can make."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"people:{seed}")
        crowd = names.Crowd(names.KINH + names.MUONG, ("thôn 1",), "xã", self._rng)
        self.names = [(name, json.dumps(name)[1:-1], fold(name)) for name in (crowd.name() for _ in range(SIZE))]

    def secrets(self, stencil: Any, gaps: dict[str, Any]) -> None:
        """Add number, encrypted cells and secret links of one dossier."""
        number = f"000{self._rng.randrange(10**9):09}"
        gaps["x"] = crypto.encrypt_text(number, "onestop_dossier.id_number")
        gaps["xi"] = crypto.blind_index(number)
        gaps["t"] = tokens.make("follow", bytes.fromhex(gaps["h"]))
        for at, link in enumerate(stencil.ratings):
            payload = tokens.read(rating_link.PURPOSE, link) or b""
            fresh = payload[:16] + self._rng.randbytes(8) + payload[24:]
            gaps[f"r{at}"] = tokens.make(rating_link.PURPOSE, fresh)
        for name, text, place in stencil.sealed:
            gaps[name] = crypto.encrypt_text(text % gaps, place)
