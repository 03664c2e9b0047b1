"""Small facts of sealed cases: what a case holds, which reasons there are, how long things last."""

from datetime import timedelta
from typing import Final

# What is sealed of a case, with the longest text in letters. None of them is a sender's identity.
LIMITS: Final = {"title": 200, "summary": 8000, "paper": 60}
REASONS: Final = {
    "together": "Cùng giải quyết vụ việc",
    "replaces": "Thay người thôi giữ hồ sơ",
    "absence": "Người đang giữ vắng lâu ngày",
    "decision": "Theo quyết định phân công của người có thẩm quyền",
}
ESCROW_REASONS: Final = {
    "lost": "Người giữ khóa mất cả câu mật khẩu và phiếu khôi phục",
    "gone": "Người giữ khóa qua đời, ốm nặng hoặc không liên lạc được",
    "authority": "Theo văn bản yêu cầu của cơ quan có thẩm quyền",
}
DRILL_EVERY: Final = timedelta(days=90)
OPENING_LIFE: Final = timedelta(hours=24)  # the second person must come within it
