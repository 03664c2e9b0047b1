"""The eighteen states of a dossier, each with its officers' label, its citizens' words and its time limit."""

from __future__ import annotations

from thanthien.rules.machine import State

STATES: tuple[State, ...] = (
    State("draft", "nháp", "Hồ sơ còn là bản nháp, chưa gửi.", limit="TT-01"),
    State("submitted", "chờ tiếp nhận", "Hồ sơ đã gửi, xã sẽ xem và trả lời.", limit="TTHC-01"),
    State("guided", "hướng dẫn bổ sung trước tiếp nhận", "Xã chờ bà con bổ sung giấy tờ.", limit="TT-02"),
    State("accepted", "đã tiếp nhận", "Xã đã nhận hồ sơ.", limit="TTHC-17A"),
    State("in_process", "đang giải quyết", "Xã đang làm.", limit="TTHC-02"),
    State("waiting", "chờ bổ sung", "Xã chờ bà con bổ sung giấy tờ. Đồng hồ đang dừng.", limit="TT-02"),
    State("to_sign", "trình ký", "Kết quả đang chờ ký.", limit="TTHC-02"),
    State("signed", "đã ký", "Kết quả đã ký, đang vào sổ.", limit="TTHC-02"),
    State("issued", "đã phát hành", "Kết quả đã có. Mời bà con đến nhận.", limit="TT-06"),
    State(
        "not_eligible",
        "không đủ điều kiện",
        "Hồ sơ không đủ điều kiện. Xã có thư nêu lý do.",
        limit="TTHC-19A",
    ),
    State("handed_over", "đã trả", "Xã đã trả kết quả.", limit="TT-05"),
    State("closed", "đã đóng hồ sơ", "Hồ sơ đã xong.", final=True),
    State("rejected", "từ chối tiếp nhận", "Xã không nhận hồ sơ này và đã nêu lý do.", final=True),
    State("withdrawn", "đã rút", "Bà con đã rút hồ sơ.", final=True),
    State("discarded", "đã bỏ nháp", "Bản nháp đã bỏ.", final=True),
    State("stopped", "dừng giải quyết", "Xã đã dừng làm theo đề nghị của bà con.", final=True),
    State("lapsed", "đóng vì không bổ sung", "Xã đã đóng hồ sơ vì chưa nhận được giấy tờ.", final=True),
    State(
        "transferred",
        "đã chuyển",
        "Xã đã chuyển hồ sơ đến nơi giải quyết, chờ nơi ấy xác nhận.",
        limit="TT-04",
    ),
)

LABELS = {state.name: state.label for state in STATES}

# From acceptance to hand-over an apology is always possible (settled 4).
OPEN_AFTER_ACCEPTANCE = (
    "accepted",
    "in_process",
    "waiting",
    "to_sign",
    "signed",
    "issued",
    "not_eligible",
    "handed_over",
    "transferred",
)
