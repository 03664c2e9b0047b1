"""A sealed case lives in a house of its own, with real files behind it."""

from typing import Any

from tests.robust.scenes import the_world
from tests.robust.together import scene


@scene
def sealed_life() -> dict[str, Any]:
    """Play everything through the pages, with a crash at the end; return the codes of the printed sheets."""
    from django.test import override_settings
    from django.urls import reverse

    from tests import world
    from tests.petitions import played
    from thanthien.core import clock
    from thanthien.petitions.sealed import box

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    kept = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}, "staticfiles": plain}
    with override_settings(STORAGES=kept, ALLOWED_HOSTS=["*"]), clock.rehearse(world.NOW):
        play = played.begin(the_world())
        played.live(play)
        box.wrap = None  # type: ignore[assignment]  # the machine breaks down in the middle of an act
        play.browsers["giu"].raise_request_exception = False
        answer = play.browsers["giu"].post(reverse("office:sealed_make"), play.case())
    return {"codes": play.codes, "crash": answer.status_code}
