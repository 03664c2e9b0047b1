"""The door for systems: dossiers of the National Public Service Portal and of the provincial system.

A system shows its key as bearer. The key says which commune and which source; the body cannot say another one.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from ninja.security import HttpBearer
from pydantic import ConfigDict, Field

from thanthien.api.schemas import Problem
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop
from thanthien.web import client

router = Router(tags=["intake"])
PRIVATE: Final = {"Cache-Control": "no-store"}
LIMIT: Final = 600  # letters of any one field, before anything is normalised


class SystemKey(HttpBearer):
    """The key that the administrator of the commune made for a system."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the key's record; None (401) for a wrong or an ended one."""
        try:
            return onestop.intake.by_key(token)
        except NotThere:
            return None


class PersonIn(Schema):
    """Who filed there."""

    name: str = Field(max_length=LIMIT)
    phone: str = Field("", max_length=LIMIT)
    email: str = Field("", max_length=LIMIT)
    address: str = Field("", max_length=LIMIT)
    id_number: str = Field("", max_length=LIMIT)


class ArrivalIn(Schema):
    """A dossier that the other system received."""

    model_config = ConfigDict(extra="forbid")

    official_code: str = Field(max_length=LIMIT, description="Mã hồ sơ ở hệ thống ấy, ví dụ `H15.50.05.13-261008-0975`")
    procedure: str = Field(max_length=LIMIT, description="Mã thủ tục")
    received_at: str = Field(max_length=LIMIT, description="Lúc tiếp nhận chính thức, ISO 8601; thời hạn tính từ đây")
    applicant: PersonIn
    promised_on: str = Field("", max_length=LIMIT, description="Ngày hẹn trả mà hệ thống ấy đã ghi, nếu có")


class ArrivedOut(Schema):
    """What became of it."""

    code: str
    official_code: str
    state: str
    due_on: str
    new: bool


@router.post(
    "/intake/dossiers",
    auth=SystemKey(),
    response={200: ArrivedOut, 201: ArrivedOut, 400: Problem, 401: Problem, 413: Problem, 422: Problem, 429: Problem,
              503: Problem},
    summary="Nhận hồ sơ từ hệ thống khác",
)  # fmt: skip
def arrive(request: HttpRequest, arrival: ArrivalIn) -> HttpResponse:
    """Take over a dossier. The same official code again answers 200 with the dossier of before, never a second one."""
    key, now = request.auth, clock.now()  # type: ignore[attr-defined]  # set by the key check above
    client.spend(request, "api.filing")
    cells = {**arrival.model_dump(exclude={"applicant"}), **arrival.applicant.model_dump()}
    read = onestop.intake.arrival(cells, key.source, now)
    try:
        taken = onestop.intake.take_over(
            actor=onestop.intake.actor_of(key.name), now=now, unit_id=key.unit_id, arrival=read
        )
    except Refused as no:
        known = onestop.intake.of_code(key.unit_id, key.source, read.official_code)
        if no.code != "already-taken" or known is None:
            raise
        return _answer(onestop.intake.taken_of(known.dossier, known.code), 200)
    return _answer(taken, 201)


def _answer(taken: onestop.intake.Taken, status: int) -> HttpResponse:
    body = {
        "code": taken.code, "official_code": taken.official_code, "state": taken.state, "due_on": taken.due_on,
        "new": status == 201,
    }  # fmt: skip
    return JsonResponse(body, status=status, headers=PRIVATE, json_dumps_params={"ensure_ascii": False})
