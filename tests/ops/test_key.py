"""A new field key in three steps, as an operator takes them; each says what comes next."""

import secrets

from tests.ops.house import House


def pairs(house: House) -> dict[str, str]:
    text = (house.folder / "thanthien.env").read_text("utf-8")
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))


def test_three_steps(house: House) -> None:
    before = pairs(house)
    house.json("key", "new")
    between = pairs(house)
    assert between["THANTHIEN_FIELD_KEY"] != before["THANTHIEN_FIELD_KEY"]
    assert between["THANTHIEN_FIELD_KEYS_OLD"] == before["THANTHIEN_FIELD_KEY"]
    assert between["THANTHIEN_SECRET_KEY"] == before["THANTHIEN_SECRET_KEY"], "links in people's hands go on working"
    assert (house.folder / "thanthien.env").stat().st_mode & 0o077 == 0
    assert "waits to be retired" in house.refusal("key", "new"), "a second new key would hide an unfinished change"
    told = house.json("key", "rotate")
    assert told["unreadable"] == []
    assert house.json("key", "retire") == {"remaining": 0}
    assert "THANTHIEN_FIELD_KEYS_OLD" not in pairs(house)
    assert house.json("audit", "verify")["ok"] is True


def test_a_key_from_the_environment_is_changed_where_it_is_kept(house: House) -> None:
    said = house.refusal("key", "new", THANTHIEN_FIELD_KEY=secrets.token_urlsafe(48))
    assert "comes from the environment" in said
