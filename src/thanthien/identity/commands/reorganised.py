"""Invitations that nobody has used yet go with the post of whom they invite."""

from uuid import UUID

from thanthien.core.command import Run
from thanthien.identity.models import Invitation
from thanthien.org import service as org


def invitations(run: Run, scheme: org.Scheme) -> int:
    """Let open invitations be seen and withdrawn where the person works now, in the transaction of the act."""
    people: dict[UUID, list[UUID]] = {}
    for post in org.positions_in([one.id for one in scheme.new], scheme.day):
        people.setdefault(post.unit_id, []).append(post.staff_id)
    rows = Invitation.objects.filter(unit_id__in=scheme.olds, used_at=None, withdrawn_at=None)
    return sum(rows.filter(staff_id__in=staff).update(unit_id=unit_id) for unit_id, staff in people.items())
