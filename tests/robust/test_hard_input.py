"""Anything at all comes through the door of a filing: it is taken whole and clean, or refused at its field."""

import unicodedata
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files import samples
from tests.world import REBIRTH, World
from thanthien.core import files, ids
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier

FOREIGN = "01a20311-bc36-703f-9edb-44165706f2e9"
NASTY = [
    "Nguyễn Thị Ngọc Ánh", unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh"), "Bùi\u200bThị\u202eMơ\ufeff", "Y",
    "\x00", "Mơ\x00; DROP TABLE onestop_dossier", "\ud800", "👩\u200d👩\u200d👧 Mơ", "\u05e9\u05dc\u05d5\u05dd",
    "<script>alert(1)</script>",
    "Robert'); --", "{{ 7*7 }}", "%s%n", "a" * 121, "ế" * 5000, "\u0316\u0300" * 3000, "\r\n\r\nBcc: x@y.vn",
    "\u202e", "٠٩١٢", "=cmd|' /C calc'!A0", "../../etc/passwd", " ", "\u3164", "NULL", "ﷺ" * 40, "ǅ", "0" * 12, "𝕄𝕠",
]  # fmt: skip
HARD = st.sampled_from(NASTY) | st.text(st.characters(), max_size=200)
IN_WORLD = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def file(world: World, **changes: Any) -> Dossier:
    filing = world.filing(REBIRTH, **({"channel": "online"} | changes))
    made = onestop.file(actor=world.citizen, now=world.now, filing=filing)
    return onestop.visible(SYSTEM).get(id=made.id)


def taken(world: World, fields: set[str], **changes: Any) -> Dossier | None:
    """The dossier, or None when the filing was refused at one of these fields; anything else fails."""
    refused_at = ""
    try:
        return file(world, **changes)
    except Refused as no:
        refused_at = no.field
    assert refused_at in fields
    return None


def is_clean(text: str) -> bool:
    hidden = any(unicodedata.category(letter) in ("Cc", "Cs", "Cf") for letter in text.replace("\n", ""))
    return text == unicodedata.normalize("NFC", text) and not hidden


@IN_WORLD
@given(name=HARD, phone=HARD, email=HARD, address=HARD, number=HARD, called=HARD)
def test_any_person_is_taken_clean_or_refused_at_a_field(
    world: World, name: str, phone: str, email: str, address: str, number: str, called: str
) -> None:
    person = onestop.Applicant(name, phone, email, address, number, "slip", called)
    dossier = taken(world, {"name", "phone", "email", "address", "id_number"}, applicant=person)
    if dossier is None:
        return
    for text in (dossier.applicant, dossier.phone, dossier.email, dossier.address, dossier.address_as):
        assert is_clean(text), ascii(text)
    assert dossier.id_number == "" or (dossier.id_number.isascii() and dossier.id_number.isdigit())


