"""Letters with a heart: only where wished for, never to a house in mourning, signed one by one, nothing disclosed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.marks.things import thanked
from tests.world import BIRTH, NOW, World
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.notify import texts
from thanthien.onestop import service as onestop
from thanthien.onestop.models import CourtesyLetter, PaperMark

DEATH = "1.000656"
CHILD = {"child_name": "Bùi Minh Khang", "child_birth_date": "2026-11-10", "applicant_relation": "Mẹ"}
LATER = NOW + timedelta(days=3)


def handed(world: World, code: str = BIRTH, wanted: bool = True, answers: dict[str, Any] | None = None) -> Any:
    """A result that the person took home."""
    applicant = world.applicant(letters_wanted=wanted, email="mo@example.vn", tell_by="email")
    row = world.issued(world.received(code, applicant=applicant, answers=CHILD if answers is None else answers))
    onestop.hand_over(actor=world.actors["nhai"], now=NOW, dossier_id=row.id, version=row.version)
    return world.get(row.id)


def died(world: World, answers: dict[str, Any] | None = None, **person: Any) -> Any:
    """A death filed in the same commune."""
    return world.online(DEATH, at=LATER, applicant=world.applicant(**person), answers=answers or {})


def letter_of(row: Any) -> CourtesyLetter:
    return CourtesyLetter.objects.get(dossier_id=row.id)


def sign(world: World, letter: CourtesyLetter, login: str = "tam", now: Any = LATER) -> None:
    onestop.courtesy.sign_letter(
        actor=world.actors[login], now=now, letter_id=letter.id, seen=onestop.courtesy.seen_of_letter(letter)
    )


def test_a_letter_is_drafted_when_the_result_is_handed_over(world: World) -> None:
    letter = letter_of(handed(world))
    assert (letter.kind, letter.state, letter.name) == ("birth", "draft", "Bùi Thị Mơ")
    assert AuditRow.objects.filter(act="courtesy.draft").count() == 1


@pytest.mark.parametrize(("code", "wanted"), [(BIRTH, False), ("1.004884", True)])
def test_no_box_ticked_or_no_such_matter_no_letter(world: World, code: str, wanted: bool) -> None:
    handed(world, code, wanted)
    assert not CourtesyLetter.objects.exists()


def test_the_check_of_a_letter_cannot_be_tried_with_each_neighbours_name(world: World, client: Client) -> None:
    letter = letter_of(handed(world))
    sign(world, letter)
    mark = PaperMark.objects.get(id=letter.id)
    page = client.get(f"/kiem-tra-giay/{mark.code}/").content.decode()
    assert "Giấy này có thật" in page
    assert mark.sha256  # of its words alone, which hold no secret
    assert mark.sha256 not in page


def test_signing_numbers_the_letter_and_the_message_does_not_say_what_it_is(world: World) -> None:
    row = handed(world)
    letter = letter_of(row)
    sign(world, letter)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("signed", "01/THU-UBND")
    told = Message.objects.get(template="courtesy")
    said = texts.render(told.template, told.payload)
    words = f"{said.subject} {said.text}".lower()
    assert "có thư gửi" in words
    for hidden in ("chúc mừng", "em bé", "khai sinh", "chia buồn", "khai tử"):
        assert hidden not in words
    for act in ("courtesy.draft", "courtesy.sign"):
        body = AuditRow.objects.get(act=act).body
        assert "birth" not in body
        assert "Mơ" not in body
    assert PaperMark.objects.get(id=letter.id).signing == "waiting"
    onestop.marks.sign_waiting(LATER)
    pdf = onestop.courtesy.letter_pdf(letter)
    assert pdf == onestop.courtesy.letter_pdf(CourtesyLetter.objects.get(id=letter.id))


def test_only_the_chair_of_this_commune_signs_and_once(world: World) -> None:
    letter = letter_of(handed(world))
    for login in ("thu", "nhai", "quan", "du"):
        with pytest.raises(NotThere):
            sign(world, letter, login)
    sign(world, letter)
    with pytest.raises(Refused):
        sign(world, letter)


def test_words_changed_after_they_were_read_are_not_signed(world: World) -> None:
    letter = letter_of(handed(world))
    seen = onestop.courtesy.seen_of_letter(letter)
    words = "Xã chúc em bé hay ăn chóng lớn, cả nhà vui khỏe."
    onestop.courtesy.revise_letter(actor=world.actors["thu"], now=NOW, letter_id=letter.id, words=words)
    with pytest.raises(Refused) as no:
        onestop.courtesy.sign_letter(actor=world.actors["tam"], now=NOW, letter_id=letter.id, seen=seen)
    assert no.value.code == "letter-changed"
    letter.refresh_from_db()
    assert letter.words == words
    sign(world, letter)
    letter.refresh_from_db()
    assert words in letter.data["lines"]


def test_never_a_birth_letter_after_the_same_childs_death(world: World) -> None:
    filed = world.online(
        DEATH, applicant=world.applicant(phone="0900 000 777"),
        answers={"deceased_name": "BÙI MINH KHANG"},
    )  # fmt: skip
    assert filed.state == "submitted"
    letter = letter_of(handed(world))
    assert (letter.state, letter.held_for) == ("withdrawn", "infant")


@pytest.mark.parametrize(
    "trace",
    [
        {"phone": "0900 000 123", "address": "thôn khác"},
        {"phone": "0900 000 777", "address": "Thôn  Vân Trai"},
    ],
)
def test_a_death_that_may_be_of_the_family_makes_a_person_look(world: World, trace: dict[str, str]) -> None:
    world.online(DEATH, applicant=world.applicant(name="Bùi Văn Bốn", **trace))
    letter = letter_of(handed(world))
    assert (letter.state, letter.held_for) == ("held", "family")
    with pytest.raises(Refused):
        sign(world, letter)
    onestop.courtesy.release_letter(
        actor=world.actors["thu"], now=NOW, letter_id=letter.id, reason="Hỏi trưởng thôn: nhà khác."
    )
    letter.refresh_from_db()
    sign(world, letter)


def test_a_parents_number_in_the_form_is_a_trace(world: World) -> None:
    number = "038190001234"
    other = world.applicant(name="Bùi Văn Bốn", phone="0900 000 777", address="nơi khác", id_number=number)
    world.online(DEATH, applicant=other)
    letter = letter_of(handed(world, answers={**CHILD, "father_id": number}))
    assert letter.held_for == "family"


def test_a_death_filed_after_the_draft_stops_the_pen_and_after_the_pen_the_hand(world: World) -> None:
    letter = letter_of(handed(world))
    died(world)
    with pytest.raises(Refused, match="cùng gia đình"):
        sign(world, letter)
    other = letter_of(handed(world, answers={**CHILD, "child_name": "Bùi An"}))
    assert other.state == "held"


def test_a_signed_letter_is_not_handed_out_after_a_death(world: World) -> None:
    letter = letter_of(handed(world))
    sign(world, letter, now=NOW)
    died(world)
    with pytest.raises(Refused, match="cùng gia đình"):
        onestop.courtesy.hand_letter(actor=world.actors["nhai"], now=LATER, letter_id=letter.id)
    onestop.courtesy.withdraw_letter(
        actor=world.actors["thu"], now=LATER, letter_id=letter.id, reason="Gia đình vừa có tang."
    )
    assert PaperMark.objects.get(id=letter.id).standing == "voided"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({**CHILD, "applicant_relation": "Không có quan hệ họ hàng"}, "stranger"),
        ({**CHILD, "child_birth_date": "2019-01-02"}, "late"),
    ],
)
def test_a_neighbour_who_filed_or_a_child_born_long_ago_is_looked_at(
    world: World, answers: dict[str, Any], why: str
) -> None:
    letter = letter_of(handed(world, answers=answers))
    assert (letter.state, letter.held_for) == ("held", why)


def test_who_takes_back_the_wish_gets_no_letter(world: World, client: Any) -> None:
    row = handed(world)
    letter = letter_of(row)
    sign(world, letter)
    address = f"/hs/{onestop.token_of(row.id)}/thu/"
    assert client.get(address).headers["Content-Type"] == "application/pdf"
    from thanthien.onestop.commands.courtesy import take_back_wish  # called by the act that withdraws a consent

    _withdrawn(world, row, take_back_wish)
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        onestop.courtesy.hand_letter(actor=world.actors["nhai"], now=LATER, letter_id=letter.id)


def _withdrawn(world: World, row: Any, take_back: Any) -> None:
    from thanthien.core.command import Run, command
    from thanthien.onestop.commands._results import Kept

    @command("courtesy.withdraw")
    def act(run: Run, *, actor: Any, now: Any) -> Kept:
        take_back(run, row.id, row.unit_id)
        return Kept("")

    act(actor=world.actors["tam"], now=LATER)


@pytest.mark.parametrize("kind", ["birth", "marriage", "death"])
def test_texts_are_neutral(kind: str) -> None:
    from thanthien.onestop.commands._courtesy import filled

    words = filled(kind, "bà").lower()
    for odd in ("vợ chồng", "bố mẹ", "cha mẹ", "vừa sinh", "đẻ", "con trai", "con gái", "{"):
        assert odd not in words


def test_thanks_are_begun_by_an_officer_and_counted(world: World) -> None:
    letter = thanked(world)
    assert "đã góp ý đặt thêm ghế" in letter.data["lines"][0]
    assert not Message.objects.filter(template="courtesy").exists()
    assert onestop.courtesy.thanks(world.home, NOW - timedelta(days=1), NOW + timedelta(days=1)).count() == 1
    assert onestop.courtesy.thanks(world.home, NOW + timedelta(days=1), NOW + timedelta(days=2)).count() == 0
    onestop.courtesy.hand_letter(actor=world.actors["nhai"], now=NOW, letter_id=letter.id)
    onestop.marks.sign_waiting(NOW)
    assert onestop.courtesy.forget_letters(NOW + timedelta(days=364)) == 0
    assert onestop.courtesy.forget_letters(NOW + timedelta(days=366)) == 1
    letter.refresh_from_db()
    assert (letter.name, letter.words, letter.data, letter.number) == ("", "", {}, "01/THU-UBND")
    with pytest.raises(NotThere):
        onestop.courtesy.letter_pdf(letter)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("what", "góp ý"), ("called", "đồng chí"), ("what", "đã giúp bản ꯀꯔꯩ đặt thêm ghế")],
)
def test_bad_words_are_refused_at_their_field(world: World, field: str, value: str) -> None:
    values = {"name": "Đinh Văn Ổi", "called": "ông", "address": "", "what": "đã góp ý đặt thêm ghế", field: value}
    with pytest.raises(Refused):
        onestop.courtesy.begin_thanks(actor=world.actors["thu"], now=NOW, **values)
    with pytest.raises(NotThere):
        onestop.courtesy.begin_thanks(actor=world.actors["nhai"], now=NOW, **values)
