"""Settings of the tests: the same house, with cheap hashing and a place of its own."""

import os
import tempfile

os.environ.setdefault("THANTHIEN_SECRET_KEY", "test-secret-key-test-secret-key-test-secret-key")
os.environ.setdefault("THANTHIEN_FIELD_KEY", "test-field-key-test-field-key-test-field-key-0")
os.environ.setdefault("THANTHIEN_PROOF_KEY", "test-proof-key-test-proof-key-test-proof-key-0")
os.environ.setdefault("THANTHIEN_DATA", tempfile.mkdtemp(prefix="thanthien-test-"))
os.environ["THANTHIEN_MODE"] = "demo"
os.environ["THANTHIEN_DB"] = os.environ.get("THANTHIEN_TEST_DB", "sqlite")

from thanthien.conf.base import *  # noqa: F403  (the environment has to stand first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The list of common passwords is read from disk for each person entered.
AUTH_PASSWORD_VALIDATORS = AUTH_PASSWORD_VALIDATORS[:1]  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
THANTHIEN_HOME_UNIT = "15163"
# A process of the tests sweeps what its own database does not know: the uploads of another are not its own.
THANTHIEN_FILES_DIR = DATA_DIR / "files" / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # noqa: F405
EMAIL_HOST = "127.0.0.1"
ALLOWED_HOSTS = ["*"]
