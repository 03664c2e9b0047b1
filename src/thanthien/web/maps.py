"""The maps of both sites: what stands in head, foot and rail. A page whose address is unknown is left out.

Addresses are names of routes; the apps above own the routes. So a map never links into nothing.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse


class Way(NamedTuple):
    """One entry: the area that lights up, the words, the name of the route, the icon of the rail."""

    area: str
    words: str
    route: str
    icon: str = ""


PUBLIC: Final = (
    Way("procedures", "Thủ tục", "public:procedures"),
    Way("track", "Theo dõi", "public:track"),
    Way("board", "Bảng điểm", "public:board"),
    Way("due", "Tính hạn", "public:due"),
    Way("feedback", "Góp ý", "public:feedback"),
    Way("reception", "Tiếp công dân", "public:reception"),
)
FOOT_PEOPLE: Final = (
    Way("procedures", "Tất cả thủ tục", "public:procedures"),
    Way("track", "Theo dõi hồ sơ", "public:track"),
    Way("resume", "Làm tiếp hồ sơ đang điền dở", "public:resume"),
    Way("booking", "Đặt lịch hẹn", "public:booking"),
    Way("helping", "Nộp giúp bà con", "public:helping"),
    Way("outside", "Xã ra với bà con", "public:outside"),
    Way("hall", "Phòng chờ: đang gọi số mấy", "public:hall"),
    Way("feedback", "Phản ánh, kiến nghị", "public:feedback"),
    Way("reception", "Lịch tiếp công dân", "public:reception"),
)
FOOT_COMMUNE: Final = (
    Way("board", "Bảng điểm thân thiện", "public:board"),
    Way("commitments", "Ai đã hứa điều gì", "public:commitments"),
    Way("news", "Tin của xã", "public:news"),
    Way("due", "Tính ngày hẹn trả", "public:due"),
    Way("check", "Kiểm tra giấy hẹn", "public:check"),
    Way("papers_check", "Kiểm tra giấy của xã", "public:papers_check"),
    Way("help", "Hướng dẫn", "public:help"),
    Way("privacy", "Xã giữ thông tin của bà con thế nào", "public:privacy"),
    Way("login", "Cán bộ đăng nhập", "office:login"),
)
OFFICE: Final = (
    Way("today", "Hôm nay", "office:today", "cal"),
    Way("overview", "Các xã", "above:overview", "grid"),
    Way("programmes", "Mô hình", "above:programmes", "leaf"),
    Way("desk", "Một cửa", "office:desk", "users"),
    Way("dossiers", "Hồ sơ", "office:dossiers", "doc"),
    Way("records", "Văn thư", "office:records", "stamp"),
    Way("letters", "Thư xin lỗi", "office:letters", "letter"),
    Way("courtesy", "Thư của xã", "office:courtesy", "letter"),
    Way("sealed", "Niêm phong", "office:sealed", "lock"),
    Way("figures", "Số liệu", "office:figures", "grid"),
    Way("catalogue", "Danh mục", "office:catalogue", "list"),
    Way("unsent", "Tin chưa gửi được", "office:unsent", "chat"),
    Way("people", "Con người", "office:people", "users"),
    Way("model", "Mô hình", "office:model", "leaf"),
    Way("organisation", "Tổ chức", "office:organisation", "house"),
    Way("settings", "Cài đặt", "office:settings", "list"),
    Way("units", "Sắp xếp đơn vị", "office:reorganisations", "rings"),
    Way("rights", "Bảng quyền", "office:rights", "key"),
    Way("data_requests", "Dữ liệu cá nhân", "office:data_requests", "chat"),
    Way("retention", "Lưu trữ, tiêu hủy", "office:retention", "doc"),
    Way("audit", "Nhật ký", "office:audit", "shield"),
)
ON_PHONE: Final = 3


@lru_cache(maxsize=256)
def _fixed(routes: str, route: str) -> str:
    try:
        return reverse(route, routes)
    except NoReverseMatch:
        return ""


def address(route: str, *args: object) -> str:
    """Return the address of a route, or "" when no app offers it. Addresses without arguments are kept."""
    if not args:
        return _fixed(get_urlconf() or settings.ROOT_URLCONF, route)
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""
