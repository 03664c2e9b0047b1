"""Forms on their way: each step saved under a secret link, thirty days, never in the browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.onestop import access, catalogue
from thanthien.onestop.commands import _answers
from thanthien.onestop.models import Draft

LIFE = timedelta(days=30)
ANSWERS_LIMIT = 200_000
STEPS = 9


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft and the token of the link by which to go on."""

    id: str
    token: str


def answers_of(draft: Draft) -> dict[str, Any]:
    """Return what was typed so far."""
    return dict(json.loads(draft.answers)) if draft.answers else {}


@command("draft.start", chained=False)
def start_draft(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, code: str) -> Saved:
    """Open a form for a procedure; raises :class:`Refused` where it cannot be filed online here."""
    offer = catalogue.offer(unit_id, code, now.date())
    if not offer.enabled or not offer.entry.fileable:
        raise Refused(offer.entry.why_not or "Xã chưa nhận thủ tục này qua mạng.", "", "not-fileable")
    draft = Draft(unit_id=unit_id, procedure_id=offer.version_id, saved_at=now, expires_at=now + LIFE)
    draft.save(force_insert=True)
    return Saved(str(draft.id), access.draft_token(draft.id))


@command("draft.save", chained=False)
def save_draft(run: Run, *, actor: Actor, now: datetime, token: str, step: int, answers: Mapping[str, Any]) -> Saved:
    """Keep the answers of one step beside those of the others. No answer is checked: a draft may be wrong."""
    draft = access.draft_by_token(token, now, lock=True)
    if draft.dossier_id is not None:
        raise Refused("Hồ sơ này đã gửi rồi. Anh/chị mở trang theo dõi để xem.", "", "already-sent")
    if not 1 <= step <= STEPS:
        raise Refused("Bước này không có trong tờ khai. Anh/chị mở lại tờ khai.", "", "unknown-step")
    text = json.dumps(answers_of(draft) | _answers.cleaned(answers, ANSWERS_LIMIT), ensure_ascii=False)
    if len(text) > ANSWERS_LIMIT:
        raise Refused("Nội dung dài quá, xã chưa lưu được phần vừa điền. Anh/chị rút gọn giúp.", "", "too-long")
    draft.answers, draft.step = text, step
    draft.saved_at, draft.expires_at = now, now + LIFE
    draft.save(update_fields=["answers", "step", "saved_at", "expires_at"])
    return Saved(str(draft.id), token)


@command("draft.renew", chained=False)
def renew_draft(run: Run, *, actor: Actor, now: datetime, token: str) -> Saved:
    """Move a draft to the procedure's present version, after the person was told what changed."""
    draft = access.draft_by_token(token, now, lock=True)
    offer = catalogue.offer(draft.unit_id, draft.procedure.procedure.code, now.date())
    draft.procedure_id = offer.version_id
    draft.save(update_fields=["procedure"])
    return Saved(str(draft.id), token)


@command("draft.discard", chained=False)
def discard_draft(run: Run, *, actor: Actor, now: datetime, token: str) -> Saved:
    """Throw a draft away at its owner's wish."""
    draft = access.draft_by_token(token, now, lock=True)
    if draft.dossier_id is not None:
        raise Refused("Hồ sơ này đã gửi rồi, không bỏ nháp được nữa.", "", "already-sent")
    draft_id = str(draft.id)  # delete() takes the key away
    draft.delete()
    return Saved(draft_id, "")


@command("draft.expire", chained=False)
def expire_drafts(run: Run, *, actor: Actor, now: datetime) -> Saved:
    """Forget drafts whose thirty days are over (the loop, each morning)."""
    Draft.objects.filter(expires_at__lte=now).delete()
    return Saved("", "")
