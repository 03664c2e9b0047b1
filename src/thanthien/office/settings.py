"""``/can-bo/cai-dat/``: everything that a commune decides about its counter, one line a page."""

from typing import Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.office.guard import StaffRequest, staff_page


class Door(NamedTuple):
    """One page of settings: its route, its words, what is decided there, the right that opens it."""

    route: str
    words: str
    hint: str
    right: str


DOORS: Final = (
    Door("office:office", "Trụ sở", "địa chỉ, điện thoại, giờ làm việc", "office.change"),
    Door("office:catalogue", "Danh mục thủ tục", "bật tắt, sửa, người xử lý", "catalogue.change"),
    Door("office:counters", "Quầy nhận việc gì", "việc của từng quầy ở phòng chờ", "ticket.set"),
    Door("office:kiosks", "Máy lấy số", "máy nào trong sảnh được phát số", "ticket.set"),
    Door("office:holidays", "Lịch nghỉ", "thông báo nghỉ, đóng cửa vì bão, thời hạn đổi theo luật", "notice.read"),
    Door("office:channel_rule", "Giờ báo tin", "giờ yên lặng, tin nhắn có dấu hay không", "channel.change"),
    Door("office:fees", "Lệ phí, sổ quỹ", "tiền báo lệch, hoàn tiền, sổ quỹ các ngày", "fee.read"),
    Door("office:words", "Từ bà con hay dùng", "từ thường gọi, câu tìm không thấy", "synonym.change"),
    Door("office:booking_rule", "Lịch hẹn", "mở hay không, mỗi lượt mấy người, ngày không phải hẹn", "booking.set"),
    Door("office:intake_keys", "Nối với hệ thống khác", "khóa để hệ thống của tỉnh gửi hồ sơ sang", "intake.key"),
)


@require_safe
@staff_page("settings.read")
def settings(request: StaffRequest) -> HttpResponse:
    """List the pages of settings that this person may open."""
    doors = [(one, reverse(one.route)) for one in DOORS if request.actor.may(one.right)]
    return render(request, "office/settings.html", {"doors": doors, "area": "settings"})
