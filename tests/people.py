"""The fixed cast: people of Cẩm Vân, and strangers from the next commune who must get nothing."""

from dataclasses import dataclass
from datetime import date

CẨM_VÂN = "15163"
VÂN_DU = "15190"
CHIỀNG_SINH = "03283"  # another province
PASSWORD = "mat-khau-thu-2026"


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
    Cast("nhai", "Hà Thị Nhài", CẨM_VÂN, (("clerk", "Cán bộ Một cửa"),), "Quầy 2"),
    Cast("truc", "Quách Văn Trúc", CẨM_VÂN, (("handler", "Công chức tư pháp, hộ tịch"),)),
    Cast("mua", "Bùi Thị Mùa", CẨM_VÂN, (("handler", "Công chức văn hóa, xã hội"),)),
    Cast("thu", "Cao Văn Thư", CẨM_VÂN, (("records_clerk", "Văn thư"),)),
    Cast("tam", "Phạm Văn Tâm", CẨM_VÂN, (("chair", "Chủ tịch UBND xã"),)),
    Cast("quan", "Lê Thị Quản", CẨM_VÂN, (("administrator", "Quản trị"),)),
    Cast("kiem", "Đinh Văn Kiêm", CẨM_VÂN, (("clerk", "Cán bộ Một cửa"), ("administrator", "Quản trị"))),
    Cast("la", "Trương Văn Lạ", VÂN_DU, (("clerk", "Cán bộ Một cửa"),)),
    Cast("xa", "Hoàng Thị Xa", VÂN_DU, (("handler", "Công chức tư pháp, hộ tịch"),)),
    Cast("du", "Nguyễn Văn Du", VÂN_DU, (("chair", "Chủ tịch UBND xã"),)),
    Cast("van", "Lò Văn Vận", VÂN_DU, (("records_clerk", "Văn thư"),)),
    Cast("sinh", "Quàng Thị Sinh", CHIỀNG_SINH, (("clerk", "Cán bộ Một cửa"),)),
)
