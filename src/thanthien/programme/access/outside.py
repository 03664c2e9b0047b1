"""Serving outside the office: what the commune reads, what everybody reads, what only the one who serves reads."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thanthien.core import clock, db, wall
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Hamlet, Position
from thanthien.programme.models import HamletOfficer, HomeService, Outing, OutingDay
from thanthien.rules.outside import ASKED, PLANNED


def outings(actor: Actor) -> QuerySet[Outing]:
    """Return the timetables of the actor's commune."""
    rows = Outing.objects.filter(unit_id=actor.scope) if actor.may("outside.read") else Outing.objects.none()
    return rows.select_related("hamlet", "made_by")


def outing(actor: Actor, outing_id: UUID) -> Outing:
    """Return one timetable; raises :class:`NotThere`."""
    found = outings(actor).filter(id=outing_id).first()
    if found is None:
        raise NotThere
    return found


def days(actor: Actor) -> QuerySet[OutingDay]:
    """Return the days of all timetables of the actor's commune."""
    rows = OutingDay.objects.filter(unit_id=actor.scope) if actor.may("outside.read") else OutingDay.objects.none()
    return rows.select_related("outing__hamlet")


def day(actor: Actor, day_id: UUID) -> OutingDay:
    """Return one day; raises :class:`NotThere`."""
    found = days(actor).filter(id=day_id).first()
    if found is None:
        raise NotThere
    return found


def take_day(actor: Actor, day_id: UUID, right: str) -> OutingDay:
    """Return one day locked for a change, with its timetable; raises :class:`NotThere` without the right."""
    rows = OutingDay.objects.filter(unit_id=actor.scope, id=day_id)
    found = db.lock(rows).first() if actor.may(right) else None
    if found is None:
        raise NotThere
    return found


def published(unit_id: UUID, since: date, until: date) -> QuerySet[OutingDay]:
    """Return a commune's days of a stretch (both included), called off or not: everybody may read them."""
    rows = OutingDay.objects.filter(unit_id=unit_id, day__gte=since, day__lte=until)
    return rows.select_related("outing__hamlet").order_by("day", "outing__opens", "id")


def posts_of(rows: Iterable[Outing]) -> dict[str, Position]:
    """Return the posts that serve, by key, with those who hold them: one query for any number of timetables."""
    keys = {key for row in rows for key in row.posts}
    return {str(one.id): one for one in Position.objects.filter(id__in=keys).select_related("staff")} if keys else {}


def posts_held(actor: Actor, keys: Collection[UUID], today: date) -> list[Position]:
    """Return posts of the actor's commune that are held today; raises :class:`NotThere` when one is not."""
    found = list(org.colleagues(actor, today).filter(id__in=set(keys)).order_by("title", "id"))
    if len(found) != len(set(keys)):
        raise NotThere
    return found


def hamlet(actor: Actor, hamlet_id: UUID, today: date) -> Hamlet:
    """Return a hamlet that stands today in the actor's commune; raises :class:`NotThere`."""
    found = org.hamlets_of(actor.scope, today).filter(id=hamlet_id).first()
    if found is None:
        raise NotThere
    return found


def on_the_spot(row: OutingDay) -> int:
    """Count from the records: dossiers of the timetable's procedures accepted and decided in the unit on that day."""
    if not row.outing.procedures:
        return 0
    begin = clock.day_start(row.day)
    end = begin + timedelta(days=1)
    rows = onestop.visible(SYSTEM).filter(unit_id=row.unit_id, procedure_code__in=row.outing.procedures)
    return rows.filter(accepted_at__gte=begin, accepted_at__lt=end, decided_at__lt=end).count()


def homes(actor: Actor) -> QuerySet[HomeService]:
    """Return the services at home of the actor's commune, without the person: that is :func:`person_of`'s."""
    if not actor.may("outside.read"):
        return HomeService.objects.none()
    rows = HomeService.objects.filter(unit_id=actor.scope).defer("person")
    return rows.select_related("hamlet", "server__staff", "asked_by")


def home(actor: Actor, home_id: UUID) -> HomeService:
    """Return one service at home, without the person; raises :class:`NotThere`."""
    found = homes(actor).filter(id=home_id).first()
    if found is None:
        raise NotThere
    return found


def serves(actor: Actor, row: HomeService, today: date) -> bool:
    """Tell whether the actor holds today the post that serves."""
    post = row.server
    return str(post.staff_id) == actor.id and (post.valid_to is None or post.valid_to > today)


def person_of(actor: Actor, row: HomeService, today: date) -> dict[str, str]:
    """Return name, phone, address and need, for whoever serves alone; empty for everybody else."""
    if row.unit_id != actor.scope or not actor.may("outside.read") or not serves(actor, row, today):
        return {}
    found = HomeService.objects.filter(id=row.id).values_list("person", flat=True).first()
    return dict(found or {})


def take_home(actor: Actor, home_id: UUID) -> HomeService:
    """Return one service at home locked; who may do what with it is asked there. Raises :class:`NotThere`."""
    rows = HomeService.objects.filter(unit_id=actor.scope, id=home_id)
    found = db.lock(rows).first() if actor.may("outside.note") else None
    if found is None:
        raise NotThere
    return found


def assigned(unit_id: UUID, today: date) -> QuerySet[HamletOfficer]:
    """Return who answers for which hamlet of a commune today: public. One whose post ended answers no more."""
    held = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    posted = Q(post__valid_to__isnull=True) | Q(post__valid_to__gt=today)
    standing = Q(hamlet__valid_to__isnull=True) | Q(hamlet__valid_to__gt=today)
    rows = HamletOfficer.objects.filter(held, posted, standing, unit_id=unit_id)
    return rows.select_related("hamlet", "post__staff").order_by("hamlet__name_fold", "valid_from", "id")


def take_officer(actor: Actor, officer_id: UUID) -> HamletOfficer:
    """Return an assignment locked; raises :class:`NotThere`."""
    rows = HamletOfficer.objects.filter(unit_id=actor.scope, id=officer_id)
    found = db.lock(rows).first() if actor.may("outside.change") else None
    if found is None:
        raise NotThere
    return found


def of_hamlet(row: Hamlet) -> QuerySet[HamletOfficer]:
    """Return every assignment to a hamlet."""
    return HamletOfficer.objects.filter(unit_id=row.unit_id, hamlet=row)


def outlived(until: date) -> QuerySet[HomeService]:
    """Return services at home of every unit, ended or not, promised by a day and never closed (for the loop)."""
    return HomeService.objects.filter(state=ASKED, day__lte=until)


def homes_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many services at home of some communes are still asked for, for a reorganisation's preview."""
    with wall.lifted():
        rows = HomeService.objects.filter(unit_id__in=units, state=ASKED).order_by()
        return dict(rows.values_list("unit_id").annotate(n=Count("id")))


def days_in(units: Collection[UUID], since: date) -> dict[UUID, int]:
    """Return how many days of some communes are published from a day on, for the same."""
    with wall.lifted():
        rows = OutingDay.objects.filter(unit_id__in=units, state=PLANNED, day__gte=since).order_by()
        return dict(rows.values_list("unit_id").annotate(n=Count("id")))


def mine(actor: Actor, until: date) -> int:
    """Return how many services at home the actor's posts owe by a day."""
    rows = homes(actor).filter(server__staff_id=actor.id, state=ASKED, day__lte=until)
    return rows.exclude(server__valid_to__lte=until).count()
