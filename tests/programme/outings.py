"""Timetables, a service at home and an officer of a hamlet of Cẩm Vân, made by the real commands."""

from datetime import date, time
from typing import Any
from uuid import UUID

from tests.programme.planned import post_of
from tests.world import BIRTH, World
from thanthien.org import service as org
from thanthien.programme.models import OutingDay
from thanthien.programme.service import outside

NEED = outside.Need("Hà Thị Già", "0900 000 777", "ngõ nhà văn hóa, nhà thứ ba", "làm lại giấy khai sinh, chân đau")


def hamlet(world: World, name: str = "Vân Ngoài") -> UUID:
    made = org.add_hamlet(
        actor=world.actors["quan"], now=world.now, unit_id=world.home, kind="thon", name=name,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return UUID(made.id)


def wanted(**changes: Any) -> outside.Timetable:
    values: dict[str, Any] = {
        "kind": "coffee", "first": date(2026, 11, 20), "last": date(2026, 11, 20), "opens": time(6, 30),
        "closes": time(7, 30), "place": "Quán cà phê đầu làng", "offered": "Nghe bà con nói, hỏi gì đáp nấy.",
        "posts": [post_of("tam")],
    }  # fmt: skip
    return outside.Timetable(**(values | changes))


def planned(world: World, login: str = "tam", **changes: Any) -> list[OutingDay]:
    made = outside.plan_outing(actor=world.actors[login], now=world.now, wanted=wanted(**changes))
    return list(OutingDay.objects.filter(outing_id=made.id).order_by("day"))


def no_appointment(world: World, **changes: Any) -> list[OutingDay]:
    """Wednesday mornings without appointment, birth registration on the spot."""
    values: dict[str, Any] = {
        "kind": "no_appointment",
        "procedures": [BIRTH],
        "weekdays": [2],
        "last": date(2026, 12, 20),
    }
    return planned(world, **(values | changes))


def home(world: World, login: str = "nhai", server: str = "truc", **changes: Any) -> UUID:
    values: dict[str, Any] = {"need": NEED, "server": post_of(server), "day": date(2026, 11, 18)} | changes
    return UUID(outside.ask_home(actor=world.actors[login], now=world.now, **values).id)


def outside_things(world: World) -> dict[str, UUID]:
    """A day of today, a service at home, an officer of a hamlet."""
    day = planned(world, first=world.now.date(), last=world.now.date())[0]
    place = hamlet(world)
    given = outside.assign_officer(
        actor=world.actors["tam"], now=world.now, hamlet_id=place, post_id=post_of("truc"), since=world.now.date()
    )
    return {"outing_day": day.id, "home_service": home(world, server="tam"), "hamlet_officer": UUID(given.id)}
