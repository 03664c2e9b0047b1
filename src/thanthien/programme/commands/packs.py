"""Acts about packs: publish a version, take it, take it back, recommend it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.text import clean, clean_multiline
from thanthien.org import service as org
from thanthien.programme import packing
from thanthien.programme.access import commitments
from thanthien.programme.access import packs as access
from thanthien.programme.commands.artefacts import note
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Pack, PackAdvice, PackTaken
from thanthien.rules import packs as rules

MOST_ROWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Taken:
    """The taking, and how many drafts it made."""

    id: str
    drafts: int


def proven(unit_id: UUID, sections: Collection[str] | None = None) -> dict[str, list[packing.Row]]:
    """Return what a commune could publish now, by section: what is in force, no draft. Empty sections are left out."""
    found = {
        name: [row for row in one.export(unit_id) if not row.get("draft")]
        for name, one in packing.SECTIONS.items()
        if sections is None or name in sections
    }
    return {name: rows for name, rows in found.items() if rows}


@command("pack.publish")
def publish(
    run: Run, *, actor: Actor, now: datetime, name: str, words: str, sections: Collection[str],
    series: UUID | None = None,
) -> Done:  # fmt: skip
    """Publish the commune's proven set to the communes of its province; ``series`` makes it the next version of one.

    Raises :class:`Refused` for a set that is empty or as it was, and for texts that hold something personal.
    """
    if actor.unit_id is None or not actor.may("pack.publish"):
        raise NotThere
    title, told = clean(name), clean_multiline(words)
    if not 5 <= len(title) <= 200:
        raise Refused("Ghi tên bộ kinh nghiệm, từ 5 đến 200 chữ cái.", "name")
    if not 20 <= len(told) <= 5000:
        raise Refused("Kể xã đã làm thế nào, được gì, từ 20 đến 5.000 chữ cái.", "words")
    earlier = list(access.own_series(actor, series)) if series else []
    if series and not earlier:
        raise NotThere
    body = proven(actor.unit_id, sections)
    _fit_to_leave(actor, {"": [{"name": title, "words": told}]} | body, clock.local(now))
    digest = rules.digest(body)
    if earlier and earlier[0].digest == digest:
        raise Refused("Chưa có gì mới so với bản trước.", "sections", "as-it-was")
    row = Pack(
        unit_id=actor.unit_id, series=series or uuid7(), version=earlier[0].version + 1 if earlier else 1, name=title,
        words=told, body=body, digest=digest, published_on=clock.local(now).date(),
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("pack", row.id), {"number": row.version, "hash": digest, "text": title})
    return Done(str(row.id))


def _fit_to_leave(actor: Actor, texts: rules.Body, now: datetime) -> None:
    rows = sum(map(len, texts.values())) - 1
    if rows == 0:
        raise Refused("Chọn phần đã có việc ban hành, đang áp dụng.", "sections", "empty")
    if rows > MOST_ROWS:
        raise Refused("Bộ này quá dài. Chọn bớt phần.", "sections")
    day = clock.local(now).date()
    names = {one.staff.name for one in org.colleagues(actor, day)}
    names |= {one.name for board in org.boards(actor, day) for one in org.sitting(board)}
    names |= {one.signer for one in commitments.people(actor, day)}  # heads of hamlets have no account
    if found := rules.personal_in(texts, names):
        words = f"Trong bộ này có “{found}”, là tên người, số điện thoại, địa chỉ thư hoặc số căn cước. Sửa chỗ ấy đã."
        raise Refused(words, "sections", "personal")


@command("pack.take")
def take(run: Run, *, actor: Actor, now: datetime, pack_id: UUID) -> Taken:
    """Take a pack of another commune of the province: its things become drafts here, all of them or none.

    Of a newer version only what is new in it is taken. What the commune has is never overwritten. It opens the gate
    "pack" of the giving commune. Raises :class:`Refused` for one's own, one taken before, an older one, one that was
    taken back, and whatever a section refuses.
    """
    if actor.unit_id is None or not actor.may("pack.take"):
        raise NotThere
    today = clock.local(now).date()
    pack = access.pack(actor, pack_id, today)
    rows = _to_take(actor, pack)
    had = {
        name: sorted(rules.fold(str(row["title"])) for row in one.export(actor.unit_id))
        for name, one in packing.SECTIONS.items()
        if name in pack.body
    }
    made = {
        name: one.take(run, actor, now, rows[name])
        for name, one in packing.SECTIONS.items()
        if one.take is not None and rows.get(name)
    }
    row = PackTaken(
        unit_id=actor.unit_id, from_unit_id=pack.unit_id, pack=pack, taken_on=today, made=made, had=had
    )  # fmt: skip
    run.flush()
    row.save(force_insert=True)
    about = {"number": pack.version, "hash": pack.digest, "rows": sum(made.values())}
    run.audit(actor.unit_id, ("pack", pack.id), about)
    _tell_giver(run, pack, row)
    return Taken(str(row.id), sum(made.values()))


def _to_take(actor: Actor, pack: Pack) -> dict[str, list[packing.Row]]:
    """Return what of a pack is new to the actor's commune."""
    if pack.unit_id == actor.unit_id:
        raise Refused("Bộ này là của xã mình.", "", "own")
    if rules.digest(pack.body) != pack.digest:
        raise Refused("Nội dung bộ này không còn nguyên như lúc công bố nên chưa nhận được. Báo xã đã công bố.", "")
    before = [one for one in access.taken_by(actor) if one.pack.series == pack.series]
    if any(one.pack_id == pack.id for one in before):
        raise Refused("Xã mình đã nhận bộ này rồi. Bản nháp của lần ấy vẫn còn.", "", "taken")
    if any(one.pack.version > pack.version for one in before):
        raise Refused("Xã mình đã nhận bản mới hơn của bộ này.", "", "older")
    if pack.withdrawn_on is not None:
        raise Refused("Xã công bố đã rút bộ này.", "", "withdrawn")
    if not before:
        return {name: list(rows) for name, rows in pack.body.items()}
    last = max(before, key=lambda one: one.pack.version).pack
    with wall.lifted():
        last.refresh_from_db(fields=["body"])
    return rules.newer(pack.body, last.body)


