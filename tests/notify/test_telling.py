"""People choose how they are told, a hamlet's head tells, a number is stopped, a gateway reports: by acts and pages."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.gateway import KEY, REPORT_KEY
from tests.notify.things import hamlet_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.conf.gateways import Gateway, gateways
from thanthien.core.actors import Actor, citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Errand, Message, Wish
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.onestop.service import telling

WAITING = ("queued", "sent")


def latest(dossier: Any) -> Message:
    return Message.objects.filter(subject_id=dossier.id).latest("created_at", "id")


def clerk(world: World) -> Actor:
    return world.actors["nhai"]


def test_a_chosen_way_is_the_way_of_the_next_message(world: World) -> None:
    dossier = world.online(applicant=world.applicant(tell_by="sms"))
    assert (latest(dossier).channel, latest(dossier).to) == ("sms", "0900000123")


@pytest.mark.parametrize("way", ["sms", "zalo"])
def test_a_way_that_is_not_here_or_lacks_its_number_is_refused_at_its_field(
    world: World, way: str, settings: Any
) -> None:
    with pytest.raises(Refused) as no:
        world.online(applicant=world.applicant(tell_by=way, phone=""))
    assert no.value.field == "phone"
    settings.DEMO = False
    with pytest.raises(Refused) as no:
        world.online(applicant=world.applicant(tell_by=way))
    assert no.value.field == "tell_by"


def test_the_hamlet_is_read_from_the_address_or_asked_for(world: World) -> None:
    key = hamlet_of(world)
    dossier = world.online(applicant=world.applicant(tell_by="hamlet"))  # lives in thôn Vân Trai
    assert Errand.objects.get(message=latest(dossier)).hamlet_id == key
    assert Wish.objects.get(subject_id=dossier.id).hamlet_id == key
    with pytest.raises(Refused) as no:
        world.online(applicant=world.applicant(tell_by="hamlet", address="thôn Nào Đó"))
    assert no.value.field == "hamlet"


def test_the_head_of_a_hamlet_tells_and_only_the_tick_counts_as_arrived(world: World) -> None:
    key, now = hamlet_of(world), world.now
    dossier = world.online(applicant=world.applicant(tell_by="hamlet"))
    (one,) = notify.to_tell(clerk(world), key)
    assert one.name == "Bùi Thị Mơ"
    assert one.words.startswith(f"Xã Cẩm Vân đã nhận đơn, mã hồ sơ {dossier.code}.")
    for secret in ("hs/", dossier.title, "012345678901", "Mơ"):
        assert secret not in one.words
    who: dict[str, Any] = {"actor": clerk(world), "now": now, "hamlet_id": key, "errand_ids": [one.id]}
    notify.hand_list(**who)
    assert latest(dossier).state == "sent"
    with pytest.raises(Refused):
        notify.hand_list(**who)
    soon, long_ago = now + timedelta(hours=1), now - timedelta(days=1)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"told_by": " "}, "told_by"), ({"told_at": soon}, "told_at"), ({"told_at": long_ago}, "told_at"),
        ({"errand_ids": []}, "errands"),
    ]  # fmt: skip
    for changes, field in wrong:
        with pytest.raises(Refused) as no:
            notify.tick_told(**({**who, "told_by": "Hà Văn Trưởng", "told_at": now} | changes))
        assert no.value.field == field
    later = now + timedelta(hours=3)
    notify.tick_told(**{**who, "now": later}, told_by="Hà Văn Trưởng", told_at=later)
    row = latest(dossier)
    assert (row.state, row.reported_at, row.sent_at) == ("delivered", later, now)
    assert notify.to_tell(clerk(world), key) == []
    assert notify.told_lately(clerk(world), key)[0].told_by == "Hà Văn Trưởng"
    row_of_audit = AuditRow.objects.get(act="message.tick", subject_id=row.id)
    assert "Trưởng" not in str(row_of_audit.body)


@pytest.mark.parametrize("login", ["truc", "tam", "quan"])
def test_only_the_counter_ticks(world: World, login: str) -> None:
    key = hamlet_of(world)
    world.online(applicant=world.applicant(tell_by="hamlet"))
    errand = Errand.objects.get()
    with pytest.raises(NotThere):
        notify.hand_list(actor=world.actors[login], now=world.now, hamlet_id=key, errand_ids=[errand.id])
    assert Errand.objects.get().told_at is None


def test_another_way_by_the_secret_link(world: World, client: Client) -> None:
    dossier = world.online()
    path = f"/hs/{onestop.token_of(dossier.id)}/bao-tin/"
    assert "Tin nhắn SMS" in client.get(path).content.decode()
    wrong = client.post(path, {"once": "1", "tell_by": "email", "language": "vi"})
    assert wrong.status_code == 422
    assert "địa chỉ thư" in wrong.content.decode()
    done = client.post(path, {"once": "2", "tell_by": "zalo", "phone": "0912 345 678", "language": "en"})
    assert done.status_code == 302
    now = world.get(dossier.id)
    assert (now.tell_by, now.phone) == ("zalo", "0912345678")
    assert Wish.objects.get(subject_id=dossier.id).language == "en"
    assert "0912345678" not in str(AuditRow.objects.get(act="dossier.tell_by").body)


def test_a_number_of_somebody_else_is_stopped_for_this_dossier(world: World, client: Client) -> None:
    dossier = world.online(applicant=world.applicant(tell_by="sms"))
    path = f"/hs/{onestop.token_of(dossier.id)}/bao-tin/"
    assert client.post(path, {"once": "1", "viec": "khong-phai"}).status_code == 302
    assert world.get(dossier.id).tell_by == "slip"
    states = dict(Message.objects.filter(subject_id=dossier.id).values_list("channel", "state"))
    assert states == {"sms": "failed", "slip": "queued"}
    wanted = telling.Wanted("sms")
    with pytest.raises(Refused) as no:
        telling.choose_way(actor=citizen(), now=world.now, dossier_id=dossier.id, wanted=wanted)
    assert no.value.field == "phone"
    telling.stop_number(actor=clerk(world), now=world.now, dossier_id=dossier.id)
    assert Message.objects.filter(subject_id=dossier.id).count() == 2


def test_a_failed_message_goes_another_way_that_was_given(world: World) -> None:
    hamlet_of(world)
    dossier = world.online(applicant=world.applicant(tell_by="sms"))
    message = latest(dossier)
    Message.objects.filter(id=message.id).update(state="failed", attempts=7)
    who: dict[str, Any] = {"actor": clerk(world), "now": world.now, "message_id": message.id}
    for channel in ("sms", "email", "chim"):
        with pytest.raises(Refused) as no:
            telling.redirect(**who, channel=channel)
        assert no.value.field == "channel"
    with pytest.raises(NotThere):
        telling.redirect(**{**who, "actor": world.actors["quan"]}, channel="zalo")
    telling.redirect(**who, channel="hamlet")
    assert Errand.objects.filter(message__subject_id=dossier.id).count() == 1
    with pytest.raises(Refused):
        telling.redirect(**who, channel="zalo")


def test_the_next_commune_reaches_nothing(world: World) -> None:
    key = hamlet_of(world)
    dossier = world.online(applicant=world.applicant(tell_by="hamlet"))
    stranger = next(one for one in world.actors.values() if one.unit_id != world.home and "clerk" in one.roles)
    with pytest.raises(NotThere):
        telling.stop_number(actor=stranger, now=world.now, dossier_id=dossier.id)
    with pytest.raises(NotThere):
        notify.hand_list(actor=stranger, now=world.now, hamlet_id=key, errand_ids=[])
    assert notify.to_tell(stranger, key) == []


def test_only_a_signed_report_turns_sent_into_arrived(world: World, client: Client, settings: Any) -> None:
    settings.THANTHIEN_GATEWAYS = {"sms": Gateway("sms", "http://127.0.0.1:9/", "CAMVAN", KEY, REPORT_KEY)}
    dossier = world.online(applicant=world.applicant(tell_by="sms"))
    message = latest(dossier)
    Message.objects.filter(id=message.id).update(state="sent", sent_at=world.now)

    def post(body: object, key: str = REPORT_KEY, channel: str = "sms") -> tuple[int, dict[str, Any]]:
        raw = json.dumps(body).encode()
        signed = "sha256=" + hmac.new(key.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Thanthien-Signature": signed}
        answer = client.post(f"/bao-nhan/{channel}/", raw, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    good = {"id": message.id.hex, "state": "delivered"}
    assert post(good, "khoa khac khoa khac") == (401, {"ok": False, "error": "signature"})
    assert post(good, channel="zalo")[0] == 401
    assert latest(dossier).state == "sent"
    unreadable: list[object] = [{"id": "x", "state": "delivered"}, {"id": message.id.hex, "state": "eaten"}, [], "x"]
    for bad in unreadable:
        assert post(bad)[0] == 400
    assert post({"id": UUID(int=1).hex, "state": "delivered"})[0] == 404
    assert post(good) == (200, {"ok": True, "counted": True})
    assert latest(dossier).state == "delivered"
    assert post(good) == (200, {"ok": True, "counted": False})


def test_the_morning_list_is_written_once_and_names_nobody(world: World) -> None:
    from thanthien.org.models import Office

    Office.objects.filter(unit_id=world.home).update(email="motcua@camvan.vidu.vn")
    dossier = world.online(applicant=world.applicant(tell_by="sms"))
    Message.objects.filter(subject_id=dossier.id).update(state="failed", attempts=7)
    assert notify.send_digests(world.now.replace(hour=6)) == 0
    assert notify.send_digests(world.now) == 1
    assert notify.send_digests(world.now + timedelta(hours=2)) == 0
    mail = Message.objects.get(template="unsent_digest")
    what = notify.render(mail)
    assert "Tin nhắn SMS: 1 tin" in what.text
    assert "Mơ" not in what.text
    assert notify.send_digests(world.now + timedelta(days=1)) == 1
    stands = notify.seen_by(clerk(world), world.now)
    assert stands is not None
    line = notify.digest_line(stands)
    assert "1 tin nhắn SMS" in line
    for login, told in (("nhai", True), ("quan", True), ("tam", False)):
        page = enter(login)
        assert (line in page.get("/can-bo/").content.decode()) is told


def test_a_channel_counts_by_itself_and_agrees_with_a_slow_count(world: World) -> None:
    for number, way in enumerate(["sms", "sms", "slip", "email"]):
        person = world.applicant(tell_by=way, email="mo@vidu.vn")
        dossier = world.online(applicant=person)
        sent = world.now + timedelta(minutes=50 if number % 2 else 90)
        Message.objects.filter(subject_id=dossier.id).update(state="sent", sent_at=sent)
    night = Message.objects.filter(channel="sms").order_by("id")[0]
    night.not_before = world.now + timedelta(hours=1)
    night.save()
    now, first = world.now + timedelta(hours=5), world.now.replace(day=1)
    found = {one.channel: (one.all, one.within_the_hour) for one in notify.by_channel(world.home, first, now, now)}
    slow: dict[str, tuple[int, int]] = {}
    for one in Message.objects.filter(unit_id=world.home):
        begins = one.not_before or one.created_at
        met = one.sent_at is not None and one.sent_at - begins <= timedelta(hours=1)
        every, good = slow.get(one.channel, (0, 0))
        slow[one.channel] = (every + 1, good + met)
    assert found == slow == {"sms": (2, 2), "slip": (1, 0), "email": (1, 1)}


@pytest.mark.parametrize(
    "given",
    [{"URL": "http://cong.vidu.vn/gui", "KEY": "k", "SENDER": "X"}, {"URL": "https://cong.vidu.vn/gui", "KEY": "k"},
     {"URL": "https://a:b@cong.vidu.vn/", "KEY": "k", "SENDER": "X"}, {"URL": "ftp://x/", "KEY": "k", "SENDER": "X"},
     {"URL": "https://cong.vidu.vn/", "KEY": "k", "SENDER": "X", "REPORT_KEY": "ngan"}],
)  # fmt: skip
def test_a_gateway_set_by_halves_or_in_the_open_stops_the_start(given: dict[str, str]) -> None:
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured):
        gateways({f"THANTHIEN_SMS_{name}": value for name, value in given.items()})
