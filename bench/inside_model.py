"""What the model costs: ``python -m bench.inside_model`` prints JSON (milliseconds, statements).

The national board belongs to no unit of today's tree: a programme of the home province is given every commune of the
country, written in bulk, which no command would do. What is measured is the page, with its session and its door.
"""

import json
import statistics
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from bench import django_ready
from bench.inside import spread, timed
from bench.inside_pages import _client, counted

OPENINGS, TAKES, TASKS = 120, 10, 60
ABOVE, CHAIRS = "model.tren", ("model.mot", "model.hai")
BARE = "/healthz"


def boards() -> dict[str, Any]:
    """Open the first page of a board of 166 communes and of all of them, beside the bare page of the same process."""
    from thanthien.core import clock
    from thanthien.ops import static
    from thanthien.org import service as org

    static.collect()  # the pages name their style sheet by its hash
    home = org.unit_by_code("15163", None)
    assert home is not None
    province = org.province_of(home.id, None)
    assert province is not None
    _appoint(province.id, ABOVE, "overseer", "Chuyên viên")
    made = {}
    for name, units in (("province", _communes(province.id)), ("nation", _communes(None))):
        key = _programme(province.id, units, clock.now())
        page, bare = _client(ABOVE), _client()
        address = f"/cap-tren/mo-hinh/{key}/"
        answer = page.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        bare.get(BARE)
        board, floor = partial(page.get, address), partial(bare.get, BARE)
        pairs = [(timed(board), timed(floor)) for _ in range(OPENINGS)]
        with counted() as said:
            page.get(address)
        made[name] = spread([one for one, _ in pairs]) | {
            "floor": statistics.median(two for _, two in pairs) * 1000, "queries": len(said), "communes": len(units),
        }  # fmt: skip
    return made


def _communes(province: UUID | None) -> list[UUID]:
    from thanthien.org.models import Unit

    rows = Unit.objects.filter(level="commune", valid_to__isnull=True)
    rows = rows if province is None else rows.filter(parent_id=province)
    return list(rows.order_by("code").values_list("id", flat=True))


def _appoint(unit_id: UUID, login: str, role: str, title: str) -> Any:
    from thanthien.core import clock
    from thanthien.core.actors import SYSTEM
    from thanthien.org import service as org
    from thanthien.org.models import Staff

    now = clock.now()
    org.appoint(
        actor=SYSTEM, now=now, unit_id=unit_id, login=login, name=f"Người {login}", role=role, title=title,
        password="ao làng gió bấc khói rơm", valid_from=now.date(),
    )  # fmt: skip
    return org.actor_for(Staff.objects.get(login=login), now.date())


def _programme(province: UUID, units: Iterable[UUID], now: Any) -> UUID:
    """A programme whose communes stand in every stage, written in bulk."""
    from thanthien.programme.models import Participation, Programme
    from thanthien.rules.programme import STAGES

    day = now.date()
    Participation.objects.update(ended_on=day)  # the demo has a programme of its own
    programme = Programme(
        unit_id=province, name="Chính quyền thân thiện", decision="1/QĐ", decided_on=day, issuer="UBND tỉnh",
        starts_on=day,
    )  # fmt: skip
    programme.save(force_insert=True)
    rows = []
    for number, unit in enumerate(units):
        place = number % len(STAGES)
        last = place == len(STAGES) - 1
        missing = [] if last else list(STAGES[place + 1].needs)
        rows.append(Participation(
            unit_id=unit, programme=programme, chosen_on=day, reasons="Chọn để đo.", stage=STAGES[place].key,
            since=day - timedelta(days=number % 300), waits_for="" if last else "commune", missing=missing,
        ))  # fmt: skip
    Participation.objects.bulk_create(rows, 500)
    return programme.id


def packs() -> dict[str, Any]:
    """Take packs of 60 tasks: one act each, of another commune's set."""
    from thanthien.core import clock
    from thanthien.org import service as org
    from thanthien.programme import service as programme

    now = clock.now()
    day = date(now.year + 1, 3, 2)  # this year's plan is there: the reference world has one
    units = [unit for code in ("15163", "15190") if (unit := org.unit_by_code(code, None))]
    giver, taker = (
        _appoint(unit.id, login, "chair", "Chủ tịch UBND xã") for unit, login in zip(units, CHAIRS, strict=True)
    )
    plan = UUID(programme.make_plan(actor=giver, now=now, year=day.year, title="Kế hoạch để đo").id)
    post = next(one for one in org.colleagues(giver, now.date()) if str(one.staff_id) == giver.id)
    for number in range(TASKS):
        wanted = programme.Wanted("reform", f"Việc số {number} của kế hoạch", "Có sản phẩm", post.id, day, day)
        programme.add_task(actor=giver, now=now, plan_id=plan, wanted=wanted)
    ruling = programme.Ruling("1/KH-UBND", now.date(), "Chủ tịch UBND xã")
    programme.issue_plan(actor=giver, now=now, plan_id=plan, ruling=ruling)
    made = [
        UUID(programme.packs.publish(
            actor=giver, now=now, name=f"Bộ thứ {number}", words="Xã làm thử một năm, bà con chờ ít đi hẳn.",
            sections=list(programme.packs.SECTIONS),
        ).id)
        for number in range(TAKES)
    ]  # fmt: skip
    times = [timed(partial(programme.packs.take, actor=taker, now=now, pack_id=one)) for one in made]
    return spread(times) | {"tasks": TASKS, "most": max(times) * 1000}


if __name__ == "__main__":
    django_ready()
    json.dump({"packs": packs(), "boards": boards()}, sys.stdout)  # the boards put every commune into another programme
    print()
