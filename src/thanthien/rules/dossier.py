"""A dossier's lawful moves: states of TTHC handling, who may act, what the clock does, what stands behind.

State, result and clock are three things: the state is stored, the result is set by some moves, and lateness
is computed by the clock. Page with diagram: docs/rules/dossier.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thanthien.rules.dossier_states import OPEN_AFTER_ACCEPTANCE, STATES
from thanthien.rules.machine import STAY, Machine, Move, machine

CLERK, HANDLER, RECORDS, CHAIR = "clerk", "handler", "records_clerk", "chair"
CITIZEN, SYSTEM = "citizen", "system"
STAFF = frozenset({CLERK, HANDLER, RECORDS, CHAIR})

RESULTS = {
    "granted": "đã giải quyết",
    "refused": "không đủ điều kiện",
    "withdrawn": "người nộp rút",
    "rejected": "từ chối tiếp nhận",
    "stopped": "dừng theo đề nghị",
    "lapsed": "đóng vì không bổ sung",
    "transferred": "chuyển nơi khác",
    "discarded": "bỏ nháp",
}

NEEDED = {
    "applicant": "Ghi họ và tên người nộp.",
    "appointment": "Chưa có ngày hẹn trả kết quả.",
    "body": "Ghi cơ quan nhận hồ sơ.",
    "confirmed_by": "Ghi người đã nhận hồ sơ.",
    "document": "Ghi kết quả, hoặc soạn kết quả trước khi trình.",
    "ground": "Ghi căn cứ: số văn bản, điều, khoản.",
    "guidance": "Hướng dẫn bà con làm gì tiếp theo.",
    "items": "Chọn từng giấy còn thiếu: thiếu gì, vì sao, làm thế nào.",
    "letter": "Ghi thư hỏi đã gửi: số, ngày, nơi nhận.",
    "number": "Văn thư chưa cho số.",
    "reason": "Ghi lý do.",
    "receiver": "Ghi người đến nhận.",
    "request": "Ghi đề nghị của người nộp.",
    "text": "Ghi nội dung.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards need to know about a dossier, and nothing more. Counts are of acts already done.

    `late`: the lawful date has passed without a result. `exempted`: the chair recorded why no apology is due
    (TTHC-09). `max_value`: the longer limit for a verification. `answer_overdue`: the time to bring missing
    papers is over.
    """

    fileable: bool = True
    limit_known: bool = True
    limit_confirmed: bool = True
    guidances: int = 0
    supplements: int = 0
    requests_allowed: int = 1
    reappointments: int = 0
    reappointments_allowed: int = 1
    late: bool = False
    apologised: bool = False
    exempted: bool = False
    draft_apology: bool = False
    reminded: bool = False
    answer_overdue: bool = False
    max_value: int | None = None
    has_result: bool = False


# ---- guards: "" lets the move pass


def can_be_filed(facts: Facts) -> str:
    """Settled 1: denunciation, complaint, letters and reception are not dossiers."""
    if facts.fileable:
        return ""
    return "Việc này không nộp như hồ sơ. Xem trang thủ tục để biết đến đâu."


def limit_is_known(facts: Facts) -> str:
    """No limit known, no date invented; an entered one needs a second person."""
    if not facts.limit_known:
        return "Chưa biết thời hạn của thủ tục này. Nhập thời hạn kèm điều luật, rồi nhờ người thứ hai xác nhận."
    return "" if facts.limit_confirmed else "Thời hạn vừa nhập còn chờ người thứ hai xác nhận."


def nothing_decided(facts: Facts) -> str:
    """A dossier stops at the applicant's wish only before a result exists."""
    return "Kết quả đã ký rồi, không dừng được nữa." if facts.has_result else ""


def has_longer_limit(facts: Facts) -> str:
    """Only a procedure with an own limit for verification is lengthened by it, and never after the end."""
    if facts.max_value is None:
        return "Thủ tục này không có thời hạn riêng cho việc xác minh."
    return "Hồ sơ đã quá hạn. Xác minh lúc này không dời ngày hẹn nữa." if facts.late else ""


