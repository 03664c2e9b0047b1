"""How the communes of the demo are organised: hamlets with heads, groups, boards, somebody away next week.

The seeds of the model: boards of 12 and of 15, "Ban Chỉ đạo" and "Ban Điều hành" beside each other.
"""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.ops.world import cast, names
from thanthien.org import service as org

KINDS: Final = {word: kind for kind, word in org.HAMLET_KINDS}
SIZES: Final = {"camvan": 12, "hoangchau": 15}
MODEL: Final = "xây dựng mô hình Chính quyền thân thiện, vì Nhân dân phục vụ"
RULES: Final = (
    "Điều 1. Ban họp mỗi tháng một lần; trưởng ban chủ trì.\n"
    "Điều 2. Thành viên báo cáo phần việc của mình trước ngày 25.\n"
    "Điều 3. Ý kiến của bà con được trả lời công khai."
)
OUTSIDE: Final = (
    "Chủ tịch Ủy ban Mặt trận Tổ quốc xã", "Chủ tịch Hội Liên hiệp Phụ nữ xã", "Chủ tịch Hội Nông dân xã",
    "Chủ tịch Hội Cựu chiến binh xã", "Bí thư Đoàn Thanh niên xã", "Trưởng Công an xã",
    "Chỉ huy trưởng Ban Chỉ huy Quân sự xã", "Trưởng Trạm Y tế xã", "Hiệu trưởng trường tiểu học",
    "Hiệu trưởng trường trung học cơ sở",
)  # fmt: skip


def settle(commune: cast.Commune, people: cast.Cast, now: datetime, end: date) -> None:
    """Enter the commune's organisation as it stands since the story began; ``end`` is the present day."""
    crowd = names.Crowd(commune.surnames, commune.hamlets, commune.name, Random(commune.seed + 1))
    heads = _hamlets(commune, people, now, crowd)
    if commune.slug in SIZES:
        _boards(commune, people, now, crowd, heads)
    if commune is cast.HOME:
        _away(people, now, end)


def _hamlets(commune: cast.Commune, people: cast.Cast, now: datetime, crowd: names.Crowd) -> list[org.Seat]:
    """Enter hamlets with heads and a group each; return the heads as members of a board."""
    said: dict[str, Any] = {"actor": people.admin, "now": now}
    seats = []
    for number, label in enumerate(commune.hamlets):
        word = next(word for word in KINDS if label.startswith(f"{word} "))
        name = label.removeprefix(f"{word} ")
        made = org.add_hamlet(
            **said, unit_id=people.unit_id, kind=KINDS[word], name=name, valid_from=cast.SINCE
        )  # fmt: skip
        hamlet_id, head, leader = UUID(made.id), crowd.name(), crowd.name()
        org.name_head(
            **said, hamlet_id=hamlet_id, name=head, phone=f"0900000{700 + number}", valid_from=cast.SINCE
        )  # fmt: skip
        org.add_group(
            **said, hamlet_id=hamlet_id, name="Tổ tự quản an ninh, vệ sinh", leader=leader,
            phone=f"0900000{750 + number}", valid_from=cast.SINCE,
        )  # fmt: skip
        seats.append(org.Seat("member", head, f"Trưởng {label}", f"Vận động bà con {label}"))
    return seats


def _boards(commune: cast.Commune, people: cast.Cast, now: datetime, crowd: names.Crowd, heads: list[org.Seat]) -> None:
    """Found the steering board and, in the home commune, the executive board and a sub-committee."""
    signed = now.date()
    chair = f"Chủ tịch UBND xã {commune.name}"
    outside = [org.Seat("member", crowd.name(), post) for post in OUTSIDE]
    seats = [*_own(people), *outside, *heads][: SIZES[commune.slug]]
    found = org.found_board(
        actor=people.admin, now=now, unit_id=people.unit_id, kind="Ban Chỉ đạo", name=f"Ban Chỉ đạo {MODEL}",
        ruling=org.Ruling("45/QĐ-UBND", signed, chair, signed, "Thành lập Ban Chỉ đạo"), seats=seats,
        term_to=date(signed.year + 5, 1, 1), rules=RULES,
    )  # fmt: skip
    if commune is not cast.HOME:
        return
    org.found_board(
        actor=people.admin, now=now, unit_id=people.unit_id, kind="Ban Điều hành", name=f"Ban Điều hành {MODEL}",
        ruling=org.Ruling("46/QĐ-UBND", signed, chair, signed, "Thành lập Ban Điều hành"),
        seats=[*_own(people), *outside[:3]], term_to=date(signed.year + 5, 1, 1),
    )  # fmt: skip
    org.found_board(
        actor=people.admin, now=now, unit_id=people.unit_id, kind="Tiểu ban", name="Tiểu ban tuyên truyền ở thôn",
        ruling=org.Ruling("47/QĐ-BCĐ", signed, "Trưởng Ban Chỉ đạo", signed), parent_id=UUID(found.id),
        seats=[org.Seat("head", crowd.name(True), OUTSIDE[1]), *heads[:3]],
    )  # fmt: skip


def _own(people: cast.Cast) -> list[org.Seat]:
    def seat(role: str, who: Actor, duty: str) -> org.Seat:
        return org.Seat(role, duty=duty, staff_id=UUID(who.id))

    return [
        seat("head", people.chair, "Phụ trách chung"),
        seat("deputy", people.handlers[0], "Theo dõi việc giải quyết thủ tục"),
        seat("secretary", people.records, "Tổng hợp, ghi biên bản"),
        seat("standing", people.clerk, "Tiếp nhận ý kiến của bà con"),
    ]


def _away(people: cast.Cast, now: datetime, end: date) -> None:
    """The second handler is at a training next week; the first one stands in by a written delegation."""
    leaver, stands_in = people.handlers[-1], people.handlers[0]
    since, until = end + timedelta(days=7), end + timedelta(days=9)
    org.enter_absence(
        actor=leaver, now=now, staff_id=UUID(leaver.id), reason="training", valid_from=since, valid_to=until
    )
    post = org.lendable(leaver, now.date()).first()
    assert post is not None
    org.delegate(
        actor=leaver, now=now, position_id=post.id, delegate_id=UUID(stands_in.id), number="12/GUQ-UBND",
        decided_on=now.date(), scope="Giải quyết hồ sơ văn hóa, xã hội trong những ngày đi học",
        valid_from=since, valid_to=until,
    )  # fmt: skip
