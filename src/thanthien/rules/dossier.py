"""A dossier's lawful moves: states of TTHC handling, who may act, what the clock does, what stands behind.

State, result and clock are three things: the state is stored, the result is set by some moves, and lateness
is computed by the clock. Page with diagram: docs/rules/dossier.md.
"""

from __future__ import annotations

from typing import Any

from thanthien.rules.dossier_states import OPEN_AFTER_ACCEPTANCE, STATES
from thanthien.rules.machine import STAY, Facts, Machine, Move, machine

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
    "body": "Ghi cơ quan nhận hồ sơ.",
    "ground": "Ghi căn cứ: số văn bản, điều, khoản.",
    "guidance": "Hướng dẫn bà con làm gì tiếp theo.",
    "items": "Chọn từng giấy còn thiếu: thiếu gì, vì sao, làm thế nào.",
    "letter": "Ghi thư hỏi đã gửi: số, ngày, nơi nhận.",
    "promise": "Ghi lời hứa của người xử lý: ai, xong lúc nào.",
    "reason": "Ghi lý do.",
    "text": "Ghi nội dung.",
    "who": "Ghi người đã nhận hồ sơ.",
    "wrong": "Ghi xã đã sai ở đâu, và đã sửa thế nào.",
}


# Facts that guards and checks read. Counts are of acts already done; a fact left out hinders nothing.
FACTS = {
    "fileable": "whether this matter is a dossier at all (settled 1)",
    "limit_known": "whether a limit is published or was entered",
    "limit_confirmed": "whether a second person confirmed an entered limit",
    "supplements": "requests for papers so far",
    "requests_allowed": "how many of them need no special ground (default 1)",
    "named_law": "the special law that allows one more request",
    "chair": "whether the chair decides it",
    "late": "whether the lawful date has passed without a result",
    "apologised": "whether an apology was sent",
    "exempted": "whether the chair recorded why none is due (TTHC-09)",
    "reappointed": "whether a new date was given already",
    "new_date": "the new date that this apology gives",
    "draft_waiting": "whether a draft apology waits for the chair",
    "reminded": "whether the applicant was reminded",
    "answer_overdue": "whether the time to answer is over",
    "max_value": "the longer limit for a verification, None if there is none",
    "has_result": "whether a result was signed",
}


# ---- guards: "" lets the move pass


def can_be_filed(facts: Facts) -> str:
    """Settled 1: denunciation, complaint, letters and reception are not dossiers."""
    if facts.get("fileable", True):
        return ""
    return "Việc này không nộp như hồ sơ. Xem trang thủ tục để biết đến đâu."


def limit_is_known(facts: Facts) -> str:
    """No limit known, no date invented; an entered one needs a second person."""
    if not facts.get("limit_known", True):
        return "Chưa biết thời hạn của thủ tục này. Nhập thời hạn kèm điều luật, rồi nhờ người thứ hai xác nhận."
    return "" if facts.get("limit_confirmed", True) else "Thời hạn vừa nhập còn chờ người thứ hai xác nhận."


def nothing_decided(facts: Facts) -> str:
    """A dossier stops at the applicant's wish only before a result exists."""
    return "Kết quả đã ký rồi, không dừng được nữa." if facts.get("has_result") else ""


def has_longer_limit(facts: Facts) -> str:
    """Only a procedure with an own limit for verification is lengthened by it, and never after the end."""
    if not facts.get("max_value", True):
        return "Thủ tục này không có thời hạn riêng cho việc xác minh."
    return "Hồ sơ đã quá hạn. Xác minh lúc này không dời ngày hẹn nữa." if facts.get("late") else ""


def was_reminded(facts: Facts) -> str:
    """Closing for want of papers comes after a reminder and after the answer's time."""
    if not facts.get("reminded"):
        return "Phải nhắc người nộp trước khi đóng hồ sơ vì không bổ sung."
    return "" if facts.get("answer_overdue", True) else "Chưa hết thời gian chờ bổ sung."


def can_be_drafted(facts: Facts) -> str:
    """One apology draft waits at a time."""
    return "Đã có bản thảo thư xin lỗi chờ Chủ tịch ký." if facts.get("draft_waiting") else ""


def has_draft(facts: Facts) -> str:
    """Only a draft that is there can be put aside."""
    return "" if facts.get("draft_waiting", True) else "Không có bản thảo thư xin lỗi nào đang chờ."


def lateness_is_answered(facts: Facts) -> str:
    """TTHC-09: a late dossier's file closes only with an apology or a recorded ground why none is due."""
    if not facts.get("late") or facts.get("apologised") or facts.get("exempted"):
        return ""
    return "Hồ sơ trả trễ mà chưa xin lỗi. Gửi thư xin lỗi, hoặc Chủ tịch ghi lý do không phải xin lỗi."