@pytest.mark.parametrize("field", ["name", "phone", "email", "address", "id_number", "address_as", "tell_by"])
@pytest.mark.parametrize("letter", ["a", "ế", "\u0316\u0300", " ", "1", "\u200b"])
def test_ten_megabytes_in_a_field_are_refused_at_once(world: World, field: str, letter: str) -> None:
    long = world.applicant(**{field: letter * (10_000_000 // len(letter))})
    dossier = taken(world, {field}, applicant=long)
    assert dossier is None or (field, dossier.address_as) == ("address_as", "anh/chị")


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | HARD
BOMB = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(HARD, inner), max_leaves=40)


@IN_WORLD
@given(answers=st.dictionaries(HARD | st.from_regex("[a-z_]{1,12}", fullmatch=True), BOMB, max_size=6))
def test_any_answers_are_kept_or_refused(world: World, answers: dict[str, Any]) -> None:
    dossier = taken(world, {"answers"}, answers=answers)
    assert dossier is None or set(dossier.answers) == set(answers)


def nested(depth: int) -> Any:
    made: Any = []
    for _ in range(depth):
        made = [made]
    return made


@pytest.mark.parametrize(
    "bomb",
    [
        nested(100_000), ["x"] * 100_000, "x" * 10_000_000, float("nan"), float("inf"), 10**400, b"bytes", {1: 2},
        {"a": {"b": {"c": {"d": {"e": 1}}}}}, {"k" * 1000: 1}, {"\x00": 1}, {f"k{number}": 1 for number in range(9999)},
        object(),
    ],
    ids=lambda bomb: type(bomb).__name__,
)  # fmt: skip
def test_a_bomb_in_the_answers_is_refused(world: World, bomb: Any) -> None:
    with pytest.raises(Refused):
        file(world, answers={"matter": bomb})
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    save, answers = onestop.drafts.save_draft, {"matter": bomb}
    with pytest.raises(Refused):
        save(actor=world.citizen, now=world.now, token=draft.token, step=1, answers=answers)
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize("step", [-1, 0, 10, 10**9, 10**30])
def test_a_step_that_no_form_has_is_refused(world: World, step: int) -> None:
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    with pytest.raises(Refused):
        onestop.drafts.save_draft(actor=world.citizen, now=world.now, token=draft.token, step=step, answers={})


@pytest.mark.parametrize(
    "item",
    [
        onestop.Item(0, "brought"), onestop.Item(-1, "brought"), onestop.Item(10**30, "brought"),
        onestop.Item(99, "later"), onestop.Item(1, "file"), onestop.Item(1, "stolen"), onestop.Item(1, ""),
        onestop.Item(1, "x" * 500), onestop.Item(1, "file", "not-a-key"), onestop.Item(1, "file", "\x00"),
        onestop.Item(1, "file", FOREIGN), onestop.Item(1, "brought", FOREIGN),
    ],
    ids=str,
)  # fmt: skip
def test_a_paper_that_is_not_on_the_list_or_not_here_is_refused(world: World, item: onestop.Item) -> None:
    with pytest.raises(Refused):
        file(world, items=(item,))
    assert Dossier.objects.count() == 0


def test_files_of_others_cannot_be_attached(world: World) -> None:
    """Of another commune, of another dossier, or already there: refused alike, and nothing moves."""
    stranger = files.stage("a.jpg", samples.jpeg(), unit_id=ids.uuid7(), purpose="dossier", now=world.now)
    mine = files.stage("b.jpg", samples.jpeg(), unit_id=world.home, purpose="dossier", now=world.now)
    first = file(world, items=(onestop.Item(1, "file", str(mine.id)),))
    said = set()
    for one in (stranger.id, mine.id, ids.uuid7()):
        with pytest.raises(Refused) as no:
            file(world, items=(onestop.Item(1, "file", str(one)),))
        said.add((no.value.message, no.value.code))
    assert len(said) == 1
    mine.refresh_from_db()
    assert mine.attached_to == first.id


@pytest.mark.parametrize("code", ["", "1.004884 ", "9.999999", "\x00", "x" * 10_000, "1.004884'--", "ế"])
def test_an_unknown_procedure_is_not_there(world: World, code: str) -> None:
    with pytest.raises(NotThere):
        onestop.file(actor=world.citizen, now=world.now, filing=world.filing(code, channel="online"))


def test_a_unit_that_nobody_knows_is_not_there(world: World) -> None:
    with pytest.raises(NotThere):
        file(world, unit_id=ids.uuid7())
    with pytest.raises(Refused):
        file(world, received_unit_id=ids.uuid7())


def test_online_filing_that_is_off_is_off_for_programs_too(world: World) -> None:
    """The setting was asked for the channel "online" only."""
    off = world.units["03283"]
    for channel in ("online", "api", "counter"):
        with pytest.raises(Refused) as no:
            file(world, unit_id=off, channel=channel)
        assert no.value.code == "offline"


def test_drafts_of_others_expired_or_sent_open_nothing(world: World) -> None:
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code=REBIRTH)
    filing, late = world.filing(channel="online"), world.now + timedelta(days=31)
    elsewhere = world.filing(channel="online", unit_id=world.units["15190"])
    follow = onestop.token_of(UUID(draft.id))
    for token, now, what in (
        (follow, world.now, filing),
        (draft.token, late, filing),
        (draft.token, world.now, elsewhere),
    ):
        with pytest.raises(NotThere):
            onestop.file(actor=world.citizen, now=now, filing=what, draft_token=token)
    onestop.file(actor=world.citizen, now=world.now, filing=filing, draft_token=draft.token)
    with pytest.raises(Refused):
        onestop.file(actor=world.citizen, now=world.now, filing=filing, draft_token=draft.token)
    assert Dossier.objects.count() == 1
