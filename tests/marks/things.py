"""One of each for the walk over every address: a paper waiting for its chair, a signed letter of thanks."""

from typing import Any

from tests.world import NOW, World
from thanthien.onestop import service as onestop
from thanthien.onestop.models import CourtesyLetter, PaperMark


def thanked(world: World, signed: bool = True) -> CourtesyLetter:
    """A letter of thanks, as the chair signs it."""
    made = onestop.courtesy.begin_thanks(
        actor=world.actors["thu"], now=NOW, name="Đinh Văn Ổi", called="ông", address="thôn Vân Trai",
        what="đã góp ý đặt thêm ghế ở chỗ chờ",
    )  # fmt: skip
    letter = CourtesyLetter.objects.get(id=made.id)
    if signed:
        onestop.courtesy.sign_letter(
            actor=world.actors["tam"], now=NOW, letter_id=letter.id, seen=onestop.courtesy.seen_of_letter(letter)
        )
        letter.refresh_from_db()
    return letter


def signed_things(world: World) -> dict[str, Any]:
    """The records by name."""
    row = world.received()
    onestop.refuse(
        actor=world.actors["truc"], now=NOW, dossier_id=row.id, version=row.version, reason="Không đủ năm cư trú.",
        ground="Luật Cư trú Đ.20", guidance="Bổ sung giấy tờ rồi nộp lại.",
    )  # fmt: skip
    mark = PaperMark.objects.get(dossier_id=row.id, kind="not_eligible")
    return {"mark": mark, "courtesy": thanked(world)}
