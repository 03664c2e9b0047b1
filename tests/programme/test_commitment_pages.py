"""Pages of commitments: what they say, what they keep, what they ask again at the moment of signing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.files.samples import docx, jpeg
from tests.identity.doors import code, with_phone
from tests.programme.committed import FREE, WITNESS, drafted, for_hamlet_head, record, signed
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.models import AuditRow, StoredFile
from thanthien.programme.models import Commitment

TYPED = {"picks": ["n3"], "free": FREE, "witnesses": "; ".join(WITNESS), "once": "k1"}


@pytest.fixture
def me(world: World) -> Client:
    """Anh Trúc, whose phone showed its last code two minutes ago."""
    with_phone(world.actors["truc"], world.now - timedelta(minutes=2))
    return enter("truc")


def sign_address(row: Commitment) -> str:
    return reverse("office:commitment_sign", args=[row.id])


def press(client: Client, row: Commitment, typed: str, **more: Any) -> Any:
    return client.post(sign_address(row), {"code": typed, "shown": row.sha256, "once": "k2", **more})


def test_drafted_read_and_signed_with_the_code_of_this_moment(world: World, me: Client) -> None:
    assert me.post(reverse("office:commitment_draft"), TYPED).status_code == 302
    row = Commitment.objects.get()
    assert FREE in me.get(sign_address(row)).content.decode()
    for _ in range(2):  # the second press signs nothing again, and spends no second code
        assert press(me, row, code(at=world.now)).headers["Location"].endswith("?xong=ky")
    assert Commitment.objects.get().state == "signed"
    assert AuditRow.objects.filter(act="commitment.sign").count() == 1


@pytest.mark.parametrize("typed", ["", "000000", "nương ngô ba bậc sau nhà"])
def test_neither_the_session_nor_the_password_signs(world: World, me: Client, typed: str) -> None:
    row = drafted(world)
    answer = press(me, row, typed)
    assert answer.status_code == 422
    assert Commitment.objects.get().state == "draft"
    assert 'name="once"' in answer.content.decode()


def test_a_code_that_opened_the_door_does_not_sign(world: World) -> None:
    with_phone(world.actors["truc"], world.now)
    row = drafted(world)
    answer = press(enter("truc"), row, code(at=world.now))
    assert answer.status_code == 422
    assert "Mã này đã dùng rồi" in answer.content.decode()


def test_another_text_than_the_one_read_spends_no_code(world: World, me: Client) -> None:
    row = drafted(world)
    answer = press(me, row, code(at=world.now), shown="0" * 64)
    assert answer.status_code == 422
    assert "vừa đổi" in answer.content.decode()
    assert press(me, row, code(at=world.now), once="k3").status_code == 302


def test_guessing_is_slowed(world: World, me: Client) -> None:
    row = drafted(world)
    said = [press(me, row, "000000", once=f"k{n}").content.decode() for n in range(12)]
    assert "Đã gõ sai nhiều lần" in said[-1]


def test_an_answer_that_is_no_key_signs_nothing(world: World, me: Client) -> None:
    row = drafted(world)
    for odd in ("{}", "[" * 5000, '"x"', "null"):
        answer = me.post(sign_address(row), {"credential": odd, "shown": row.sha256, "once": odd[:9]})
        assert answer.status_code == 422
    assert Commitment.objects.get().state == "draft"


def test_without_a_second_factor_the_page_shows_the_way_to_one_and_to_paper(world: World) -> None:
    said = enter("mua").get(sign_address(drafted(world, "mua"))).content.decode()
    assert "Ký trong máy cần bước thứ hai" in said
    assert 'name="code"' not in said


def test_what_was_typed_stays_and_the_witness_is_asked_for(world: World) -> None:
    answer = enter("truc").post(reverse("office:commitment_draft"), TYPED | {"witnesses": "Lê Văn Chứng"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Người chứng kiến thứ 1: ghi đủ" in said
    assert FREE in said


def test_the_scan_comes_through_the_door(world: World) -> None:
    row, clerk = for_hamlet_head(world), enter("thu")
    day = {"signed_on_d": "16", "signed_on_m": "11", "signed_on_y": "2026"}

    def send(data: bytes, name: str, once: str, mark: str = row.sha256[:8]) -> Any:
        file = SimpleUploadedFile(name, data)
        address = reverse("office:commitment_record", args=[row.id])
        return clerk.post(address, {"scan": file, "mark": mark, "once": once, **day})

    for data, name, words in (
        (b"", "trong.jpg", "trống"), (b"MZ not a picture", "virus.jpg", "virus.jpg"), (docx(), "giay.docx", "tệp Word"),
    ):  # fmt: skip
        answer = send(data, name, name)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), name
    other = send(jpeg(), "to.jpg", "k8", "0000 0000")
    assert "không phải của bản đang lưu" in other.content.decode()
    assert Commitment.objects.get().state == "draft"
    assert send(jpeg(), "to.jpg", "k9", f"{row.sha256[:4].upper()} {row.sha256[4:8]}").status_code == 302
    done = Commitment.objects.select_related("file").get()
    assert (done.state, done.way) == ("signed", "paper")
    assert done.file is not None
    assert StoredFile.objects.get(id=done.file.id).attached_to == row.id
    scan = clerk.get(reverse("office:commitment_scan", args=[row.id]))
    assert scan.status_code == 200


def test_the_public_list_names_people_and_posts_and_nothing_else(world: World, client: Client) -> None:
    signed(world)
    drafted(world, "mua")
    record(world, for_hamlet_head(world))
    said = client.get("/xa/15163/cam-ket/").content.decode()
    for words in ("Quách Văn Trúc", "Công chức tư pháp", FREE, "Hà Văn Bản", "Phó thôn Vân Trai", "/bang-diem/n3/"):
        assert words in said, words
    for words in ("Bùi Thị Mùa", WITNESS.name, "trong hạn", "tháng này"):
        assert words not in said, words
    assert "/cam-ket/" in client.get("/xa/15163/bang-diem/").content.decode()


def test_the_first_page_of_the_day_reminds_the_signer_alone(world: World) -> None:
    drafted(world)
    assert "Bản cam kết của anh/chị chờ ký" in enter("truc").get("/can-bo/mo-hinh/hom-nay/").content.decode()
    Commitment.objects.all().delete()
    signed(world)
    assert "đã hứa thêm 3 điều" in enter("truc").get("/can-bo/mo-hinh/hom-nay/").content.decode()
    assert "đã hứa thêm" not in enter("mua").get("/can-bo/mo-hinh/hom-nay/").content.decode()
