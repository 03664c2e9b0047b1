"""SMS and Zalo against a real gateway process: what it takes, loses, refuses, and how long it may take for that."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests import gateway as gateways
from tests.gateway import KEY, REPORT_KEY, Gateway
from tests.notify.conftest import NOW, PAYLOAD, Put
from thanthien.conf import base
from thanthien.conf.gateways import LONGEST_ANSWER, seconds
from thanthien.conf.gateways import Gateway as Configured
from thanthien.core import outbox
from thanthien.core.actors import Actor
from thanthien.core.models import Attempt, AuditRow, ChannelRule, Message
from thanthien.notify import couriers, delivery, service
from thanthien.notify.service import deliver_due


@pytest.fixture(scope="module")
def process() -> Iterator[Gateway]:
    with gateways.running_gateway() as running:
        yield running


@pytest.fixture
def gateway(process: Gateway, settings: Any) -> Gateway:
    process.forget()
    made = {one: Configured(one, process.url, "CAMVAN", KEY, REPORT_KEY) for one in ("sms", "zalo")}
    settings.THANTHIEN_GATEWAYS, settings.THANTHIEN_GATEWAY_SECONDS = made, 0.7
    return process


def sms(put: Put, **changes: Any) -> Message:
    return put(**({"channel": "sms", "to": "0900000123"} | changes))


def again(message: Message) -> Message:
    return Message.objects.get(id=message.id)


def test_a_text_message_arrives_under_its_key_and_says_no_more_than_state_clock_and_place(
    gateway: Gateway, put: Put
) -> None:
    message = sms(put)
    assert deliver_due(NOW) == delivery.Report(sent=1)
    (asked,) = gateway.asked()
    assert asked["headers"]["Idempotency-Key"] == message.id.hex == asked["body"]["id"]
    assert asked["headers"]["Authorization"] == f"Bearer {KEY}"
    assert (asked["body"]["to"], asked["body"]["from"], asked["body"]["channel"]) == ("+84900000123", "CAMVAN", "sms")
    text = asked["body"]["text"]
    assert "TT-15163-261124-0001" in text
    assert "Xã Cẩm Vân" in text
    for secret in ("Ổi", "khai sinh", PAYLOAD["reason"], PAYLOAD["link"], "hs/", "Giấy chứng sinh"):
        assert secret not in text
    row = again(message)
    assert (row.state, row.sent_at, row.provider_id) == ("sent", NOW, f"nha-mang-{message.id.hex[:8]}")


def test_zalo_goes_its_own_way(gateway: Gateway, put: Put) -> None:
    put(channel="zalo", to="0900000123")
    assert deliver_due(NOW) == delivery.Report(sent=1)
    assert gateway.taken()[0]["channel"] == "zalo"


@pytest.mark.parametrize("how", ["500", "broken", "cut", "redirect", "unauthorised", "slow", "drip"])
def test_what_goes_wrong_on_the_way_is_tried_again_and_never_doubled(gateway: Gateway, put: Put, how: str) -> None:
    message = sms(put)
    gateway.behave(how)
    assert deliver_due(NOW) == delivery.Report(failed=1)
    row = again(message)
    assert (row.state, row.attempts) == ("queued", 1)
    assert row.last_error
    assert KEY not in row.last_error
    gateway.behave("ok")
    assert deliver_due(NOW + timedelta(minutes=1)) == delivery.Report(sent=1)
    assert again(message).state == "sent"
    assert len(gateway.taken()) == 1
    assert {one["path"] for one in gateway.asked()} == {"/gui"}


def test_a_number_that_takes_nothing_falls_to_paper_once(gateway: Gateway, put: Put) -> None:
    message = sms(put)
    gateway.behave("unknown")
    assert deliver_due(NOW) == delivery.Report(failed=1)
    row = again(message)
    assert row.state == "failed"
    assert "không nhận được tin" in row.last_error
    assert "phiếu in" in row.last_error
    (slip,) = Message.objects.filter(channel="slip")
    assert (slip.subject_id, slip.template, slip.payload) == (message.subject_id, "accepted", message.payload)
    assert AuditRow.objects.filter(act="message.fall_back", subject_id=message.id).count() == 1
    assert deliver_due(NOW + timedelta(days=1)) == delivery.Report()
    assert Message.objects.count() == 2


def test_a_number_without_zalo_gets_a_text_message(gateway: Gateway, put: Put) -> None:
    put(channel="zalo", to="0900000123")
    gateway.behave("unknown")
    deliver_due(NOW)
    (next_,) = Message.objects.filter(channel="sms")
    assert next_.to == "0900000123"


def test_a_slow_gateway_holds_nobody_up(gateway: Gateway, put: Put, settings: Any, monkeypatch: Any) -> None:
    settings.THANTHIEN_GATEWAY_SECONDS = 10.0
    slow, mail = sms(put), put()
    monkeypatch.setattr("thanthien.notify.channels.email.send", lambda connection, parcel: "")
    gateway.behave("slow")
    begun = time.monotonic()
    assert deliver_due(NOW, patience=0.8) == delivery.Report(sent=1)
    assert time.monotonic() - begun < 2.5
    assert (again(slow).state, again(mail).state) == ("queued", "sent")
    other = put()
    assert deliver_due(NOW, patience=0.3) == delivery.Report(sent=1)
    assert again(other).state == "sent"
    assert deliver_due(NOW + timedelta(seconds=9)) == delivery.Report(sent=1)
    assert again(slow).state == "sent"
    assert len(gateway.asked()) == 1


def test_an_answer_after_forty_seconds_comes_too_late_and_nothing_is_doubled(
    gateway: Gateway, put: Put, clerk: Actor, settings: Any
) -> None:
    """The real 15 s against 40 s, scaled to the process that answers after ``delay``; an officer presses meanwhile."""
    settings.THANTHIEN_GATEWAY_SECONDS = gateway.delay * 15 / 40
    message = sms(put)
    gateway.behave("slow")
    begun = time.monotonic()
    assert deliver_due(NOW, patience=0.2) == delivery.Report()
    assert time.monotonic() - begun < settings.THANTHIEN_GATEWAY_SECONDS
    service.retry_message(actor=clerk, now=NOW, message_id=message.id)
    time.sleep(settings.THANTHIEN_GATEWAY_SECONDS)
    gateway.behave("ok")
    # Back too late: noted as a failed try before anything is taken, so the officer's press sends nothing beside it.
    assert deliver_due(NOW + timedelta(seconds=15)) == delivery.Report(failed=1)
    assert len(gateway.asked()) == 1
    assert deliver_due(NOW + timedelta(seconds=15 + 60 * outbox.PAUSES[0])) == delivery.Report(sent=1)
    assert (again(message).state, len(gateway.taken())) == ("sent", 1)
    assert {one["headers"]["Idempotency-Key"] for one in gateway.asked()} == {message.id.hex}


def test_whoever_waits_longest_is_back_before_another_loop_may_take_the_message() -> None:
    longest = couriers.SECONDS + max(LONGEST_ANSWER, base.EMAIL_TIMEOUT)
    assert 2 * longest < outbox.TAKEN.total_seconds()
    assert 15 + 60 * outbox.PAUSES[0] > 40  # the second try begins after the late answer
    for wrong in ("0", "61", "nan", "lâu", ""):
        with pytest.raises(ImproperlyConfigured):
            seconds({"THANTHIEN_GATEWAY_SECONDS": wrong})
    assert seconds({}) == 15.0


def test_after_two_broken_lines_the_rest_waits_untried(gateway: Gateway, put: Put) -> None:
    messages = [sms(put) for _ in range(4)]
    gateway.behave("cut")
    assert deliver_due(NOW) == delivery.Report(failed=2)
    assert sorted(again(one).attempts for one in messages) == [0, 0, 1, 1]
    gateway.behave("ok")
    assert deliver_due(NOW + timedelta(seconds=2)) == delivery.Report(sent=2)


def test_one_commune_with_many_messages_does_not_keep_the_next_one_waiting(put: Put, gateway: Gateway) -> None:
    from tests.notify.conftest import NEXT_DOOR

    many = [sms(put, next_try_at=NOW - timedelta(hours=1)) for _ in range(6)]
    few = sms(put, unit_id=NEXT_DOOR)
    deliver_due(NOW, limit=2)
    assert again(few).state == "sent"
    assert sum(again(one).state == "sent" for one in many) == 1


def test_a_gateway_that_loses_the_message_is_listed_until_somebody_looks(
    gateway: Gateway, put: Put, clerk: Actor
) -> None:
    message = sms(put)
    gateway.behave("lose")
    deliver_due(NOW)
    assert again(message).state == "sent"
    assert service.unsent_page(clerk, NOW + timedelta(hours=23), kind="lost").rows == ()
    (row,) = service.unsent_page(clerk, NOW + timedelta(hours=25), kind="lost").rows
    assert (row.id, row.can_retry) == (message.id, False)
    service.give_on_paper(actor=clerk, now=NOW + timedelta(hours=25), message_id=message.id)
    assert service.unsent_page(clerk, NOW + timedelta(hours=26), kind="lost").rows == ()
    assert Message.objects.filter(channel="slip", state="queued").count() == 1


def test_at_night_text_messages_wait_and_mail_does_not(gateway: Gateway, put: Put, monkeypatch: Any) -> None:
    monkeypatch.setattr("thanthien.notify.channels.email.send", lambda connection, parcel: "")
    night = NOW.replace(hour=22, minute=30)
    late, mail = sms(put, created_at=night, next_try_at=night), put(created_at=night, next_try_at=night)
    assert deliver_due(night) == delivery.Report(sent=1)
    morning = (NOW + timedelta(days=1)).replace(hour=6, minute=0)
    row = again(late)
    assert (row.state, row.next_try_at, row.not_before, row.attempts) == ("queued", morning, morning, 0)
    assert again(mail).state == "sent"
    assert deliver_due(morning - timedelta(seconds=1)) == delivery.Report()
    assert deliver_due(morning) == delivery.Report(sent=1)


def test_a_commune_without_quiet_hours_and_without_diacritics(gateway: Gateway, put: Put) -> None:
    message = sms(put, created_at=NOW.replace(hour=23), next_try_at=NOW.replace(hour=23))
    ChannelRule.objects.create(
        unit_id=message.unit_id, quiet_from="06:00", quiet_to="06:00", bare_sms=True, changed_at=NOW
    )
    assert deliver_due(NOW.replace(hour=23)) == delivery.Report(sent=1)
    assert gateway.taken()[0]["text"].isascii()


def test_a_report_before_our_note_and_a_second_one_count_once(gateway: Gateway, put: Put) -> None:
    message = sms(put)
    assert outbox.claim(message.id, NOW)
    assert service.take_report("sms", message.id, "delivered", "", NOW)
    outbox.sent(message, NOW + timedelta(seconds=1), "nha-mang-1")
    row = again(message)
    assert (row.state, row.reported_at, row.sent_at, row.provider_id) == ("delivered", NOW, NOW, "nha-mang-1")
    assert not service.take_report("sms", message.id, "delivered", "", NOW + timedelta(hours=1))
    assert not service.take_report("sms", message.id, "failed", "muộn", NOW + timedelta(hours=1))
    assert again(message).reported_at == NOW


def test_a_report_of_failure_falls_to_paper_once(gateway: Gateway, put: Put) -> None:
    message = sms(put)
    deliver_due(NOW)
    assert service.take_report("sms", message.id, "failed", "máy tắt", NOW)
    assert not service.take_report("sms", message.id, "failed", "máy tắt", NOW)
    assert again(message).state == "failed"
    assert Message.objects.filter(channel="slip").count() == 1
    assert Attempt.objects.filter(message=message, ok=False).count() == 1


def test_without_a_gateway_the_demo_writes_files_and_says_that_it_is_simulated(
    put: Put, settings: Any, tmp_path: Any
) -> None:
    settings.THANTHIEN_GATEWAYS, settings.DATA_DIR, settings.DEMO = {}, tmp_path, True
    message = sms(put)
    assert deliver_due(NOW) == delivery.Report(sent=1)
    (shown,) = service.simulated_messages(service.BY_GATEWAY)
    assert shown.to == "0900000123"
    assert again(message).provider_id.startswith("mô phỏng")
    settings.DEMO = False
    lost = sms(put)
    assert deliver_due(NOW) == delivery.Report(failed=1)
    assert "THANTHIEN_SMS_URL" in again(lost).last_error
