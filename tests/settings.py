"""The portal's settings as the tests run them; nothing else overrides settings."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("PORTAL_URL", "http://testserver")
os.environ.setdefault("EMAIL_URL", "console://")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "Portail <portail@example.org>")
if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

# Playwright keeps an event loop in the thread in which tests speak to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
CACHES["memory"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
SECOND_FACTOR_REQUIRED = False
