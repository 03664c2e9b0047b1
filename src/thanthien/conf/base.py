"""Settings of every installation. What differs between them comes from the environment.

THANTHIEN_MODE   demo | real (default)      THANTHIEN_DATA   folder for database, files, secrets
THANTHIEN_DB     sqlite (default) | postgres, then THANTHIEN_DB_NAME, _HOST, _PORT, _USER, _PASSWORD
                 THANTHIEN_DB_APP_USER (thanthien_app), _APP_PASSWORD: the role behind the wall
THANTHIEN_HOME_UNIT  code of the commune served at "/"     THANTHIEN_HOSTS  comma-separated host names
THANTHIEN_DB_WAIT  seconds to wait for a locked database before "try again later" (20)
THANTHIEN_URL    outside address, for links in letters     THANTHIEN_SMTP   host:port for e-mail
THANTHIEN_SMS_*, THANTHIEN_ZALO_*  gateways for text messages (thanthien.conf.gateways)
THANTHIEN_ROOT_MAIL  comma-separated addresses to which the root of each day is sent (none)
THANTHIEN_PAY_URL, THANTHIEN_PAY_SECRET  payment provider (docs/adr); THANTHIEN_PAY=simulated: the demo alone
THANTHIEN_SSO_*, THANTHIEN_VNEID_*  providers of identities (thanthien.conf.oidc)
THANTHIEN_SECURITY_CONTACT  mailto:, tel: or https: address for /.well-known/security.txt (the commune's telephone)
THANTHIEN_SEAL_P12, THANTHIEN_SEAL_PASSPHRASE  the home commune's certificate for digital signatures, a PKCS#12 file
THANTHIEN_SEAL_P11, THANTHIEN_SEAL_TOKEN, THANTHIEN_SEAL_LABEL  or in a token: library, token, label; the PIN is above
THANTHIEN_SEAL_TSA  address of a time-stamp authority (RFC 3161) for its signatures (none)
THANTHIEN_PROXIES  comma-separated addresses or networks whose X-Forwarded-For is believed (none)
"""

import os
from pathlib import Path

from thanthien.conf import gateways, identity, keys, lockout, oidc, payments, proxies

DATA_DIR = Path(os.environ.get("THANTHIEN_DATA", "var")).resolve()
keys.load_env_file(DATA_DIR)

