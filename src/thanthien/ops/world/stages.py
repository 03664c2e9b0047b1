"""The demo's province has a commune in every stage of the programme, each brought there by the acts that bring it.

Communes of the home province that have no citizens here: one chair each, who does what the stage asks for. They are
made while the first commune is being visited; one that an interrupted start left half-way stays where it got to.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor, Role
from thanthien.ops.world import cast, model
from thanthien.ops.world.picture import staged
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.rules.commitment import MARK_LENGTH

BEGAN: Final = timedelta(days=86)
SECOND: Final = "Chính quyền thân thiện, đợt hai"
CHAIR: Final = "Chủ tịch Ủy ban nhân dân"
HANG: Final = {
    "house_rules": ("Nội quy giao tiếp", "Phòng Một cửa"), "forms": ("Mẫu đơn hay dùng", "Kệ ở phòng Một cửa"),
    "procedures": ("Danh mục thủ tục", "Bảng ở hành lang"), "slogan": ("Bốn xin, bốn luôn, năm không", "Cổng trụ sở"),
    "phones": ("Số điện thoại cán bộ", "Bảng ở cổng"), "refit": ("Phòng chờ có ghế, quạt, nước", "Phòng chờ"),
}  # fmt: skip


class Way:
    """The way of one commune: each step at its own day, in the order of the stages."""

    def __init__(self, unit_id: UUID, chair: Actor, began: datetime) -> None:
        self.unit_id, self.chair, self.now = unit_id, chair, began

    def go(self, steps: int, pause: Callable[[], None]) -> None:
        """Take so many of the steps after the choice and the guide."""
        every = (self.found, self.review, self.train, self.post, self.launch, self.run, self.preliminary, self.final)
        for step in every[:steps]:
            with clock.rehearse(self.now):
                step()
            self.now += timedelta(days=9)
            pause()

    @property
    def _by(self) -> dict[str, Any]:
        return {"actor": self.chair, "now": self.now}

    @property
    def _day(self) -> date:
        return clock.local(self.now).date()

    def found(self) -> None:
        """A board with its rules, and the plan of the year."""
        signed = org.Ruling("15/QĐ-UBND", self._day, CHAIR, self._day, "Thành lập Ban Chỉ đạo")
        head = org.Seat("head", duty="Phụ trách chung", staff_id=UUID(self.chair.id))
        other = org.Seat("deputy", "Lê Văn Thuận", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã")
        org.found_board(
            **self._by, unit_id=self.unit_id, kind="Ban Chỉ đạo", name="Ban Chỉ đạo mô hình", ruling=signed,
            seats=[head, other], rules="Điều 1. Ban họp mỗi tháng một lần; trưởng ban chủ trì.",
        )  # fmt: skip
        post = next(one for one in org.colleagues(self.chair, self._day))
        model.make_plan(self.chair, self.now, post.id, "7/KH-UBND")

    def review(self) -> None:
        """Everything of the list is looked at; two things are lacking."""
        review = UUID(programme.readiness.begin(**self._by).id)
        view = programme.readiness.review_view(programme.readiness.review(self.chair, review))
        for number, line in enumerate(one for group in view.groups for one in group.lines):
            said, note = ("part", "Còn thiếu một ít") if number in (2, 7) else ("yes", "")
            programme.readiness.answer(**self._by, item_id=line.item.id, said=said, note=note, seen=0)
        programme.readiness.finish(**self._by, review_id=review)

    def train(self) -> None:
        """One morning about the ten principles."""
        course = programme.training.Syllabus(title="Văn hóa giao tiếp với bà con", pass_mark=80)
        made = UUID(programme.training.make_course(**self._by, wanted=course).id)
        start = self.now - timedelta(minutes=30)
        wanted = programme.training.Wanted(
            starts_at=start, ends_at=start + timedelta(hours=3), place="Hội trường", trainer="Lê Thị Hường",
            keeper=UUID(self.chair.id), quiz_from=start + timedelta(hours=1), quiz_until=start + timedelta(hours=30),
        )  # fmt: skip
        session = UUID(programme.training.call_session(**self._by, course_id=made, wanted=wanted).id)
        programme.training.tick(**self._by, session_id=session, staff=[UUID(self.chair.id)])
        programme.training.hold(**self._by, session_id=session, report="Học mười nguyên tắc, đóng vai ở quầy.")

    def post(self) -> None:
        """What hangs in the office, each with its picture."""
        for number, (kind, (title, place)) in enumerate(HANG.items()):
            photo = staged(self.unit_id, kind, "posting", number * 7)
            hung = programme.posting.Hung(kind, title, place, self._day, photo)
            programme.posting.hang(**self._by, hung=hung)

    def launch(self) -> None:
        """The day itself, and the commune's commitment signed on paper before a witness."""
        day = programme.launch.Day("Ra mắt mô hình", self._day, time(8), time(10, 30), "Sân trụ sở")
        made = UUID(programme.launch.set_day(**self._by, day=day).id)
        minutes = "Chủ tịch đọc quyết định, bà con xem phòng Một cửa, ký cam kết trước đại diện Mặt trận."
        programme.launch.hold(**self._by, launch_id=made, held_on=self._day, attendance=86, minutes=minutes)
        self._commit()

    def _commit(self) -> None:
        api = programme.commitments
        witness = api.Witness("Lê Văn Thuận", "Chủ tịch", "Ủy ban Mặt trận Tổ quốc xã")
        wanted = api.Wanted(picks=("n3",), free=("Gọi điện báo bà con trước khi lỡ hẹn",), witnesses=(witness,))
        row = api.one(self.chair, UUID(api.draft(**self._by, wanted=wanted).id))
        scan = staged(self.unit_id, "cam-ket", "commitment")
        api.record(**self._by, commitment_id=row.id, signed_on=self._day, mark=row.sha256[:MARK_LENGTH], file_id=scan)

    def run(self) -> None:
        """The first task of the plan is done."""
        model.first_done(self.chair, self.now)

    def preliminary(self) -> None:
        """The report of the first weeks."""
        self._report("preliminary_report", "21")

    def final(self) -> None:
        """The report at the end."""
        self._report("final_report", "34")

    def _report(self, kind: str, number: str) -> None:
        part = programme.current(self.unit_id)
        assert part is not None
        papers = programme.papers
        row = papers.paper(self.chair, UUID(papers.draft(**self._by, kind=kind, subject_id=part.id).id))
        papers.issue(
            **self._by, paper_id=row.id, version=row.version, number=number, on=self._day,
            signer_as="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", signer=self.chair.label,
        )  # fmt: skip


