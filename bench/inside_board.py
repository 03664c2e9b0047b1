"""The board and the chair's letters: ``python -m bench.inside_board`` prints JSON (milliseconds, statements).

The home commune of the measured places holds half of all dossiers, in three months: far more than a commune has.
"""

import json
import statistics
from functools import partial
from time import perf_counter
from typing import Any
from uuid import uuid4

from bench import django_ready
from bench.inside import spread, timed
from bench.inside_pages import _client, counted

OPENINGS, LETTERS = 200, 30
CHAIR, BARE, BOARD = "camvan.chutich", "/healthz", "/bang-diem/"


def board() -> dict[str, Any]:
    """Open the board: before anybody has counted, and when the loop has counted the two months that it shows."""
    from thanthien.core import clock
    from thanthien.org import service as org
    from thanthien.quality import service as quality
    from thanthien.quality.figures import kept
    from thanthien.quality.models import KeptMonth

    home = max(org.offices(), key=lambda one: one.unit.code == "15163")
    page, bare, months = _client(), _client(), kept.recent(clock.now())
    page.get(BARE)
    first = timed(partial(page.get, BOARD)) * 1000
    began, rounds = perf_counter(), 0
    while KeptMonth.objects.filter(unit_id=home.unit_id, month__in=months).count() < len(months):
        rounds += bool(quality.keep_due(clock.now()))
    counting = perf_counter() - began
    shown = quality.board(home.unit_id, months[0], clock.now())
    assert any(one.now.all for one in shown), "the measured commune has no figures"
    page.get(BOARD)
    pairs = [(timed(partial(page.get, BOARD)), timed(partial(bare.get, BARE))) for _ in range(OPENINGS)]
    with counted() as said:
        answer = page.get(BOARD)
    assert "Đếm lúc" in answer.content.decode(), "the page did not show what was kept"
    return spread([one for one, _ in pairs]) | {
        "floor": statistics.median(two for _, two in pairs) * 1000, "queries": len(said), "first": first,
        "counting": counting, "rounds": rounds,
    }  # fmt: skip


def letters() -> dict[str, Any]:
    """Sign thirty letters, each time until the next one stands on the page: two requests, one act."""
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.onestop import service as onestop
    from thanthien.onestop.models import Apology, Dossier
    from thanthien.org import service as org
    from thanthien.org.models import Staff
    from thanthien.rules.calendar import NATIONAL

    now = clock.now()
    chair = org.actor_for(Staff.objects.get(login=CHAIR), clock.local(now).date())
    assert chair.unit_id is not None
    rows = Dossier.objects.filter(unit_id=chair.unit_id, clock="running", accepted_at__isnull=False)
    for key in rows.order_by("sort_due", "id").values_list("id", flat=True)[: LETTERS * 2]:
        if not Apology.objects.filter(dossier_id=key, state="draft").exists():
            onestop.draft_apology(actor=SYSTEM, now=now, dossier_id=key)
    ahead = NATIONAL.add_working_days(clock.local(now).date(), 30)
    Apology.objects.filter(unit_id=chair.unit_id, state="draft", kind="late").update(new_date=ahead)
    page, address, times, queries = _signed_in(CHAIR), "", [], []
    address = f"/can-bo/chu-tich/thu/{onestop.apology_drafts(chair).values_list('id', flat=True)[0]}/ky/"
    page.get(address)
    for number in range(LETTERS):
        sent = {"once": str(uuid4())}
        with counted() as said:
            began = perf_counter()
            answer = page.post(address, sent)
            assert answer.status_code == 302, answer.content.decode()[-1500:]
            address = answer.headers["Location"]
            page.get(address)
            times.append(perf_counter() - began)
        assert number == 0 or "/ky/" in address
        queries.append(len(said))
    return spread(times) | {"queries": statistics.median(queries), "most": max(times) * 1000}


def _signed_in(login: str) -> Any:
    """A browser of somebody who has just shown the second factor that their post asks for."""
    from thanthien.core import clock

    made = _client(login)
    session = made.session
    session["second"], session["proved"] = "totp", clock.iso(clock.now())
    session.save()
    return made


if __name__ == "__main__":
    django_ready()
    from thanthien.ops import static

    static.collect()  # the pages name their style sheet by its hash
    print(json.dumps({"board": board(), "letters": letters()}))
