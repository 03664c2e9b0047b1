"""The pages beyond the usual way: files, second presses, people without keys, the menu."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.petitions.sealed import CONTENT, House, engage, phrase
from tests.web.office import sign_in
from thanthien.core.models import OnceKey
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed import box
from thanthien.petitions.sealed.models import SealedEscrow, SealedRecord

FORM = {"kind": "unsigned", "received_on": "2026-11-12", "once": "mot-lan", **CONTENT}


def text(client: Client, name: str, *args: str) -> str:
    return client.get(reverse(f"office:{name}", args=args)).content.decode()


def test_two_officers_of_one_name_are_told_apart_by_their_keys(held: House) -> None:
    """The two of the escrow chose by a name that an administrator had typed a second time."""
    for login in ("mua", "thu"):
        held.set_up(login)
    held.escrow()
    for login in ("moi", "moi2"):
        engage(held.world, login, "Tòng Thị Mới")
        held.set_up(login)
    letters = [box.fingerprint(held.key(login).public) for login in ("moi", "moi2")]
    page = text(sign_in("mua"), "sealed_keep")
    assert all(f"Tòng Thị Mới (khóa {one})" in page for one in letters)
    asked = sealed.ask_escrow(
        actor=held.actor("mua"), now=held.now, escrow_id=SealedEscrow.objects.get().id, for_key=held.key("moi2").id,
        reason="lost", opened=held.opened("mua"),
    )  # fmt: skip
    page = text(sign_in("thu"), "sealed_join", asked.id)
    assert letters[1] in page
    assert letters[0] not in page


def test_a_file_is_refused_and_the_words_stay(held: House) -> None:
    file = SimpleUploadedFile("don.pdf", b"%PDF-1.4", "application/pdf")
    answer = sign_in("giu").post(reverse("office:sealed_make"), FORM | {"file": file})
    assert answer.status_code == 422
    assert "không nhận tệp" in answer.content.decode()
    assert CONTENT["title"] in answer.content.decode()
    assert SealedRecord.objects.count() == 0


def test_two_presses_make_one_case_and_nothing_of_it_is_remembered(held: House) -> None:
    client = sign_in("giu")
    for _ in range(2):
        assert client.post(reverse("office:sealed_make"), FORM).status_code == 302
    made = SealedRecord.objects.get()
    kept = OnceKey.objects.get(act="sealed.make")
    assert kept.answer == {"id": str(made.id), "code": made.code}
    other = Client()
    sign_in("kin", other)
    assert other.post(reverse("office:sealed_make"), FORM).status_code == 302
    assert SealedRecord.objects.count() == 2, "the key of a form belongs to its session"


def test_only_sealed_officers_have_the_area(held: House) -> None:
    assert reverse("office:sealed") in text(sign_in("giu"), "today")
    for login in ("nhai", "tam", "quan"):
        assert "niem-phong" not in text(sign_in(login), "today")


def test_who_might_keep_a_half_finds_the_page_and_is_told_what_is_missing(held: House) -> None:
    client = sign_in("mua")
    assert reverse("office:sealed_keep") in text(client, "security")
    assert "Lập khóa của tôi" in text(client, "sealed_keep")
    assert "Chưa đủ hai người" in text(sign_in("giu"), "sealed_escrow")
    held.set_up("mua")
    assert "chưa nhờ anh/chị giữ nửa nào" in text(client, "sealed_keep")


def test_the_first_page_says_what_to_do_about_keys(held: House) -> None:
    client = sign_in("giu")
    assert "Quá 90 ngày chưa mở thử" in text(client, "today")
    held.leave("kin", held.now.date())
    assert "Chưa ghi được hồ sơ mới" in text(client, "today")
    assert reverse("office:sealed_make") not in text(client, "sealed")


def test_the_typed_passphrase_never_comes_back(held: House) -> None:
    client = sign_in("giu")
    wrong = phrase("giu") + " sai"
    answer = client.post(reverse("office:sealed_drill"), {"passphrase": wrong})
    assert answer.status_code == 422
    assert wrong not in answer.content.decode()


def test_a_forged_form_is_refused(held: House) -> None:
    client = Client(enforce_csrf_checks=True)
    sign = sign_in("giu")
    client.cookies = sign.cookies
    answer = client.post(reverse("office:sealed_end_key"), {})
    assert answer.status_code == 403
    assert held.key("giu").ended_at is None
