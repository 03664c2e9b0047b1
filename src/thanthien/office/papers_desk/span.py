"""Which part of the register is asked for: a month, a year or two days; field, step, handler."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import QueryDict

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.dossier_states import STATES
from thanthien.web.forms import ChoiceField, PageForm, ThreeBoxDateField

DAYS: Final = "tu-den"
MONTHS, YEARS = 13, 5
NAMES: Final = ("ky", "linh_vuc", "buoc", "nguoi")
Span = onestop.office_files.Span


class SpanForm(PageForm):
    """A part of the register; nothing chosen is the whole of it, newest first."""

    ky = ChoiceField(label="Khoảng thời gian", choices=(), pull=True, required=False)
    tu = ThreeBoxDateField(label="Từ ngày", required=False, hint="Chỉ điền khi chọn “Từ ngày đến ngày”")
    den = ThreeBoxDateField(label="Đến ngày", required=False)
    linh_vuc = ChoiceField(label="Lĩnh vực", choices=(), pull=True, required=False)
    buoc = ChoiceField(label="Bước", choices=(), pull=True, required=False)
    nguoi = ChoiceField(label="Người xử lý", choices=(), pull=True, required=False)

    def __init__(self, request: StaffRequest, data: QueryDict | None = None) -> None:
        super().__init__(data)
        today = clock.local(request.now).date()
        self.fields_of = onestop.office_files.fields_of(request.actor.scope, today)
        handlers = org.holders(request.actor.scope, Role.HANDLER, today)
        steps = [(one.name, one.label) for one in STATES if one.name not in ("draft", "discarded")]
        self.offer("ky", [("", "Cả sổ"), *periods(today), (DAYS, "Từ ngày đến ngày")])
        self.offer("linh_vuc", [("", "Mọi lĩnh vực"), *((one, one) for one in self.fields_of)])
        self.offer("buoc", [("", "Mọi bước"), *steps])
        people = {str(one.staff_id): one.staff.name for one in handlers}
        self.offer("nguoi", [("", "Mọi người xử lý"), *people.items()])

    def clean(self) -> dict[str, Any]:
        """Two days are owed where they were chosen, in their order; a filter needs a span."""
        data = super().clean() or self.cleaned_data
        if data.get("ky") == DAYS and not self.errors:
            for name, said in (("tu", "Điền ngày đầu."), ("den", "Điền ngày cuối.")):
                if data.get(name) is None:
                    raise ValidationError({name: said})
            if data["tu"] > data["den"]:
                raise ValidationError({"den": "Ngày đầu sau ngày cuối. Đổi lại hai ngày giúp."})
        if not data.get("ky") and any(data.get(name) for name in ("linh_vuc", "buoc", "nguoi")):
            raise ValidationError({"ky": "Chọn khoảng thời gian để lọc."})
        return data

    def span(self) -> Span | None:
        """Return the span of a checked form, None for the whole register."""
        data = self.cleaned_data
        if not data["ky"]:
            return None
        first, last = (data["tu"], data["den"]) if data["ky"] == DAYS else bounds(data["ky"])
        field = data["linh_vuc"]
        return Span(first, last, field, data["buoc"], data["nguoi"], tuple(self.fields_of.get(field, ())))


def periods(today: date) -> list[tuple[str, str]]:
    """Return the months of the last year and the years that may be chosen, newest first."""
    months, day = [], today.replace(day=1)
    for _ in range(MONTHS):
        months.append((f"{day:%Y-%m}", f"Tháng {day.month}/{day.year}"))
        day = (day - timedelta(days=1)).replace(day=1)
    return [*months, *((str(year), f"Cả năm {year}") for year in range(today.year, today.year - YEARS, -1))]


def bounds(period: str) -> tuple[date, date]:
    """Return first and last day of a month ("2026-11") or a year ("2026")."""
    year, _, month = period.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = date(int(year), int(month), 1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of the register knows of its span: the form, the span, its words, the choices to send on.

    ``form`` is None where nobody asked for it: its lists of fields and people cost more than the register's page.
    """

    form: SpanForm | None
    span: Span | None
    words: str
    sent: list[tuple[str, str]]


def read(request: StaffRequest, data: QueryDict) -> Asked:
    """Read a span from an address or a form; with errors there is none."""
    typed = any(data.get(name) for name in NAMES)
    if not typed and not data.get("chon"):
        return Asked(None, None, "", [])
    form = SpanForm(request, data if typed else None)
    span = form.span() if typed and form.is_valid() else None
    sent = [(name, value) for name in (*NAMES, "tu_d", "tu_m", "tu_y", "den_d", "den_m", "den_y")
            if (value := str(data.get(name, "")))]  # fmt: skip
    if span is None:
        return Asked(form, None, "", sent)
    said = f"từ {span.first:%d/%m/%Y} đến {span.last:%d/%m/%Y}"
    chosen = onestop.office_files.chosen(span)
    return Asked(form, span, f"{said}. {chosen}" if chosen else said, sent)
