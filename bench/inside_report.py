"""The final report of a commune measured inside one process: ``python -m bench.inside_report``."""

import json
from datetime import timedelta
from io import BytesIO
from time import perf_counter
from typing import Any
from uuid import UUID

from bench import django_ready

TASKS = 60


def _programme(unit: Any, now: Any) -> Any:
    """Lead the commune into a programme thirteen months ago, with a plan of sixty tasks; return its chair."""
    from thanthien.core.actors import SYSTEM, Role
    from thanthien.org import service as org
    from thanthien.org.models import Staff
    from thanthien.programme import service as programme
    from thanthien.rules.plan import areas

    today = now.date()
    began = today.replace(day=1) - timedelta(days=395)
    programme.Participation.objects.filter(unit_id=unit.id).update(ended_on=today)  # what the played world began
    province = org.province_of(unit.id, None)
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=now, unit_id=province.id, login="do.tinh", name="Lê Thị Tỉnh",
        password="bốn con thuyền giấy màu xanh", role="overseer", title="Chuyên viên", valid_from=began,
    )  # fmt: skip
    above = org.actor_for(Staff.objects.get(login="do.tinh"), today)
    ruling = programme.Ruling("1234/QĐ-UBND", began, "UBND tỉnh")
    made = programme.found(actor=above, now=now, name="Chính quyền thân thiện", ruling=ruling, starts_on=began)
    programme.choose(
        actor=above, now=now, programme_id=UUID(made.id), unit_ids=[unit.id], ruling=ruling,
        reasons="Xã có bộ phận Một cửa mới.",
    )  # fmt: skip
    post = org.holders(unit.id, Role.CHAIR, today)[0]
    chair = org.actor_for(post.staff, today)
    plans = list(programme.plans(chair).filter(year=today.year).values_list("id", flat=True))
    title = "Kế hoạch xây dựng chính quyền thân thiện"
    plan = plans[0] if plans else programme.make_plan(actor=chair, now=now, year=today.year, title=title).id
    codes = [one.code for one in areas(today)]
    for number in range(TASKS):
        wanted = programme.Wanted(
            codes[number % len(codes)], f"Việc số {number + 1} của kế hoạch", "Có ảnh, có biên bản", post.id,
            today.replace(day=1), today.replace(month=12, day=31), money=1_000_000,
        )  # fmt: skip
        programme.add_task(actor=chair, now=now, plan_id=UUID(str(plan)), wanted=wanted)
    return chair


def report() -> dict[str, Any]:
    """Fill the final report of twelve months from the records and draw it, in a process that never drew one."""
    from pypdf import PdfReader

    from thanthien.core import clock
    from thanthien.org import service as org
    from thanthien.programme import service as programme
    from thanthien.programme.service import papers

    unit, now = org.unit_by_code("15163", None), clock.now()
    assert unit is not None
    chair = _programme(unit, now)
    part = programme.own(chair)
    assert part is not None
    began = perf_counter()
    made = papers.draft(actor=chair, now=now, kind="final_report", subject_id=part.id)
    row = papers.paper(chair, UUID(made.id))
    filled = perf_counter()
    data = papers.data_of(row)
    body = papers.pdf(data)
    drawn = perf_counter()
    word = papers.word_file(data)
    ended = perf_counter()
    pages = PdfReader(BytesIO(body)).pages
    charts = sum(block["shape"] == "bars" for one in data["parts"] for block in one["blocks"])
    return {
        "fill": filled - began, "draw": drawn - filled, "word": ended - drawn, "pages": len(pages), "charts": charts,
        "kilobytes": len(body) / 1024, "word_kilobytes": len(word) / 1024,
    }  # fmt: skip


if __name__ == "__main__":
    django_ready()
    print(json.dumps(report()))
