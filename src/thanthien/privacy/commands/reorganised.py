"""Requests about a dossier go with it; every other one stays in its register, and its keeper answers it."""

from thanthien.core.command import Run
from thanthien.org.service import Scheme
from thanthien.privacy.models import DataRequest


def requests(run: Run, scheme: Scheme) -> int:
    """Let requests go with their dossiers, in the transaction of the act.

    A number that the new register has already keeps its request in the old one, where the keeper finds it.
    """
    news = [one.id for one in scheme.new]
    rows = DataRequest.objects.filter(unit_id__in=scheme.olds, dossier__unit_id__in=news)
    taken = set(DataRequest.objects.filter(unit_id__in=news).values_list("unit_id", "number"))
    moving = []
    for row in rows.select_related("dossier").only("number", "unit_id", "dossier__unit_id").order_by("id"):
        place = (row.dossier.unit_id, row.number) if row.dossier else None
        if place is not None and place not in taken:
            taken.add(place)
            row.unit_id = place[0]
            moving.append(row)
    DataRequest.objects.bulk_update(moving, ["unit"], batch_size=500)
    return len(moving)
