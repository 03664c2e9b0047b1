"""Invented people. Surnames as they are common in the place, phone numbers from a range nobody has."""

from dataclasses import dataclass
from random import Random

KINH = ("Nguyễn", "Lê", "Trịnh", "Hoàng", "Vũ", "Đỗ", "Mai", "Lưu")
MUONG = ("Bùi", "Quách", "Đinh", "Hà", "Phạm", "Trương", "Cao", "Bạch")
THAI = ("Lò", "Cà", "Quàng", "Lường", "Tòng", "Vì", "Điêu", "Bạc")
WOMEN = (
    "Nhài", "Thắm", "Hằng", "Bưởi", "Khuyên", "Huệ", "Lượng", "Én", "Mơ", "Dịu", "Thương", "Nguyệt", "Sen",
    "Hường", "Ngoan", "Yến", "Xuyến", "Bền", "Thoa", "Gấm",
)  # fmt: skip
MEN = (
    "Ổi", "Ơn", "Tưởng", "Thưởng", "Nghĩa", "Đượm", "Khởi", "Vững", "Bền", "Quý", "Thịnh", "Lực", "Sáu", "Chiến",
    "Dũng", "Phượng", "Mạnh", "Tấn", "Ước", "Hưởng",
)  # fmt: skip
MIDDLE_MEN = ("Văn", "Đức", "Minh", "Quang", "Xuân", "Ngọc")
MIDDLE_WOMEN = ("Thị", "Thị", "Thị Ngọc", "Thị Kim", "Thu", "Thị Hồng")


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen as they introduce themselves."""

    name: str
    address_as: str
    phone: str
    email: str
    address: str
    id_number: str
    tell_by: str


class Crowd:
    """The people of one commune; each comes once."""

    def __init__(self, surnames: tuple[str, ...], hamlets: tuple[str, ...], commune: str, rng: Random) -> None:
        self._surnames, self._hamlets, self._commune, self._rng = surnames, hamlets, commune, rng
        self._count = 0

    def name(self, woman: bool | None = None) -> str:
        """Make up a full name."""
        rng = self._rng
        woman = rng.random() < 0.5 if woman is None else woman
        middle, given = (MIDDLE_WOMEN, WOMEN) if woman else (MIDDLE_MEN, MEN)
        return f"{rng.choice(self._surnames)} {rng.choice(middle)} {rng.choice(given)}"

    def next(self) -> Person:
        """Meet the next citizen."""
        rng = self._rng
        self._count += 1
        woman, age = rng.random() < 0.55, rng.randint(18, 82)
        words = ("bà" if woman else "ông") if age >= 60 else ("chị" if woman else "anh")
        mails = age < 55 and rng.random() < 0.45
        return Person(
            name=self.name(woman),
            address_as=words,
            phone=f"0900000{self._count % 1000:03}",
            email=f"dan{self._count:03}@xa.invalid" if mails else "",
            address=f"{rng.choice(self._hamlets)}, {self._commune}",
            # No province has the code 000: these numbers belong to nobody.
            id_number=f"000{rng.randrange(10**9):09}",
            tell_by="email" if mails else "slip",
        )