def _tell_giver(run: Run, pack: Pack, row: PackTaken) -> None:
    """Open the giver's gate, and join the two communes' chains."""
    taker = org.unit_by_id(row.unit_id)
    wall.admit(pack.unit_id)
    note(pack.unit_id, "pack", pack.series, f"{taker.label if taker else ''} nhận “{pack.name}”", row.taken_on)
    run.audit(pack.unit_id, ("pack", pack.id), {"unit": str(row.unit_id)}, act="pack.taken", here=True)


@command("pack.withdraw")
def withdraw(run: Run, *, actor: Actor, now: datetime, pack_id: UUID, reason: str) -> Done:
    """Take a published version back: nobody takes it any more; who has it keeps it."""
    today, why = clock.local(now).date(), clean(reason)
    pack = access.pack(actor, pack_id, today)
    if pack.unit_id != actor.unit_id or not actor.may("pack.publish"):
        raise NotThere
    if pack.withdrawn_on is not None:
        raise Refused("Bản này đã rút rồi.", "", "withdrawn")
    if not 5 <= len(why) <= 300:
        raise Refused("Ghi lý do rút.", "reason")
    pack.withdrawn_on, pack.withdraw_reason = today, why
    pack.save(update_fields=["withdrawn_on", "withdraw_reason"])
    run.audit(pack.unit_id, ("pack", pack.id), {"number": pack.version}, {"reason": why})
    return Done(str(pack.id))


@command("pack.recommend")
def recommend(run: Run, *, actor: Actor, now: datetime, pack_id: UUID, words: str) -> Done:
    """Recommend a pack to the communes below, with the reason. Raises :class:`Refused` for one already recommended."""
    if actor.unit_id is None or not actor.may("pack.recommend"):
        raise NotThere
    today, why = clock.local(now).date(), clean(words)
    pack = access.pack(actor, pack_id, today)
    if not 10 <= len(why) <= 500:
        raise Refused("Ghi vì sao nên dùng bộ này, từ 10 đến 500 chữ cái.", "words")
    if access.advised([pack]):
        raise Refused("Bộ này đã được khuyên dùng rồi.", "", "advised")
    row = PackAdvice(unit_id=actor.unit_id, pack=pack, words=why, advised_on=today)
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("pack", pack.id), {"number": pack.version}, {"text": why})
    return Done(str(row.id))
