"""The home commune's counter on the visitor's day: made behind the first page, each part whole or not there.

Somebody asked on the national portal and hears by SMS, somebody is told by the head of the hamlet, two have an
appointment, one owes a fee that can be paid online; the chair has a letter of thanks to read and a closure waits for
its second person.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final, NamedTuple

from django.db import transaction

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.ops.world import cast, days, plan
from thanthien.org import service as org
from thanthien.rules import notices
from thanthien.rules.calendar import NATIONAL

PORTAL: Final = "G22.99.H56-000001"  # no agency has this code
PEOPLE: Final = (("Bùi Thị Nhung", "090 0000 801", plan.BIRTH), ("Trương Văn Sinh", "", plan.BUSINESS))
CONFIRMATION: Final = "2.002516"  # confirming an entry of civil status: 8,000 đồng, one working day
THANKED: Final = "đã hiến 40 mét vuông đất để mở rộng đường vào thôn Vân Bằng"


class Scene(NamedTuple):
    """Who acts, and the present."""

    people: cast.Cast
    end: datetime

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Return an hour of the last working day before the present one."""
        before = self.end.date() - timedelta(days=1)
        return days.at(days.working_days(before - timedelta(days=15), before)[-1], time(hour, minute))


def play(end: datetime, pause: Callable[[], None] = lambda: None) -> int:
    """Let the counter live these parts; return how many were missing."""
    here, made = Scene(cast.assemble(cast.HOME, end.date()), end), 0
    for part, there in PARTS:
        if not there(here):
            with transaction.atomic():
                part(here)
            made += 1
        pause()
    return made


def _applicant(name: str, phone: str, tell_by: str, **more: str) -> onestop.Applicant:
    address = f"{cast.HOME.hamlets[0]}, xã {cast.HOME.name}"
    return onestop.Applicant(name, phone, more.get("email", ""), address, "", tell_by, more.get("called", "chị"))


def _portal(here: Scene) -> None:
    """A dossier of the national portal: its code beside ours, the person told by SMS."""
    now = here.at(9, 20)
    person = _applicant("Quách Thị Hảo", "0900 000 802", notify.SMS)
    came = onestop.intake.Arrival(onestop.intake.NATIONAL, PORTAL, plan.SINGLE, here.at(8, 5), person)
    with clock.rehearse(now):
        onestop.intake.take_over(actor=here.people.clerk, now=now, unit_id=here.people.unit_id, arrival=came)
        notify.deliver_due(now)


def _by_portal(here: Scene) -> bool:
    return bool(onestop.intake.taken(here.people.unit_id, onestop.intake.NATIONAL, [PORTAL]))


def _file(here: Scene, now: datetime, person: onestop.Applicant, code: str) -> None:
    """Somebody sends a form from home, the clerk accepts it within the morning."""
    filing = onestop.Filing(
        unit_id=here.people.unit_id, code=code, applicant=person, answers={"applicant_name": person.name},
        items=[
            onestop.Item(number, "later")
            for number, _ in enumerate(onestop.offer(here.people.unit_id, code, now.date()).entry.papers, 1)
        ],
        channel="online",
    )  # fmt: skip
    with clock.rehearse(now):
        filed = onestop.file(actor=citizen(person.name), now=now, filing=filing)
    row = onestop.visible(here.people.clerk).get(code=filed.code)
    then = now + timedelta(minutes=25)
    with clock.rehearse(then):
        onestop.accept(actor=here.people.clerk, now=then, dossier_id=row.id, version=row.version)
        notify.deliver_due(then)


def _hamlet(here: Scene) -> None:
    """An old man without a telephone: the head of his hamlet brings him word, from a list."""
    _file(here, here.at(9, 40), _applicant("Bùi Văn Ún", "", notify.HAMLET, called="ông"), plan.PENSION)


def _owing(here: Scene) -> None:
    """An entry of the register to be confirmed, asked for from home: its fee is fixed, and waits to be paid online."""
    person = _applicant("Cao Thị Lan", "0900 000 803", notify.EMAIL, email="caolan@xa.invalid")
    _file(here, here.at(10, 10), person, CONFIRMATION)


def _appointments(here: Scene) -> None:
    """Appointments are given, and two people have one: within the next days on which the office is open."""
    now = here.at(14)
    offered = onestop.booking.Offered(open=True, minutes=30, people=2, days_ahead=14)
    with clock.rehearse(now):
        onestop.booking.set_rule(actor=here.people.chair, now=now, offered=offered)
        free = (slot for day in onestop.booking.days(here.people.unit_id, here.end) for slot in day.slots)
        for slot, (name, phone, code) in zip(islice(free, 1, None, 2), PEOPLE, strict=False):
            onestop.booking.book(
                actor=citizen(name), now=now, unit_id=here.people.unit_id, procedure=code, starts_at=slot.starts_at,
                who=onestop.booking.Who(name, phone),
            )  # fmt: skip
        notify.deliver_due(now)


def _thanks(here: Scene) -> None:
    """A letter of thanks lies before the chair, who reads and signs it."""
    now = here.at(15)
    with clock.rehearse(now):
        onestop.courtesy.begin_thanks(
            actor=here.people.records, now=now, name="Phạm Văn Thìn", called="ông", address="Thôn Vân Bằng",
            what=THANKED,
        )  # fmt: skip


def _closure(here: Scene) -> None:
    """The chair has entered a closed day; it holds when somebody else has looked at what it moves."""
    now, day = here.at(16), NATIONAL.add_working_days(here.end.date(), 2)
    said = notices.Notice(
        notices.CLOSURE, (day,), reason="Mất điện để sửa đường dây vào trụ sở",
        text=f"Thông báo 31/TB-UBND ngày {now:%d/%m/%Y}", level=notices.COMMUNE,
    )  # fmt: skip
    with clock.rehearse(now):
        draft = org.NoticeDraft(said, source="Công văn của điện lực khu vực gửi xã")
        org.enter_notice(actor=here.people.chair, now=now, draft=draft)


def _has(name: str) -> Callable[[Scene], bool]:
    return lambda here: onestop.visible(here.people.clerk).filter(applicant=name).exists()


PARTS: Final[tuple[tuple[Callable[[Scene], None], Callable[[Scene], bool]], ...]] = (
    (_portal, _by_portal),
    (_owing, _has("Cao Thị Lan")),
    (_hamlet, _has("Bùi Văn Ún")),
    (_appointments, lambda here: onestop.booking.rule_of(here.people.unit_id) is not None),
    (_thanks, lambda here: onestop.courtesy.courtesy_letters(here.people.chair).filter(kind="thanks").exists()),
    (_closure, lambda here: org.notices(here.people.chair).filter(unit_id=here.people.unit_id).exists()),
)
