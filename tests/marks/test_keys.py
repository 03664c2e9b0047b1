"""Real certificates: out of a file, out of a token, with a time-stamp; and every way in which they fail."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.pkcs11 import open_pkcs11_session

from tests import softhsm
from tests.marks import authority
from tests.marks.authority import Held
from tests.marks.test_signing import LATER, apologised, mark_of
from tests.papers.samples import SLIP
from tests.world import NOW, World
from thanthien.core import clock
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.onestop import signing
from thanthien.onestop.commands import marks as commands
from thanthien.papers import checking, signing_token
from thanthien.papers import service as papers
from thanthien.papers.signer import NoKey, NoTime, NotNow, NoToken, Signer, WrongPin

WORDS: dict[str, Any] = {
    "reason": "Phát hành giấy số 1/TXL",
    "place": "Cẩm Vân",
    "name": "UBND xã Cẩm Vân",
    "at": clock.local(NOW),
}


@pytest.fixture(scope="module")
def seal() -> Held:
    return authority.held("UBND xã Cẩm Vân", NOW - timedelta(days=1), 365)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return papers.render(papers.PaperKind.SLIP, papers.to_json(SLIP))


@pytest.fixture(scope="module")
def stamps() -> Iterator[str]:
    own = authority.held("Dấu thời gian thử", NOW - timedelta(days=1), 365, stamps=True)
    with authority.running(own, NOW) as address:
        yield address


@pytest.fixture(scope="module")
def token(seal: Held, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Signer]:
    if softhsm.find() is None:
        pytest.skip("SoftHSM2 is not installed; on Debian: sudo apt-get install softhsm2")
    library = softhsm.made(tmp_path_factory.mktemp("token"), seal.der(), seal.pkcs1())

    def signer(token: str = softhsm.TOKEN, label: str = softhsm.LABEL, pin: str = softhsm.PIN, tsa: str = "") -> Signer:
        return papers.signer.from_token(str(library), token, label, pin, tsa)

    return signer


def stamped(pdf: bytes) -> bool:
    attributes = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[0].signer_info["unsigned_attrs"]
    return any(one["type"].native == "signature_time_stamp_token" for one in attributes)


def test_a_file_with_the_communes_certificate_signs(seal: Held, paper: bytes, stamps: str) -> None:
    plain = papers.signer.from_pkcs12(seal.p12("mật khẩu dài"), "mật khẩu dài")
    made = plain.sign(paper, **WORDS)
    assert made.startswith(paper)
    assert not stamped(made)
    timed = papers.signer.from_pkcs12(seal.p12("mật khẩu dài"), "mật khẩu dài", stamps).sign(paper, **WORDS)
    assert stamped(timed)
    for one in (made, timed):
        report = checking.signatures_of(one)
        assert report.unchanged
        assert [(sign.certificate, sign.name) for sign in report.signatures] == [(plain.fingerprint, "UBND xã Cẩm Vân")]


def test_a_token_signs_and_is_let_go_after_each_signature(
    token: Callable[..., Signer], paper: bytes, stamps: str
) -> None:
    signer = token(tsa=stamps)
    for _ in range(2):
        made = signer.sign(paper, **WORDS)
        report = checking.signatures_of(made)
        assert report.unchanged
        assert report.signatures[0].certificate == signer.fingerprint
        assert stamped(made)


def test_a_wrong_pin_would_have_locked_the_token_while_papers_wait(
    token: Callable[..., Signer], paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(*args: Any, **kwargs: Any) -> Any:
        opened.append("once")
        return open_pkcs11_session(*args, **kwargs)

    monkeypatch.setattr(signing_token, "open_pkcs11_session", counted)
    for _ in range(5):
        with pytest.raises(WrongPin) as told:
            token(pin="000000").sign(paper, **WORDS)
        assert "000000" not in str(told.value)
    assert opened == ["once"]
    assert token().sign(paper, **WORDS)
    assert "246810" not in repr(token())


@pytest.mark.parametrize("wrong", [{"token": "another"}, {"label": "another"}])
def test_a_token_that_is_not_there_or_holds_no_such_key(
    token: Callable[..., Signer], paper: bytes, wrong: dict[str, str]
) -> None:
    with pytest.raises(NoToken):
        token(**wrong).sign(paper, **WORDS)
    with pytest.raises(NoToken):
        papers.signer.from_token("/nowhere/token.so", "a", "b", "c").sign(paper, **WORDS)


def test_a_wrong_passphrase_is_told_apart_from_a_file_that_was_cut(seal: Held) -> None:
    whole = seal.p12("đúng")
    with pytest.raises(WrongPin):
        papers.signer.from_pkcs12(whole, "sai")
    for broken in (whole[:-20], b"", b"not a file"):
        with pytest.raises(NoKey) as told:
            papers.signer.from_pkcs12(broken, "đúng")
        assert not isinstance(told.value, WrongPin)


@pytest.mark.parametrize("days", [-400, 30])
def test_a_certificate_that_has_ended_or_not_begun_signs_nothing(paper: bytes, days: int) -> None:
    first = NOW + timedelta(days=days)
    signer = papers.signer.from_pkcs12(authority.held("Xã", first, 365).p12("x"), "x")
    with pytest.raises(NotNow) as told:
        signer.sign(paper, **WORDS)
    assert told.value.first == first.replace(microsecond=0)


def test_an_authority_that_is_away_silent_or_talks_nonsense_is_one_trouble(
    seal: Held, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thanthien.papers.signing.PATIENCE", 0.3)
    own = authority.held("Dấu thời gian thử", NOW, 1, stamps=True)
    with socket.create_server(("127.0.0.1", 0)) as silent, authority.running(own, NOW, nonsense=True) as nonsense:
        for address in ("http://127.0.0.1:9/", f"http://127.0.0.1:{silent.getsockname()[1]}/", nonsense):
            with pytest.raises(NoTime):
                papers.signer.from_pkcs12(seal.p12("x"), "x", address).sign(paper, **WORDS)


def test_an_authority_that_drips_byte_by_byte_would_have_held_up_every_message(
    seal: Held, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thanthien.papers.signing.PATIENCE", 0.3)
    own, since = authority.held("Dấu thời gian thử", NOW, 1, stamps=True), monotonic()
    with authority.running(own, NOW, drips=True) as address, pytest.raises(NoTime):
        papers.signer.from_pkcs12(seal.p12("x"), "x", address).sign(paper, **WORDS)
    assert monotonic() - since < 6


def test_papers_wait_for_a_key_that_fails_and_are_signed_once_it_is_mended(
    world: World, settings: Any, tmp_path: Path, seal: Held, stamps: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "seal.p12"
    file.write_bytes(seal.p12("đúng"))
    settings.THANTHIEN_SEAL_P12 = str(file)
    settings.THANTHIEN_SEAL_PASSPHRASE, settings.THANTHIEN_SEAL_TSA = "sai", stamps
    one, two = apologised(world), apologised(world)

    def tried(at: Any) -> list[tuple[str, str]]:
        commands.sign_waiting(at)
        return [(mark_of(paper).signing, mark_of(paper).trouble) for paper in (one, two)]

    assert tried(LATER) == [("failed", commands.PIN)] * 2
    settings.THANTHIEN_SEAL_PASSPHRASE = "đúng"
    settings.THANTHIEN_SEAL_TSA = "http://127.0.0.1:9/"
    for paper in (one, two):
        onestop.marks.sign_again(actor=world.actors["thu"], now=LATER, mark_id=paper.id)
    asked: list[str] = []
    real = signing.make

    def make(*args: Any) -> signing.Made:
        asked.append("once")
        return real(*args)

    monkeypatch.setattr(signing, "make", make)
    assert tried(LATER) == [("waiting", commands.TIME)] * 2
    assert asked == ["once"]  # the second did not wait for an authority that the first found silent
    file.write_bytes(authority.held("Xã", NOW - timedelta(days=400), 365).p12("đúng"))
    later = LATER + timedelta(minutes=5)
    ended = "Chứng thư của xã chỉ dùng được từ 12/10/2025 đến 12/10/2026. Báo quản trị thay chứng thư mới."
    assert tried(later) == [("failed", ended)] * 2
    file.write_bytes(seal.p12("đúng"))
    settings.THANTHIEN_SEAL_TSA = stamps
    for paper in (one, two):
        onestop.marks.sign_again(actor=world.actors["thu"], now=later, mark_id=paper.id)
    assert tried(later) == [("signed", "")] * 2
    assert not mark_of(one).trial
    assert checking.signatures_of(onestop.pdf_of(one)).unchanged
    assert AuditRow.objects.filter(act="paper.signature_failed").count() == 6