def play(end: datetime, pause: Callable[[], None] = lambda: None) -> int:
    """Bring a commune of the home province to each stage; return how many were brought there now."""
    began = (end - BEGAN).replace(hour=9, minute=0, second=0, microsecond=0)
    units, made = _communes(end.date()), []
    for steps, (unit_id, name) in enumerate(units):
        if programme.current(unit_id) is None:
            made.append(_bring(unit_id, name, steps, began, end, pause))
    if len(made) == len(units):  # all of them now: nothing was left half-way
        _spread(made[-1], made[-2], end - timedelta(days=8))
    return len(made)


def _communes(day: date) -> list[tuple[UUID, str]]:
    """Return twelve communes of the home province that the demo does not play otherwise, one a stage."""
    home = cast.unit_id_of(cast.HOME)
    province = org.province_of(home, day)
    assert province is not None
    played = {one.code for one in cast.ALL}
    return [(one.id, one.label) for one in org.children(province.id, day) if one.code not in played][:12]


def _bring(
    unit_id: UUID, name: str, steps: int, began: datetime, end: datetime, pause: Callable[[], None]
) -> Way:  # fmt: skip
    """Choose a commune and let it take its steps; the first one is chosen for a programme that has no guide yet."""
    now = began if steps else end - timedelta(days=3)
    chair = _chair(unit_id, name, now)
    with clock.rehearse(now):
        above = model.officer_above(now.date())
        found = [one for one in programme.programmes(above) if (one.name == SECOND) == (steps == 0)]
        key = found[0].id if found else _second(above, now)
        ruling = programme.Ruling("1620/QĐ-UBND" if steps else "2031/QĐ-UBND", now.date(), "UBND tỉnh Thanh Hóa")
        programme.choose(
            actor=above, now=now, programme_id=key, unit_ids=[unit_id], ruling=ruling,
            reasons="Xã đã tự làm phòng Một cửa, bà con đồng thuận.",
        )  # fmt: skip
    way = Way(unit_id, chair, now + timedelta(days=2))
    way.go(max(0, min(steps - 1, 8)), pause)
    if steps >= 10:
        _recognise(above, key, unit_id, end - timedelta(days=10))
    return way


def _second(above: Actor, now: datetime) -> UUID:
    ruling = programme.Ruling("2030/QĐ-UBND", now.date(), "UBND tỉnh Thanh Hóa")
    return UUID(programme.found(actor=above, now=now, name=SECOND, ruling=ruling, starts_on=now.date()).id)


def _chair(unit_id: UUID, name: str, now: datetime) -> Actor:
    held = org.holders(unit_id, Role.CHAIR, now.date())
    if not held:
        org.appoint(
            actor=SYSTEM, now=now, unit_id=unit_id, login=f"chutich.{unit_id.hex[:8]}", name=f"Chủ tịch {name}",
            password=cast.PASSWORD, role=Role.CHAIR, title=CHAIR, valid_from=cast.SINCE,
        )  # fmt: skip
        held = org.holders(unit_id, Role.CHAIR, now.date())
    return org.actor_for(held[0].staff, now.date())


def _recognise(above: Actor, key: UUID, unit_id: UUID, now: datetime) -> None:
    ruling = programme.Ruling("1998/QĐ-UBND", now.date(), "UBND tỉnh Thanh Hóa")
    with clock.rehearse(now):
        programme.recognise(actor=above, now=now, programme_id=key, unit_id=unit_id, ruling=ruling)


def _spread(giver: Way, taker: Way, now: datetime) -> None:
    """The last commune publishes what it has, the level above recommends it, another one takes it."""
    with clock.rehearse(now):
        made = UUID(programme.packs.publish(
            actor=giver.chair, now=now, sections=list(programme.packs.SECTIONS), name="Không ai chờ quá mười phút",
            words="Xã mở thêm buổi thứ Bảy, sửa phòng chờ, phát thanh mười nguyên tắc. Bà con chờ ít hẳn.",
        ).id)  # fmt: skip
        above = model.officer_above(now.date())
        programme.packs.recommend(
            actor=above, now=now, pack_id=made, words="Ít tốn tiền, hợp với xã một quầy hoặc hai quầy."
        )
        programme.packs.take(actor=taker.chair, now=now, pack_id=made)
