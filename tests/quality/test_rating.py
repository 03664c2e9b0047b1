"""A rating: once per link, and no way back to the dossier."""

import pytest
from django.db import connection

from tests.world import World
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop
from thanthien.quality import service as quality
from thanthien.quality.models import Rating, SpentToken


def link(world: World) -> str:
    dossier = world.issued(world.received())
    onestop.hand_over(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    url = Message.objects.get(subject_id=dossier.id, template="handed_over").payload["rate_link"]
    return str(url.rstrip("/").rsplit("/", 1)[1])


def rate(world: World, token: str, score: int = 5, words: str = "") -> None:
    quality.give(actor=world.citizen, now=world.now, token=token, score=score, answers={}, words=words)


def test_a_link_works_once(world: World) -> None:
    token = link(world)
    rate(world, token)
    with pytest.raises(Refused) as caught:
        rate(world, token, 1)
    assert caught.value.code == "spent"
    assert list(Rating.objects.values_list("score", flat=True)) == [5]


@pytest.mark.parametrize("token", ["", "abc", "A" * 80, "không-phải-mã", "x" * 5000])
def test_a_foreign_link_opens_nothing(world: World, token: str) -> None:
    with pytest.raises(NotThere):
        rate(world, token)


def test_a_follow_link_is_no_rating_link(world: World) -> None:
    with pytest.raises(NotThere):
        rate(world, onestop.token_of(world.received().id))


def test_the_answer_holds_no_dossier_no_time_and_no_token(world: World) -> None:
    token = link(world)
    before = AuditRow.objects.count()
    rate(world, token, 4, "Chị Nhài chỉ tận tình")
    assert AuditRow.objects.count() == before
    columns = {column.name for column in Rating._meta.get_fields()}
    assert columns == {"id", "unit", "month", "field", "counter", "contact", "score", "answers", "words"}
    row = Rating.objects.get()
    assert (row.month, row.counter, row.contact, row.id.version) == ("2026-11", "Quầy 2", "result", 4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM quality_spenttoken")
        assert token not in repr(cursor.fetchall())


def test_words_are_shown_from_five_answers_on_and_a_rate_from_ten(world: World) -> None:
    for number in range(10):
        seen = quality.summary(world.actors["tam"], "2026-11", 20)
        assert (seen.answers, bool(seen.words), seen.measurable) == (number, number >= 5, False)
        rate(world, link(world), 5, f"Lời thứ {number}")
    assert quality.summary(world.actors["tam"], "2026-11", 20).measurable


def test_a_stranger_sees_no_ratings(world: World) -> None:
    rate(world, link(world))
    assert quality.summary(world.actors["du"], "2026-11", 20).answers == 0


def test_a_link_is_short_enough_for_a_slip(world: World) -> None:
    assert len(link(world)) <= 80


def test_spent_links_are_forgotten_when_they_are_too_old_to_be_used(world: World) -> None:
    """The memory of used links grew for ever; a link older than a year is refused, so that forgetting is safe."""
    contact = onestop.Contact(world.home, "2025-10", "Hộ tịch", "Quầy 2", "result")
    with pytest.raises(Refused, match="quá một năm"):
        quality.give(
            actor=world.citizen, now=world.now, token=onestop.rating_token(contact), score=5, answers={}, words=""
        )
    for month in ("2025-09", "2026-11", ""):
        SpentToken.objects.create(hash=f"x{month}", month=month)
    quality.purge_spent(actor=SYSTEM, now=world.now)
    assert sorted(SpentToken.objects.values_list("month", flat=True)) == ["", "2026-11"]
