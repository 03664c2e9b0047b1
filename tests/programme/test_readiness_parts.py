"""What comes of a review elsewhere: a difficulty, a pack, a report, the plan; and what a merger does to it."""

from datetime import date

from django.urls import reverse

from tests.programme.planned import planned, wanted
from tests.programme.reviewed import answer, answered, begun, finish, readiness, rows
from tests.programme.start import above, chosen
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit, wall
from thanthien.core.command import Run
from thanthien.programme import drafting, packing
from thanthien.programme import service as programme
from thanthien.programme.models import Difficulty, OwnItem, Review


def test_a_gap_is_raised_and_both_lead_to_each_other(world: World) -> None:
    review = begun(world)
    item = rows(review)[1]
    answer(world, item, "part", note="Bậc cao, chưa có dốc")
    client = enter("tam")
    page = reverse("office:readiness_review", args=[review.id])
    address = f"{reverse('office:difficulty_raise')}?tu=gap:{item.id}"
    assert address in client.get(page).content.decode()
    form = client.get(address).content.decode()
    assert "Bậc cao, chưa có dốc" in form
    done = programme.difficulties.raise_difficulty(
        actor=world.actors["tam"], now=world.now, area="money", title="Thiếu tiền làm dốc", text="Cần 20 triệu đồng.",
        source_kind="gap", source_id=item.id,
    )  # fmt: skip
    assert "Khó khăn đã nêu: Thiếu tiền làm dốc" in client.get(page).content.decode()
    case = client.get(reverse("office:difficulty", args=[done.id])).content.decode()
    back = reverse("office:readiness_item", args=[item.id])
    assert back in case
    assert client.get(back).headers["Location"] == f"{page}#muc-2"
    assert Difficulty.objects.get().source_label.startswith("Còn thiếu")


def test_the_plan_leads_back_to_the_gap(world: World) -> None:
    item = rows(begun(world))[0]
    answer(world, item, "no")
    plan = planned(world)
    readiness.plan_gap(
        actor=world.actors["tam"], now=world.now, item_id=item.id, plan_id=plan, wanted=wanted(title="Mua ghế chờ")
    )
    page = enter("truc").get(reverse("office:plan", args=[plan])).content.decode()
    assert reverse("office:readiness_item", args=[item.id]) in page


def test_own_items_go_into_a_pack_and_come_out_once(world: World) -> None:
    readiness.add_own(actor=world.actors["tam"], now=world.now, group="people", text="Có người biết tiếng Mường")
    section = packing.SECTIONS["checklists"]
    found = section.export(world.home)
    assert found == [{"title": "Có người biết tiếng Mường", "group": "people", "group_text": "Con người"}]
    du = world.actors["du"]
    assert section.take is not None
    for expected in (1, 0):
        assert section.take(Run("pack.take", du, world.now), du, world.now, found) == expected
    assert OwnItem.objects.get(unit_id=du.scope).source == "theo bộ kinh nghiệm đã nhận"


def test_the_reports_tell_the_last_review_of_the_period(world: World) -> None:
    review = begun(world)
    tam = world.actors["tam"]
    period = drafting.Period(date(2026, 1, 1), date(2026, 12, 31))
    names = [one.head for one in drafting.report_sections(tam, period, world.now)]
    assert "Rà soát điều kiện" not in names
    answered(world, review, f01="no", f02="part")
    finish(world, review)
    told = next(one for one in drafting.report_sections(tam, period, world.now) if one.head == "Rà soát điều kiện")
    block = told.blocks[0]
    assert isinstance(block, drafting.Figures)
    assert [one.value for one in block.counts] == ["30", "1", "1", "0", "0"]
    assert "lần 1 khép ngày 16/11/2026" in told.text


def test_a_review_finished_before_the_choice_counts(world: World) -> None:
    review = begun(world)
    answered(world, review)
    finish(world, review)
    chosen(world, above(world))
    part = programme.current(world.home)
    assert part is not None
    assert "readiness" in {one.kind for one in programme.artefacts(part)}


def test_a_merged_commune_keeps_its_review_and_the_new_one_begins_anew(world: World) -> None:
    review = begun(world)
    answered(world, review)
    finish(world, review)
    carried(world)
    assert Review.objects.get().unit_id == world.home
    with wall.lifted():
        assert not Review.objects.filter(unit_id=unit_of(NEW)).exists()
    assert audit.verify().ok
