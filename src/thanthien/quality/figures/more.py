"""Figures that stand on the board beside the promises: waiting room, news channel by channel, fees, papers.

They are counted, kept and listed like the promises' own. Their codes begin with "x", so that no seed takes them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from thanthien.notify import service as notify
from thanthien.onestop.service import fees, results, tickets
from thanthien.quality.figures.definitions import DEFINITIONS, Definition
from thanthien.quality.figures.sources import Source, Span, met
from thanthien.rules.conduct import Promise
from thanthien.rules.tickets import SOON

GROUPS: Final = {"room": "Chờ ở Một cửa", "news": "Báo tin", "money": "Phí, lệ phí", "papers": "Giấy kết quả"}
CHANNELS: Final = {
    "email": "thư điện tử", "sms": "tin nhắn SMS", "zalo": "tin Zalo", "slip": "phiếu giấy", "hamlet": "trưởng thôn",
}  # fmt: skip


def told_by(channel: str) -> Source:
    """Return the messages of one channel whose hour has passed; met: sent within it."""

    def rows(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
        found = notify.whose_hour_has_passed(unit_id, *span, now).filter(channel=channel)
        return met(found.annotate(when=F("created_at")), notify.met_within_the_hour())

    return rows


def paid_online(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """The charges paid in a span; met: over the net."""
    return met(fees.paid_between(unit_id, *span).annotate(when=F("paid_at")), Q(paid_by="online"))


def signed_digitally(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """The result papers issued in a span; met: they carry a digital signature."""
    return met(results.issued_between(unit_id, *span).annotate(when=F("issued_at")), Q(signing="signed"))


def taken_back(unit_id: UUID, span: Span, now: datetime) -> QuerySet[Any]:
    """The same papers; met (as it must not be): they were taken back or replaced afterwards."""
    wrong = Q(standing__in=("voided", "replaced"))
    return met(results.issued_between(unit_id, *span).annotate(when=F("issued_at")), wrong)


_MINUTES: Final = int(SOON.total_seconds() // 60)
_MORE: Final[Mapping[str, tuple[str, str, Definition]]] = {
    "x1": ("room", f"Gọi đến quầy trong {_MINUTES} phút", Definition(
        "share", tickets.waits, f"{{met}} trên {{all}} lượt lấy số được gọi trong {_MINUTES} phút",
        f"Đếm từ máy lấy số. Tính cả số không ai gọi. Mức {_MINUTES} phút là tạm đặt, chờ xác nhận.", "lượt lấy số",
    )),
    **{
        f"x2-{code}": ("news", f"Báo trong một giờ bằng {words}", Definition(
            "share", told_by(code), "{met} trên {all} tin gửi đi trong một giờ", DEFINITIONS["p05"].how, "tin",
        ))
        for code, words in CHANNELS.items()
    },
    "x3": ("money", "Trả phí, lệ phí qua mạng", Definition(
        "share", paid_online, "{met} trên {all} lần trả phí, lệ phí là trả qua mạng",
        "Đếm từ biên lai của xã. Hồ sơ không mất phí không tính.", "lần trả",
    )),
    "x4": ("papers", "Giấy kết quả có chữ ký số", Definition(
        "share", signed_digitally, "{met} trên {all} giấy kết quả có chữ ký số",
        "Đếm từ sổ giấy đi, theo ngày phát hành. Giấy làm ở nơi khác, xã chỉ ghi số, thì không tính. Cầm giấy nào bà"
        " con cũng kiểm tra được bằng mã in trên giấy.", "giấy kết quả",
    )),
    "x5": ("papers", "Giấy kết quả phải thu hồi, thay lại", Definition(
        "never", taken_back, "{met} trong {all} giấy kết quả phải thu hồi hoặc thay giấy khác",
        "Đếm từ giấy kết quả phát hành trong tháng, kể cả khi thu hồi về sau.", "giấy kết quả",
    )),
}  # fmt: skip

PROMISES: Final = tuple(Promise(key, group, text) for key, (group, text, _) in _MORE.items())
EVERY: Final[Mapping[str, Definition]] = {**DEFINITIONS, **{key: one for key, (_, _, one) in _MORE.items()}}