def was_reminded(facts: Facts) -> str:
    """Closing for want of papers comes after a reminder and after the answer's time."""
    if not facts.reminded:
        return "Phải nhắc người nộp trước khi đóng hồ sơ vì không bổ sung."
    return "" if facts.answer_overdue else "Chưa hết thời gian chờ bổ sung."


def can_be_drafted(facts: Facts) -> str:
    """One apology draft waits at a time."""
    return "Đã có bản thảo thư xin lỗi chờ Chủ tịch ký." if facts.draft_apology else ""


def has_draft(facts: Facts) -> str:
    """Only a draft that is there can be put aside."""
    return "" if facts.draft_apology else "Không có bản thảo thư xin lỗi nào đang chờ."


def lateness_is_answered(facts: Facts) -> str:
    """TTHC-09: a late dossier's file closes only with an apology or a recorded ground why none is due."""
    if not facts.late or facts.apologised or facts.exempted:
        return ""
    return "Hồ sơ trả trễ mà chưa xin lỗi. Gửi thư xin lỗi, hoặc Chủ tịch ghi lý do không phải xin lỗi."


# ---- checks: read what the act itself brings


def again_needs_law(facts: Facts, given: Mapping[str, Any]) -> str:
    """Settled 7: one more request for papers needs a named law and the chair."""
    return _again(facts.supplements, facts, given)


def guide_again_needs_law(facts: Facts, given: Mapping[str, Any]) -> str:
    """The same before acceptance."""
    return _again(facts.guidances, facts, given)


def _again(done: int, facts: Facts, given: Mapping[str, Any]) -> str:
    if done < facts.requests_allowed or (given.get("special_law") and given.get("chair")):
        return ""
    return "Đã yêu cầu bổ sung rồi. Yêu cầu thêm lần nữa thì phải nêu luật riêng và do Chủ tịch quyết định."


def one_reappointment(facts: Facts, given: Mapping[str, Any]) -> str:
    """One new date only (TTHC-07, TTHC-16); a further apology goes without a date (settled 4)."""
    if not given.get("new_date"):
        return "" if facts.reappointments else "Ghi ngày hẹn mới."
    if facts.reappointments < facts.reappointments_allowed:
        return ""
    return "Hồ sơ này đã hẹn lại một lần. Luật chỉ cho hẹn lại một lần; vẫn xin lỗi được, không kèm ngày mới."


def _move(name: str, sources: tuple[str, ...], to: str, by: frozenset[str] | set[str], label: str, told: str,
          noted: str, law: str, **more: Any) -> Move[Facts]:  # fmt: skip
    return Move(name, sources, to, frozenset(by), label, told, noted, law, **more)


ONE_STOP = "NĐ 118/2025/NĐ-CP"
TT03 = "TT 03/2025/TT-VPCP"
BEFORE_RESULT = ("accepted", "in_process", "waiting", "to_sign")

_INTAKE = (
    _move("file", ("draft",), "submitted", {CITIZEN, CLERK}, "Nộp hồ sơ", "Đã nộp hồ sơ",
          "nộp hồ sơ", ONE_STOP, needs=("applicant",), guards=(can_be_filed,)),
    _move("discard", ("draft",), "discarded", {CITIZEN, SYSTEM}, "Bỏ bản nháp", "Đã bỏ bản nháp",
          "bỏ bản nháp", "Chưa thấy quy định", result="discarded"),
    _move("guide", ("submitted",), "guided", {CLERK, CHAIR}, "Hướng dẫn bổ sung",
          "Xã hướng dẫn bổ sung giấy tờ", "hướng dẫn bổ sung trước tiếp nhận", f"{ONE_STOP}; {TT03} Mẫu 02",
          needs=("items",), checks=(guide_again_needs_law,), paper="02"),
    _move("answer_guidance", ("guided",), "submitted", {CITIZEN, CLERK}, "Đã bổ sung",
          "Đã bổ sung giấy tờ", "nhận giấy tờ bổ sung trước tiếp nhận", f"{ONE_STOP}"),
    _move("reject", ("submitted",), "rejected", {CLERK}, "Từ chối tiếp nhận",
          "Xã không nhận hồ sơ này, có nêu lý do", "từ chối tiếp nhận", f"{ONE_STOP}; {TT03} Mẫu 03",
          needs=("ground", "guidance"), result="rejected", paper="03"),
    _move("withdraw", ("submitted", "guided"), "withdrawn", {CITIZEN, CLERK}, "Rút hồ sơ",
          "Đã rút hồ sơ", "rút hồ sơ trước tiếp nhận", "Chưa thấy quy định", result="withdrawn"),
    _move("accept", ("submitted",), "accepted", {CLERK}, "Tiếp nhận", "Xã đã nhận hồ sơ",
          "tiếp nhận", f"{ONE_STOP}; {TT03} Mẫu 01", clock="start", needs=("appointment",),
          guards=(can_be_filed, limit_is_known), paper="01"),
    _move("give_at_once", ("submitted",), "handed_over", {CLERK, CHAIR}, "Trả kết quả ngay",
          "Xã đã làm xong và trả kết quả ngay", "trả kết quả ngay", f"TTHC-18A; {ONE_STOP}", clock="stop",
          needs=("receiver",), guards=(can_be_filed,), result="granted"),
)  # fmt: skip

