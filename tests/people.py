"""The fixed cast: people of Cẩm Vân, and strangers from the next commune who must get nothing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

CAM_VAN = "15163"
VAN_DU = "15190"
CHIENG_SINH = "03283"  # another province
PASSWORD = "nương ngô ba bậc sau nhà"
ELEVATION = "01980000-0000-7000-8000-00000000e1e7"


@dataclass(frozen=True, slots=True)
class Cast:
    """One person: log-in, name, unit, roles with titles."""

    login: str
    name: str
    unit: str
    roles: tuple[tuple[str, str], ...]
    counter: str = ""
    valid_from: date = date(2025, 7, 1)


CAST = (
    Cast("nhai", "Hà Thị Nhài", CAM_VAN, (("clerk", "Cán bộ Một cửa"),), "Quầy 2"),
    Cast("truc", "Quách Văn Trúc", CAM_VAN, (("handler", "Công chức tư pháp, hộ tịch"),)),
    Cast("mua", "Bùi Thị Mùa", CAM_VAN, (("handler", "Công chức văn hóa, xã hội"),)),
    Cast("thu", "Cao Văn Thư", CAM_VAN, (("records_clerk", "Văn thư"),)),
    Cast("tam", "Phạm Văn Tâm", CAM_VAN, (("chair", "Chủ tịch UBND xã"),)),
    Cast("quan", "Lê Thị Quản", CAM_VAN, (("administrator", "Quản trị"),)),
    Cast("kiem", "Đinh Văn Kiêm", CAM_VAN, (("clerk", "Cán bộ Một cửa"), ("administrator", "Quản trị"))),
    Cast("la", "Trương Văn Lạ", VAN_DU, (("clerk", "Cán bộ Một cửa"),)),
    Cast("xa", "Hoàng Thị Xa", VAN_DU, (("handler", "Công chức tư pháp, hộ tịch"),)),
    Cast("du", "Nguyễn Văn Du", VAN_DU, (("chair", "Chủ tịch UBND xã"),)),
    Cast("van", "Lò Văn Vận", VAN_DU, (("records_clerk", "Văn thư"),)),
    Cast("sinh", "Quàng Thị Sinh", CHIENG_SINH, (("clerk", "Cán bộ Một cửa"),)),
)


def passed(client: "Client", login: str) -> "Client":
    """Let a signed-in test browser stand behind the second step, and an administrator in a timed session."""
    from thanthien.core import clock
    from thanthien.org.models import Position

    session = client.session
    session["second"] = "totp"
    session["proved"] = clock.iso(clock.now())
    if Position.objects.filter(staff__login=login, role="administrator").exists():
        told = {"id": ELEVATION, "until": "2099-01-01T00:00:00+07:00", "reason": "Việc của bài kiểm tra"}
        session["elevation"] = told
    session.save()
    return client