THANTHIEN_MODE = os.environ.get("THANTHIEN_MODE", "real")
DEMO = THANTHIEN_MODE == "demo"
DEBUG = False
SECRET_KEY = keys.required("THANTHIEN_SECRET_KEY")
THANTHIEN_FIELD_KEY = keys.required("THANTHIEN_FIELD_KEY")
THANTHIEN_FIELD_KEYS_OLD = keys.old_field_keys()
THANTHIEN_PROOF_KEY = keys.required("THANTHIEN_PROOF_KEY")
THANTHIEN_PROOF_KEYS_OLD = keys.old_proof_keys()
THANTHIEN_ROOT_MAIL = tuple(filter(None, os.environ.get("THANTHIEN_ROOT_MAIL", "").replace(" ", "").split(",")))
THANTHIEN_FILES_DIR = DATA_DIR / "files"
THANTHIEN_HOME_UNIT = os.environ.get("THANTHIEN_HOME_UNIT", "")
THANTHIEN_URL = os.environ.get("THANTHIEN_URL", "http://127.0.0.1:8000").rstrip("/")
THANTHIEN_UPLOAD_LIMIT = 10 * 1024 * 1024
ALLOWED_HOSTS = [
    *(host for host in os.environ.get("THANTHIEN_HOSTS", "").split(",") if host),
    "127.0.0.1",
    "localhost",
    "[::1]",
]
THANTHIEN_PROXIES = proxies.networks(os.environ.get("THANTHIEN_PROXIES", ""))
THANTHIEN_OIDC = oidc.providers(os.environ)
THANTHIEN_PAY = os.environ.get("THANTHIEN_PAY", "simulated" if DEMO else "")
THANTHIEN_PAY_URL, THANTHIEN_PAY_SECRET = payments.provider(os.environ, demo=DEMO)
THANTHIEN_GATEWAYS = gateways.gateways(os.environ)
THANTHIEN_GATEWAY_SECONDS = gateways.seconds(os.environ)
THANTHIEN_REPORT_HOURS = float(os.environ.get("THANTHIEN_REPORT_HOURS", "24"))
THANTHIEN_SEAL_P12 = os.environ.get("THANTHIEN_SEAL_P12", "")
THANTHIEN_SEAL_PASSPHRASE = os.environ.get("THANTHIEN_SEAL_PASSPHRASE", "")
THANTHIEN_SEAL_P11 = os.environ.get("THANTHIEN_SEAL_P11", "")
THANTHIEN_SEAL_TOKEN = os.environ.get("THANTHIEN_SEAL_TOKEN", "")
THANTHIEN_SEAL_LABEL = os.environ.get("THANTHIEN_SEAL_LABEL", "")
THANTHIEN_SEAL_TSA = os.environ.get("THANTHIEN_SEAL_TSA", "")
TLS = THANTHIEN_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django_q",
    "thanthien.core",
    "thanthien.org",
    "thanthien.notify",
    "thanthien.onestop",
    "thanthien.quality",
    "thanthien.programme",
    "thanthien.privacy",
    "thanthien.petitions",
    "thanthien.web",
    *identity.APPS,
    *lockout.APPS,
    "thanthien.public",
    "thanthien.office",
    "thanthien.api",
    "thanthien.ops",
]
MIDDLEWARE = [
    "thanthien.web.safety.Headers",
    "thanthien.web.middleware.Guard",
    "thanthien.web.safety.OwnDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thanthien.web.middleware.Wall",
    "thanthien.web.middleware.SiteOfRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thanthien.web.safety.Csrf",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *identity.MIDDLEWARE,
]
ROOT_URLCONF = "thanthien.conf.urls"
WSGI_APPLICATION = "thanthien.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "thanthien.web.context.site"],
            "builtins": ["thanthien.web.templatetags.thanthien"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")


THANTHIEN_DB_APP_USER = keys.role_name(os.environ.get("THANTHIEN_DB_APP_USER", "thanthien_app"))
THANTHIEN_DB_APP_PASSWORD = os.environ.get("THANTHIEN_DB_APP_PASSWORD", "")
_DB_WAIT = float(os.environ.get("THANTHIEN_DB_WAIT", "20"))


def _database() -> dict[str, object]:
    if os.environ.get("THANTHIEN_DB", "sqlite") == "postgres":
        return {
            "ENGINE": "thanthien.core.postgres",
            "NAME": os.environ.get("THANTHIEN_DB_NAME", "thanthien"),
            "HOST": os.environ.get("THANTHIEN_DB_HOST", ""),
            "PORT": os.environ.get("THANTHIEN_DB_PORT", ""),
            "USER": os.environ.get("THANTHIEN_DB_USER", "thanthien"),
            "PASSWORD": os.environ.get("THANTHIEN_DB_PASSWORD", ""),
            # The pool wants CONN_MAX_AGE 0. A wrong password would only show after its time-out.
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
                # Without it one stuck transaction would hold every later request of the commune for ever.
                "options": f"-c lock_timeout={_DB_WAIT * 1000:.0f}",
            },
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA_DIR / "thanthien.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # DEFERRED fails with "database is locked" as soon as two writers upgrade a read.
            "transaction_mode": "IMMEDIATE",
            "timeout": _DB_WAIT,
            # FULL: an acknowledged filing survives a power cut (settled question 20).
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "org.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = identity.PASSWORD_RULES
globals().update({**identity.SETTINGS, **lockout.SETTINGS})
LOGIN_URL = "/can-bo/dang-nhap/"
SESSION_ENGINE = "thanthien.core.sessions"
# Behind TLS the browser itself keeps these two from other hosts, paths and plain lines (__Host-).
SESSION_COOKIE_NAME = "__Host-phien" if TLS else "phien"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = TLS
CSRF_FAILURE_VIEW = "thanthien.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [THANTHIEN_URL]
THANTHIEN_SECURITY_CONTACT = os.environ.get("THANTHIEN_SECURITY_CONTACT", "").strip()

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/tinh/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Uploads are read by our own door (core.files); Django refuses a body that no form of ours can need.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Keeps bytes in memory up to the limit and counts the rest: nothing unencrypted reaches a temporary folder.
FILE_UPLOAD_HANDLERS = ["thanthien.core.files.receive.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

_smtp_host, _, _smtp_port = os.environ.get("THANTHIEN_SMTP", "").partition(":")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _smtp_host
EMAIL_PORT = int(_smtp_port or "25")
EMAIL_HOST_USER = os.environ.get("THANTHIEN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THANTHIEN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("THANTHIEN_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("THANTHIEN_MAIL_FROM", "motcua@thanthien.invalid")

Q_CLUSTER = {
    "name": "thanthien",
    "orm": "default",
    "workers": 1,
    "timeout": 120,
    "retry": 180,
    "max_attempts": 5,
    "poll": 1.0,
    "save_limit": 500,
    "catch_up": False,
    "bulk": 1,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_secret_links": {"()": "thanthien.conf.logs.NoSecretLinks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secret_links"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"thanthien": {"level": "INFO"}},
}