# ---- checks: read what the act itself brings


def again_needs_law(facts: Facts) -> str:
    """Settled 7: one more request for papers needs a named law and the chair."""
    if facts.get("supplements", 0) < facts.get("requests_allowed", 1):
        return ""
    if facts.get("named_law") and facts.get("chair"):
        return ""
    return "Đã yêu cầu bổ sung rồi. Yêu cầu thêm lần nữa thì phải nêu luật riêng và do Chủ tịch quyết định."


def one_reappointment(facts: Facts) -> str:
    """One new date only (TTHC-07, TTHC-16); a further apology goes without a date (settled 4)."""
    if not (facts.get("reappointed") and facts.get("new_date")):
        return ""
    return "Hồ sơ này đã hẹn lại một lần. Luật chỉ cho hẹn lại một lần; vẫn xin lỗi được, không kèm ngày mới."


def _move(name: str, sources: tuple[str, ...], to: str, by: frozenset[str] | set[str], label: str, told: str,
          noted: str, law: str, **more: Any) -> Move:  # fmt: skip
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
          needs=("items", "reason", "ground"), checks=(again_needs_law,), paper="02"),
    _move("answer_guidance", ("guided",), "submitted", {CITIZEN, CLERK}, "Đã bổ sung",
          "Đã bổ sung giấy tờ", "nhận giấy tờ bổ sung trước tiếp nhận", f"{ONE_STOP}"),
    _move("reject", ("submitted",), "rejected", {CLERK}, "Từ chối tiếp nhận",
          "Xã không nhận hồ sơ này, có nêu lý do", "từ chối tiếp nhận", f"{ONE_STOP}; {TT03} Mẫu 03",
          needs=("reason", "ground", "guidance"), result="rejected", paper="03"),
    _move("withdraw", ("submitted", "guided"), "withdrawn", {CITIZEN, CLERK}, "Rút hồ sơ",
          "Đã rút hồ sơ", "rút hồ sơ trước tiếp nhận", "Chưa thấy quy định", result="withdrawn"),
    _move("accept", ("submitted",), "accepted", {CLERK}, "Tiếp nhận", "Xã đã nhận hồ sơ",
          "tiếp nhận", f"{ONE_STOP}; {TT03} Mẫu 01", clock="start",
          guards=(can_be_filed, limit_is_known), paper="01"),
    _move("give_at_once", ("submitted",), "handed_over", {CLERK, CHAIR}, "Trả kết quả ngay",
          "Xã đã làm xong và trả kết quả ngay", "trả kết quả ngay", f"TTHC-18A; {ONE_STOP}", clock="stop",
          guards=(can_be_filed,), result="granted"),
)  # fmt: skip

_HANDLING = (
    _move("start", ("accepted",), "in_process", {HANDLER, SYSTEM}, "Bắt đầu giải quyết",
          "Xã bắt đầu giải quyết", "bắt đầu giải quyết", f"{ONE_STOP}; TTHC-17A"),
    _move("request_supplement", ("in_process",), "waiting", {HANDLER, CHAIR}, "Yêu cầu bổ sung",
          "Xã cần thêm giấy tờ", "yêu cầu bổ sung", f"{ONE_STOP}; {TT03} Mẫu 02", clock="pause",
          needs=("items", "reason", "ground"), checks=(again_needs_law,), paper="02"),
    _move("remind_supplement", ("waiting", "guided"), STAY, {CLERK, HANDLER, SYSTEM}, "Nhắc bổ sung",
          "Xã nhắc bổ sung giấy tờ", "nhắc bổ sung", "Chưa thấy quy định"),
    _move("receive_supplement", ("waiting",), "in_process", {CITIZEN, CLERK, HANDLER}, "Đã nhận đủ giấy",
          "Xã đã nhận đủ giấy tờ bổ sung", "nhận giấy tờ bổ sung", f"{ONE_STOP}; TTHC-15", clock="resume"),
    _move("lapse", ("waiting", "guided"), "lapsed", {HANDLER, CLERK, CHAIR, SYSTEM},
          "Đóng vì không bổ sung",
          "Xã đóng hồ sơ vì chưa nhận được giấy tờ bổ sung", "đóng vì không bổ sung", "Chưa thấy quy định",
          clock="stop", guards=(was_reminded,), result="lapsed"),
    _move("verify", ("in_process",), STAY, {HANDLER}, "Gửi xác minh",
          "Xã đang chờ nơi khác trả lời", "gửi xác minh, đổi thời hạn", "Điều luật của thủ tục",
          clock="change_limit", needs=("reason", "letter"), guards=(has_longer_limit,)),
    _move("submit_for_signing", ("in_process",), "to_sign", {HANDLER}, "Trình ký",
          "Kết quả đang chờ ký", "trình ký", "NĐ 30/2020/NĐ-CP"),
    _move("return_for_rework", ("to_sign",), "in_process", {CHAIR}, "Trả lại để sửa",
          "Xã đang sửa kết quả", "trả lại để sửa", "Chưa thấy quy định", needs=("reason",)),
    _move("sign", ("to_sign",), "signed", {CHAIR}, "Ký", "Kết quả đã ký", "ký", "NĐ 30/2020/NĐ-CP",
          clock="stop", result="granted"),
    _move("issue", ("signed",), "issued", {RECORDS}, "Cho số, phát hành", "Kết quả đã có",
          "cho số và phát hành", "NĐ 30/2020/NĐ-CP"),
    _move("refuse", ("in_process",), "not_eligible", {HANDLER, CHAIR}, "Không đủ điều kiện",
          "Hồ sơ không đủ điều kiện, xã có thư nêu rõ lý do", "trả lời không đủ điều kiện",
          f"TTHC-19A; {TT03} Mẫu 03", clock="stop", needs=("reason", "ground", "guidance"), result="refused",
          paper="03"),
    _move("stop", BEFORE_RESULT, "stopped", {CITIZEN, CLERK, HANDLER}, "Dừng theo đề nghị của người nộp",
          "Xã dừng làm theo đề nghị của anh/chị", "dừng giải quyết", f"{TT03} Mẫu 05", clock="stop",
          guards=(nothing_decided,), result="stopped", paper="05"),
    _move("transfer", ("submitted", "accepted", "in_process"), "transferred", {CLERK, HANDLER},
          "Chuyển nơi khác", "Xã đã chuyển hồ sơ đến nơi giải quyết", "chuyển nơi khác",
          "Chưa thấy quy định; TTHC-12", clock="stop", needs=("body", "reason"), result="transferred"),
    _move("confirm_transfer", ("transferred",), "closed", {CLERK, HANDLER, SYSTEM}, "Nơi nhận đã xác nhận",
          "Nơi giải quyết đã nhận hồ sơ", "nơi nhận xác nhận", "Chưa thấy quy định",
          needs=("who",)),
)  # fmt: skip

