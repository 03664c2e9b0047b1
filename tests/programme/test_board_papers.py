"""Papers of boards filled from their records and printed; rules in a pack; a merge; the calendar file on the wire."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from pypdf import PdfReader

from tests.programme.meeting_things import board, held, invited, meeting, people
from tests.reorganisation.plans import proposed
from tests.world import World
from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.models import Message
from thanthien.notify import service as notify
from thanthien.notify.service import deliver_due
from thanthien.org import service as org
from thanthien.programme import board_joins, drafting, paper_boards
from thanthien.programme import board_rules_packing as packing
from thanthien.programme import service as programme
from thanthien.programme.access import board_money
from thanthien.programme.models import RulesDraft
from thanthien.programme.service import papers


def printed(world: World, kind: str, subject: UUID) -> str:
    """Draft a paper by the real command and read its pages."""
    chair = world.actors["tam"]
    made = papers.draft(actor=chair, now=world.now, kind=kind, subject_id=subject)
    pages = PdfReader(BytesIO(papers.pdf(papers.data_of(papers.paper(chair, UUID(made.id)))))).pages
    return " ".join(" ".join(page.extract_text().replace("\u200b", "") for page in pages).split())


def test_minutes_are_filled_with_who_came_and_what_was_concluded(world: World) -> None:
    key = held(world, board(world))
    found = paper_boards.minutes(world.actors["tam"], key, world.now)
    assert [one.head for one in found.sections] == [
        "Thời gian, nơi họp", "Thành phần", "Chương trình", "Diễn biến", "Kết luận",
    ]  # fmt: skip
    assert found.sections[1].text == "Có mặt 2 trên 3 thành viên."
    assert [(one.role, one.name) for one in found.signers] == [
        ("Thư ký", "Quách Văn Trúc"), ("Chủ trì", "Phạm Văn Tâm"),
    ]  # fmt: skip
    said = printed(world, "minutes", key)
    for words in ("BIÊN BẢN", "Lắp hộp thư góp ý ở năm thôn", "Vắng có lý do".lower(), "15/12/2026"):
        assert words in said


def test_the_founding_decision_lists_its_members(world: World) -> None:
    key = board(world)
    founding = org.decisions_of(org.board(world.actors["tam"], key)).get()
    said = printed(world, "decision", founding.id)
    for words in ("QUYẾT ĐỊNH", "72/2025/QH15", "10/2022/QH15", "Hà Văn Thôn", "Điều 3", "05/01/2026"):
        assert words in said


def test_rules_are_cut_at_their_articles_and_an_outline_stands_in(world: World) -> None:
    ruled = board(world, rules="Quy định chung.\nĐiều 1. Họp\nBan họp mỗi quý.\nĐiều 2. Chi\nCó chứng từ.")
    found = paper_boards.regulation(world.actors["tam"], ruled, world.now)
    assert [one.head for one in found.sections] == ["", "Điều 1. Họp", "Điều 2. Chi"]
    bare = board(world, "Ban không có quy chế", rules="")
    found = paper_boards.regulation(world.actors["tam"], bare, world.now)
    assert len(found.sections) == 7
    assert "QUY CHẾ" in printed(world, "regulation", bare)


def test_an_invitation_names_hour_place_and_agenda(world: World) -> None:
    said = printed(world, "invitation", meeting(world, board(world)))
    for words in ("GIẤY MỜI", "14 giờ 00", "Phòng họp UBND xã", "Bàn việc tháng 12", "Hà Văn Thôn"):
        assert words in said


def test_papers_of_another_commune_are_not_there(world: World) -> None:
    key = board(world)
    one = meeting(world, key)
    founding = org.decisions_of(org.board(world.actors["tam"], key)).get()
    strange = world.actors["du"]
    for fill, subject in ((paper_boards.minutes, one), (paper_boards.invitation, one),
                          (paper_boards.regulation, key), (paper_boards.decision, founding.id)):  # fmt: skip
        with pytest.raises(NotThere):
            fill(strange, subject, world.now)


class Keeper:
    """Stands for the run of the command that takes a pack: rules need nothing of it."""


def test_rules_travel_as_drafts_and_overwrite_nothing(world: World) -> None:
    board(world)
    rows = packing.export(world.home)
    assert rows == [
        {"title": "Ban thực hiện Quy chế dân chủ", "kind": "Ban Chỉ đạo", "text": "Ban họp mỗi quý một lần."}
    ]
    keeper: Any = Keeper()
    assert packing.take(keeper, world.actors["du"], world.now, rows) == 1
    assert packing.take(keeper, world.actors["du"], world.now, [{**rows[0], "text": "Khác."}]) == 0
    assert RulesDraft.objects.get().text == "Ban họp mỗi quý một lần."
    assert board_money.rules_drafts(world.actors["du"]).count() == 1
    assert board_money.rules_drafts(world.actors["tam"]).count() == 0


def test_a_merge_leaves_meetings_with_the_old_unit(world: World) -> None:
    held(world, board(world))
    plan = proposed(world)
    lines = org.reorganisation_lines(org.scheme_of(plan, world.now.date()))
    said = [(line.count, line.fate.value) for line in lines if line.what == "Kỳ họp của các ban"]
    assert said == [(1, "stays")]


def test_the_calendar_file_goes_with_the_letter(world: World, settings: Any) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    key = meeting(world, board(world))
    invited(world, key, {people(key)[0].id: "tam@example.vn"})
    assert deliver_due(world.now).sent == 1
    parts = list(mail.outbox[0].message().walk())
    calendar = next(part for part in parts if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    text = calendar.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert b"BEGIN:VEVENT" in text
    assert programme.meetings.meeting(world.actors["tam"], key).starts_at.date() == date(2026, 11, 12)


def test_a_report_tells_boards_and_how_often_they_met(world: World) -> None:
    held(world, board(world))
    board(world, "Ban chưa họp", rules="")
    period = drafting.Period(date(2026, 11, 1), date(2026, 11, 30))
    section = board_joins.told(world.actors["tam"], period, world.now)
    assert section is not None
    table = section.blocks[0]
    assert isinstance(table, drafting.Table)
    assert [row[1:] for row in table.rows] == [("3", "chưa có", "0"), ("3", "có", "1")]
    before = drafting.Period(date(2025, 11, 1), date(2025, 11, 30))
    assert board_joins.told(world.actors["tam"], before, world.now) is None


def test_invitations_do_not_count_as_what_people_were_told(world: World) -> None:
    key = meeting(world, board(world))
    invited(world, key, {people(key)[0].id: "tam@example.vn"})
    span = (clock.day_start(date(2026, 11, 1)), clock.day_start(date(2026, 12, 1)))
    assert Message.objects.filter(subject_id=key).exists()
    assert not notify.written(world.home, *span).filter(subject_id=key).exists()
