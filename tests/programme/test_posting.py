"""What hangs in the office: with its photo or not at all; three kinds open one gate, a corner put right the other."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.files.samples import blank_pdf, png, written
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core import files
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.programme.models import Artefact
from thanthien.programme.service import posting
from thanthien.rules.posting import kinds, open_since

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 10)


def photo(world: World, data: bytes | None = None, name: str = "anh.png") -> UUID:
    return files.stage(name, data or png(), unit_id=world.home, purpose="posting", now=world.now).id


def hung(world: World, kind: str = "house_rules", **changes: Any) -> posting.Hung:
    first = posting.Hung(kind, "Nội quy tiếp dân", "cạnh quầy 1", DAY, photo(world))
    return replace(first, **changes)


def hang(world: World, kind: str = "house_rules", login: str = "tam", **changes: Any) -> UUID:
    made = posting.hang(actor=world.actors[login], now=world.now, hung=hung(world, kind, **changes))
    return UUID(made.id)


def posting_things(world: World) -> dict[str, UUID]:
    """One thing that hangs, for tests that walk every address."""
    return {"posting": hang(world)}


def gates(world: World) -> set[str]:
    return set(Artefact.objects.filter(unit_id=world.home, void=False).values_list("kind", flat=True))


def test_all_three_kinds_open_the_gate_on_the_day_of_the_last(world: World) -> None:
    chosen(world, above(world))
    hang(world, "house_rules")
    hang(world, "forms", on=date(2026, 11, 12))
    assert "posting" not in gates(world)
    last = hang(world, "procedures", on=date(2026, 11, 9))
    assert Artefact.objects.get(unit_id=world.home, kind="posting").day == date(2026, 11, 12)
    posting.take_down(actor=world.actors["tam"], now=world.now, posting_id=last, reason="Thủ tục đã bãi bỏ.")
    assert "posting" not in gates(world)


def test_a_corner_put_right_opens_its_own_gate(world: World) -> None:
    chosen(world, above(world))
    hang(world, "refit", before=photo(world))
    assert {"refit"} == gates(world) & {"refit", "posting"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"photo": None}, "photo"),
        ({"title": " "}, "title"),
        ({"place": ""}, "place"),
        ({"on": date(2026, 11, 17)}, "on"),
        ({"on": date(2014, 12, 31)}, "on"),
        ({"kind": "khong-co"}, "kind"),
    ],
)
def test_what_is_lacking_is_told_at_its_field(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        hang(world, **changes)
    assert no.value.field == field


def test_a_paper_is_no_photo(world: World) -> None:
    with pytest.raises(Refused) as no:
        hang(world, photo=photo(world, written(blank_pdf()), "noi-quy.pdf"))
    assert no.value.field == "photo"


def test_taken_down_twice_and_without_reason(world: World) -> None:
    row = hang(world)
    with pytest.raises(Refused) as no:
        posting.take_down(actor=world.actors["tam"], now=world.now, posting_id=row, reason="")
    assert no.value.field == "reason"
    posting.take_down(actor=world.actors["tam"], now=world.now, posting_id=row, reason="Thay bảng mới.")
    with pytest.raises(Refused):
        posting.take_down(actor=world.actors["tam"], now=world.now, posting_id=row, reason="Thay bảng mới.")


def test_a_handler_and_the_next_commune_hang_nothing_here(world: World) -> None:
    with pytest.raises(NotThere):
        hang(world, login="truc")
    row = hang(world)
    with pytest.raises(NotThere):
        posting.take_down(actor=world.actors["du"], now=world.now, posting_id=row, reason="Không phải của xã này.")


def test_the_act_stands_in_the_journal_without_words(world: World) -> None:
    row = hang(world)
    noted = AuditRow.objects.filter(act="posting.hang", subject_id=row).get()
    assert '"kind":"house_rules"' in noted.body
    assert "Nội quy" not in noted.body


def test_a_gate_without_kinds_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no kind"):
        open_since("launch", {}, DAY)
    assert {one.gate for one in kinds(DAY)} == {"posting", "refit", ""}