_HANDLING = (
    _move("start", ("accepted",), "in_process", {HANDLER, SYSTEM}, "Bắt đầu giải quyết",
          "Xã bắt đầu giải quyết", "bắt đầu giải quyết", f"{ONE_STOP}; TTHC-17A"),
    _move("request_supplement", ("in_process",), "waiting", {HANDLER, CHAIR}, "Yêu cầu bổ sung",
          "Xã cần thêm giấy tờ", "yêu cầu bổ sung", f"{ONE_STOP}; {TT03} Mẫu 02", clock="pause",
          needs=("items", "ground"), checks=(again_needs_law,), paper="02"),
    _move("remind_supplement", ("waiting", "guided"), STAY, {CLERK, HANDLER, SYSTEM}, "Nhắc bổ sung",
          "Xã nhắc bổ sung giấy tờ", "nhắc bổ sung", "Chưa thấy quy định"),
    _move("receive_supplement", ("waiting",), "in_process", {CITIZEN, CLERK, HANDLER}, "Đã nhận đủ giấy",
          "Xã đã nhận đủ giấy tờ bổ sung", "nhận giấy tờ bổ sung", f"{ONE_STOP}; TTHC-15", clock="resume"),
    _move("lapse", ("waiting", "guided"), "lapsed", {HANDLER, CLERK, CHAIR, SYSTEM},
          "Đóng vì không bổ sung",
          "Xã đóng hồ sơ vì chưa nhận được giấy tờ bổ sung", "đóng vì không bổ sung", "Chưa thấy quy định",
          clock="stop", needs=("guidance",), guards=(was_reminded,), result="lapsed"),
    _move("verify", ("in_process",), STAY, {HANDLER}, "Gửi xác minh",
          "Xã đang chờ nơi khác trả lời", "gửi xác minh, đổi thời hạn", "Điều luật của thủ tục",
          clock="change_limit", needs=("reason", "letter"), guards=(has_longer_limit,)),
    _move("submit_for_signing", ("in_process",), "to_sign", {HANDLER}, "Trình ký",
          "Kết quả đang chờ ký", "trình ký", "NĐ 30/2020/NĐ-CP", needs=("document",)),
    _move("return_for_rework", ("to_sign",), "in_process", {CHAIR}, "Trả lại để sửa",
          "Xã đang sửa kết quả", "trả lại để sửa", "Chưa thấy quy định", needs=("reason",)),
    _move("sign", ("to_sign",), "signed", {CHAIR}, "Ký", "Kết quả đã ký", "ký", "NĐ 30/2020/NĐ-CP"),
    _move("issue", ("signed",), "issued", {RECORDS}, "Cho số, phát hành", "Kết quả đã có",
          "cho số và phát hành", "NĐ 30/2020/NĐ-CP", clock="stop", needs=("number",), result="granted"),
    _move("refuse", ("in_process",), "not_eligible", {HANDLER, CHAIR}, "Không đủ điều kiện",
          "Hồ sơ không đủ điều kiện, xã có thư nêu rõ lý do", "trả lời không đủ điều kiện",
          f"TTHC-19A; {TT03} Mẫu 03", clock="stop", needs=("reason", "ground", "guidance"), result="refused",
          paper="03"),
    _move("stop", BEFORE_RESULT, "stopped", {CITIZEN, CLERK, HANDLER}, "Dừng theo đề nghị của người nộp",
          "Xã dừng làm theo đề nghị của anh/chị", "dừng giải quyết", f"{TT03} Mẫu 05", clock="stop",
          needs=("request",), guards=(nothing_decided,), result="stopped", paper="05"),
    _move("transfer", ("submitted", "accepted", "in_process"), "transferred", {CLERK, HANDLER},
          "Chuyển nơi khác", "Xã đã chuyển hồ sơ đến nơi giải quyết", "chuyển nơi khác",
          "Chưa thấy quy định; TTHC-12", clock="stop", needs=("body", "reason"), result="transferred"),
    _move("confirm_transfer", ("transferred",), "closed", {CLERK, HANDLER, SYSTEM}, "Nơi nhận đã xác nhận",
          "Nơi giải quyết đã nhận hồ sơ", "nơi nhận xác nhận", "Chưa thấy quy định",
          needs=("confirmed_by",), guards=(lateness_is_answered,)),
)  # fmt: skip

