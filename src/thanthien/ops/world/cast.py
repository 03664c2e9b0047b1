"""The five communes of the demo, their offices and the people who work there."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings

from thanthien.core.actors import SYSTEM, Actor, Role
from thanthien.identity import service as identity
from thanthien.ops.output import Failed
from thanthien.ops.world import names
from thanthien.org import service as org
from thanthien.rules.rights import needs_second_factor

PASSWORD = "-".join(("xa", "than", "thien"))  # printed at every start: no secret
SINCE = date(2025, 7, 1)
HOURS = {"sessions": [["07:30", "11:30"], ["13:00", "17:00"]]}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the demo: what it is called, who lives there, how many dossiers it has seen."""

    code: str
    slug: str
    name: str
    surnames: tuple[str, ...]
    hamlets: tuple[str, ...]
    phone: str
    dossiers: int
    seed: int
    # In the home commune's province: filing regardless of boundary is inside one (settled question 9).
    files_for_home: bool = False


HOME = Commune(
    "15163", "camvan", "Cẩm Vân", names.MUONG + names.KINH[:4],
    ("thôn Vân Bằng", "thôn Tiên Lăng", "thôn Quan Phác", "thôn Đồi Chông", "thôn Bèo", "thôn Phú Lai"),
    "0900 000 115", 200, 15163,
)  # fmt: skip
OTHERS = (
    Commune("15190", "vandu", "Vân Du", names.KINH + names.MUONG[:3],
            ("khu phố 1", "khu phố 2", "thôn Thành Công", "thôn Lộc Phượng"), "0900 000 190", 60, 15190, True),
    Commune("15976", "hoangchau", "Hoằng Châu", names.KINH,
            ("thôn Bắc Phong", "thôn Nam Phong", "thôn Phượng Khê", "thôn Chung Sơn"), "0900 000 976", 60, 15976, True),
    Commune("05290", "nhannghia", "Nhân Nghĩa", names.MUONG,
            ("xóm Bui", "xóm Nhòi", "xóm Vó", "xóm Mới"), "0900 000 290", 60, 5290),
    Commune("03283", "chiengsinh", "Chiềng Sinh", names.THAI,
            ("bản Hiệu", "bản Ly Xôm", "bản Khong", "bản Dửn"), "0900 000 283", 60, 3283),
)  # fmt: skip
ALL = (HOME, *OTHERS)

# login suffix, position (chức danh), roles, counter
POSTS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("motcua", "Công chức Bộ phận Một cửa", (Role.CLERK,), "Quầy 1"),
    ("xuly", "Công chức tư pháp, hộ tịch", (Role.HANDLER,), ""),
    ("xuly2", "Công chức văn hóa, xã hội, kinh tế", (Role.HANDLER,), ""),
    ("vanthu", "Văn thư", (Role.RECORDS,), ""),
    ("chutich", "Chủ tịch Ủy ban nhân dân", (Role.CHAIR,), ""),
    ("quantri", "Quản trị", (Role.ADMIN,), ""),
    # No keys yet: whoever plays them makes a passphrase and prints the sheet.
    ("niemphong", "Công chức giữ hồ sơ tố cáo", (Role.SEALED,), ""),
    ("niemphong2", "Phó Chủ tịch giữ hồ sơ tố cáo", (Role.SEALED,), ""),
)

ABOVE, ABOVE_TITLE = "thanhhoa.captren", "Chuyên viên Văn phòng Ủy ban nhân dân tỉnh"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in one commune."""

    unit_id: UUID
    clerk: Actor
    handlers: tuple[Actor, ...]
    records: Actor
    chair: Actor
    admin: Actor

    def handler_of(self, staff_id: str) -> Actor:
        """Return the handler who owns a dossier."""
        return next((one for one in self.handlers if one.id == staff_id), self.handlers[0])


def unit_id_of(commune: Commune) -> UUID:
    """Return the key of a commune of the demo."""
    unit = org.unit_by_code(commune.code, None)
    if unit is None:
        raise Failed(f"the units do not hold {commune.code} ({commune.name}); start again with --fresh")
    return unit.id


def people(commune: Commune) -> list[dict[str, str]]:
    """Return the demo people of a commune, and the officer of the level above, as they are printed."""
    above = [{"login": ABOVE, "password": PASSWORD, "post": ABOVE_TITLE, "unit": "Thanh Hóa"}]
    own = [
        {"login": f"{commune.slug}.{suffix}", "password": PASSWORD, "post": title, "unit": commune.name}
        for suffix, title, _, _ in POSTS
    ]
    return own + (above if commune is HOME else [])


def engage(commune: Commune, now: datetime, password: str = PASSWORD) -> None:
    """Set the office up and let its people take their positions, all with one password."""
    unit_id, rng = unit_id_of(commune), Random(commune.seed)
    crowd = names.Crowd(commune.surnames, commune.hamlets, f"xã {commune.name}", rng)
    values: dict[str, Any] = {
        "address": f"Trung tâm xã {commune.name}",
        "phone": commune.phone,
        "email": f"motcua@{commune.slug}.invalid",
        "place_name": commune.name,
        "online_filing": True,
        "hours": HOURS,
    }
    org.set_office(actor=SYSTEM, now=now, unit_id=unit_id, values=values)
    for number, (suffix, title, roles, counter) in enumerate(POSTS):
        woman = number % 2 == 0
        made = org.add_staff(
            actor=SYSTEM, now=now, unit_id=unit_id, login=f"{commune.slug}.{suffix}", name=crowd.name(woman),
            password=password, phone=f"09000009{number:02}", address_as="chị" if woman else "anh",
        )  # fmt: skip
        if settings.DEMO and needs_second_factor(roles):  # the benchmark plays the same cast in a real installation
            identity.give_demo(actor=SYSTEM, now=now, staff_id=UUID(made.id), login=f"{commune.slug}.{suffix}")
        for role in roles:
            org.give_position(
                actor=SYSTEM, now=now, unit_id=unit_id, staff_id=UUID(made.id), role=role, title=title,
                valid_from=SINCE, counter=counter,
            )  # fmt: skip


def engage_above(now: datetime, password: str = PASSWORD) -> None:
    """Let an officer of the home commune's province look at figures and missed dates."""
    province = org.province_of(unit_id_of(HOME), now.date())
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=now, unit_id=province.id, login=ABOVE, name="Lê Thị Hợi", password=password,
        role=Role.OVERSEER, title=ABOVE_TITLE, valid_from=SINCE, address_as="chị",
    )  # fmt: skip


def is_engaged(commune: Commune, day: date) -> bool:
    """Tell whether the people of a commune have their positions."""
    return bool(org.holders(unit_id_of(commune), Role.ADMIN, day))


def assemble(commune: Commune, day: date) -> Cast:
    """Return the people of a commune as actors."""
    unit_id = unit_id_of(commune)

    def of(role: str) -> tuple[Actor, ...]:
        return tuple(org.actor_for(one.staff, day) for one in org.holders(unit_id, role, day))

    return Cast(unit_id, of(Role.CLERK)[0], of(Role.HANDLER), of(Role.RECORDS)[0], of(Role.CHAIR)[0], of(Role.ADMIN)[0])
