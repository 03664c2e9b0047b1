"""Tables of the ground floor. Units and people are plain identifiers here: core never imports upward."""

from thanthien.core.models.audit import AuditRow, ChainHead
from thanthien.core.models.counters import Counter, OnceKey
from thanthien.core.models.files import StoredFile
from thanthien.core.models.limits import RateCount
from thanthien.core.models.outbox import Attempt, ChannelRule, Errand, Message, Wish
from thanthien.core.models.proof import DayRoot, OtherKey, OtherRoot, Promise
from thanthien.core.models.sessions import Session

__all__ = [
    "Attempt", "AuditRow", "ChainHead", "ChannelRule", "Counter", "DayRoot", "Errand", "Message", "OnceKey", "OtherKey",
    "OtherRoot", "Promise", "RateCount", "Session", "StoredFile", "Wish",
]  # fmt: skip
