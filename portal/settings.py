"""The only place that reads the environment; machines differ by it, never by file."""

import hashlib
import secrets
import tempfile
from email.utils import parseaddr
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.environment import bucket, env, flag, number, set_for_libraries
from portal.logs import without_secrets

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO = flag("DEMO")
DEBUG = flag("DEBUG")
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / ".data"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def demo_key():
    """A key of this machine's own, made once, so that DEMO=1 needs no setting."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = demo_key() if DEMO else env("SECRET_KEY")
ALLOWED_HOSTS = (
    ["localhost", "127.0.0.1", "[::1]"]
    if DEMO
    else [host for host in env("ALLOWED_HOSTS").split(",") if host]
)
PORTAL_NAME = env("PORTAL_NAME", "Dialogue Douane–secteur privé")
PORT = number("PORT", 8000)
PORTAL_URL = env("PORTAL_URL", f"http://localhost:{PORT}" if DEMO else None).rstrip("/")
CSRF_TRUSTED_ORIGINS = [o for o in env("CSRF_TRUSTED_ORIGINS", "").split(",") if o]
COUNTRY = env("COUNTRY", "ML")

if urlsplit(PORTAL_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(
        "PORTAL_URL must begin with http:// or https://, as in https://dialogue.example.org."
    )

INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "portal",
    "meetings",
    "instructions",
    "surveys",
    "commitments",
    "notices",
    "workdays",
    "accounts",
    "audit",
    "crispy_forms",
    "crispy_bootstrap5",
    "import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.HeadersMiddleware",
    "portal.middleware.MetricsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.shelf.ShelfMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "audit.middleware.OriginMiddleware",
    "workdays.middleware.CalendarMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
            "builtins": [
                "portal.templatetags.constant",
                "workdays.templatetags.days",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
# Libpq waits for minutes for a machine that no longer says anything.
NOTICE_A_DEAD_MACHINE = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}
# What is prepared (audit/prepared.py) is planned once, not for each value.
PLAN_ONCE = {"options": "-c plan_cache_mode=force_generic_plan"}


def database():
    """DATABASE_URL, or libpq's own variables (PGHOST, PGDATABASE…), or SQLite."""
    if env("PGDATABASE", "") and not env("DATABASE_URL", ""):
        parts = {
            "NAME": env("PGDATABASE"),
            "USER": env("PGUSER", ""),
            "PASSWORD": env("PGPASSWORD", ""),
            "HOST": env("PGHOST", ""),
            "PORT": env("PGPORT", ""),
        }
        parts["ENGINE"] = "django.db.backends.postgresql"
    else:
        url = env("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
        try:
            parts = dj_database_url.parse(url)
        except ValueError as error:
            raise ImproperlyConfigured(
                "DATABASE_URL must look like postgres://user:password@host:5432/name."
            ) from error
    if parts["ENGINE"].endswith("sqlite3"):
        parts["OPTIONS"] = SQLITE_OPTIONS
    else:
        parts["CONN_MAX_AGE"] = 600
        parts["CONN_HEALTH_CHECKS"] = True
        parts["OPTIONS"] = NOTICE_A_DEAD_MACHINE | PLAN_ONCE | parts.get("OPTIONS", {})
    return parts


DATABASES = {"default": database()}

# What all processes must count together lies in the database; what each may keep for
# itself, as long as the trail stands, in its own memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 10000},
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}

AUTHENTICATION_BACKENDS = ["accounts.backends.MandatedBackend"]
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "home"

# The second factor; the demonstration offers it without asking for it.
SECOND_FACTOR_REQUIRED = not DEMO
ACCOUNT_ADAPTER = "accounts.second_factor.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reauthenticate": "accounts.forms.second_factor.ConfirmByPasswordForm"}
MFA_FORMS = {
    name: f"accounts.forms.second_factor.{form}"
    for name, form in {
        "authenticate": "CodeForm",
        "reauthenticate": "ConfirmByCodeForm",
        "activate_totp": "SetUpAppForm",
        "add_webauthn": "PasskeyForm",
        "edit_webauthn": "RenamePasskeyForm",
    }.items()
}
MFA_ADAPTER = "accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = env("TIME_ZONE", "Africa/Bamako")
USE_I18N = True
USE_TZ = True

try:
    ZoneInfo(TIME_ZONE)
except (ZoneInfoNotFoundError, ValueError) as error:
    raise ImproperlyConfigured(
        f"TIME_ZONE is {TIME_ZONE}: name a zone such as Africa/Bamako."
    ) from error

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"


