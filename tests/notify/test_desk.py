"""The desk's part: the print queue, a second try, and paper instead of a mail that does not arrive."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.notify.conftest import HERE, NOW, PAYLOAD, Put, staff
from thanthien.core.actors import SYSTEM, Actor, Role, citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import Attempt, AuditRow, Message
from thanthien.notify import service


def test_slips_wait_in_order_and_are_gone_once_printed(put: Put, clerk: Actor) -> None:
    later = put(channel="slip", to="", created_at=NOW + timedelta(minutes=1))
    first = put(channel="slip", to="")
    put()
    waiting = service.waiting_slips(clerk)
    assert [slip.id for slip in waiting] == [first.id, later.id]
    assert waiting[0].name == "Đinh Văn Ổi"
    assert waiting[0].text.startswith("Kính gửi ông")
    assert waiting[0].link == PAYLOAD["link"]
    service.mark_slip_printed(actor=clerk, now=NOW, message_id=first.id)
    assert [slip.id for slip in service.waiting_slips(clerk)] == [later.id]
    assert service.slip(clerk, first.id).printed_at == NOW


def test_printing_twice_sends_once(put: Put, clerk: Actor) -> None:
    slip = put(channel="slip", to="")
    for minutes in (0, 5):
        service.mark_slip_printed(actor=clerk, now=NOW + timedelta(minutes=minutes), message_id=slip.id)
    row = Message.objects.get(id=slip.id)
    assert (row.state, row.sent_at, row.attempts) == ("sent", NOW, 1)
    assert Attempt.objects.filter(message=slip).count() == 1
    assert AuditRow.objects.filter(act="message.print", subject_id=slip.id).count() == 2


def test_an_email_is_not_printed_as_a_slip(put: Put, clerk: Actor) -> None:
    with pytest.raises(Refused):
        service.mark_slip_printed(actor=clerk, now=NOW, message_id=put().id)


@pytest.mark.parametrize(
    "who",
    [staff(None, Role.CLERK), staff(HERE), staff(HERE, Role.CHAIR), citizen(), SYSTEM],
    ids=["no unit", "no role", "chair", "citizen", "loop"],
)
def test_who_is_not_at_the_desk_touches_nothing(put: Put, who: Actor) -> None:
    slip = put(channel="slip", to="")
    with pytest.raises(NotThere):
        service.mark_slip_printed(actor=who, now=NOW, message_id=slip.id)
    assert Message.objects.get(id=slip.id).state == "queued"


def test_the_next_commune_sees_and_touches_nothing(put: Put, stranger: Actor) -> None:
    slip, mail = put(channel="slip", to=""), put(state="failed", attempts=6)
    assert service.waiting_slips(stranger) == []
    assert service.undelivered(stranger) == []
    assert mail.subject_id is not None
    assert service.told(stranger, mail.subject_id) == []
    acts = (service.mark_slip_printed, service.retry_message, service.give_on_paper)
    for act, message in zip(acts, (slip, mail, mail), strict=True):
        with pytest.raises(NotThere):
            act(actor=stranger, now=NOW, message_id=message.id)
    with pytest.raises(NotThere):
        service.slip(stranger, slip.id)


def test_a_failed_message_can_be_sent_again(put: Put, clerk: Actor) -> None:
    mail = put(state="failed", attempts=6, last_error="Máy chủ thư trả lời 451")
    (lost,) = service.undelivered(clerk)
    assert (lost.id, lost.why, lost.to) == (mail.id, "Máy chủ thư trả lời 451", "dan@xa.invalid")
    service.retry_message(actor=clerk, now=NOW + timedelta(hours=1), message_id=mail.id)
    row = Message.objects.get(id=mail.id)
    assert (row.state, row.attempts, row.next_try_at) == ("queued", 0, NOW + timedelta(hours=1))
    assert AuditRow.objects.filter(act="message.retry", subject_id=mail.id).count() == 1


def test_what_was_sent_is_not_sent_again(put: Put, clerk: Actor) -> None:
    sent = put(state="sent", attempts=1, sent_at=NOW)
    for act in (service.retry_message, service.give_on_paper):
        with pytest.raises(Refused):
            act(actor=clerk, now=NOW, message_id=sent.id)


def test_a_message_that_cannot_be_mailed_goes_on_paper(put: Put, clerk: Actor) -> None:
    mail = put(state="failed", attempts=1, last_error="Địa chỉ thư này không gửi được")
    service.give_on_paper(actor=clerk, now=NOW, message_id=mail.id)
    (slip,) = service.waiting_slips(clerk)
    assert (slip.code, slip.dossier_id) == (PAYLOAD["code"], mail.subject_id)
    assert service.undelivered(clerk) == []


def test_a_message_not_yet_tried_is_not_put_on_paper(put: Put, clerk: Actor) -> None:
    with pytest.raises(Refused):
        service.give_on_paper(actor=clerk, now=NOW, message_id=put().id)


def test_the_history_of_a_dossier_tells_how_people_heard(put: Put, clerk: Actor) -> None:
    mail = put(state="sent", sent_at=NOW, attempts=1)
    put(channel="slip", to="", subject_id=mail.subject_id, created_at=NOW + timedelta(hours=1))
    put()
    assert isinstance(mail.subject_id, UUID)
    told = service.told(clerk, mail.subject_id)
    assert [(row.channel, row.state) for row in told] == [("email", "sent"), ("slip", "queued")]
