"""What an act or a page asks of the database does not grow with what is already there."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop

MANY = 80
Act = Callable[[], Any]


def acts(world: World) -> dict[str, tuple[Act, int]]:
    """The acts and pages, each with the most statements it may need (savepoints counted)."""
    nhai, truc = world.actors["nhai"], world.actors["truc"]
    waiting, open_one = world.online(), world.received()
    at_counter, online = world.filing(), world.filing(channel="online")
    return {
        "file": (lambda: onestop.file(actor=world.citizen, now=NOW, filing=online), 14),
        "receive": (lambda: onestop.receive_at_counter(actor=nhai, now=NOW, filing=at_counter), 26),
        "accept": (lambda: onestop.accept(actor=nhai, now=NOW, dossier_id=waiting.id, version=1), 24),
        "note": (lambda: onestop.note(actor=truc, now=NOW, dossier_id=open_one.id, text="Đã gọi điện"), 9),
        "list": (lambda: onestop.mine(truc, NOW), 1),
        "keys": (lambda: onestop.keys(truc, NOW, own=True), 1),
        "queue": (lambda: onestop.in_state(nhai, ["submitted"], NOW), 1),
        "register": (lambda: onestop.register(nhai, NOW), 1),
        "find": (lambda: onestop.find(nhai, "bui thi", NOW), 2),  # the second: whose old registers are kept here
        "figures": (lambda: onestop.desk_counts(nhai, NOW), 1),
        "slips": (lambda: notify.waiting_slips(nhai, 60), 2),  # the second: in which language each wishes to read
        "dossier": (lambda: _draw(world, open_one.id), 6),
    }


def _draw(world: World, dossier_id: Any) -> None:
    dossier = onestop.get_for(world.actors["truc"], dossier_id)
    for part in (onestop.events, onestop.tasks, onestop.items, onestop.papers, onestop.supplements):
        list(part(dossier))


def counted(act: Act) -> list[str]:
    """The statements of an act."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return [query["sql"][:120] for query in asked.captured_queries]


def test_statements_stay_few_and_do_not_grow(world: World) -> None:
    known = acts(world)
    few = {name: counted(act) for name, (act, _) in known.items()}
    over = {name: said for name, said in few.items() if len(said) > known[name][1]}
    assert over == {}
    for number in range(MANY):
        world.received() if number % 2 else world.online()
    many = {name: counted(act) for name, (act, _) in acts(world).items()}
    grown = {name: said for name, said in many.items() if len(said) > len(few[name])}
    assert grown == {}