_SORRY = (
    _move("draft_apology", OPEN_AFTER_ACCEPTANCE, STAY, {SYSTEM, HANDLER, CHAIR}, "Soạn thư xin lỗi",
          "", "soạn thư xin lỗi", "TTHC-06", guards=(can_be_drafted,)),
    _move("sign_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Ký và gửi thư xin lỗi",
          "Xã xin lỗi và hẹn lại", "ký thư xin lỗi", f"TTHC-06, TTHC-08, TTHC-16; {TT03} Mẫu 04",
          clock="revise", needs=("reason",), checks=(one_reappointment,), paper="04"),
    _move("dismiss_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Bỏ bản thảo",
          "", "bỏ bản thảo thư xin lỗi", "TTHC-06", needs=("reason",), guards=(has_draft,)),
    _move("exempt_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Ghi lý do không phải xin lỗi",
          "", "ghi căn cứ không phải xin lỗi", "TTHC-09", needs=("ground",)),
    _move("apologise_error", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Xin lỗi vì xã làm sai",
          "Xã xin lỗi vì đã làm sai", "xin lỗi vì sai sót", "TTHC-08", needs=("reason",), paper="04"),
)  # fmt: skip

_ENDING = (
    _move("hand_over", ("issued", "not_eligible"), "handed_over", {CLERK}, "Trả kết quả",
          "Xã đã trả kết quả", "trả kết quả", f"{ONE_STOP}; {TT03} Mẫu 06", needs=("receiver",)),
    _move("close", ("handed_over",), "closed", {CLERK, HANDLER, RECORDS}, "Đóng hồ sơ",
          "Hồ sơ đã xong", "đóng hồ sơ", "Luật Lưu trữ 33/2024/QH15; TTHC-09",
          guards=(lateness_is_answered,)),
    _move("note", tuple(s.name for s in STATES if s.name not in ("draft", "discarded")), STAY, STAFF,
          "Ghi chú", "", "ghi chú", f"{TT03} Mẫu 06", needs=("text",)),
)  # fmt: skip

MACHINE: Machine[Facts] = machine("dossier", "draft", STATES, (*_INTAKE, *_HANDLING, *_SORRY, *_ENDING), NEEDED)


def asks(move: str, facts: Facts) -> tuple[str, ...]:
    """The inputs that the form of a move must ask for, given the case. Raises KeyError for no such move."""
    base = MACHINE.moves[move].needs
    done = {"guide": facts.guidances, "request_supplement": facts.supplements}.get(move, -1)
    if done >= facts.requests_allowed:
        return (*base, "special_law", "chair")
    if move == "sign_apology" and facts.reappointments < facts.reappointments_allowed:
        return (*base, "new_date")
    return base
