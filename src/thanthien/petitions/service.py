"""The public face of petitions."""

from thanthien.petitions.sealed.commands.drill import drill
from thanthien.petitions.sealed.commands.escrow import ask_escrow, make_escrow, open_escrow
from thanthien.petitions.sealed.commands.keys import confirm_sheet, end_key, vouch
from thanthien.petitions.sealed.commands.records import BROKEN, Made, Read, Several, grant, make, read
from thanthien.petitions.sealed.content import Content
from thanthien.petitions.sealed.holding import Own, Sheet, change_passphrase, new_sheet, own_key, recover, set_up
from thanthien.petitions.sealed.limits import ESCROW_REASONS, LIMITS, REASONS
from thanthien.petitions.sealed.models import Kind
from thanthien.petitions.sealed.opening import Opened, unlock
from thanthien.petitions.sealed.passphrase import RULE
from thanthien.petitions.sealed.queries import (
    Asked,
    Holder,
    House,
    Leaf,
    Row,
    asked,
    house,
    keeps,
    may_be_keepers,
    one,
    others,
    page,
    readers,
)
from thanthien.petitions.sealed.warning import numbers_in

__all__ = [
    "BROKEN",
    "ESCROW_REASONS",
    "LIMITS",
    "REASONS",
    "RULE",
    "Asked",
    "Content",
    "Holder",
    "House",
    "Kind",
    "Leaf",
    "Made",
    "Opened",
    "Own",
    "Read",
    "Row",
    "Several",
    "Sheet",
    "ask_escrow",
    "asked",
    "change_passphrase",
    "confirm_sheet",
    "drill",
    "end_key",
    "grant",
    "house",
    "keeps",
    "make",
    "make_escrow",
    "may_be_keepers",
    "new_sheet",
    "numbers_in",
    "one",
    "open_escrow",
    "others",
    "own_key",
    "page",
    "read",
    "readers",
    "recover",
    "set_up",
    "unlock",
    "vouch",
]
