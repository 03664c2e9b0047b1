"""Identity numbers, what forms ask, and pictures of cards stand encrypted; a wrong key says so in one line."""

import re
import secrets
import socket
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.files import samples
from tests.robust.house import KEYS, House
from tests.world import World
from thanthien.conf import keys
from thanthien.core import crypto, files
from thanthien.core.command import Once
from thanthien.core.once import sent_once
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, Draft

NUMBER = "038300000777"
MOTHER = "038300000778"


def everything() -> str:
    """Every value of every table, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def test_numbers_in_the_answers_of_a_form_stand_nowhere_plain(world: World) -> None:
    """The applicant's own number was encrypted, the mother's in the form beside it was not."""
    applicant = world.applicant(id_number=NUMBER)
    dossier = world.online(applicant=applicant, answers={"mother_id": MOTHER, "list": [MOTHER]})
    draft = onestop.drafts.start_draft(actor=world.citizen, now=world.now, unit_id=world.home, code="1.004884")
    answers = {"mother_id": MOTHER}
    onestop.drafts.save_draft(actor=world.citizen, now=world.now, token=draft.token, step=1, answers=answers)
    held = everything()
    assert NUMBER not in held
    assert MOTHER not in held
    assert world.get(dossier.id).answers == {"mother_id": MOTHER, "list": [MOTHER]}
    assert world.get(dossier.id).id_number == NUMBER
    assert onestop.drafts.answers_of(Draft.objects.get()) == {"mother_id": MOTHER}


def test_the_remembered_answer_of_a_key_holds_no_readable_link(world: World) -> None:
    filing = world.filing(channel="online")
    filed = sent_once(Once("s", "k", "b"), onestop.file, actor=world.citizen, now=world.now, filing=filing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM core_oncekey")
        assert filed.token not in repr(cursor.fetchall())


def test_equal_numbers_look_different_and_are_still_found(world: World) -> None:
    applicant = world.applicant(id_number=NUMBER)
    first, second = world.received(applicant=applicant), world.received(applicant=applicant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM onestop_dossier")
        stored = [row[0] for row in cursor.fetchall()]
    assert len(set(stored)) == 2
    assert {first.id_index, second.id_index} == {crypto.blind_index(NUMBER)}
    assert Dossier.objects.filter(id_index=crypto.blind_index(NUMBER)).count() == 2


def test_a_picture_of_a_card_is_not_readable_on_the_disk(world: World) -> None:
    picture = samples.jpeg()
    plain = files.stage("don.jpg", picture, unit_id=world.home, purpose="dossier", now=world.now)
    card = files.stage("cccd.jpg", picture, unit_id=world.home, purpose="dossier", now=world.now, encrypt=True)
    blobs = [path for path in Path(settings.THANTHIEN_FILES_DIR).rglob("*") if path.is_file()]
    mine = {path.name.partition("-")[0]: path.read_bytes() for path in blobs}
    assert picture[:64] in mine[plain.id.hex]
    assert picture[:64] not in mine[card.id.hex]
    assert b"JFIF" not in mine[card.id.hex]


def serve(house: House, **more: str) -> "subprocess.CompletedProcess[str]":
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    done = house.thanthien("serve", "--port", str(port), **more)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_server_under_another_key_says_so_and_does_not_start(house: House) -> None:
    house.play("files_with_a_number", NUMBER)
    done = serve(house, THANTHIEN_FIELD_KEY="hK3vT9cYqR2wX7nBz5LfM8sJ1pDg6Ae4UoCi")
    assert done.returncode == 1
    assert re.search("THANTHIEN_FIELD_KEY", done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", sorted(KEYS))
@pytest.mark.parametrize("value", ["", "secret", "short", "a" * 64, "changeme" * 8])
def test_a_missing_or_weak_key_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(keys.KeyMissing, match=name):
        keys.required(name)


@pytest.mark.parametrize("name", sorted(KEYS))
@pytest.mark.parametrize(
    "value",
    [
        "my-secret-4f9Kq2LxT0mXeHc5WnJz4KbAoP7d", "y8sQv2LrT0mXabcdefghc5WnJz4KbAoP7dGuI",
        "y8sQv2Lry8sQv2Lry8sQv2Lry8sQv2LrW5x", "test-key-four-test-key-four-test-key-four",
    ],
)  # fmt: skip
def test_a_key_that_somebody_thought_of_is_for_a_demo_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("THANTHIEN_MODE", "demo")
    assert keys.required(name) == value
    monkeypatch.setenv("THANTHIEN_MODE", "real")
    with pytest.raises(keys.KeyMissing, match=name):
        keys.required(name)


def test_drawn_keys_are_never_taken_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THANTHIEN_MODE", "real")
    for _ in range(300):
        monkeypatch.setenv("THANTHIEN_SECRET_KEY", secrets.token_urlsafe(48))
        assert keys.required("THANTHIEN_SECRET_KEY")


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_real_server_without_a_key_does_not_start(house: House, name: str) -> None:
    done = serve(house, **{name: ""})
    assert done.returncode == 1
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_one_key_for_both_purposes_is_refused(house: House) -> None:
    same = KEYS["THANTHIEN_SECRET_KEY"]
    done = serve(house, THANTHIEN_FIELD_KEY=same)
    assert done.returncode == 1
    assert "THANTHIEN_FIELD_KEY" in done.stderr
