"""Sealed officers of Cẩm Vân for tests: two holders, two who could keep halves of the escrow, and short ways."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.people import PASSWORD
from tests.world import World, acting
from thanthien.core.actors import SYSTEM, Actor, Role
from thanthien.org import service as org
from thanthien.org.models import Position, Staff
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed import box
from thanthien.petitions.sealed.models import SealedKey

SINCE = date(2025, 7, 1)
RARE = "nhược thiên tuế quỳnh xuân"
CONTENT = {"title": f"Việc {RARE}", "summary": f"Đoạn một {RARE}.\nĐoạn hai.", "paper": "07/TC-QUYNHXUAN"}


def phrase(login: str) -> str:
    """A passphrase of one's own: four words that have nothing to do with each other."""
    return f"cối xay bồ câu {login} mưa phùn"


@dataclass
class House:
    """Who holds keys, and what was printed."""

    world: World
    now: datetime
    codes: dict[str, str] = field(default_factory=dict)

    def actor(self, login: str, now: datetime | None = None) -> Actor:
        """The person as of today."""
        return acting(Staff.objects.get(login=login), (now or self.now).date())

    def opened(self, login: str, now: datetime | None = None) -> sealed.Opened:
        """The key of a person, opened by the passphrase."""
        return sealed.unlock(self.actor(login), now or self.now, phrase(login))

    def key(self, login: str) -> SealedKey:
        """The present key of a person."""
        return SealedKey.objects.get(staff__login=login, ended_at=None)

    def set_up(self, login: str) -> sealed.Sheet:
        """Make a key and prove its sheet."""
        sheet = sealed.set_up(self.actor(login), self.now, phrase(login))
        self.codes[login] = sheet.code
        self.confirm(login, sheet)
        return sheet

    def confirm(self, login: str, sheet: sealed.Sheet) -> None:
        """Type back the two groups asked for."""
        typed = " ".join(sheet.groups[number - 1] for number in sheet.asked)
        sealed.confirm_sheet(actor=self.actor(login), now=self.now, typed=typed)

    def vouch(self, login: str, by: str) -> None:
        """Let a holder vouch for a new key."""
        key = self.key(login)
        opened = self.opened(by)
        sheet = sealed.own_key(self.actor(login))
        assert sheet is not None
        sealed.vouch(
            actor=self.actor(by), now=self.now, key_id=key.id, opened_key=opened.key_id, letters=sheet.fingerprint
        )

    def make(self, login: str = "giu", **changes: Any) -> UUID:
        """Seal a case."""
        given: dict[str, Any] = {"kind": "denunciation", "received_on": self.now.date(), "content": CONTENT}
        return UUID(sealed.make(actor=self.actor(login), now=self.now, **(given | changes)).id)

    def read(self, login: str, record_id: UUID) -> sealed.Read:
        """Open a case."""
        done = sealed.read(actor=self.actor(login), now=self.now, record_ids=[record_id], opened=self.opened(login))
        return done.read[0]

    def grant(self, record_id: UUID, to: str, by: str) -> None:
        """Pass a case on."""
        sealed.grant(
            actor=self.actor(by), now=self.now, record_id=record_id, key_id=self.key(to).id, reason="together",
            opened=self.opened(by),
        )  # fmt: skip

    def escrow(self, by: str = "giu") -> None:
        """Make the escrow of chị Mùa and ông Thư."""
        sealed.make_escrow(
            actor=self.actor(by), now=self.now, keepers=self.keepers("mua", "thu"), opened=self.opened(by)
        )

    def keepers(self, *logins: str) -> dict[UUID, str]:
        """Keys of persons with what they read from their sheets."""
        return {self.key(login).id: box.fingerprint(self.key(login).public) for login in logins}

    def leave(self, login: str, day: date) -> None:
        """End the position of a sealed officer."""
        held = Position.objects.get(staff__login=login, role=Role.SEALED)
        org.end_position(actor=SYSTEM, now=self.now, position_id=held.id, valid_to=day)


def engage(world: World, login: str, name: str, *roles: str, code: str = "") -> None:
    """Enter a person of a commune (Cẩm Vân) with positions."""
    unit_id = world.units[code] if code else world.home
    made = org.add_staff(actor=SYSTEM, now=world.now, unit_id=unit_id, login=login, name=name, password=PASSWORD)
    for role in roles or (Role.SEALED,):
        org.give_position(
            actor=SYSTEM, now=world.now, unit_id=unit_id, staff_id=UUID(made.id), role=role,
            title="Người giữ hồ sơ niêm phong", valid_from=SINCE,
        )  # fmt: skip


def house(world: World, holders: int = 2) -> House:
    """Two officers: chị Giữ, whose key counts at once, and anh Kín, for whom she vouches."""
    engage(world, "giu", "Lương Thị Giữ")
    engage(world, "kin", "Vi Văn Kín")
    made = House(world, world.now)
    if holders:
        made.set_up("giu")
    if holders > 1:
        made.set_up("kin")
        made.vouch("kin", by="giu")
    return made
