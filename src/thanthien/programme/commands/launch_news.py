"""The album of a launch and what is told of the day: a news item on the commune's page, a text for newspapers."""

from datetime import datetime
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import launch as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import LaunchPhoto
from thanthien.rules.launch import MOST_PHOTOS


@command("launch.photo")
def add_photo(
    run: Run, *, actor: Actor, now: datetime, launch_id: UUID, file_id: UUID, caption: str, agreed: bool
) -> Done:
    """Put a photo into the album. Whoever uploads it says that the people shown agreed; without that it stays out."""
    row, words = access.take(actor, launch_id), clean(caption)
    if row.cancelled_on is not None:
        raise Refused("Buổi lễ này đã thôi.", "", "ended")
    if not 5 <= len(words) <= 200:
        raise Refused("Ghi ảnh chụp gì, từ 5 đến 200 chữ cái.", "caption")
    if not agreed:
        raise Refused("Hỏi người trong ảnh trước: đánh dấu khi họ đồng ý cho đăng.", "agreed")
    if not files.get(file_id, unit_id=row.unit_id).mime.startswith("image/"):
        raise Refused("Ở đây chỉ nhận ảnh chụp (JPG, PNG).", "photo", "kind")
    known = list(access.photos(row))
    if len(known) >= MOST_PHOTOS:
        raise Refused(f"Tập ảnh đã có {MOST_PHOTOS} ảnh. Bỏ bớt rồi thêm.", "photo", "full")
    photo = LaunchPhoto(
        unit_id=row.unit_id, launch=row, file_id=file_id, caption=words, agreed=True,
        place=known[-1].place + 1 if known else 1,
    )  # fmt: skip
    files.attach([file_id], unit_id=row.unit_id, attached_to=row.id)
    photo.save(force_insert=True)
    run.audit(row.unit_id, ("launch", row.id), {"file": str(photo.id)})
    return Done(str(photo.id))


@command("launch.photo_off")
def photo_off(run: Run, *, actor: Actor, now: datetime, photo_id: UUID) -> Done:
    """Take a photo out of the album and off the public page (somebody asks for it); at once, no reason owed.

    The file stays in the records of the launch as evidence, shown to nobody.
    """
    found = access.photo(actor, photo_id)
    row = access.take(actor, found.launch_id)
    found.off = True
    found.save(update_fields=["off"])
    run.audit(row.unit_id, ("launch", row.id), {"file": str(found.id)})
    return Done(str(row.id))


@command("launch.photo_order")
def photo_first(run: Run, *, actor: Actor, now: datetime, photo_id: UUID) -> Done:
    """Put a photo one place to the front of the album; the first one stays where it is."""
    found = access.photo(actor, photo_id)
    row = access.take(actor, found.launch_id)
    album = list(access.photos(row))
    at = [one.id for one in album].index(found.id)
    if at:
        album[at - 1], album[at] = album[at], album[at - 1]
    for place, one in enumerate(album, start=1):
        if one.place != place:
            one.place = place
            one.save(update_fields=["place"])
    run.audit(row.unit_id, ("launch", row.id), {"file": str(found.id)})
    return Done(str(row.id))


@command("launch.write")
def write(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, news_title: str, news: str, press: str) -> Done:
    """Write the news item and the press text; a published item changes for everybody at once."""
    row = access.take(actor, launch_id)
    title, story, handout = clean(news_title), clean_multiline(news), clean_multiline(press)
    if not 5 <= len(title) <= 200:
        raise Refused("Ghi tiêu đề tin, từ 5 đến 200 chữ cái.", "news_title")
    if not 30 <= len(story) <= 20_000:
        raise Refused("Viết tin, từ 30 đến 20.000 chữ cái.", "news")
    if len(handout) > 20_000:
        raise Refused("Lời cho báo chí dài quá 20.000 chữ cái.", "press")
    row.news_title, row.news, row.press = title, story, handout
    row.save(update_fields=["news_title", "news", "press"])
    run.audit(row.unit_id, ("launch", row.id), {"text": title})
    return Done(str(row.id))


@command("launch.publish")
def publish(run: Run, *, actor: Actor, now: datetime, launch_id: UUID) -> Done:
    """Put the news item with the album on the commune's public page; only of a day that was held."""
    row = access.take(actor, launch_id)
    if row.held_on is None:
        raise Refused("Buổi lễ chưa diễn ra, chưa đăng tin được.", "", "not-held")
    if not row.news:
        raise Refused("Viết tin trước rồi đăng.", "", "unwritten")
    if row.published_on is None:
        row.published_on = clock.local(now).date()
        row.save(update_fields=["published_on"])
    run.audit(row.unit_id, ("launch", row.id), {"to": row.published_on.isoformat()})
    return Done(str(row.id))


@command("launch.unpublish")
def unpublish(run: Run, *, actor: Actor, now: datetime, launch_id: UUID) -> Done:
    """Take the news item from the public page; the text stays here."""
    row = access.take(actor, launch_id)
    row.published_on = None
    row.save(update_fields=["published_on"])
    run.audit(row.unit_id, ("launch", row.id), {})
    return Done(str(row.id))
