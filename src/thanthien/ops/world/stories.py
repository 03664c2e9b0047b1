"""The stories that dossiers live.

A story that is not over when the present comes stays as it is: that is the desk's work of today.
"""

from collections.abc import Callable, Generator
from datetime import datetime, timedelta

from thanthien.onestop import service as onestop
from thanthien.ops.world import cast
from thanthien.ops.world.case import Case, Story
from thanthien.rules.calendar import NATIONAL

Plot = Callable[[Case], Story]
LAW = "Nghị định 118/2025/NĐ-CP; danh mục giấy tờ đã niêm yết của thủ tục"


# ---- beginnings


def at_counter(case: Case, *letters: set[str]) -> Story:
    """A person stands at the counter with everything; ``letters`` will have to be written about it."""
    case.file(onestop.receive_at_counter, case.cast.clerk, "counter")
    for marked in letters:
        marked.add(str(case.id))
    yield case.next_step()


def from_home(case: Case) -> Story:
    """A form sent in the evening; the clerk answers within the working hours of the first reply."""
    case.file(onestop.file, case.applicant, "online")
    yield case.diary.soon(case.now, (20, 240))
    case.act(onestop.accept, case.cast.clerk)
    yield case.next_step()


# ---- endings


def settle(case: Case, in_time: bool = True) -> Story:
    """Prepared, signed, numbered, handed over, rated, closed."""
    if in_time:
        yield case.diary.before(case.now, case.due)
    case.act(onestop.submit_for_signing, case.handler, note="Kết quả đã soạn, đủ căn cứ.")
    yield case.next_step()
    if case.rng.random() < 0.05:
        case.act(onestop.return_for_rework, case.cast.chair, reason="Sai một chữ trong họ tên, sửa lại giúp.")
        yield case.next_step()
        case.act(onestop.submit_for_signing, case.handler, note="Đã sửa họ tên.")
        yield case.next_step()
    case.act(onestop.sign, case.cast.chair)
    yield case.next_step()
    case.act(onestop.issue, case.cast.records)
    yield from fetch(case, 0.92 if in_time else 0.45)


def fetch(case: Case, mood: float, kind: str = "result") -> Story:
    """The person comes, goes home, perhaps says how it was; the file is closed."""
    yield case.diary.after(case.now, 0, 4)
    case.act(onestop.hand_over, case.cast.clerk)
    yield case.now + timedelta(minutes=case.rng.randint(5, 300))
    if kind == "result":
        case.rate(kind, 0.62, mood)
    yield case.diary.after(case.now, 1, 2)
    case.act(onestop.close, case.cast.clerk)


# ---- whole stories


def at_once(case: Case) -> Story:
    """A copy certified while the person waits."""
    case.file(onestop.give_at_once, case.cast.clerk, "counter", result_note="Đã đối chiếu bản chính, trả ngay.")
    case.pay()
    yield case.now + timedelta(minutes=case.rng.randint(3, 40))
    case.rate("result", 0.5, 0.95)
    yield case.diary.after(case.now, 1, 1)
    case.act(onestop.close, case.cast.clerk)


def plain(case: Case) -> Story:
    """The usual way at the counter."""
    yield from at_counter(case)
    yield from settle(case)


def online(case: Case) -> Story:
    """The usual way from home."""
    yield from from_home(case)
    yield from settle(case)


def guided(case: Case) -> Story:
    """Something is missing before acceptance; the clerk says so once, whole."""
    case.file(onestop.file, case.applicant, "online", missing=1)
    yield case.diary.soon(case.now, (20, 200))
    number = _last_paper(case)
    case.act(
        onestop.guide, case.cast.clerk, items=[number], ground=LAW,
        reason="Giấy này chưa thấy trong hồ sơ gửi qua mạng, thiếu nó xã chưa nhận được.",
    )  # fmt: skip
    yield case.diary.after(case.now, 0, 4)
    case.act(onestop.answer_guidance, case.cast.clerk, versioned=False, items=[onestop.Item(number, "brought")])
    yield case.diary.soon(case.now)
    case.act(onestop.accept, case.cast.clerk)
    yield case.next_step()
    yield from settle(case)


def supplemented(case: Case) -> Story:
    """The handler needs one more paper; the clock stops until it comes."""
    yield from at_counter(case)
    yield case.diary.after(case.now, 0, 2)
    number = yield from _ask(case)
    yield case.diary.after(case.now, 2, 7)
    case.act(onestop.receive_supplement, case.cast.clerk, items=[onestop.Item(number, "brought")])
    yield case.next_step()
    yield from settle(case)


def _ask(case: Case) -> Generator[datetime, None, int]:
    number = _last_paper(case)
    case.act(
        onestop.request_supplement, case.handler, items=[number], ground=LAW,
        reason="Giấy đã nộp mờ, không đọc được ngày cấp. Bà con mang bản chính đến để xã đối chiếu.",
    )  # fmt: skip
    yield case.now + timedelta(hours=case.rng.randint(2, 30))
    case.rate("supplement", 0.25, 0.5)
    return number


def _last_paper(case: Case) -> int:
    return len(onestop.offer(case.cast.unit_id, case.code, case.now.date()).entry.papers)


