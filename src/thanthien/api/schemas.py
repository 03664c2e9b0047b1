"""The shapes of the API, from which its description is made."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

CODE_OR_NOTHING = r"^[0-9]{0,6}$"


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    field: str | None = None
    errors: list[dict[str, str]] | None = None


class Strict(Schema):
    """A misspelt field is told, never dropped: a lost telephone number is a person who hears nothing."""

    model_config = ConfigDict(extra="forbid")


class ApplicantIn(Strict):
    """Who files."""

    name: str = Field(min_length=1)
    phone: str = ""
    email: str = ""
    address: str = ""
    id_number: str = ""


class FilingIn(Strict):
    """What is filed. Units are today's codes; both may be left out where the installation has a home unit."""

    procedure: str = Field(min_length=1, max_length=20)
    applicant: ApplicantIn
    competent_unit: str = Field("", pattern=CODE_OR_NOTHING)
    received_at_unit: str = Field("", pattern=CODE_OR_NOTHING)
    tell_by: Literal["email", "phone", "slip", "sms", "zalo", "hamlet"] = "slip"
    answers: dict[str, Any] = Field(default_factory=dict)
    idempotency_key: str = Field("", max_length=200)


class Paging(Schema):
    """Which page of a list."""

    cursor: str = Field("", max_length=80, description="Con trỏ `next` của trang trước")
    limit: int = Field(50, ge=1, le=200, description="Số mục một trang")


class ProceduresAsked(Paging):
    """A list of procedures."""

    q: str = Field("", max_length=400, description="Vài chữ, không dấu cũng được")


class UnitsAsked(Paging):
    """Units by code or name."""

    q: str = Field(min_length=1, max_length=200, description="Mã hoặc tên, ví dụ `Cẩm Tâm, Thanh Hóa`")
    on: date | None = Field(None, description="Ngày muốn xem; để trống là hôm nay")


class DueAsked(Schema):
    """Exactly one of procedure, rule, working_days, calendar_days."""

    procedure: str = Field("", description="Mã thủ tục; đi cùng `received`")
    received: str = Field("", description="Lúc nhận, ví dụ `2026-02-12T09:30`")
    unit: str = Field("", description="Mã xã; để trống là xã của địa chỉ này")
    case: str = Field("", description="Trường hợp, theo `limit.cases` của thủ tục")
    rule: str = Field("", description="Mã quy tắc; đi cùng `from`")
    start: str = Field("", alias="from", description="Ngày hoặc lúc bắt đầu")
    working_days: str = Field("", description="Số ngày làm việc; đi cùng `from`")
    calendar_days: str = Field("", description="Số ngày; đi cùng `from`")
    event: list[str] = Field(default_factory=list, description="Việc xảy ra, ví dụ `supplement@2026-02-13T10:00`")


class FiledOut(Schema):
    """The answer to a filing; the same key gives it again."""

    code: str
    token: str
    tracking_url: str
    state: str
    first_reply_due: str


class ProcedureBrief(Schema):
    """One procedure in a list."""

    code: str
    name: str
    title: str
    lead: str
    group: str
    field: str
    fileable: bool
    score: float | None = None


class ProcedurePage(Schema):
    """Procedures; ``next`` is the cursor of the next page, null on the last."""

    results: list[ProcedureBrief]
    next: str | None


class ProcedureOut(Schema):
    """One procedure, whole. What is unknown is null; ``unconfirmed`` names what nobody has verified."""

    model_config = ConfigDict(extra="allow")

    code: str
    name: str
    title: str
    version: int
    enabled: bool
    fileable: bool
    why_not: str | None
    limit: dict[str, Any]
    fee: dict[str, Any]
    papers: list[dict[str, Any]]
    unconfirmed: list[str]


class UnitPage(Schema):
    """Units as they stood on a day."""

    units: list[dict[str, Any]]
    next: str | None


class DueOut(Schema):
    """An explained date. No date (null) while the clock stands still."""

    model_config = ConfigDict(extra="allow")

    due_on: str | None
    due_at: str | None
    status: Literal["firm", "estimate"]
    assumed: list[str]
    steps: list[dict[str, str]]


class DossierOut(Schema):
    """A dossier as its citizen sees it."""

    code: str
    procedure: str
    title: str
    state: str
    state_name: str
    result: str | None
    filed_at: str
    first_reply_due: str | None
    accepted_at: str | None
    due_on: str | None
    revised_on: str | None
    decided_at: str | None
    clock: dict[str, str] | None
    timeline: list[dict[str, Any]]
    derivation: dict[str, Any] | None
