"""``/minh-chung/``: anybody checks a receipt by its mark, takes its proof home and reads the days' roots."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.core.proof_house import NEXT_MORNING, closed, promise, receipts
from tests.web.reading import text_of
from tests.world import World, rehearsed
from thanthien.core import chain
from thanthien.core.models import AuditRow, Promise
from thanthien.core.proof import keys, statements
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Paper
from thanthien.public import proof


@pytest.fixture
def mark(world: World) -> str:
    return promise(receipts(world, 2)[0]).mark


@pytest.mark.parametrize(
    "typed",
    ["9f2c41b0a7d8e653", "9F2C 41B0 A7D8 E653", " 9f2c-41bO-a7d8-e653 ", "9f2c41b0a7d8e653" * 4,
     "https://camvan.example/minh-chung/9f2c41b0a7d8e653/"],
)  # fmt: skip
def test_a_mark_is_read_as_people_write_it(typed: str) -> None:
    assert proof.read_mark(typed) == "9f2c41b0a7d8e653"


@pytest.mark.parametrize("typed", ["", "abc", "9f2c41b0a7d8e65g", "9f2c41b0a7d8e6531", "Nguyễn Văn A", "0" * 17])
def test_what_is_no_mark_is_said_at_the_field(client: Client, world: World, typed: str) -> None:
    assert proof.read_mark(typed) == ""
    if typed:
        assert "16 chữ số" in text_of(client, f"/minh-chung/?dau={typed}", 422)


def test_before_its_day_is_closed_the_promise_is_shown(client: Client, world: World, mark: str) -> None:
    said = text_of(client, f"/minh-chung/{mark}/")
    assert "Giấy hẹn này có thật" in said
    assert "Từ ngày 17/11/2026" in said
    assert "17:00 ngày 23/11/2026" in said
    got = client.get(f"/minh-chung/{mark}.json").json()
    assert set(got) == {"promise", "row", "keys"}


def test_from_the_next_day_the_proof_is_given_and_checked(client: Client, world: World, mark: str) -> None:
    closed()
    with rehearsed(NEXT_MORNING):
        said = text_of(client, f"/minh-chung/{mark}/")
        assert "Không bị sửa ngày" in said
        response = client.get(f"/minh-chung/{mark}.json")
        assert set(response.json()) == {"promise", "row", "keys", "root", "inclusion"}
        assert f'filename="minh-chung-{mark}.json"' in response["Content-Disposition"]
        assert client.get("/minh-chung/ngay/2026-11-16.json").json() == response.json()["root"]
        page = client.get(f"/minh-chung/?dau={mark.upper()}")
        assert (page.status_code, page["Location"]) == (302, f"/minh-chung/{mark}/")


def test_a_mark_that_no_receipt_bears_is_said_plainly(client: Client, world: World, mark: str) -> None:
    wrong = f"{int(mark, 16) ^ 1:016x}"
    assert "không phải do xã cấp" in text_of(client, f"/minh-chung/{wrong}/", 404)
    assert client.get(f"/minh-chung/{wrong}.json").status_code == 404
    for address in ("ngay/2026-11-16.json", "ngay/hom-qua.json", "ngay/2031-01-01.json"):
        assert client.get(f"/minh-chung/{address}").status_code == 404


@pytest.mark.parametrize("day_closed", [True, False])
@pytest.mark.parametrize("hash_too", [True, False])
def test_books_rewritten_afterwards_are_shown_loudly(
    client: Client, world: World, mark: str, day_closed: bool, hash_too: bool
) -> None:
    if day_closed:
        closed()
    found = Promise.objects.get(mark=mark)
    row = AuditRow.objects.get(unit_id=found.unit_id, seq=found.seq)
    before = AuditRow.objects.get(unit_id=found.unit_id, seq=found.seq - 1)
    body = row.body.replace('"due_at":"2026-11-23', '"due_at":"2026-11-30')
    assert body != row.body
    made = chain.link(before.hash, body) if hash_too else row.hash
    AuditRow.objects.filter(id=row.id).update(body=body, hash=made)
    said = text_of(client, f"/minh-chung/{mark}/", 409)
    assert "Giấy và sổ của xã không khớp" in said
    assert "30/11/2026" not in said
    assert client.get(f"/minh-chung/{mark}.json").status_code == 404


def test_another_row_of_the_day_rewritten_breaks_the_receipts_root(client: Client, world: World, mark: str) -> None:
    closed()
    AuditRow.objects.filter(unit_id=world.home, seq=1).update(hash="0" * 64)
    assert "không khớp" in text_of(client, f"/minh-chung/{mark}/", 409)


def test_no_name_and_no_number_of_a_person_stands_on_page_or_file(client: Client, world: World) -> None:
    person = world.applicant(name="Quách Thị Rừng", phone="0900 000 777", id_number="038300000777")
    mark = promise(world.received(applicant=person)).mark
    closed()
    for address in (f"/minh-chung/{mark}/", f"/minh-chung/{mark}.json", "/minh-chung/", "/minh-chung/feed.json"):
        body = client.get(address).content.decode()
        for secret in ("Rừng", "0900000777", "0900 000 777", "038300000777"):
            assert secret not in body


def test_the_days_are_listed_and_feed_and_page_say_the_key(client: Client, world: World, mark: str) -> None:
    assert "Chưa có dấu nào" in text_of(client, "/minh-chung/")
    closed(NEXT_MORNING + timedelta(days=2))
    said = text_of(client, "/minh-chung/")
    assert said.count("Tải dấu ngày") == 3
    assert keys.ours()[keys.present()].hex() in said
    feed = client.get("/minh-chung/feed.json")
    assert feed["Content-Type"].startswith("application/feed+json")
    items = feed.json()["items"]
    assert [json.loads(one["_thanthien"]["statement"])["day"] for one in items] == [
        "2026-11-18", "2026-11-17", "2026-11-16",
    ]  # fmt: skip
    before = items[1]["_thanthien"]["statement"]
    assert json.loads(items[0]["_thanthien"]["statement"])["previous"] == statements.hash_of(before)


def test_the_citizens_page_leads_to_the_proof(client: Client, world: World) -> None:
    dossier = receipts(world, 1)[0]
    token = onestop.token_of(dossier.id)
    assert f"/hs/{token}/minh-chung/" in client.get(f"/hs/{token}/").content.decode()
    led = client.get(f"/hs/{token}/minh-chung/")
    assert (led.status_code, led["Location"]) == (302, f"/minh-chung/{promise(dossier).mark}/")
    Promise.objects.all().delete()
    led = client.get(f"/hs/{token}/minh-chung/")
    assert led["Location"] == "/minh-chung/?cu=1"
    assert "chưa có dấu" in text_of(client, "/minh-chung/?cu=1")


def test_the_paper_carries_mark_promise_and_code_and_is_drawn_the_same_next_year(world: World) -> None:
    dossier = receipts(world, 1)[0]
    found = promise(dossier)
    paper = Paper.objects.get(id=found.id)
    first = onestop.pdf_of(paper)
    with rehearsed(NEXT_MORNING + timedelta(days=400)):
        assert onestop.pdf_of(paper) == first
    squeezed = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(first)).pages).split()).replace(
        "\u200b", ""
    )
    assert found.leaf in squeezed
    assert found.signature in squeezed
