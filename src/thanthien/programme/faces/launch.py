"""The launch day: ``programme.launch.hold(…)``."""

from thanthien.programme.access.launch import launch, launches, photo, photos, public_photo, published
from thanthien.programme.commands.launch import (
    Day,
    add_item,
    cancel,
    drop_item,
    hold,
    invite,
    mark_guests,
    set_day,
    take_back,
)
from thanthien.programme.commands.launch_news import (
    add_photo,
    photo_first,
    photo_off,
    publish,
    unpublish,
    write,
)
from thanthien.programme.launch_queries import DayView, Told, calendar_file, day_view, drafted, has_signing
from thanthien.programme.models import Launch, LaunchGuest, LaunchPhoto

__all__ = [
    "Day",
    "DayView",
    "Launch",
    "LaunchGuest",
    "LaunchPhoto",
    "Told",
    "add_item",
    "add_photo",
    "calendar_file",
    "cancel",
    "day_view",
    "drafted",
    "drop_item",
    "has_signing",
    "hold",
    "invite",
    "launch",
    "launches",
    "mark_guests",
    "photo",
    "photo_first",
    "photo_off",
    "photos",
    "public_photo",
    "publish",
    "published",
    "set_day",
    "take_back",
    "unpublish",
    "write",
]