def unanswered(case: Case) -> Story:
    """The paper asked for never comes: the loop reminds, an officer closes with notice."""
    yield from at_counter(case)
    yield case.diary.after(case.now, 0, 1)
    yield from _ask(case)
    yield case.diary.after(case.now, 30, 33)
    case.act(onestop.lapse, case.handler, versioned=False)


def late(case: Case) -> Story:
    """Not in time: the chair's letter goes out, the new date is kept."""
    yield from at_counter(case, case.stage.slow["late"])
    yield case.diary.office(NATIONAL.add_working_days(case.due.date(), 1))
    yield case.diary.before(case.now, case.due)
    yield from settle(case, in_time=False)


def very_late(case: Case) -> Story:
    """The new date is missed, too: there is no third one, only an apology without a date."""
    yield from at_counter(case, *case.stage.slow.values())
    yield case.diary.office(NATIONAL.add_working_days(case.due.date(), 1))
    yield case.diary.office(NATIONAL.add_working_days(case.due.date(), 3))
    yield from settle(case, in_time=False)


def forgotten(case: Case) -> Story:
    """Late, and the letter still lies unread: what the chair must see first."""
    yield from at_counter(case, case.stage.unread)
    yield case.diary.office(NATIONAL.add_working_days(case.due.date(), 30))


def verified(case: Case) -> Story:
    """Another office has to be asked, and the law gives a longer limit for it."""
    yield from at_counter(case)
    yield case.diary.soon(case.now, (5, 30))
    case.act(
        onestop.verify, case.handler, letter="Công văn 112/UBND-HT gửi nơi đăng ký cũ",
        reason="Cần nơi đăng ký cũ xác nhận để ghi đúng thông tin.",
    )  # fmt: skip
    yield from settle(case)


def refused(case: Case) -> Story:
    """Settled against the applicant: with the legal reason, guidance and a written reply."""
    yield from at_counter(case)
    yield case.diary.before(case.now, case.due)
    case.act(
        onestop.refuse, case.handler, ground="Điều kiện giải quyết đã công khai của thủ tục",
        reason="Theo giấy tờ đã nộp, trường hợp này chưa đủ điều kiện mà luật yêu cầu.",
        guidance="Khi có giấy xác nhận của nơi ở trước đây, bà con nộp lại, xã làm ngay.",
    )  # fmt: skip
    case.rate("refusal", 0.4, 0.35)
    yield from fetch(case, 0.4, kind="refusal")


def rejected(case: Case) -> Story:
    """Sent to the wrong place: not taken in, but shown the way."""
    case.file(onestop.file, case.applicant, "online", missing=1)
    yield case.diary.soon(case.now, (30, 200))
    case.act(
        onestop.reject, case.cast.clerk, ground="Thẩm quyền giải quyết đã công khai của thủ tục",
        reason="Việc này do xã nơi bà con đang thường trú giải quyết, không phải xã này.",
        guidance="Bà con nộp ở xã nơi thường trú, hoặc đến đây, xã nhận hộ và chuyển đi.",
    )  # fmt: skip
    yield case.now + timedelta(hours=2)
    case.rate("refusal", 0.4, 0.3)


def withdrawn(case: Case) -> Story:
    """Sent, and thought better of it."""
    case.file(onestop.file, case.applicant, "online")
    yield case.now + timedelta(minutes=case.rng.randint(15, 90))
    case.act(onestop.withdraw, case.applicant, versioned=False, reason="Tôi nộp nhầm thủ tục.")


def stopped(case: Case) -> Story:
    """The applicant asks to stop before there is a result."""
    yield from at_counter(case)
    yield case.diary.after(case.now, 0, 1)
    case.act(onestop.stop, case.cast.clerk, reason="Gia đình chưa thống nhất, xin dừng.")


def handed_on(case: Case) -> Story:
    """The police's matter: taken in at the counter, handed over, confirmed."""
    case.file(onestop.receive_at_counter, case.cast.clerk, "counter")
    yield case.diary.after(case.now, 0, 1)
    case.act(onestop.confirm_transfer, case.cast.clerk, who="Trực ban Công an xã")


def with_error(case: Case) -> Story:
    """The office made a mistake in the result and says sorry for it."""
    yield from at_counter(case)
    yield case.diary.before(case.now, case.due)
    case.act(onestop.submit_for_signing, case.handler, note="Kết quả đã soạn.")
    yield case.next_step()
    case.act(onestop.sign, case.cast.chair)
    yield case.next_step()
    case.act(onestop.issue, case.cast.records)
    yield case.next_step()
    case.act(
        onestop.apologise_error, case.cast.chair,
        wrong="Xã ghi sai ngày sinh trên giấy. Xã đã sửa và in lại ngay trong buổi sáng.",
    )  # fmt: skip
    yield from fetch(case, 0.6)


def for_neighbour(case: Case) -> Story:
    """Somebody files where they happen to be; the counter takes it in for their own commune."""
    case.competent = cast.unit_id_of(cast.HOME)
    case.file(onestop.receive_at_counter, case.cast.clerk, "counter")
    yield case.now
