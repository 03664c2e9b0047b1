"""The form of the date calculator, and its way to an address that can be sent to somebody else.

What is typed in boxes becomes the same keys as in the API: ``procedure``, ``received``, ``event`` and so on.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from thanthien.onestop import service as onestop
from thanthien.rules.clock import VIETNAM
from thanthien.web.forms import ChoiceField, HourField, NumberField, PageForm, TextField, ThreeBoxDateField

MORNING: Final = time(8, 0)
UNITS: Final = (("working_days", "ngày làm việc"), ("calendar_days", "ngày (tính cả ngày nghỉ)"))
WAYS: Final = {"thu-tuc": "thủ tục", "so-ngay": "số ngày", "quy-tac": "mã quy tắc"}


class _FromDay(PageForm):
    field_order = ("procedure", "count", "unit", "rule", "start", "hour", "asked", "full")
    start = ThreeBoxDateField(label="Tính từ ngày")
    hour = HourField(label="Giờ", hint="Ví dụ 9:30. Để trống là 8:00.", required=False)
    key = "from"

    def question(self) -> dict[str, str]:
        """Return what is asked, in the words of the API."""
        return {}

    def query(self) -> str:
        """Return the query that asks the same by link."""
        pairs = [*self.question().items(), (self.key, moment(self.cleaned_data["start"], self.cleaned_data["hour"]))]
        return urlencode([*pairs, *(("event", text) for text in self.events())])

    def events(self) -> list[str]:
        """Return what happened meanwhile."""
        return []


class ByProcedure(_FromDay):
    """How long a procedure takes from a day on, with a supplement in between if there was one."""

    key = "received"
    procedure = ChoiceField(label="Thủ tục", choices=[], pull=True)
    start = ThreeBoxDateField(label="Ngày xã nhận hồ sơ")
    asked = ThreeBoxDateField(label="Ngày xã yêu cầu bổ sung giấy", required=False)
    full = ThreeBoxDateField(label="Ngày nộp đủ giấy bổ sung", required=False)

    def __init__(self, *args: Any, offered: onestop.Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("procedure", _pull_down(offered))

    def clean(self) -> dict[str, Any]:
        """Keep the order of what happened."""
        data: dict[str, Any] = super().clean() or {}
        start, asked, full = data.get("start"), data.get("asked"), data.get("full")
        if asked and start and asked < start:
            self.add_error("asked", "Ngày này trước ngày xã nhận hồ sơ. Anh/chị xem lại ô này.")
        if full and "asked" not in self.errors:
            if not asked:
                self.add_error("asked", "Có ngày nộp đủ thì điền cả ngày xã yêu cầu bổ sung.")
            elif full < asked:
                self.add_error("full", "Ngày này trước ngày xã yêu cầu bổ sung. Anh/chị xem lại ô này.")
        return data

    def question(self) -> dict[str, str]:
        """Return the code."""
        return {"procedure": self.cleaned_data["procedure"]}

    def events(self) -> list[str]:
        """Return the supplement, each a minute after what came before it when all is on one day."""
        data, found = self.cleaned_data, []
        last = datetime.combine(data["start"], data["hour"] or MORNING)
        for kind, day in (("supplement", data["asked"]), ("complete", data["full"])):
            if day is None:
                break
            last = max(datetime.combine(day, MORNING), last + timedelta(minutes=1))
            found.append(f"{kind}@{last:%Y-%m-%dT%H:%M}")
        return found


class ByCount(_FromDay):
    """So many days from a day on."""

    count = NumberField(label="Số ngày", least=1, most=3000, unit="ngày")
    unit = ChoiceField(label="Loại ngày", choices=UNITS)

    def question(self) -> dict[str, str]:
        """Return working_days or calendar_days."""
        return {self.cleaned_data["unit"]: str(self.cleaned_data["count"])}


class ByRule(_FromDay):
    """A limit of the rulebook from a day on."""

    rule = TextField(label="Mã quy tắc", hint="Ví dụ KN1-03", limit=20, css="w-m")

    def question(self) -> dict[str, str]:
        """Return the rule's id."""
        return {"rule": self.cleaned_data["rule"].upper()}


FORMS: Final[Mapping[str, type[_FromDay]]] = {"thu-tuc": ByProcedure, "so-ngay": ByCount, "quy-tac": ByRule}
FIELDS: Final = {"received": "start", "from": "start", "working_days": "count", "calendar_days": "count"}


def _pull_down(offered: onestop.Offered) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {name: [] for name in onestop.groups().values()}
    names = onestop.groups()
    for one in offered.open:
        groups[names[one.entry.group]].append((one.entry.code, one.entry.title))
    return [("", "Chọn thủ tục"), *((name, rows) for name, rows in groups.items() if rows)]


def moment(day: date, hour: time | None) -> str:
    """Write day and hour for a link."""
    return f"{datetime.combine(day, hour or MORNING):%Y-%m-%dT%H:%M}"


def way_of(asked: QueryDict) -> str:
    """Return which form a query belongs to."""
    if "working_days" in asked or "calendar_days" in asked:
        return "so-ngay"
    if "rule" in asked:
        return "quy-tac"
    return asked.get("theo", "thu-tuc") if asked.get("theo") in WAYS else "thu-tuc"


def make(way: str, offered: onestop.Offered, data: QueryDict | None = None, initial: Any = None) -> _FromDay:
    """Return the form of a way of asking."""
    if way == "thu-tuc":
        return ByProcedure(data, offered=offered, initial=initial)
    return FORMS[way](data, initial=initial)


def initial_of(asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Read a link back into the boxes; without one the boxes hold this moment."""
    start = _moment(asked.get("received") or asked.get("from") or "") or now
    told = [text.partition("@") for text in asked.getlist("event")]
    days = {kind: found.date() for kind, _, at in told if (found := _moment(at)) is not None}
    return {
        "procedure": asked.get("procedure", ""),
        "rule": asked.get("rule", ""),
        "count": asked.get("working_days") or asked.get("calendar_days") or "",
        "unit": "calendar_days" if "calendar_days" in asked else "working_days" if "working_days" in asked else "",
        "start": start.date(),
        "hour": f"{start.hour}:{start.minute:02d}",
        "asked": days.get("supplement"),
        "full": days.get("complete"),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(VIETNAM) if found.tzinfo else found
