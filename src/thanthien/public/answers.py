"""The first thing a dossier's page says: where it stands, and whether the person has to do anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from thanthien.core import clock
from thanthien.rules.dossier import MACHINE
from thanthien.web import words

if TYPE_CHECKING:
    from thanthien.onestop.service import Followed
    from thanthien.rules.clock import ClockState

WORKING = ("accepted", "in_process", "to_sign", "signed")
NOTHING_TO_DO = "{You} không phải làm gì thêm."


@dataclass(frozen=True, slots=True)
class Answer:
    """A headline and its sentences. ``sorry``: drawn with the red edge; ``ask``: papers are asked for."""

    head: str
    lines: tuple[str, ...] = ()
    sorry: bool = False
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What the sentences are made of."""

    followed: "Followed"
    now: datetime
    badge: "ClockState | None"

    @property
    def state(self) -> str:
        """The dossier's state."""
        return self.followed.dossier.state

    @property
    def you(self) -> str:
        """How the person is addressed."""
        return self.followed.dossier.address_as

    @property
    def late(self) -> bool:
        """Whether the lawful date has passed without a result."""
        return self.badge is not None and self.badge.late and self.badge.kind != "done"

    def answers_for_it(self) -> str:
        """Who answers, with a telephone number; braces in a name would read as a place to fill."""
        owner, office = self.followed.dossier.owner, self.followed.office
        name = owner.name.translate({ord("{"): None, ord("}"): None}) if owner is not None else "Một cửa"
        phone = (owner.phone if owner is not None else "") or office.phone
        digits = "".join(sign for sign in phone if sign.isdigit())
        return f"Người trả lời {{you}} về việc này: {name}{', ' + words.phone(digits) if digits else ''}."

    def day(self, at: datetime | None) -> str:
        """A date with its weekday; with the hour where the limit ends at a minute."""
        if at is None:
            return ""
        local = clock.local(at)
        said = words.day_words(local.date(), clock.local(self.now).date())
        exact = self.followed.dossier.limit.get("unit") in ("hours", "working_hours")
        return f"{words.hour(local)} {said}" if exact else said


def answer(case: Case) -> Answer:
    """Return what the page says first."""
    made = _BY_STATE.get(case.state, _other)(case)
    you = case.you
    lines = tuple(line.format(you=you, You=words.first_up(you)) for line in made.lines if line)
    return Answer(made.head.format(you=you, You=words.first_up(you)), lines, made.sorry, made.ask)


def _submitted(case: Case) -> Answer:
    due = case.followed.dossier.first_reply_due
    if due is None:
        return Answer("Hồ sơ đang chờ tiếp nhận", ("Cán bộ xem hồ sơ rồi báo {you} ngày hẹn trả.",))
    local = clock.local(due)
    said = f"{words.hour(local)}, {words.day_words(local.date(), case.now.date())}"
    if case.now > due:
        line = (
            f"Lẽ ra xã trả lời trước {said}. Xã xin lỗi vì để {{you}} phải chờ. {{You}} gọi Một cửa, cán bộ xem ngay."
        )
        return Answer("Xã trả lời chậm", (line,), sorry=True)
    return Answer(f"Xã trả lời trước {said}", ("Cán bộ xem hồ sơ rồi báo {you} ngày hẹn trả.", NOTHING_TO_DO))


def _asked(case: Case) -> Answer:
    paused = case.state == "waiting"
    stop = "Đồng hồ đang dừng, xã chờ giấy của {you}." if paused else "Có đủ giấy, xã nhận hồ sơ và hẹn ngày trả."
    return Answer("Cần {you} bổ sung giấy tờ", (stop,), ask=True)


def _working(case: Case) -> Answer:
    dossier = case.followed.dossier
    due, revised = case.day(dossier.due_at), dossier.revised_at
    soft = " (dự kiến)" if dossier.derivation.get("status") == "estimate" else ""
    if revised is not None and clock.local(revised).date() >= clock.local(case.now).date():
        old = f"Ngày hẹn cũ là {due}."
        fault = (
            "Xã đã trễ hẹn với {you} và chịu trách nhiệm về việc này." if case.late else "Xã xin lỗi vì phải hẹn lại."
        )
        return Answer(f"Hẹn trả mới: {case.day(revised)}", (f"{old} {fault} {NOTHING_TO_DO}",), sorry=True)
    if case.late:
        again = f" Ngày hẹn lại {case.day(revised)} cũng đã qua." if revised is not None else ""
        line = f"Xã hẹn trả {due} mà chưa làm xong.{again} Xã xin lỗi {{you}}."
        return Answer("Xã đã trễ hẹn", (line, case.answers_for_it()), sorry=True)
    where = f"Trả tại Một cửa {case.followed.dossier.unit}."
    return Answer(f"Hẹn trả {due}{soft}", (f"{where} {NOTHING_TO_DO}",))


def _issued(case: Case) -> Answer:
    done = (case.badge.long + ".") if case.badge is not None and case.badge.kind == "done" else ""
    where = f"Mời {{you}} đến Một cửa {case.followed.dossier.unit}, mang căn cước và giấy hẹn."
    return Answer("Kết quả đã có", (f"{where} {done}".strip(),), sorry=case.badge is not None and case.badge.late)


def _not_eligible(case: Case) -> Answer:
    line = "Thư của xã nêu lý do và việc {you} làm được tiếp theo. Mời {you} đến Một cửa nhận thư và giấy tờ."
    return Answer("Hồ sơ chưa đủ điều kiện", (line,))


def _rejected(case: Case) -> Answer:
    return Answer("Xã chưa nhận được hồ sơ này", ("Lý do và cách làm tiếp ghi ở dưới. Làm xong, {you} nộp lại được.",))


def _handed_over(case: Case) -> Answer:
    at = case.followed.dossier.handed_over_at
    done = (case.badge.long + ".") if case.badge is not None and case.badge.kind == "done" else ""
    return Answer(f"Xã đã trả kết quả {_on(at, case.now.date())}".strip(), (done,) if done else ())


def _on(at: datetime | None, today: date) -> str:
    return words.day_words(clock.local(at).date(), today) if at is not None else ""


def _ended(case: Case) -> Answer:
    heads = {
        "withdrawn": ("Hồ sơ đã rút", "Giấy tờ {you} đã nộp, xã trả lại tại Một cửa. Cần thì {you} nộp hồ sơ mới."),
        "stopped": ("Xã đã dừng làm hồ sơ này", "Dừng theo đề nghị của {you}. Giấy tờ, xã trả lại tại Một cửa."),
        "lapsed": ("Hồ sơ đã đóng", "Xã chưa nhận được giấy bổ sung. Có đủ giấy, {you} nộp lại hồ sơ mới."),
        "transferred": (
            "Xã đã chuyển hồ sơ",
            "Nơi có thẩm quyền giải quyết tiếp. Nơi ấy nhận xong, trang này báo lại.",
        ),
    }
    head, line = heads[case.state]
    return Answer(head, (line,))


def _other(case: Case) -> Answer:
    return Answer(MACHINE.states[case.state].told.rstrip("."))


_BY_STATE: dict[str, Callable[[Case], Answer]] = {
    "submitted": _submitted,
    "guided": _asked,
    "waiting": _asked,
    **dict.fromkeys(WORKING, _working),
    "issued": _issued,
    "not_eligible": _not_eligible,
    "rejected": _rejected,
    "handed_over": _handed_over,
    "closed": _handed_over,
    **dict.fromkeys(("withdrawn", "stopped", "lapsed", "transferred"), _ended),
}