def is_collected():
    """Whether static files were collected since they last changed."""
    manifest = STATIC_ROOT / "staticfiles.json"
    sources = [BASE_DIR / "requirements.txt", *STATICFILES_DIRS[0].rglob("*")]
    return manifest.exists() and all(
        source.stat().st_mtime <= manifest.stat().st_mtime for source in sources
    )


# The demonstration also runs where nobody has collected static files.
COLLECTED = not DEMO or is_collected()
WHITENOISE_USE_FINDERS = not COLLECTED
S3_URL = env("S3_URL", "")
STORAGES = {
    "default": {"BACKEND": "portal.bucket.PrivateBucket", "OPTIONS": bucket(S3_URL)}
    if S3_URL
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "portal.static_files.CollectedFiles"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
SEARCH_MILLISECONDS = number("SEARCH_MILLISECONDS", 3000)
PAPER_MAX_BYTES = 10 * 1024 * 1024
CLAMD_URL = env("CLAMD_URL", "")
if CLAMD_URL and urlsplit(CLAMD_URL).scheme not in {"tcp", "unix"}:
    raise ImproperlyConfigured(
        "CLAMD_URL must look like unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310."
    )


def valkey_of_the_demonstration():
    """Where make demo starts its own; a socket's path must not be long."""
    path = DATA_DIR / "valkey.sock"
    if len(str(path)) > 100:
        name = hashlib.sha256(str(DATA_DIR).encode()).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"portal-{name}.sock"
    return f"unix://{path}"


REDIS_URL = env("REDIS_URL", "").replace("redis+socket://", "unix://") or (
    valkey_of_the_demonstration() if DEMO else ""
)
if REDIS_URL and urlsplit(REDIS_URL).scheme not in {"redis", "rediss", "unix"}:
    raise ImproperlyConfigured(
        "REDIS_URL must look like redis://127.0.0.1:6379/0 or unix:///run/valkey.sock."
    )
# Celery has a word of its own for a Unix socket.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://") or "redis://127.0.0.1:6379/0"
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_TASK_PUBLISH_RETRY = False
# Kept in memory: a file of it that a power failure spoiled would stop beat for good.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "plan-notices": {
        "task": "notices.tasks.plan",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "seed-coming-years": {
        "task": "workdays.tasks.seed_coming_years",
        "schedule": crontab(hour=3, minute=20),
    },
    "escalate-overdue": {
        "task": "commitments.tasks.escalate_overdue",
        "schedule": crontab(hour=6, minute=30),
        "options": {"expires": 3600},
    },
    "publish-waves": {
        "task": "surveys.tasks.publish_due",
        "schedule": crontab(),
        "options": {"expires": 3600},
    },
    "compute-waves": {
        "task": "surveys.tasks.compute_waiting",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "forget-imports": {
        "task": "surveys.tasks.forget_imports",
        "schedule": 3600,
        "options": {"expires": 3500},
    },
    "convoke-newcomers": {
        "task": "meetings.tasks.convoke_newcomers",
        "schedule": 600,
        "options": {"expires": 590},
    },
    "answer-resets": {
        "task": "accounts.tasks.answer_resets",
        "schedule": 20,
        "options": {"expires": 18},
    },
    "send-notices": {
        "task": "notices.tasks.send",
        "schedule": 20,
        "options": {"expires": 18},
    },
    "hand-over": {
        "task": "meetings.tasks.hand_over",
        "schedule": 600,
        "options": {"expires": 590},
    },
    "forget-registrations": {
        "task": "meetings.tasks.forget_registrations",
        "schedule": crontab(hour=3, minute=40),
    },
    "prune-import-drafts": {
        "task": "meetings.tasks.prune_import_drafts",
        "schedule": 3600,
        "options": {"expires": 3500},
    },
    "keep-deadlines-of-minutes": {
        "task": "meetings.tasks.keep_deadlines_of_minutes",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "read-replies": {
        "task": "notices.tasks.read_replies",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "chain-the-trail": {
        "task": "audit.tasks.chain_entries",
        "schedule": 300,
        "options": {"expires": 290},
    },
    "tick": {"task": "portal.tasks.tick", "schedule": 60, "options": {"expires": 55}},
    "forget-old-requests": {
        "task": "accounts.tasks.forget_old_requests",
        "schedule": crontab(hour=3, minute=45),
        "options": {"expires": 3600},
    },
    "forget-sessions": {
        "task": "accounts.tasks.forget_sessions",
        "schedule": crontab(hour=3, minute=55),
        "options": {"expires": 3600},
    },
    "forget-old-origins": {
        "task": "audit.tasks.forget_old_origins",
        "schedule": crontab(hour=3, minute=50),
        "options": {"expires": 3600},
    },
    "chain-readings": {
        "task": "instructions.tasks.chain_readings",
        "schedule": 300,
        "options": {"expires": 290},
    },
    "reindex-stale-texts": {
        "task": "instructions.tasks.reindex_stale",
        "schedule": 3600,
        "options": {"expires": 3500},
    },
    "prune-notices": {
        "task": "notices.tasks.prune",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
}
CELERY_TIMEZONE = TIME_ZONE
IMAP_URL = env("IMAP_URL", "")
MAIL_GATEWAY_SECRET = env("MAIL_GATEWAY_SECRET", "")  # none: no gateway may post
NOTICES_PER_MINUTE = number("NOTICES_PER_MINUTE", 0)  # 0: as fast as SMTP takes them
NOTICES_KEEP_DAYS = number("NOTICES_KEEP_DAYS", 730)
AUDIT_ORIGIN_DAYS = number("AUDIT_ORIGIN_DAYS", 365)
NOTICES_HOLD_DOUBTS = flag("NOTICES_HOLD_DOUBTS")
NOTICES_LEASE = number("NOTICES_LEASE", 180)  # seconds, more than a slow hand-over
NOTICES_ATTEMPTS = 10
NOTICES_BACK_OFF = 60  # seconds after the first failure, doubled after each


def email():
    """Django's e-mail settings out of EMAIL_URL (smtp, smtps, smtp+tls, file, console)."""
    url = urlsplit(env("EMAIL_URL", f"file://{DATA_DIR / 'mail'}" if DEMO else None))
    backend = "django.core.mail.backends."
    if url.scheme == "file":
        return {
            "EMAIL_BACKEND": "portal.mailbox.backend.EmailBackend",
            "EMAIL_FILE_PATH": unquote(url.path),
        }
    if url.scheme == "console":
        return {"EMAIL_BACKEND": f"{backend}console.EmailBackend"}
    if url.scheme not in {"smtp", "smtps", "smtp+tls"} or not url.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtp+tls://user:password@host:587 (or smtp, smtps, file, console)."
        )
    query = parse_qs(url.query)
    return {
        "EMAIL_BACKEND": "notices.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or {"smtps": 465, "smtp+tls": 587}.get(url.scheme, 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": int(query.get("timeout", ["20"])[0]),
    }


globals().update(email())
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", f"{PORTAL_NAME} <portail@example.org>" if DEMO else None
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured(
        "DEFAULT_FROM_EMAIL must hold an address, as in Portal <portal@example.org>."
    )

if IMAP_URL and (
    urlsplit(IMAP_URL).scheme not in {"imap", "imaps"}
    or not urlsplit(IMAP_URL).hostname
):
    raise ImproperlyConfigured(
        "IMAP_URL must look like imaps://user:password@host:993/INBOX."
    )

IS_HTTPS = PORTAL_URL.startswith("https://")
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 63072000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOG_FORMAT = env("LOG_FORMAT", "line")
if LOG_FORMAT not in {"line", "json"}:
    raise ImproperlyConfigured(
        f"LOG_FORMAT is {LOG_FORMAT!r}: it must be line or json."
    )
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "one_line": {"()": "portal.logs.OneLineWhileAway"},
        "hide_tokens": {"()": "portal.logs.HideTokens"},
    },
    "formatters": {
        "line": {
            "()": "portal.logs.Lines",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "portal.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["one_line", "hide_tokens"],
            "formatter": LOG_FORMAT,
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        name: {"handlers": ["console"], "level": "INFO", "propagate": False}
        for name in ("django", "django.server", "_granian", "granian.access")
    }
    # They tell of each task, step and table otherwise.
    | {name: {"level": "WARNING"} for name in ("celery", "weasyprint", "fontTools")},
}

# What watches the portal; nothing of it is loaded where it is not asked for.
METRICS_TOKEN = env("METRICS_TOKEN", "")
METRICS_DIR = DATA_DIR / "metrics"
if METRICS_TOKEN:
    METRICS_DIR.mkdir(exist_ok=True)
    set_for_libraries("PROMETHEUS_MULTIPROC_DIR", METRICS_DIR)
SENTRY_DSN = env("SENTRY_DSN", "")
if SENTRY_DSN:
    import_module("sentry_sdk").init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=without_secrets,
        before_send_transaction=without_secrets,
    )
