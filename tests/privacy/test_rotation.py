"""Changing the key: before, in the middle, after; with both keys everything is read, and lookups keep finding."""

import base64
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from tests.files import samples
from tests.world import World
from thanthien.core import crypto, fields, files, rekey
from thanthien.core.actors import SYSTEM
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, Paper
from thanthien.privacy import service as privacy

NUMBER = "038300000777"
PICTURE = samples.jpeg()
NEW = "a-new-field-key-a-new-field-key-a-new-field-key"


class CutOff(Exception):
    """The power went."""


def turn_key(settings: Any) -> str:
    """Put a new key before the present one; return the old one."""
    old = str(settings.THANTHIEN_FIELD_KEY)
    settings.THANTHIEN_FIELD_KEY, settings.THANTHIEN_FIELD_KEYS_OLD = NEW, (old,)
    return old


def filled(world: World) -> tuple[list[Any], Any]:
    """Three dossiers with numbers, answers, papers and messages, and one encrypted card."""
    applicant = world.applicant(id_number=NUMBER)
    dossiers = [world.received(applicant=applicant, answers={"mother_id": NUMBER}) for _ in range(3)]
    card = files.stage("cccd.jpg", PICTURE, unit_id=world.home, purpose="paper", now=world.now, encrypt=True)
    return dossiers, card


def readable(dossiers: list[Any], card: Any) -> None:
    for one in dossiers:
        found = Dossier.objects.get(id=one.id)
        assert (found.id_number, found.answers) == (NUMBER, {"mother_id": NUMBER})
    assert Paper.objects.all()[0].data["dossier"]["applicant"]["name"] == "Bùi Thị Mơ"
    assert Message.objects.all()[0].payload["name"] == "Bùi Thị Mơ"
    assert files.store.get(files.records.original(card), encrypted=True) == PICTURE


def known(world: World) -> Any:
    return onestop.person_known(world.actors["nhai"], NUMBER, "")


def test_before_in_the_middle_and_after(world: World, settings: Any) -> None:
    dossiers, card = filled(world)
    turn_key(settings)
    readable(dossiers, card)
    assert known(world) is not None
    with pytest.raises(CutOff):
        rekey.rotate(cut_after(2), batch=2)
    assert rekey.remaining() > 0
    readable(dossiers, card)
    assert known(world) is not None
    count = rekey.rotate(batch=2)
    assert count.total > 0
    assert count.unreadable == []
    assert rekey.remaining() == 0
    settings.THANTHIEN_FIELD_KEYS_OLD = ()
    readable(dossiers, card)
    assert known(world) is not None
    assert Dossier.objects.filter(id_index=crypto.blind_index(NUMBER)).count() == 3
    assert rekey.rotate().total == 0, "a second run finds nothing to do"


def cut_after(batches: int) -> rekey.Done:
    left = [batches]

    def done(_: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise CutOff

    return done


def test_nothing_of_the_old_key_is_left(world: World, settings: Any) -> None:
    _, card = filled(world)
    turn_key(settings)
    rekey.rotate()
    letters = crypto.present_letters()
    for model, column in fields.encrypted():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{column.column}" FROM "{model._meta.db_table}"')
            kept = [str(row[0]).strip('"') for row in cursor.fetchall()]
        assert [text for text in kept if text and not text.startswith(letters) and text not in ("{}", "null")] == []
    assert crypto.is_present(files.store.head(files.records.original(card)))


def test_what_somebody_changes_meanwhile_stays(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dossiers, _ = filled(world)
    turn_key(settings)
    real, other = rekey._row, "038300000999"

    def slow(model: Any, column: Any, key: Any, raw: str, count: Any) -> int:
        if column.name == "id_number":
            Dossier.objects.filter(id=key).update(id_number=other)
        return real(model, column, key, raw, count)

    monkeypatch.setattr(rekey, "_row", slow)
    rekey.rotate()
    assert {Dossier.objects.get(id=one.id).id_number for one in dossiers} == {other}


def test_what_no_key_opens_is_named_and_left(world: World, settings: Any) -> None:
    dossiers, _ = filled(world)
    settings.THANTHIEN_FIELD_KEY, settings.THANTHIEN_FIELD_KEYS_OLD = NEW, ()
    count = rekey.rotate()
    assert any(str(dossiers[0].id) in place for place in count.unreadable)
    assert count.total == 0


def test_a_value_does_not_open_in_another_column(world: World) -> None:
    filled(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM onestop_dossier LIMIT 1")
        cursor.execute('UPDATE core_message SET "to" = %s', [cursor.fetchone()[0]])
    with pytest.raises(crypto.Unreadable):
        Message.objects.first()


def test_values_of_the_older_form_are_read_and_rewritten(world: World, settings: Any) -> None:
    dossier = filled(world)[0][0]
    old = crypto._key(settings.THANTHIEN_FIELD_KEY)
    bare = b"1" + b"n" * 12 + old.cipher.encrypt(b"n" * 12, NUMBER.encode(), b"")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE onestop_dossier SET id_number = %s", [base64.b64encode(bare).decode()])
    turn_key(settings)
    assert Dossier.objects.get(id=dossier.id).id_number == NUMBER
    rekey.rotate()
    settings.THANTHIEN_FIELD_KEYS_OLD = ()
    assert Dossier.objects.get(id=dossier.id).id_number == NUMBER


def test_each_chain_says_that_the_key_was_changed(world: World) -> None:
    noted = privacy.note_rotation(actor=SYSTEM, now=world.now, values=7, files=1)
    assert noted.units == 3
    assert AuditRow.objects.filter(act="key.rotate", unit_id=world.home).count() == 1


def test_seeds_of_second_factors_change_their_key_too(world: World, settings: Any) -> None:
    seed = "JBSWY3DPEHPK3PXP"
    row = Authenticator.objects.create(
        user_id=world.actors["thu"].id, type=Authenticator.Type.TOTP, data={"secret": crypto.encrypt_text(seed)}
    )
    turn_key(settings)
    assert rekey.rotate().values["mfa_authenticator"] == 1
    settings.THANTHIEN_FIELD_KEYS_OLD = ()
    row.refresh_from_db()
    assert crypto.decrypt_text(row.data["secret"]) == seed
    assert rekey.rotate().total == 0
