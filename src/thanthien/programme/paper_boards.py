"""What the papers of boards are filled with: founding decision, operating rules, invitation, minutes."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.org.models import BoardAct, BoardDecision
from thanthien.programme import drafting
from thanthien.programme.access import meetings as access
from thanthien.programme.drafting import Filled, Section, Signs, Table
from thanthien.programme.meeting_calendar import agenda_lines
from thanthien.programme.meeting_queries import CAME_WORDS, ROLE_WORDS, quorum
from thanthien.programme.models import Conclusion, Invitee, Meeting

GOVERNMENT: Final = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
GOVERNMENT_SINCE: Final = date(2025, 7, 1)
DEMOCRACY: Final = "Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15"
_ARTICLE: Final = re.compile(r"(Điều|Chương)\s+[\dIVX]+\b.*")
_DOES: Final = {
    BoardAct.FOUND: "thành lập", BoardAct.CHANGE: "thay đổi thành viên", BoardAct.REGULATE: "ban hành quy chế của",
    BoardAct.RENEW: "kiện toàn", BoardAct.DISSOLVE: "giải thể",
}  # fmt: skip
SKELETON: Final = (
    ("Điều 1. Vị trí, nhiệm vụ", "Ban giúp Ủy ban nhân dân xã chỉ đạo, đôn đốc, kiểm tra việc thực hiện kế hoạch."),
    ("Điều 2. Nguyên tắc làm việc", "Ban bàn tập thể, trưởng ban kết luận. Mỗi việc có một người chịu trách nhiệm."),
    ("Điều 3. Trưởng ban, phó trưởng ban", "Trưởng ban phụ trách chung, chủ trì họp. Phó trưởng ban thay khi vắng."),
    ("Điều 4. Thành viên, thư ký", "Thành viên theo dõi phần việc được giao. Thư ký mời họp, ghi biên bản."),
    ("Điều 5. Chế độ họp", "Ban họp mỗi quý một lần, khi cần thì họp thêm. Kỳ họp có mặt quá nửa số thành viên."),
    ("Điều 6. Kinh phí", "Kinh phí của ban nằm trong dự toán của xã, chi đúng việc, có chứng từ."),
    ("Điều 7. Thi hành", "Thành viên của ban thi hành quy chế này. Cần sửa thì trưởng ban trình cấp có thẩm quyền."),
)  # fmt: skip


def register() -> None:
    """Register the kinds of papers that boards have."""
    drafting.kind("decision", "Quyết định về ban", decision)
    drafting.kind("regulation", "Quy chế hoạt động của ban", regulation)
    drafting.kind("invitation", "Giấy mời họp", invitation)
    drafting.kind("minutes", "Biên bản họp", minutes)


def decision(actor: Actor, subject_id: UUID, now: datetime) -> Filled:
    """Fill a decision about a board from its record; raises :class:`NotThere`."""
    row = access.decision(actor, subject_id)
    board, act = org.as_of(row.board, row.effective_on), BoardAct(row.act)
    name = row.board.name
    does = f"{_DOES[act][:1].upper()}{_DOES[act][1:]} {name}"
    listed = _members(board, row)
    text = row.text or (f"{does}, gồm các ông, bà có tên dưới đây." if listed else f"{does}.")
    sections = [Section("Điều 1", text, listed)]
    if act in (BoardAct.FOUND, BoardAct.RENEW):
        term = board.term
        until = f" đến hết ngày {term.last_day:%d/%m/%Y}" if term and term.last_day else ""
        sections.append(Section("Điều 2", f"Nhiệm kỳ của ban từ ngày {row.effective_on:%d/%m/%Y}{until}."))
    head = f"Điều {len(sections) + 1}"
    said = f"Quyết định này có hiệu lực từ ngày {row.effective_on:%d/%m/%Y}. Các ông, bà có tên thi hành."
    sections.append(Section(head, said))
    return Filled(
        f"{_DOES[act]} {name}", tuple(sections), (f"Như {head}", "Lưu: VT"), _grounds(row.board.name, row.decided_on)
    )


def _members(board: org.BoardOn, row: BoardDecision) -> tuple[Table, ...]:
    if row.act not in (BoardAct.FOUND, BoardAct.CHANGE, BoardAct.RENEW) or not board.members:
        return ()
    rows = tuple(
        (str(number), one.name, one.post, ROLE_WORDS[one.role], one.duty)
        for number, one in enumerate(board.members, start=1)
    )
    return (
        Table(("Số", "Họ và tên", "Chức vụ, nơi công tác", "Vai trò", "Nhiệm vụ"), rows, "Danh sách thành viên", 2),
    )


def _grounds(name: str, on: date) -> tuple[str, ...]:
    found = [GOVERNMENT] if on >= GOVERNMENT_SINCE else []
    return tuple(found + ([DEMOCRACY] if "dân chủ" in name.casefold() else []))


def regulation(actor: Actor, subject_id: UUID, now: datetime) -> Filled:
    """Fill operating rules from those in force, article by article; without any, an outline to change."""
    board, today = org.board(actor, subject_id), clock.local(now).date()
    rules = org.as_of(board, today).rules
    sections = _articles(rules.text) if rules else tuple(Section(head, text) for head, text in SKELETON)
    title = f"hoạt động của {board.name}"
    return Filled(title, sections, ("Thành viên của ban", "Lưu: VT"), _grounds(board.name, today))


def _articles(text: str) -> tuple[Section, ...]:
    """Cut rules at lines that begin an article or chapter; what stands before the first is a section of its own."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if _ARTICLE.fullmatch(line.strip()):
            found.append((line.strip(), []))
        else:
            found[-1][1].append(line)
    parts = [Section(head, "\n".join(lines).strip()) for head, lines in found]
    return tuple(one for one in parts if one.head or one.text)


