"""Static files are copied to ``<data>/static`` once per version of the product, with hashed names."""

import shutil
from pathlib import Path

from thanthien.ops import place


def collect() -> bool:
    """Collect the static files if the product changed; tell whether it was done."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp, wanted = root.with_name("static.made-from"), place.fingerprint("*/static/**/*")
    if root.is_dir() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return False
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted, "utf-8")
    return True
