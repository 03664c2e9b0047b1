"""Forms as data: 12 in full, one for the rest; steps of the office add up."""

from dataclasses import replace
from datetime import date

import pytest

from thanthien.onestop import catalogue_data, field_sets, processes
from thanthien.onestop.field_sets import field_set

ON = date(2026, 11, 22)
FULL = ["1.001193", "1.000894", "1.000656", "1.004873", "1.004884", "1.004859", "2.000815", "2.000884",
        "2.000635", "1.001612", "1.014027", "1.004222"]  # fmt: skip


@pytest.mark.parametrize("code", FULL)
def test_the_most_used_have_a_full_form_in_four_steps(code: str) -> None:
    form = field_set(code, ON)
    assert form.full
    assert form.unconfirmed
    assert [key for key, _ in form.steps] == ["who", "matter", "result", "review"]
    for key, title in form.steps:
        assert title
        assert bool(form.of_step(key)) == (key != "review")


def test_every_other_procedure_has_the_common_form() -> None:
    for one in catalogue_data.load().procedures:
        form = field_set(one.code, ON)
        assert form.full == (one.code in FULL)
        names = {field.name for field in form.fields}
        assert {"applicant_name", "applicant_address", "applicant_phone", "applicant_email", "tell_by"} <= names
    assert "quầy" in field_set("1.009141", ON).at_counter


HELPER = [
    "on_behalf", "principal_name", "principal_address", "principal_relation", "helping_reason", "helping_authority",
    "helping_contact", "helping_agreed", "principal_phone",
]  # fmt: skip
ORGANISATION = ["for_organisation", "organisation_number", "organisation_name"]


def test_every_form_asks_whom_one_helps_by_the_same_questions() -> None:
    common = field_set("", ON)
    for form in field_sets.load():
        names = [field.name for field in form.of_step("who")]
        at = names.index("on_behalf")
        assert "applicant_name" in names[:at]
        for name in HELPER:
            mine, shared = form.field(name), common.field(name)
            assert mine is not None
            assert shared is not None
            assert replace(mine, group="") == shared, (form.code, name)
            assert not mine.is_asked({}) or name == "on_behalf"
        agreed = form.field("helping_agreed")
        assert agreed is not None
        assert agreed.required
    # The law lets an organisation ask for these (Luật Hộ tịch Đ.15, Đ.33, Đ.63; NĐ 23/2015 for copies).
    asked = {form.code for form in field_sets.load() if all(form.field(name) for name in ORGANISATION)}
    assert asked == {"", "1.001193", "1.000656", "2.000635", "2.000815"}


def test_the_steps_carry_the_words_of_the_matter() -> None:
    assert [title for _, title in field_set("1.001193", ON).steps] == [
        "Cha mẹ, người nộp", "Em bé và giấy tờ", "Nhận kết quả", "Xem lại và gửi",
    ]  # fmt: skip


def test_numbers_of_people_are_encrypted_and_texts_have_a_limit() -> None:
    for form in field_sets.load():
        for field in form.fields:
            if field.type == "id_number" or field.name.startswith("bank_account"):
                assert field.sensitive, field.name
            if field.type in ("text", "textarea", "name", "phone", "email", "id_number"):
                assert field.max_length, field.name


def test_letters_of_the_heart_wait_for_a_tick() -> None:
    with_letter = {form.code for form in field_sets.load() if form.field("heart_letter")}
    assert with_letter == {"1.001193", "1.000894", "1.000656"}
    for code in with_letter:
        box = field_set(code, ON).field("heart_letter")
        assert box is not None
        assert (box.type, box.required, box.initial) == ("consent", False, "")


def test_nothing_is_chosen_in_advance() -> None:
    chosen = [f.name for form in field_sets.load() for f in form.fields if f.options and f.initial]
    assert chosen == []


def test_a_question_waits_for_the_answer_before_it() -> None:
    father = field_set("1.001193", ON).field("father_name")
    assert father is not None
    assert father.is_asked({"has_father": "yes"})
    assert not father.is_asked({"has_father": "no"})
    assert not father.is_asked({})


def test_the_answer_picks_the_limit_of_the_case() -> None:
    form = field_set("1.004859", ON)
    assert form.limit_case({"kind": "add"}) == "add_information"
    assert form.limit_case({}) is None
    for one in field_sets.load():
        procedure = catalogue_data.load().get(one.code)
        if procedure is not None:
            assert all(procedure.limit.case(key) for key in one.limit_cases.values())


def test_a_form_begun_keeps_its_version() -> None:
    assert field_sets.version("1.001193", 1, ON) == field_set("1.001193", ON)
    assert field_sets.version("1.001193", 99, ON) == field_set("1.001193", ON)


def test_shares_of_the_office_make_a_whole() -> None:
    for process in processes.load():
        assert process.until(process.steps[-1].key) == 1.0
        assert process.after(process.steps[-1].key) is None


def test_each_procedure_has_its_way() -> None:
    ways = {one.code: processes.process_for(one).key for one in catalogue_data.load().procedures}
    assert ways["2.000815"] == "at_once"
    assert ways["1.004222"] == "handed_on"
    assert ways["1.001193"] == "default"
