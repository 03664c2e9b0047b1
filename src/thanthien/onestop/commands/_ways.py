"""By which way somebody is told, checked at every door: only what this installation has and the person gave."""

from datetime import date
from typing import Final
from uuid import UUID

from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.core.models import Wish
from thanthien.notify import service as notify
from thanthien.onestop.commands._applicant import Applicant
from thanthien.onestop.models import Dossier

NOT_HERE: Final = "Xã chưa gửi tin được bằng cách này. Anh/chị chọn cách khác giúp."
WHICH: Final = "Anh/chị chọn thôn, bản để trưởng thôn báo giúp. Trong địa chỉ chưa thấy tên thôn nào của xã."
# E-mail of a house whose server is not set up yet waits for it; these have nobody to wait for.
_ASKED: Final = frozenset({notify.SMS, notify.ZALO})


def hamlet_for(unit_id: UUID, applicant: Applicant, day: date) -> UUID | None:
    """Return the hamlet whose head tells this person, None for other ways.

    Raises :class:`Refused` at ``tell_by`` for a way that is not here, at ``hamlet`` where none can be told.
    """
    if applicant.tell_by in _ASKED and applicant.tell_by not in notify.installed():
        raise Refused(NOT_HERE, "tell_by")
    if applicant.tell_by != notify.HAMLET:
        return None
    known = notify.hamlets(unit_id, day)
    if not known:
        raise Refused("Xã chưa ghi thôn, bản nào. Anh/chị chọn cách khác giúp.", "tell_by")
    named = [key for key, name in known if applicant.hamlet in (key, name)]
    found = UUID(named[0]) if len(named) == 1 else None
    if found is None and not applicant.hamlet:
        found = notify.hamlet_in(unit_id, applicant.address, day)
    if found is None:
        raise Refused(WHICH, "hamlet")
    return found


def wish(run: Run, dossier: Dossier, hamlet_id: UUID | None) -> None:
    """Keep the hamlet of a new dossier; nearly all have none, and pay nothing."""
    if hamlet_id is not None:
        run.add(Wish(unit_id=dossier.unit_id, subject_id=dossier.id, hamlet_id=hamlet_id))