def invitation(actor: Actor, subject_id: UUID, now: datetime) -> Filled:
    """Fill the printed invitation of a meeting; raises :class:`NotThere`."""
    row = access.meeting(actor, subject_id)
    at = clock.local(row.starts_at)
    people = list(access.invitees(row))
    text = (
        f"{row.board.name} kính mời ông, bà dự họp: {row.title}.\nThời gian: {at:%H giờ %M, ngày %d/%m/%Y}.\n"
        f"Nơi họp: {row.place}.\nÔng, bà không dự được xin báo lại, hoặc cử người họp thay."
    )
    called = tuple((str(number), one.name, one.post) for number, one in enumerate(people, start=1))
    sections = (
        Section("Nội dung", text), Section("Chương trình", _agenda(row)),
        Section("Thành phần được mời", "", (Table(("Số", "Họ và tên", "Chức vụ, nơi công tác"), called, "", 2),)),
    )  # fmt: skip
    return Filled(f"dự họp {row.board.name}", sections, ("Như thành phần được mời", "Lưu: VT"))


def _agenda(row: Meeting) -> str:
    return "\n".join(agenda_lines(row.agenda))


def minutes(actor: Actor, subject_id: UUID, now: datetime) -> Filled:
    """Fill the printed minutes of a meeting: who came, what was said, what was concluded, supplements after it."""
    row = access.meeting(actor, subject_id)
    people, texts = list(access.invitees(row)), list(access.texts(row))
    at, end = clock.local(row.starts_at), clock.local(row.ends_at)
    when = f"Thời gian: từ {at:%H giờ %M} đến {end:%H giờ %M, ngày %d/%m/%Y}.\nNơi họp: {row.place}."
    sections = [Section("Thời gian, nơi họp", when), Section("Thành phần", *_attendance(people))]
    sections.append(Section("Chương trình", _agenda(row)))
    heads = ["Diễn biến", *(f"Bổ sung lần {one.order}" for one in texts[1:])]
    said = [Section(head, one.text) for head, one in zip(heads, texts, strict=False)]
    ended = list(access.conclusions(row))
    sections += said[:1] + ([Section("Kết luận", "", (_ended(ended),))] if ended else []) + said[1:]
    return Filled(f"họp {row.board.name}: {row.title}", tuple(sections), ("Thành viên của ban", "Lưu: VT"), (),
                  _signs(people, [one.written_by.name for one in texts[:1]]))  # fmt: skip


def _attendance(people: Sequence[Invitee]) -> tuple[str, tuple[Table, ...]]:
    count = quorum(people)
    text = f"Có mặt {count.present} trên {count.members} thành viên."
    rows = tuple(
        (str(number), one.name, one.post, CAME_WORDS.get(one.came, "") + (f": {one.stand_in}" if one.stand_in else ""))
        for number, one in enumerate(people, start=1)
    )
    return text, (Table(("Số", "Họ và tên", "Chức vụ, nơi công tác", "Dự họp"), rows, "", 2),)


def _ended(rows: Sequence[Conclusion]) -> Table:
    found = tuple((one.text, one.product, one.owner_title, f"{one.due_on:%d/%m/%Y}") for one in rows)
    return Table(("Việc", "Sản phẩm", "Ai chịu trách nhiệm", "Xong ngày"), found, "", 0)


def _signs(people: Sequence[Invitee], writers: Sequence[str]) -> tuple[Signs, ...]:
    head = next((one.name for one in people if one.role == "head" and one.came == "present"), "")
    head = head or next((one.name for one in people if one.role == "deputy" and one.came == "present"), "")
    return (Signs("Thư ký", writers[0] if writers else ""), Signs("Chủ trì", head))
