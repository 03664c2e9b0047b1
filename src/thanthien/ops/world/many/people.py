"""Invented people for many dossiers: names, numbers that belong to nobody, links of their own."""

import json
from functools import cache
from random import Random
from typing import Any

from thanthien.core import crypto, tokens
from thanthien.core.text import fold
from thanthien.onestop import service as onestop
from thanthien.ops.world import names

SIZE = 4000


class Pool:
    """Names to draw from, and what only the keys of this installation can make."""

    def __init__(self, seed: int) -> None:
        self._rng, self._contacts = Random(f"people:{seed}"), dict[str, onestop.Contact | None]()
        self._seal = cache(crypto.sealer)
        crowd = names.Crowd(names.KINH + names.MUONG, ("thôn 1",), "xã", self._rng)
        self.names = [(name, json.dumps(name)[1:-1], fold(name)) for name in (crowd.name() for _ in range(SIZE))]

    def secrets(self, stencil: Any, gaps: dict[str, Any]) -> None:
        """Add number, encrypted cells and secret links of one dossier."""
        number = f"000{self._rng.randrange(10**9):09}"
        gaps["x"] = self._seal("onestop_dossier.id_number")(number)
        gaps["xi"] = crypto.blind_index(number)
        gaps["t"] = tokens.make("follow", bytes.fromhex(gaps["h"]))
        for at, link in enumerate(stencil.ratings):
            if link not in self._contacts:
                self._contacts[link] = onestop.read_rating_token(link)
            contact = self._contacts[link]
            gaps[f"r{at}"] = onestop.rating_token(contact) if contact else link
        for name, text, place in stencil.sealed:
            gaps[name] = self._seal(place)(text % gaps)
