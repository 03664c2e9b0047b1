"""Operating rules that came with a pack are kept as drafts of the taking commune."""

from datetime import date

from thanthien.core.actors import Actor
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import board_money as access
from thanthien.programme.models import RulesDraft


def keep_draft(actor: Actor, today: date, title: str, kind: str, text: str) -> bool:
    """Keep one inside the act that takes the pack; tell whether it was new. What is there is never overwritten."""
    name = clean(title)[:200]
    if access.drafts_of(actor.scope).filter(title=name).exists():
        return False
    row = RulesDraft(
        unit_id=actor.scope, title=name, kind=clean(kind)[:60], text=clean_multiline(text)[:20_000], taken_on=today
    )
    row.save(force_insert=True)
    return True
