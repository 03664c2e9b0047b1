"""The pages of spreading: publish, look, take, follow what became of it; the level above looks and recommends."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.programme.packed import WORDS, proven, published, taken
from tests.programme.start import ABOVE, above
from tests.web.office_acts import enter
from tests.world import World
from thanthien.programme import service as programme
from thanthien.programme.models import Pack, PackTaken
from thanthien.rules.before_after import Point

TYPED = {"once": "0190aa01", "name": "Một cửa ba quầy", "words": WORDS, "sections": ["plan"]}


def test_a_set_is_published_by_its_page_once(world: World) -> None:
    proven(world)
    client, address = enter("tam"), reverse("office:pack_publish")
    assert "Phát thanh mười nguyên tắc" in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, TYPED).status_code == 302
    row = Pack.objects.get()
    version = client.get(reverse("office:pack_version", args=[row.id])).content.decode()
    assert WORDS in version
    again = client.post(reverse("office:pack_version", args=[row.id]), TYPED | {"once": "0190aa02"})
    assert again.status_code == 422
    assert "Chưa có gì mới" in again.content.decode()


def test_a_refusal_keeps_what_was_typed(world: World) -> None:
    proven(world)
    bad = enter("tam").post(reverse("office:pack_publish"), TYPED | {"words": "Gọi 0900 000 123 sẽ kể cho nghe nhé."})
    assert bad.status_code == 422
    page = bad.content.decode()
    assert "sẽ kể cho nghe nhé" in page
    assert "0900 000 123”, là tên người" in page


def test_a_commune_without_anything_in_force_is_told_what_first(world: World) -> None:
    assert "Xã chưa có gì đã ban hành" in enter("tam").get(reverse("office:pack_publish")).content.decode()


def test_another_commune_finds_takes_and_is_not_asked_twice(world: World) -> None:
    proven(world)
    pack = published(world)
    client = enter("du")
    assert "Một cửa ba quầy" in client.get(reverse("office:packs")).content.decode()
    assert "Nhận bộ này" in client.get(reverse("office:pack", args=[pack])).content.decode()
    address = reverse("office:pack_take", args=[pack])
    for _ in range(2):
        assert client.post(address, {"once": "0190aa03"}).status_code == 302
    assert PackTaken.objects.count() == 1
    again = client.post(address, {"once": "0190aa04"})
    assert again.status_code == 422
    assert "đã nhận bộ này rồi" in again.content.decode()
    assert "Nhận bộ này" not in client.get(reverse("office:pack", args=[pack])).content.decode()


def test_a_commune_of_another_province_finds_nothing(world: World) -> None:
    proven(world)
    pack = published(world)
    client = enter("sinh")
    assert "Chưa xã nào công bố" in client.get(reverse("office:packs")).content.decode()
    for name in ("pack", "pack_after"):
        assert client.get(reverse(f"office:{name}", args=[pack])).status_code == 404


def test_the_page_after_taking_says_what_changed_and_claims_no_cause(world: World) -> None:
    proven(world)
    pack = published(world)
    taken(world, pack)
    for login in ("tam", "du"):
        page = enter(login).get(reverse("office:pack_after", args=[pack])).content.decode()
        assert "Giữ nguyên <strong>2</strong> mục" in page
        assert "không nói vì sao" in page
        assert "Chưa đủ để đo" in page
        assert "<style" not in page
        assert " style=" not in page


def many_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured months: 100 of which 60, 62 … before, 95 after."""

    def points(unit_id: Any, months: Any, now: Any, promise_id: str) -> list[Point]:
        return [Point(month, 60 + 2 * place if place < 6 else 95, 100) for place, month in enumerate(months)]

    monkeypatch.setattr("thanthien.programme.pack_queries._points", points)


def test_the_chart_shows_months_spread_and_trend(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    proven(world)
    pack = published(world)
    taken(world, pack)
    PackTaken.objects.update(taken_on="2026-08-10")
    many_months(monkeypatch)
    page = enter("tam").get(reverse("office:pack_after", args=[pack])).content.decode()
    assert page.count('<circle class="ba-dot') == 9  # six before, the month of the taking, two after; none running
    assert page.count("ba-after") == 2
    assert '<polyline class="ba-trend"' in page
    assert "Trước và sau khác nhau rõ" in page
    assert "190 trên 200" in page
    assert "Tháng nhận" in page


def test_words_that_no_figure_has_and_a_commune_that_took_nothing(world: World) -> None:
    proven(world)
    pack = published(world)
    client, address = enter("tam"), reverse("office:pack_after", args=[pack])
    assert "Chưa xã nào nhận bộ này" in client.get(address).content.decode()
    taken(world, pack)
    for typed in ({"so": "p99"}, {"so": "\x00"}, {"xa": "nobody"}, {"xa": "\x00", "so": "t2"}):
        assert client.get(address, typed).status_code == 200, typed


def test_the_level_above_looks_and_recommends(world: World) -> None:
    above(world)
    proven(world)
    pack = published(world)
    taken(world, pack)
    client = enter(ABOVE)
    assert "1 xã đã nhận" in client.get(reverse("above:packs")).content.decode()
    page = client.get(reverse("above:pack", args=[pack])).content.decode()
    assert "Khuyên các xã dùng" in page
    assert "Giữ nguyên" in client.get(reverse("above:pack_after", args=[pack])).content.decode()
    address = reverse("above:pack_recommend", args=[pack])
    assert client.post(address, {"once": "0190aa05", "words": "ngắn"}).status_code == 422
    told = {"once": "0190aa06", "words": "Hợp với xã ít người, không tốn tiền."}
    assert client.post(address, told).status_code == 302
    assert "khuyên dùng:" in enter("du").get(reverse("office:packs")).content.decode()
    assert enter("tam").get(reverse("above:packs")).status_code == 404


def test_the_list_costs_the_same_however_many_packs(world: World) -> None:
    proven(world)
    published(world)
    client, address = enter("du"), reverse("office:packs")
    client.get(address)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
        for more in range(3):
            row = Pack.objects.first()
            assert row is not None
            Pack(unit_id=row.unit_id, name=f"Bộ {number}{more}", words=WORDS, body=row.body, digest=row.digest,
                 published_on=row.published_on).save(force_insert=True)  # fmt: skip
    assert counts[0] == counts[1]
    assert programme.packs.offered(world.actors["du"], world.now.date()).after == ""
