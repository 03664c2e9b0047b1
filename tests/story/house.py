"""The house of a seed's story: Chiềng Sinh, huyện Tuần Giáo, as it stood in 2024, behind a clock that the test sets.

``python -m tests.story.house PORT FOLDER`` is the process; it reads the present moment from ``FOLDER/moment`` at
each request. People and papers are invented; the communes, their codes, the law and its day are not (model.md §4).
"""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from thanthien.org.models import Unit

PASSWORD = "tuan-giao-hai-bon"
OLD, NEW_DAY = "03298", date(2025, 7, 1)
NAMES = ("Chiềng Sinh", "Nà Sáy", "Mường Thín", "Mường Khong")
BEGIN = "2024-05-06T08:00:00+07:00"
SINCE = date(2024, 1, 2)
PEOPLE = (
    ("huyen", "Tuần Giáo", "overseer", "Chuyên viên Ban Chỉ đạo huyện", "Lò Thị Huyền"),
    ("tinh", "Điện Biên", "overseer", "Chuyên viên Ban Chỉ đạo tỉnh", "Tòng Văn Tỉnh"),
    ("chu", "Chiềng Sinh", "chair", "Chủ tịch UBND xã", "Lường Văn Chủ"),
    ("quan", "Chiềng Sinh", "administrator", "Quản trị", "Quàng Thị Quản"),
    ("xuly", "Chiềng Sinh", "handler", "Công chức tư pháp, hộ tịch", "Cà Văn Xử"),
    ("motcua", "Chiềng Sinh", "clerk", "Cán bộ Một cửa", "Lò Thị Cửa"),
    ("vanthu", "Chiềng Sinh", "records_clerk", "Văn thư", "Bạc Thị Thư"),
    ("chu-say", "Nà Sáy", "chair", "Chủ tịch UBND xã", "Lò Văn Sáy"),
    ("quan-say", "Nà Sáy", "administrator", "Quản trị", "Vì Thị Sáy"),
)


def as_of_2024() -> None:
    """Take out of the units what nobody knew in 2024: what became of these four communes on 2025-07-01."""
    from thanthien.org.models import Unit, UnitLink

    district = Unit.objects.get(name="Tuần Giáo", level="district")
    four = Unit.objects.filter(parent=district, name__in=NAMES)
    UnitLink.objects.filter(predecessor__in=four).delete()
    Unit.objects.filter(name="Chiềng Sinh", valid_from=NEW_DAY, parent=district.parent).delete()
    assert four.update(valid_to=None) == len(NAMES)


def _unit(place: str) -> "Unit":
    from django.db.models import Q

    from thanthien.org.models import Unit

    level = {"Tuần Giáo": "district", "Điện Biên": "province"}.get(place, "commune")
    then = (Q(valid_to=None) | Q(valid_to__gt=SINCE)) & (Q(valid_from=None) | Q(valid_from__lte=SINCE))
    rows = Unit.objects.filter(then, name=place, level=level)
    return rows.get(parent__name="Tuần Giáo") if level == "commune" else rows.get()


def engage(now: datetime) -> None:
    """Let the people of the story work."""
    from thanthien.core.actors import SYSTEM
    from thanthien.identity import service as identity
    from thanthien.org import service as org
    from thanthien.org.models import Staff

    for name in NAMES[:2]:
        unit = _unit(name)
        values = {"phone": "0215 000 0298", "address": "Trụ sở UBND xã"}
        org.set_office(actor=SYSTEM, now=now, unit_id=unit.id, values=values)
    for login, place, role, title, name in PEOPLE:
        unit = _unit(place)
        made = org.add_staff(actor=SYSTEM, now=now, unit_id=unit.id, login=login, name=name, password=PASSWORD)
        org.give_position(
            actor=SYSTEM, now=now, unit_id=unit.id, staff_id=UUID(made.id), role=role, title=title, valid_from=SINCE
        )
        identity.give_demo(actor=SYSTEM, now=now, staff_id=Staff.objects.get(login=login).id, login=login)


def serve(port: int, folder: Path) -> None:
    """Make the world of 2024 and answer at the moment that the test has set."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thanthien.conf.test"
    from django.conf import settings

    settings.WHITENOISE_USE_FINDERS = True
    settings.THANTHIEN_HOME_UNIT = OLD
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tests import tables
    from tests.live import listen
    from thanthien.core import clock
    from thanthien.org import service as org

    tables.lay(lambda: call_command("migrate", verbosity=0))
    org.load_units()
    as_of_2024()
    moment, passed = folder / "moment", 0
    moment.write_text(BEGIN)
    with clock.rehearse(datetime.fromisoformat(BEGIN)):
        engage(datetime.fromisoformat(BEGIN))
    inner = get_wsgi_application()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        nonlocal passed
        passed += environ["PATH_INFO"] == "/can-bo/dang-nhap/buoc-hai/" and environ["REQUEST_METHOD"] == "GET"
        # A code of the second step works once: each sign-in is a minute later than the one before.
        with clock.rehearse(datetime.fromisoformat(moment.read_text()) + timedelta(minutes=passed % 240)):
            return list(inner(environ, start))

    listen(port, application)


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
