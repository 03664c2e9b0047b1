"""What a commune made of a pack, and its figure before and after, in the words of the page."""

from typing import Any

from thanthien.office.programme.chart import chart
from thanthien.programme.service import packs
from thanthien.rules.before_after import Interval, Point, Side, apart, wilson
from thanthien.web import words


def changes(made: packs.Made) -> list[dict[str, Any]]:
    """Return each section: how much stands as it was, what was changed (field, before, now), added, dropped."""
    return [
        {
            "label": part.label, "same": part.found.same, "added": part.found.added, "dropped": part.found.dropped,
            "changed": [
                (one.title, [
                    (part.fields.get(key, "Tên"), packs.in_words(was), packs.in_words(one.after[key]))
                    for key, was in one.before.items()
                    if key == "title" or key in part.fields
                ])
                for one in part.found.changed
            ],
        }
        for part in made.parts
    ]  # fmt: skip


def figures(course: packs.Course) -> dict[str, Any]:
    """Return what the before-after part of the page shows: the chart, the table, what may be said of it."""
    before, later = course.sides
    cut = len(course.before)
    return {
        "course": course, "before": _side(before), "later": _side(later), "apart": apart(before, later),
        "months": [_month(one, place, cut) for place, one in enumerate(course.points)],
        "chart": chart(course.points, cut, course.line),
    }  # fmt: skip


def _month(one: Point, place: int, cut: int) -> dict[str, str]:
    month = {
        "month": f"{one.month[5:]}/{one.month[:4]}", "lacking": one.lacking or "không có gì để tính",
        "when": "Trước" if place < cut else "Tháng nhận" if place == cut else "Sau",
    }  # fmt: skip
    return month if one.share is None else month | _counted(one.met, one.all, wilson(one.met, one.all))


def _side(side: Side) -> dict[str, Any]:
    return {"months": side.months} | (_counted(side.met, side.all, side.spread) if side.spread else {})


def _counted(met: int, every: int, spread: Interval) -> dict[str, str]:
    low, high = (f"{words.number(one * 100, 1)}%" for one in spread)
    return {
        "of": f"{words.number(met)} trên {words.number(every)}", "share": words.percent(met, every),
        "spread": f"{low} đến {high}",
    }  # fmt: skip
