"""The settings of a real installation, read by a process of their own."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, sys
import django
from django.conf import settings
from django.core import checks
django.setup()
from thanthien.identity import lockout
from thanthien.web.safety import Headers
names = [name for name in dir(settings) if "COOKIE" in name] + ["DEBUG", "PASSWORD_HASHERS", "ALLOWED_HOSTS"]
told = {name: getattr(settings, name) for name in names}
told["device"] = lockout.COOKIE
told["headers"] = Headers(lambda request: None).always
told["checks"] = [one.id for one in checks.run_checks()]
print(json.dumps(told, default=str))
"""


def of_installation(folder: Path, **more: str) -> dict[str, Any]:
    """Return what a real installation is set to."""
    drawn = {f"THANTHIEN_{name}_KEY": secrets.token_urlsafe(48) for name in ("SECRET", "FIELD", "PROOF")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THANTHIEN_", "DJANGO_"))}
    environment = {
        **kept, **drawn, "THANTHIEN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "thanthien.conf.base",
        "PYTHONPATH": str(ROOT / "src"), **more,
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
