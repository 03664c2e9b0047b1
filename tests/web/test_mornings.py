"""The mornings of handler and chair: what is finished, the days ahead, work given from what people said."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.onestop.test_booking import booked, opened
from tests.programme.outings import no_appointment
from tests.web.office_acts import enter, issued, moved_away, plain
from tests.world import World
from thanthien.office import said
from thanthien.onestop import queries
from thanthien.onestop.models import Dossier
from thanthien.programme import service as programme
from thanthien.quality.models import Rating

pytestmark = pytest.mark.django_db
ENDED = "/can-bo/ho-so/?cua=xong"


def test_a_handler_finds_what_they_finished_the_newest_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [issued(world), moved_away(world), issued(world)]
    still = plain(world)
    for number, one in enumerate(made):
        Dossier.objects.filter(id=one.id).update(decided_at=world.now + timedelta(hours=number))
    client = enter("truc")
    first = client.get(ENDED)
    text = first.content.decode()
    assert [key in text for key in (str(made[2].id), str(made[1].id), str(made[0].id), str(still.id))] == [
        True, True, False, False,
    ]  # fmt: skip
    assert text.index(str(made[2].id)) < text.index(str(made[1].id))
    assert "xong ngày" in text
    rest = client.get(f"{ENDED}&sau={quote(first.context['after'])}").content.decode()
    assert str(made[0].id) in rest
    assert 'cua=xong" aria-current="page"' in rest
    assert "Đã xong</a>" in client.get("/can-bo/").content.decode()


def test_the_chair_finds_what_the_commune_finished_and_nobody_elses(world: World) -> None:
    other = issued(world)
    Dossier.objects.filter(id=other.id).update(owner=None)
    assert str(other.id) in enter("tam").get(ENDED).content.decode()
    assert str(other.id) not in enter("truc").get(ENDED).content.decode()
    assert "Chưa có hồ sơ nào xong" in enter("truc").get(ENDED).content.decode()
    assert str(other.id) not in enter("du").get(ENDED).content.decode()


def diary(client: Client) -> str:
    return client.get("/can-bo/chu-tich/").content.decode().partition("Lịch bảy ngày tới")[2].partition("</ul>")[0]


def test_days_on_which_people_are_received_stand_in_the_diary(world: World) -> None:
    client = enter("tam")
    text = client.get("/can-bo/chu-tich/").content.decode()
    assert "chưa có cuộc họp, ngày tiếp dân" in text
    assert '<p class="lead">Xong việc sáng nay.</p>' in text
    opened(world, free_days=(2, 4))  # Wednesday and Friday
    booked(world), booked(world)
    text = diary(client)
    assert text.count("Ngày không phải hẹn: ai đến cũng được") == 2
    assert "2 người đã đặt lịch ở Một cửa" in text
    no_appointment(world, first=date(2026, 11, 17))
    text = diary(client)
    assert "Ngày không hẹn" in text  # Wednesday, from the published timetable, with place and hour
    assert text.count("Ngày không phải hẹn") == 1
    assert "có anh/chị phục vụ" in text
    assert re.search("Lịch tiếp theo: .*18/11, 6:30, Ngày không hẹn.", client.get("/can-bo/chu-tich/").content.decode())


def test_words_of_people_become_a_task_without_standing_in_an_address(world: World) -> None:
    words, client = "Gọi điện buổi trưa không ai nghe.", enter("tam")
    for number in range(5):
        Rating.objects.create(
            unit_id=world.home, month=f"{world.now:%Y-%m}", field="Hộ tịch", contact="result", score=3,
            words=words if not number else "",
        )  # fmt: skip
    assert "Giao việc" not in client.get("/can-bo/chu-tich/").content.decode()  # no plan of this year yet
    made = programme.make_plan(
        actor=world.actors["tam"], now=world.now, year=world.now.year, title="Kế hoạch", budget=0
    )
    where = f"{reverse('office:plan_add', args=[made.id])}?loi={said.key_of(words)}"
    assert f'href="{where}"' in client.get("/can-bo/chu-tich/").content.decode()
    assert f"Bà con nói: “{words}”" in client.get(where).content.decode()
    assert "Bà con nói" not in client.get(where[:-3] + "000").content.decode()