_SORRY = (
    _move("draft_apology", OPEN_AFTER_ACCEPTANCE, STAY, {SYSTEM, HANDLER, CHAIR}, "Soạn thư xin lỗi",
          "", "soạn thư xin lỗi", "TTHC-06", guards=(can_be_drafted,)),
    _move("sign_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Ký và gửi thư xin lỗi",
          "Xã xin lỗi và hẹn lại", "ký thư xin lỗi", f"TTHC-06, TTHC-08, TTHC-16; {TT03} Mẫu 04",
          clock="revise", needs=("reason",), checks=(one_reappointment,), paper="04"),
    _move("dismiss_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Bỏ bản thảo",
          "", "bỏ bản thảo thư xin lỗi", "TTHC-06", needs=("promise",), guards=(has_draft,)),
    _move("exempt_apology", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Ghi lý do không phải xin lỗi",
          "", "ghi căn cứ không phải xin lỗi", "TTHC-09", needs=("ground", "reason")),
    _move("apologise_error", OPEN_AFTER_ACCEPTANCE, STAY, {CHAIR}, "Xin lỗi vì xã làm sai",
          "Xã xin lỗi vì đã làm sai", "xin lỗi vì sai sót", "TTHC-08", needs=("wrong",), paper="04"),
)  # fmt: skip

_ENDING = (
    _move("hand_over", ("issued", "not_eligible"), "handed_over", {CLERK}, "Trả kết quả",
          "Xã đã trả kết quả", "trả kết quả", f"{ONE_STOP}; {TT03} Mẫu 06"),
    _move("close", ("handed_over",), "closed", {CLERK, HANDLER, RECORDS}, "Đóng hồ sơ",
          "Hồ sơ đã xong", "đóng hồ sơ", "Luật Lưu trữ 33/2024/QH15; TTHC-09",
          guards=(lateness_is_answered,)),
    _move("note", tuple(s.name for s in STATES if s.name not in ("draft", "discarded")), STAY, STAFF,
          "Ghi chú", "", "ghi chú", f"{TT03} Mẫu 06", needs=("text",)),
)  # fmt: skip

MACHINE: Machine = machine("dossier", "draft", STATES, (*_INTAKE, *_HANDLING, *_SORRY, *_ENDING), NEEDED)


def asks(move: str, facts: Facts) -> tuple[str, ...]:
    """The inputs that the form of a move must ask for, given the case. Raises KeyError for no such move."""
    base = MACHINE.moves[move].needs
    if move in ("guide", "request_supplement") and again_needs_law({**facts, "named_law": "", "chair": False}):
        return (*base, "named_law", "chair")
    if move == "sign_apology" and not facts.get("reappointed"):
        return (*base, "new_date")
    return base
