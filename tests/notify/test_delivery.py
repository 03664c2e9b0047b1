"""The loop's round against a real SMTP server process."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import smtp
from tests.notify.conftest import NOW, Put
from thanthien.core import outbox
from thanthien.core.models import Attempt, Message
from thanthien.notify import delivery
from thanthien.notify.channels import email
from thanthien.notify.channels.sending import LineBroken, NotSent, Parcel
from thanthien.notify.service import deliver_due


@pytest.fixture
def server(smtp_server: smtp.Server, settings: Any) -> smtp.Server:
    # pytest-django swaps the backend for its mailbox in memory; here the wire itself is meant.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.DEFAULT_FROM_EMAIL = "motcua@camvan.invalid"
    return smtp_server


def again(message: Message) -> Message:
    return Message.objects.get(id=message.id)


def test_a_message_arrives_whole_and_once(server: smtp.Server, put: Put) -> None:
    message = put()
    assert deliver_due(NOW) == delivery.Report(sent=1)
    assert deliver_due(NOW) == delivery.Report()
    (mail,) = server.messages()
    assert str(mail["To"]) == "dan@xa.invalid"
    assert str(mail["From"]) == "xã Cẩm Vân <motcua@camvan.invalid>"
    assert str(mail["Subject"]).strip() == "Xã hẹn trả Đăng ký khai sinh thứ Ba 1/12/2026"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Kính gửi ông Đinh Văn Ổi," in mail.get_content()
    row = again(message)
    assert (row.state, row.sent_at, row.attempts, row.last_error) == ("sent", NOW, 1, "")
    assert list(Attempt.objects.values_list("message_id", "at", "ok")) == [(message.id, NOW, True)]


def test_a_slip_is_left_to_the_desk_and_a_later_message_to_later(server: smtp.Server, put: Put) -> None:
    put(channel="slip", to="")
    put(next_try_at=NOW + timedelta(minutes=1))
    assert deliver_due(NOW) == delivery.Report()
    assert server.messages() == []


def test_a_server_that_says_later_is_tried_again_after_each_pause(server: smtp.Server, put: Put) -> None:
    message, now = put(), NOW
    server.refuse(True)
    for minutes in outbox.PAUSES:
        assert deliver_due(now) == delivery.Report(failed=1)
        assert again(message).state == "queued"
        assert deliver_due(now + timedelta(seconds=59)) == delivery.Report()
        now += timedelta(minutes=minutes)
    server.refuse(False)
    assert deliver_due(now) == delivery.Report(sent=1)
    assert Attempt.objects.filter(message=message, ok=False).count() == len(outbox.PAUSES)


def test_after_the_last_pause_an_officer_has_to_look(server: smtp.Server, put: Put) -> None:
    message = put(attempts=len(outbox.PAUSES))
    server.refuse(True)
    deliver_due(NOW)
    row = again(message)
    assert row.state == "failed"
    assert "451" in row.last_error
    assert deliver_due(NOW + timedelta(days=30)) == delivery.Report()


def test_no_server_at_all_fails_the_round_in_words(server: smtp.Server, put: Put, settings: Any) -> None:
    messages = [put(), put()]
    settings.EMAIL_PORT = 9  # nobody listens there
    assert deliver_due(NOW) == delivery.Report(failed=2)
    assert {again(message).last_error.split(":")[0] for message in messages} == {"Không nối được máy chủ thư"}


@pytest.mark.parametrize(
    "bad",
    ["", "dan", "dan@", "dan@xa.invalid\nBcc: khac@xa.invalid", "a@xa.invalid, b@xa.invalid",
     "-oQ@xa.invalid", "Ổi <dan@xa.invalid>", "dân@xa.invalid", "dan@xa.invalid\u200b",
     "x" * 250 + "@xa.invalid"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_given_up_at_once(server: smtp.Server, put: Put, bad: str) -> None:
    message, other = put(to=bad), put()
    assert deliver_due(NOW) == delivery.Report(sent=1, failed=1)
    assert (again(message).state, again(other).state) == ("failed", "sent")
    assert len(server.messages()) == 1


def test_nothing_a_citizen_typed_becomes_a_header(server: smtp.Server, put: Put) -> None:
    put(payload={"title": "Khai sinh\r\nBcc: khac@xa.invalid", "unit": 'xã "Cẩm Vân"\nReply-To: x@y.invalid'})
    assert deliver_due(NOW) == delivery.Report(sent=1)
    (mail,) = server.messages()
    assert mail["Bcc"] is None
    assert mail["Reply-To"] is None
    assert "Bcc: khac@xa.invalid" in str(mail["Subject"])


def test_the_second_copy_after_a_crash_carries_the_same_id(server: smtp.Server, put: Put) -> None:
    message = put()
    deliver_due(NOW)
    Message.objects.filter(id=message.id).update(state="queued", next_try_at=NOW)
    deliver_due(NOW)
    first, second = server.messages()
    assert first["Message-ID"] == second["Message-ID"]


def test_a_message_taken_by_another_loop_is_left_to_it(server: smtp.Server, put: Put) -> None:
    message = put()
    assert outbox.claim(message.id, NOW)
    assert deliver_due(NOW) == delivery.Report()
    assert deliver_due(NOW + timedelta(minutes=11)) == delivery.Report(sent=1)


def test_a_text_that_is_missing_stops_one_message_only(server: smtp.Server, put: Put) -> None:
    lost, good = put(template="khong_co"), put()
    assert deliver_due(NOW) == delivery.Report(sent=1, failed=1)
    assert (again(lost).state, again(good).state) == ("failed", "sent")


def test_a_demo_without_a_server_keeps_its_mail(put: Put, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_HOST, settings.DEMO, settings.DATA_DIR = "", True, tmp_path
    put()
    assert deliver_due(NOW) == delivery.Report(sent=1)
    (kept,) = (tmp_path / "mail").iterdir()
    assert b"dan@xa.invalid" in kept.read_bytes()


def test_a_real_commune_without_a_server_says_what_to_set(put: Put, settings: Any) -> None:
    settings.EMAIL_HOST, settings.DEMO = "", False
    message = put()
    assert deliver_due(NOW) == delivery.Report(failed=1)
    assert "THANTHIEN_SMTP" in again(message).last_error


def test_a_server_that_dies_in_a_round_is_not_waited_for_again(
    put: Put, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.EMAIL_HOST, settings.DEMO, settings.DATA_DIR = "", True, tmp_path
    messages, tries = [put(), put(), put()], []

    def dying(*args: Any) -> None:
        tries.append(args)
        raise LineBroken("Thư chưa gửi được: timed out")

    monkeypatch.setattr(email, "send", dying)
    assert deliver_due(NOW) == delivery.Report(failed=1)
    assert len(tries) == 1
    assert sorted(again(message).attempts for message in messages) == [0, 0, 1]


def test_a_mailbox_that_does_not_exist_is_not_tried_again() -> None:
    import smtplib

    class Refusing:
        def send_messages(self, messages: list[Any]) -> int:
            raise smtplib.SMTPRecipientsRefused({"dan@xa.invalid": (550, b"5.1.1 no such user")})

    parcel = Parcel("1", "dan@xa.invalid", "Chào", "Chào", "xã")
    with pytest.raises(NotSent) as caught:
        email.send(Refusing(), parcel)  # type: ignore[arg-type]  # a stand-in for the wire
    assert caught.value.for_good
    assert "550" in caught.value.why
