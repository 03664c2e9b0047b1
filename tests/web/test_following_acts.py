"""Bringing what was asked for, and taking a dossier back: on the page of the secret link."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.citizen import picture
from tests.world import NOW, World
from thanthien.onestop import service as onestop

pytestmark = pytest.mark.django_db
REASON = "Giấy chưa có dấu của nơi cấp, ông mang bản có dấu."
GROUND = "NĐ 123/2015/NĐ-CP, Điều 26"


def asked(world: World, numbers: tuple[int, ...] = (1, 2)) -> Any:
    dossier = world.received()
    onestop.request_supplement(
        actor=world.actors["truc"], now=NOW, dossier_id=dossier.id, version=dossier.version, items=numbers,
        reason=REASON, ground=GROUND,
    )  # fmt: skip
    return world.get(dossier.id)


def guided(world: World) -> Any:
    dossier = world.online()
    onestop.guide(
        actor=world.actors["nhai"], now=NOW, dossier_id=dossier.id, version=dossier.version, items=[2],
        reason=REASON, ground=GROUND,
    )  # fmt: skip
    return world.get(dossier.id)


def at(dossier: Any, more: str = "") -> str:
    return f"/hs/{onestop.token_of(dossier.id)}/{more}"


def test_the_page_says_what_why_and_how(world: World, client: Client) -> None:
    dossier = asked(world)
    html = client.get(at(dossier)).content.decode()
    assert "bổ sung giấy tờ</h2>" in html
    assert REASON in html
    assert at(dossier, "bo-sung/") in html
    assert "Tạm dừng" in html
    html = client.get(at(dossier, "bo-sung/")).content.decode()
    assert GROUND in html
    assert 'name="paper_1"' in html
    assert 'name="paper_2"' in html
    assert "Đồng hồ đang dừng" in html


def test_all_papers_on_the_spot_start_the_clock_anew(world: World, client: Client) -> None:
    dossier = asked(world)
    answer = client.post(at(dossier, "bo-sung/"), {"once": "k1", "paper_1": picture(), "paper_2": picture()})
    assert answer.headers["Location"] == at(dossier, "?da=bo-sung")
    assert world.get(dossier.id).state == "in_process"
    assert "Xã đã nhận giấy bổ sung." in client.get(at(dossier, "?da=bo-sung")).content.decode()


def test_a_part_is_kept_and_the_clock_stands(world: World, client: Client) -> None:
    dossier = asked(world)
    sent = {"once": "k1", "paper_1": picture(), "paper_2_bring": "on"}
    assert client.post(at(dossier, "bo-sung/"), sent).headers["Location"] == at(dossier, "?da=mot-phan")
    after = world.get(dossier.id)
    assert (after.state, after.clock) == ("waiting", "paused")
    assert [item.state for item in onestop.items(after)] == ["file", "asked"]
    html = client.get(at(dossier, "bo-sung/")).content.decode()
    assert 'name="paper_1"' not in html
    assert "Xã đã nhận một phần" in client.get(at(dossier)).content.decode()


def test_a_promise_alone_changes_nothing(world: World, client: Client) -> None:
    dossier = asked(world, (2,))
    sent = {"once": "k1", "paper_2_bring": "on"}
    assert client.post(at(dossier, "bo-sung/"), sent).headers["Location"] == at(dossier, "?da=mang-den")
    assert world.get(dossier.id).version == dossier.version


def test_before_acceptance_a_promise_is_an_answer(world: World, client: Client) -> None:
    dossier = guided(world)
    assert client.post(at(dossier, "bo-sung/"), {"once": "k", "paper_2_bring": "on"}).status_code == 302
    assert world.get(dossier.id).state == "submitted"


def test_two_presses_are_one_answer(world: World, client: Client) -> None:
    dossier = asked(world, (2,))
    for _ in range(2):
        answer = client.post(at(dossier, "bo-sung/"), {"once": "k1", "paper_2": picture()})
        assert answer.status_code == 302
    assert onestop.events(world.get(dossier.id)).filter(move="receive_supplement").count() == 1


def test_a_bad_file_is_told_and_the_good_one_kept(world: World, client: Client) -> None:
    dossier = asked(world)
    empty = picture()
    empty.truncate(0)
    empty.seek(0)
    answer = client.post(at(dossier, "bo-sung/"), {"once": "k", "paper_1": picture("tot.png"), "paper_2": empty})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "tot.png" in html
    assert "trống" in html
    kept = re.findall(r'name="paper_1_kept" value="([^"]+)"', html)[0]
    again = {"once": "k", "paper_1_kept": kept, "paper_2": picture()}
    assert client.post(at(dossier, "bo-sung/"), again).headers["Location"] == at(dossier, "?da=bo-sung")


def test_nothing_is_asked_any_more(world: World, client: Client) -> None:
    assert client.get(at(world.received(), "bo-sung/")).status_code == 302


def test_withdrawing_is_confirmed_first(world: World, client: Client) -> None:
    dossier = world.online()
    html = client.get(at(dossier, "rut/")).content.decode()
    assert "Rút hồ sơ này?" in html
    assert world.get(dossier.id).state == "submitted"
    answer = client.post(at(dossier, "rut/"), {"once": "k", "version": str(dossier.version), "reason": ""})
    assert answer.headers["Location"] == at(dossier, "?da=rut")
    assert world.get(dossier.id).state == "withdrawn"
    assert client.post(at(dossier, "rut/"), {"once": "k", "version": "1"}).status_code == 302


def test_after_acceptance_it_is_a_request_to_stop(world: World, client: Client) -> None:
    dossier = world.received()
    assert "Đề nghị xã dừng" in client.get(at(dossier, "rut/")).content.decode()
    client.post(at(dossier, "rut/"), {"once": "k", "version": str(dossier.version), "reason": "Làm ở nơi khác"})
    assert world.get(dossier.id).state == "stopped"


def test_a_stale_page_says_who_did_what_and_keeps_the_words(world: World, client: Client) -> None:
    dossier = world.received()
    world.to_sign(dossier)
    sent = {"once": "k", "version": str(dossier.version), "reason": "Không cần nữa"}
    answer = client.post(at(dossier, "rut/"), sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Quách Văn Trúc vừa trình ký lúc 8:30." in html
    assert "Không cần nữa" in html
    fresh = re.findall(r'name="version" value="(\d+)"', html)[0]
    assert client.post(at(dossier, "rut/"), {**sent, "once": "k2", "version": fresh}).status_code == 302
    assert world.get(dossier.id).state == "stopped"


def test_a_signed_result_cannot_be_stopped(world: World, client: Client) -> None:
    dossier = world.issued(world.received())
    assert client.get(at(dossier, "rut/")).status_code == 302


@pytest.mark.parametrize("more", ["bo-sung/", "rut/"])
def test_foreign_links_and_foreign_pages(world: World, client: Client, more: str) -> None:
    dossier = asked(world)
    assert client.get(f"/hs/abc/{more}").status_code == 404
    assert client.post(at(dossier, more), {"once": "k"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_the_clerk_was_quicker(world: World, client: Client) -> None:
    dossier = asked(world, (2,))
    onestop.receive_supplement(
        actor=world.actors["nhai"], now=NOW, dossier_id=dossier.id, items=[onestop.Item(2, "brought")]
    )
    assert client.post(at(dossier, "bo-sung/"), {"once": "k", "paper_2": picture()}).status_code == 302


def test_few_queries(world: World, client: Client) -> None:
    dossier = asked(world)
    for more in ("bo-sung/", "rut/"):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at(dossier, more)).status_code == 200
        assert len(seen) <= 5, more
