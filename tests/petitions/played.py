"""The whole life of a sealed case, played through the real pages, with rare words in every box that takes text."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.petitions.sealed import engage
from tests.web.office import sign_in
from tests.world import World
from thanthien.petitions.sealed import box
from thanthien.petitions.sealed.models import EscrowOpening, SealedKey, SealedRecord

WORD, BESIDE = "zuyquynhxuan", "hoamaitrang77"
TEXT = f"{WORD} {BESIDE} nhược thiên"
MOBILE = "0912 345 678"


def phrase(login: str) -> str:
    return f"cối xay {WORD} {BESIDE} {login} mưa phùn"


@dataclass
class Play:
    """What was typed and printed, and the browsers of those who did it."""

    world: World
    browsers: dict[str, Client] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)

    def post(self, login: str, name: str, *args: Any, due: int = 302, **data: Any) -> Any:
        """Send a form and keep the answer."""
        answer = self.browsers[login].post(reverse(f"office:{name}", args=args), data)
        assert answer.status_code == due, (name, answer.status_code, answer.content.decode()[:2000])
        self.answers.append((login, name, due, answer))
        return answer

    def key_of(self, login: str) -> SealedKey:
        return SealedKey.objects.get(staff__login=login, ended_at=None)

    def set_up(self, login: str) -> None:
        """Make a key and type back what the sheet says."""
        page = self.post(
            login, "sealed_key", due=200, passphrase=phrase(login), again=phrase(login)
        ).content.decode()  # fmt: skip
        groups = re.findall(r"<b>([0-9A-Z]{4})</b></li>", page)
        asked = re.findall(r"[Nn]hóm (\d)", page.partition("Phiếu in xong chưa?")[2])
        assert (len(groups), len(asked)) == (8, 2), page
        self.codes[login] = " ".join(groups)
        self.post(login, "sealed_sheet", due=422, groups=TEXT)
        self.post(login, "sealed_sheet", groups=" ".join(groups[int(number) - 1] for number in asked))

    def case(self, **changes: str) -> dict[str, Any]:
        """A filled form."""
        once = f"once-{len(self.answers)}"
        made = {"once": once, "kind": "denunciation", "received_on": "2026-11-12", "title": TEXT, "summary": TEXT}
        return made | {"paper": f"07 {WORD}"} | changes


def begin(world: World) -> Play:
    """Two officers with keys, two who keep halves."""
    play = Play(world)
    engage(world, "giu", "Lương Thị Giữ")
    engage(world, "kin", "Vi Văn Kín")
    for login in ("giu", "kin", "mua", "thu"):
        play.browsers[login] = sign_in(login)
        play.set_up(login)
    letters = re.search(
        r"[0-9A-F]{4} [0-9A-F]{4}", play.browsers["kin"].get(reverse("office:sealed_key")).content.decode()
    )
    assert letters is not None
    kin = play.key_of("kin").id
    play.post("giu", "sealed_vouch", kin, due=422, letters=WORD, passphrase=phrase("giu"))
    play.post("giu", "sealed_vouch", kin, letters=letters.group(), passphrase=phrase("giu"))
    return play


def live(play: Play) -> SealedRecord:
    """Make a case, read it, pass it on, drill, forget the passphrase, open the escrow; with mistakes on the way."""
    play.post("giu", "sealed_make", due=422, **play.case(title="", kind=WORD))
    play.post("giu", "sealed_make", due=422, **play.case(summary=f"{TEXT} {MOBILE}"))
    play.post("giu", "sealed_make", due=422, **play.case(summary=TEXT * 500))
    play.post("giu", "sealed_make", **play.case(summary=f"{TEXT} {MOBILE}", seen="on"))
    record = SealedRecord.objects.exclude(kind="drill").get()
    play.post("kin", "sealed_case", record.id, due=422, passphrase=TEXT)
    play.post("kin", "sealed_case", record.id, due=200, passphrase=phrase("kin"))
    play.post("kin", "sealed", due=200, passphrase=phrase("kin"))
    keepers: dict[str, Any] = {"first": play.key_of("mua").id, "second": play.key_of("thu").id}
    keepers |= {"first_letters": "0000 0000", "second_letters": box.fingerprint(play.key_of("thu").public)}
    play.post("giu", "sealed_escrow", due=422, passphrase=phrase("giu"), **keepers)
    keepers["first_letters"] = box.fingerprint(play.key_of("mua").public)
    play.post("giu", "sealed_escrow", passphrase=phrase("giu"), **keepers)
    _newcomer(play, record)
    for login in ("giu", "kin", "mua", "thu"):
        play.post(login, "sealed_drill", passphrase=phrase(login))
    play.post(
        "giu", "sealed_recover", code=play.codes["giu"], passphrase=f"{phrase('giu')} hai", again=f"{phrase('giu')} hai"
    )
    play.post("giu", "sealed_passphrase", old=f"{phrase('giu')} hai", passphrase=phrase("giu"), again=phrase("giu"))
    return record


def _newcomer(play: Play, record: SealedRecord) -> None:
    """An officer of later is let in by the escrow, another one by a grant."""
    for login, name in (("moi", "Tòng Thị Mới"), ("nua", "Quàng Văn Nữa")):
        engage(play.world, login, name)
        play.browsers[login] = sign_in(login)
        play.set_up(login)
    escrow = re.search(
        r'name="escrow" value="([^"]+)"', play.browsers["mua"].get(reverse("office:sealed_keep")).content.decode()
    )
    assert escrow is not None
    asked: dict[str, Any] = {"escrow": escrow.group(1), "for_key": play.key_of("moi").id, "reason": "lost"}
    play.post("mua", "sealed_keep", passphrase=phrase("mua"), **asked)
    play.post("thu", "sealed_join", EscrowOpening.objects.get().id, passphrase=phrase("thu"))
    play.post("moi", "sealed_case", record.id, due=200, passphrase=phrase("moi"))
    letters = re.search(
        r"[0-9A-F]{4} [0-9A-F]{4}", play.browsers["nua"].get(reverse("office:sealed_key")).content.decode()
    )
    assert letters is not None
    nua = play.key_of("nua").id
    play.post("moi", "sealed_vouch", nua, letters=letters.group(), passphrase=phrase("moi"))
    play.post("kin", "sealed_grant", record.id, key_id=nua, reason="together", passphrase=phrase("kin"))
    play.post("nua", "sealed_case", record.id, due=200, passphrase=phrase("nua"))
