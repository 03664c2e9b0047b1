"""Readiness reviews of Cẩm Vân, made by the real commands."""

from typing import Any
from uuid import UUID

from tests.files import samples
from tests.world import World
from thanthien.core import files
from thanthien.programme import service as programme
from thanthien.programme.models import Review, ReviewItem

readiness = programme.readiness


def begun(world: World) -> Review:
    return Review.objects.get(id=readiness.begin(actor=world.actors["tam"], now=world.now).id)


def rows(review: Review) -> list[ReviewItem]:
    return list(ReviewItem.objects.filter(review=review).order_by("position"))


def answer(world: World, item: ReviewItem, said: str = "yes", login: str = "truc", **changes: Any) -> int:
    values: dict[str, Any] = {"note": "" if said in ("yes", "no") else "Còn thiếu một ít", "seen": item.version}
    done = readiness.answer(
        actor=world.actors[login], now=world.now, item_id=item.id, said=said, **(values | changes)
    )  # fmt: skip
    return done.version


def answered(world: World, review: Review, said: str = "yes", **special: str) -> None:
    """Answer every item; ``special`` by the item's code."""
    for item in rows(review):
        answer(world, item, special.get(item.code, said))


def finish(world: World, review: Review) -> None:
    readiness.finish(actor=world.actors["tam"], now=world.now, review_id=review.id)


def photo(world: World, item: ReviewItem, login: str = "truc") -> UUID:
    file = files.stage("cong.jpg", samples.jpeg(), unit_id=item.unit_id, purpose="readiness", now=world.now)
    done = readiness.add_photo(actor=world.actors[login], now=world.now, item_id=item.id, file_id=file.id)
    return UUID(done.id)


def review_things(world: World) -> dict[str, Any]:
    """A review with one gap and one photo, for tests that walk every address."""
    review = begun(world)
    first, second = rows(review)[:2]
    answer(world, first, "no")
    readiness.add_own(actor=world.actors["tam"], now=world.now, group="people", text="Có người biết tiếng Mường")
    own = readiness.own_items(world.home).get()
    return {"review": review.id, "gap": first.id, "review_item": second.id, "photo": photo(world, first),
            "own_item": own.id}  # fmt: skip
