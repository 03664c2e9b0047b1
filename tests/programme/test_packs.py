"""A commune's proven set is published; another takes it in one act and changes it; both stay linked."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests.programme.outings import hamlet
from tests.programme.packed import ISSUED, proven, published, taken
from tests.programme.planned import task
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.org import service as org
from thanthien.programme import packing
from thanthien.programme import service as programme
from thanthien.programme.models import Pack, PackTaken, Plan, PlanTask
from thanthien.rules import packs as rules


def test_what_is_published_holds_the_plan_without_anybody(world: World) -> None:
    proven(world)
    pack = Pack.objects.get(id=published(world))
    assert pack.digest == rules.digest(pack.body)
    first, second = pack.body["plan"]
    assert (first["title"], first["days"], first["money"]) == ("Mở thêm một quầy Một cửa", 47, 20_000_000)
    assert second["after"] == ["Mở thêm một quầy Một cửa"]
    assert not {"owner", "helpers", "evidence"} & set(first)
    assert "Quách Văn Trúc" not in str(pack.body)


def test_one_act_makes_drafts_and_opens_the_givers_gate(world: World) -> None:
    chosen(world, above(world))
    proven(world)
    pack = published(world)
    assert taken(world, pack).drafts == 2
    plan = Plan.objects.get(unit_id=world.actors["du"].scope)
    assert (plan.year, plan.issued_on) == (2027, None)  # 47 days do not fit into what is left of 2026
    first, second = PlanTask.objects.filter(plan=plan).order_by("title")
    assert first.owner_title == "Công chức tư pháp, hộ tịch"  # the post of the same title, another person
    assert (first.starts_on, first.due_on) == (date(2027, 1, 1), date(2027, 2, 16))
    assert second.after == [str(first.id)]
    part = programme.current(world.home)
    assert part is not None
    opened = [one for one in programme.artefacts(part) if one.kind == "pack"]
    assert [one.label for one in opened] == ["xã Vân Du nhận “Một cửa ba quầy”"]
    assert audit.verify().ok
    assert "pack.taken" in audit_acts(world)


def audit_acts(world: World) -> list[str]:
    from thanthien.core.models import AuditRow

    return list(AuditRow.objects.filter(unit_id=world.home).values_list("act", flat=True))


def test_a_pack_taken_twice(world: World) -> None:
    proven(world)
    pack = published(world)
    taken(world, pack)
    with pytest.raises(Refused, match="đã nhận bộ này rồi"):
        taken(world, pack)
    assert (PackTaken.objects.count(), PlanTask.objects.filter(plan__unit_id=world.actors["du"].scope).count()) == (
        1, 2,
    )  # fmt: skip


def test_of_a_newer_version_only_what_is_new_comes_as_drafts(world: World) -> None:
    plan = proven(world)
    first = published(world)
    taken(world, first)
    task(world, plan, title="Chủ nhật lưu động ở thôn xa", product="Lịch lưu động")
    series = Pack.objects.get(id=first).series
    second = published(world, series=series)
    assert Pack.objects.get(id=second).version == 2
    assert taken(world, second).drafts == 1
    with pytest.raises(Refused, match="đã nhận bộ này rồi"):
        taken(world, first)


def test_an_older_version_after_the_newer_one(world: World) -> None:
    plan = proven(world)
    first = published(world)
    task(world, plan, title="Chủ nhật lưu động ở thôn xa", product="Lịch lưu động")
    taken(world, published(world, series=Pack.objects.get(id=first).series))
    with pytest.raises(Refused, match="bản mới hơn"):
        taken(world, first)


def test_a_version_with_nothing_new_is_not_published(world: World) -> None:
    proven(world)
    series = Pack.objects.get(id=published(world)).series
    with pytest.raises(Refused, match="Chưa có gì mới"):
        published(world, series=series)


def test_what_is_not_in_force_is_not_published(world: World) -> None:
    with pytest.raises(Refused, match="đang áp dụng"):
        published(world)
    assert not Pack.objects.exists()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Gọi chị Nhài 0900 000 123 khi hết mẫu", "0900 000 123"),
        ("Gửi lịch về camvan@thanhhoa.gov.vn", "camvan@thanhhoa.gov.vn"),
        ("Giao cho Hà Thị Nhài trực thứ Bảy", "Hà Thị Nhài"),
        ("Hồ sơ mẫu 038190001234", "038190001234"),
    ],
)
def test_nothing_personal_leaves_in_a_pack(world: World, title: str, found: str) -> None:
    task(world, proven(world), title=title)
    with pytest.raises(Refused, match=found):
        published(world)


def test_the_name_of_a_head_of_a_hamlet_does_not_leave_in_a_pack(world: World) -> None:
    org.name_head(
        actor=world.actors["quan"], now=world.now, hamlet_id=hamlet(world), name="Hà Văn Thôn", phone="",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    task(world, proven(world), title="Bác Hà Văn Thôn phát loa mời họp")
    with pytest.raises(Refused, match="Hà Văn Thôn"):
        published(world)


@pytest.mark.parametrize("login", ["nhai", "truc", "thu", "la", "sinh"])
def test_who_may_not_publish_or_take(world: World, login: str) -> None:
    proven(world)
    pack = published(world)
    with pytest.raises(NotThere):
        programme.packs.publish(
            actor=world.actors[login], now=world.now, name="Bộ khác", words="x" * 30, sections=["plan"]
        )
    with pytest.raises(NotThere):
        taken(world, pack, login)


def test_ones_own_pack_and_one_of_another_province(world: World) -> None:
    proven(world)
    pack = published(world)
    with pytest.raises(Refused, match="của xã mình"):
        taken(world, pack, "tam")
    with pytest.raises(NotThere):
        programme.packs.pack(world.actors["sinh"], pack, world.now.date())
    with pytest.raises(NotThere):
        taken(world, uuid4())


def test_a_pack_taken_back_is_not_taken_any_more(world: World) -> None:
    proven(world)
    pack = published(world)
    with pytest.raises(NotThere):
        programme.packs.withdraw(actor=world.actors["du"], now=world.now, pack_id=pack, reason="Không phải của mình")
    programme.packs.withdraw(actor=world.actors["tam"], now=world.now, pack_id=pack, reason="Ghi nhầm kinh phí")
    assert programme.packs.offered(world.actors["du"], world.now.date()).rows == ()
    with pytest.raises(NotThere):
        taken(world, pack)
    with pytest.raises(Refused, match="đã rút rồi"):
        programme.packs.withdraw(actor=world.actors["tam"], now=world.now, pack_id=pack, reason="Lần nữa")


def test_a_pack_that_was_tampered_with_is_not_taken(world: World) -> None:
    proven(world)
    pack = published(world)
    row = Pack.objects.get(id=pack)
    row.body["plan"][0]["money"] = 9
    Pack.objects.filter(id=pack).update(body=row.body)
    with pytest.raises(Refused, match="không còn nguyên"):
        taken(world, pack)


def test_a_section_that_refuses_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: Any) -> int:
        raise Refused("Chưa nhận được phần này.")

    proven(world)
    pack = published(world)
    section = packing.SECTIONS["plan"]
    broken = packing.Section("late", "Phần sau", section.export, no, {})
    monkeypatch.setitem(packing.SECTIONS, "late", broken)
    body = Pack.objects.get(id=pack).body | {"late": [{"title": "x"}]}
    Pack.objects.filter(id=pack).update(body=body, digest=rules.digest(body))
    with pytest.raises(Refused, match="Chưa nhận được"):
        taken(world, pack)
    assert not PackTaken.objects.exists()
    assert not Plan.objects.filter(unit_id=world.actors["du"].scope).exists()


def test_drafts_never_go_into_an_issued_plan(world: World) -> None:
    proven(world)
    pack = published(world)
    mine = world.actors["du"]
    own = programme.make_plan(actor=mine, now=world.now, year=2026, title="Kế hoạch của Vân Du")
    Plan.objects.filter(id=own.id).update(issued_on=ISSUED.on, number="1/KH")
    taken(world, pack)
    drafted = Plan.objects.get(unit_id=mine.scope, issued_on__isnull=True)
    assert drafted.year == 2027
    assert PlanTask.objects.filter(plan=drafted).order_by("starts_on")[0].starts_on == date(2027, 1, 1)
    Plan.objects.filter(id=drafted.id).update(issued_on=ISSUED.on)
    series = Pack.objects.get(id=pack).series
    task(world, Plan.objects.get(unit_id=world.home).id, title="Việc thêm vào sau", product="Có sản phẩm")
    with pytest.raises(Refused, match="chưa có chỗ"):
        taken(world, published(world, series=series))


def test_the_level_above_recommends_once(world: World) -> None:
    actor = above(world)
    proven(world)
    pack = published(world)
    why = "Hợp với xã ít người, không tốn tiền."
    with pytest.raises(NotThere):
        programme.packs.recommend(actor=world.actors["tam"], now=world.now, pack_id=pack, words=why)
    programme.packs.recommend(actor=actor, now=world.now, pack_id=pack, words=why)
    with pytest.raises(Refused, match="đã được khuyên dùng"):
        programme.packs.recommend(actor=actor, now=world.now, pack_id=pack, words=why)
    (row,) = programme.packs.offered(world.actors["du"], world.now.date()).rows
    assert programme.packs.advised([row])[row.id].words == why


def made_of(actor: Actor, pack: Pack, today: date) -> list[programme.packs.Made]:
    return [programme.packs.made_of(one) for one in programme.packs.takers(actor, pack, today)]


def test_what_the_takers_changed(world: World) -> None:
    proven(world)
    pack = Pack.objects.get(id=published(world))
    taken(world, pack.id)
    actor, today = world.actors["tam"], world.now.date()
    (made,) = made_of(actor, pack, today)
    assert made.counts == (2, 0, 0, 0)
    one, other = PlanTask.objects.filter(unit_id=world.actors["du"].scope).order_by("title")
    programme.drop_task(actor=world.actors["du"], now=world.now, task_id=other.id, reason="Xã có loa riêng rồi")
    programme.add_task(
        actor=world.actors["du"], now=world.now, plan_id=one.plan_id,
        wanted=programme.Wanted("reform", "Trả kết quả tận nhà", "Sổ trả kết quả", one.owner_id, one.starts_on,
                                one.due_on),
    )  # fmt: skip
    changed = programme.Wanted("reform", one.title, "Quầy số 2 mở thêm buổi", one.owner_id, one.starts_on, one.due_on,
                               money=one.money)  # fmt: skip
    programme.change_task(actor=world.actors["du"], now=world.now, task_id=one.id, wanted=changed)
    (made,) = made_of(actor, pack, today)
    assert made.counts == (0, 1, 1, 1)
    assert made.parts[0].found.added == ("Trả kết quả tận nhà",)
    assert made.parts[0].found.dropped == ("Phát thanh mười nguyên tắc giao tiếp",)
    assert [one.label for one in programme.packs.takers(world.actors["du"], pack, today)] == ["xã Vân Du"]
    assert programme.packs.takers(world.actors["sinh"], pack, today) == []


def test_what_is_only_to_read_goes_along_and_makes_no_draft(world: World) -> None:
    office = org.office_of(world.home)
    office.hours = {"sessions": [["07:30", "11:30"]]}
    office.save()
    proven(world)
    pack = Pack.objects.get(id=published(world, sections=["plan", "settings", "postings"]))
    assert pack.body["settings"][0] == {"title": "Giờ làm việc ở trụ sở", "hours": "07:30 đến 11:30"}
    assert set(PackTaken.objects.get(id=taken(world, pack.id).id).made) == {"plan"}
