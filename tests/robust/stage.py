"""Plays one scene in a process of its own: ``python -m tests.robust.stage SCENE WORD…``.

The last line it prints is the scene's answer as JSON.
"""

import json
import sys


def main(name: str, *words: str) -> None:
    import django

    django.setup()
    from tests.robust import (  # noqa: F401  (makes the scenes known)
        scenes,
        scenes_booking,
        scenes_calendar,
        scenes_limits,
        scenes_model,
        scenes_privacy,
        scenes_sealed,
        scenes_tickets,
        scenes_units,
    )
    from tests.robust.together import SCENES

    given = [int(word) if word.isdigit() else word for word in words]
    print(json.dumps(SCENES[name](*given)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
