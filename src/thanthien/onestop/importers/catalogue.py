"""Loading the national catalogue shipped with the product (version 1 of each procedure)."""

from django.db import transaction

from thanthien.onestop import catalogue_data, catalogue_shape
from thanthien.onestop.models import Procedure, ProcedureVersion


def load_catalogue() -> int:
    """Enter procedures that are not there yet; return how many. A second run changes nothing.

    The first version is open backwards: the catalogue gives no day of entry into force.
    """
    shipped = catalogue_data.load().procedures
    with transaction.atomic():
        known = set(Procedure.objects.values_list("code", flat=True))
        fresh = [entry for entry in shipped if entry.code not in known]
        rows = [
            Procedure(
                code=entry.code, scope=entry.scope, fileable=entry.fileable, on_by_default=entry.enabled_by_default
            )
            for entry in fresh
        ]
        Procedure.objects.bulk_create(rows)
        ProcedureVersion.objects.bulk_create(
            ProcedureVersion(procedure=row, number=1, title=entry.title, data=catalogue_shape.dump(entry))
            for row, entry in zip(rows, fresh, strict=True)
        )
    return len(fresh)
