"""Plays one scene in a process of its own: ``python -m tests.robust.stage SCENE WORD…``.

The last line it prints is the scene's answer as JSON. ROBUST_PATIENCE: seconds to wait for a locked database.
"""

import json
import os
import sys


def main(name: str, *words: str) -> None:
    import django

    django.setup()
    from tests.robust import scenes  # noqa: F401  (makes its scenes known)
    from tests.robust.together import SCENES

    patience = os.environ.get("ROBUST_PATIENCE")
    if patience:
        impatient(float(patience))
    given = [int(word) if word.isdigit() else word for word in words]
    print(json.dumps(SCENES[name](*given)), flush=True)


def impatient(seconds: float) -> None:
    """Give up a locked database soon."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "postgresql":
        options["options"] = f"-c lock_timeout={int(seconds * 1000)}"
    else:
        options["timeout"] = seconds


if __name__ == "__main__":
    main(*sys.argv[1:])
