"""What people of the demo say when they are asked how it was."""

from random import Random

PRAISE = (
    "Cán bộ hướng dẫn tận tình, tôi không phải đi lại nhiều.",
    "Làm nhanh, nói năng nhẹ nhàng.",
    "Được rót nước, chỉ chỗ ngồi. Cảm ơn xã.",
    "Hẹn ngày nào trả đúng ngày ấy.",
    "Mắt tôi kém, cô ở quầy đọc giúp từng dòng.",
    "Nộp ở nhà buổi tối, sáng hôm sau xã trả lời ngay.",
    "Giấy hẹn ghi rõ vì sao hẹn ngày ấy, dễ hiểu.",
    "Không phải hỏi ai, xem trên điện thoại là biết hồ sơ đến đâu.",
    "Anh cán bộ trẻ nhưng lễ phép với người già.",
    "Việc khó mà xã chỉ cho cách làm, tôi yên tâm.",
    "Xong việc còn được dặn cất giấy cẩn thận.",
    "Con tôi có giấy khai sinh ngay trong buổi sáng.",
)
BLAME = (
    "Phải chờ hơi lâu vì chỉ có một quầy.",
    "Lúc đầu nói thiếu một giấy, phải về lấy thêm.",
    "Trễ hẹn nhưng có gọi điện xin lỗi.",
    "Chữ trên bảng giấy tờ nhỏ quá, người già khó đọc.",
    "Đường xa, mong xã nhận giấy qua mạng nhiều hơn.",
    "Giải thích nhanh quá, tôi chưa kịp hiểu.",
)


class Words:
    """Sayings in an order of chance; none comes again before all were said."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._left: dict[bool, list[str]] = {True: [], False: []}

    def say(self, good: bool) -> str:
        """Return the next saying of somebody content, or not."""
        if not self._left[good]:
            whole = PRAISE if good else BLAME
            self._left[good] = self._rng.sample(whole, len(whole))
        return self._left[good].pop()
