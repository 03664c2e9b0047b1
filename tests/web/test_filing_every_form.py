"""Every procedure that can be filed is filed through its own form, to the last press."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web.citizen import send, token_in
from tests.world import NOW, World, rehearsed
from thanthien.onestop import service as onestop
from thanthien.onestop.catalogue_data import load

TYPED = {
    "name": "Bùi Thị Mơ",
    "phone": "0900 000 123",
    "email": "mo@vidu.vn",
    "id_number": "038300000123",
    "text": "Thôn Vân Trai",
    "textarea": "Làm giấy cho tôi",
}
GIVEN = {"on_behalf": "no", "for_organisation": "no", "tell_by": "phone", "deliver_by": "counter"}
DAY = NOW + timedelta(days=14)  # the forms are data from 2026-11-22 on
OWN_FORM = sorted({one.code for one in load().procedures if onestop.field_sets.field_set(one.code, DAY.date()).full})


def typed(field: onestop.field_sets.Field) -> dict[str, str]:
    """What somebody types who answers everything."""
    if field.name in GIVEN:
        return {field.name: GIVEN[field.name]}
    if field.type == "date3":
        year = "2027" if field.future else "1990" if not field.name.startswith("child") else "2026"
        return {f"{field.name}_d": "2", f"{field.name}_m": "11", f"{field.name}_y": year}
    if field.options:
        return {field.name: field.options[0][0]}
    if field.type == "number":
        return {field.name: str(field.min_value or 2)}
    if field.type == "consent":
        return {field.name: "yes"} if field.required else {}
    return {field.name: {"yesno": "no"}.get(field.type) or TYPED.get(field.type, "")}


def answers(form: onestop.field_sets.FieldSet, step: str) -> dict[str, str]:
    """Answers to every question of a step."""
    return {key: value for field in form.of_step(step) for key, value in typed(field).items()}


def walked(client: Client, code: str) -> Any:
    """Walk all four steps, bringing every paper, and send."""
    form = onestop.field_sets.field_set(code, DAY.date())
    page = client.get(f"/thu-tuc/{code}/nop/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    first = client.post(f"/thu-tuc/{code}/nop/", {**answers(form, "who"), "once": once.group(1)})
    assert first.status_code == 302, re.findall(r'class="err"[^>]*>.*?</span></span>', first.content.decode())
    token = token_in(first.headers["Location"])
    second = client.get(f"/nop/{token}/2/").content.decode()
    brought = dict.fromkeys(re.findall(r'name="(paper_\d+_bring)"', second), "1")
    for number, posted in ((2, answers(form, "matter") | brought), (3, answers(form, "result"))):
        answer = client.post(f"/nop/{token}/{number}/", posted)
        errors = re.findall(r'class="err"[^>]*>.*?</span></span>', answer.content.decode())
        assert answer.status_code == 302, (number, errors)
    return send(client, token)


@pytest.mark.parametrize("code", OWN_FORM)
def test_a_procedure_with_its_own_form_is_filed(world: World, client: Client, code: str) -> None:
    """A birth could not be sent: its declaration counted as a file that nobody had sent."""
    with rehearsed(DAY):
        sent = walked(client, code)
    assert sent.status_code == 302, sent.content.decode()[:2000]
    assert sent.headers["Location"].startswith("/")


def test_there_are_twelve_own_forms() -> None:
    assert len(OWN_FORM) == 12
