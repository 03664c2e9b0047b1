"""One definition a promise: what is counted, what counts above the line, and how it is known.

``share``: so many of so many. ``each``: has to hold for every one, so it is said as "4 trên 4" whatever the number.
``never``: how often it happened that must not happen. ``mean``: the average of faces from 1 to 5. ``gain``: the
points a rate gained since the month before. A promise without a definition says what it waits for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from thanthien.onestop.service import counting
from thanthien.quality.figures import sources
from thanthien.quality.figures.sources import Span

Source = Callable[[UUID, Span, datetime], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Definition:
    """How one promise is measured. ``of`` says the figure with its sample: {met} and {all} are put in.

    ``by`` is the field of the counted rows that names the officer who answers for each, "" where nobody alone does.
    """

    kind: str
    source: Source
    of: str
    how: str
    things: str
    survey: bool = False
    by: str = ""


def _dossiers(rows: Callable[[UUID, Span], QuerySet[Any]]) -> Source:
    return lambda unit_id, span, now: rows(unit_id, span)


OWNER: Final = "owner"
RECORDS, ANSWERS = "Đếm từ hồ sơ.", "Bà con trả lời sau khi được phục vụ, không ai biết là ai trả lời."
_ON_TIME = Definition(
    "share", _dossiers(counting.on_time), "{met} trên {all} hồ sơ có kết quả đúng hạn",
    "Đếm từ hồ sơ có kết quả trong tháng. Trễ hay không tính theo hạn đầu tiên mà luật cho, kể cả khi xã đã xin lỗi"
    " và hẹn lại.", "hồ sơ", by=OWNER,
)  # fmt: skip
_SATISFIED = Definition(
    "share", sources.satisfied, "{met} trên {all} người hài lòng hoặc rất hài lòng",
    f"{ANSWERS} Cán bộ in phiếu cũng có thể tự bấm bằng phiếu mình in; xã biết điểm yếu này.", "câu trả lời", True,
)  # fmt: skip

DEFINITIONS: Final[Mapping[str, Definition]] = {
    "p01": Definition("share", sources.yes("greeted"), "{met} trên {all} người nói có được chào", ANSWERS,
                      "câu trả lời", True),
    "p02": Definition("mean", sources.faces("smile"), "{all} người chấm điểm niềm nở", ANSWERS, "câu trả lời", True),
    "p04": Definition("share", _dossiers(counting.few_supplements),
                      "{met} trên {all} hồ sơ chỉ phải bổ sung nhiều nhất một lần", RECORDS, "hồ sơ", by=OWNER),
    "p05": Definition("share", sources.told_within_the_hour, "{met} trên {all} tin gửi đi trong một giờ",
                      "Đếm từ sổ gửi tin, mọi cách báo. “Đã gửi” là máy chủ kế tiếp đã nhận, phiếu giấy đã in, hoặc"
                      " danh sách đã đưa trưởng thôn. Tin nhắn viết trong giờ yên lặng thì tính giờ từ lúc hết giờ ấy.",
                      "tin"),
    "p06": Definition("share", _dossiers(counting.same_day), "{met} trên {all} việc trong ngày xong trong ngày",
                      RECORDS, "hồ sơ", by=OWNER),
    "p07": Definition("each", counting.apologised, "{met} trên {all} hồ sơ trễ có thư xin lỗi trước hạn",
                      "Đếm hồ sơ có hạn rơi vào tháng này mà quá hạn, và thư xin lỗi Chủ tịch đã ký trước hạn. Hồ sơ có"
                      " căn cứ không phải xin lỗi thì không tính.", "hồ sơ", by=OWNER),
    "p10": _SATISFIED,
    "k2": Definition("mean", sources.faces("clear"), "{all} người chấm điểm dễ hiểu", ANSWERS, "câu trả lời", True),
    "k4": Definition("each", counting.apologised_ever, "{met} trên {all} hồ sơ trễ có thư xin lỗi",
                     "Đếm hồ sơ có hạn rơi vào tháng này mà quá hạn; thư gửi muộn cũng tính.", "hồ sơ", by=OWNER),
    "k5": Definition("each", sources.thanked, "{met} trên {all} thư cảm ơn đã ký",
                     "Đếm thư cảm ơn soạn trong tháng; đạt là Chủ tịch đã ký. Thư thôi không gửi thì không tính. Ai"
                     " được cảm ơn thì bảng này không nói.", "thư"),
    "t1": Definition("share", _dossiers(counting.online), "{met} trên {all} hồ sơ nộp qua mạng", RECORDS, "hồ sơ"),
    "t3": _ON_TIME,
    "t4": Definition("gain", sources.satisfied, "tỷ lệ hài lòng so với tháng trước, tính bằng điểm phần trăm",
                     _SATISFIED.how, "câu trả lời", True),
    "s1": Definition("mean", sources.faces("respect"), "{all} người chấm điểm tôn trọng", ANSWERS, "câu trả lời",
                     True),
    "s2": Definition("mean", sources.faces("polite"), "{all} người chấm điểm lịch sự", ANSWERS, "câu trả lời", True),
    "s3": Definition("share", _dossiers(counting.accepted_at_once),
                     "{met} trên {all} hồ sơ được nhận ngay lần đầu", RECORDS, "hồ sơ"),
    "s4": Definition("share", sources.yes("doubts"), "{met} trên {all} người nói thắc mắc được giải thích cặn kẽ",
                     ANSWERS, "câu trả lời", True),
    "n1": Definition("never", sources.asked_again, "{met} trong {all} hồ sơ bị đòi giấy lần thứ hai",
                     "Đếm từ hồ sơ. Giấy ngoài danh sách công bố thì biểu mẫu không cho đòi.", "hồ sơ", by=OWNER),
    "n2": Definition("never", sources.unowned, "{met} trong {all} hồ sơ đang làm chưa có người chịu trách nhiệm",
                     "Đếm lúc này, trong số hồ sơ nộp trong tháng còn đang làm.", "hồ sơ"),
    "n3": _ON_TIME,
}  # fmt: skip

# What these promises are measured by does not stand in this house yet.
WAITING: Final[Mapping[str, str]] = {
    "p03": "Đo được khi xã có sổ câu hỏi của bà con.",
    "p08": "Đo được khi xã nhận phản ánh, kiến nghị ở đây.",
    "p09": "Đo được khi xã ghi lượt nhờ làm giúp, đến tận nhà.",
    "k1": "Đo được khi xã ghi lịch tiếp dân và đối thoại ở đây.",
    "k3": "Đo được khi xã ghi lời hứa ở buổi đối thoại.",
    "t2": "Đo được khi xã ghi việc niêm yết, công khai ở đây.",
}
