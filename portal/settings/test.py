"""Settings of the test suite: fast hashing, files in a temporary folder, tasks run on demand."""

import os
import tempfile
from pathlib import Path

_folder = Path(os.environ.setdefault("PORTAL_TEST_DIR", tempfile.mkdtemp(prefix="portal-test-")))
os.environ.update(VAR_DIR=str(_folder), HTTPS="0", ALLOWED_HOSTS="*", SECRET_KEY="only-for-tests-" + "x" * 50)
for _name in (
    "S3_BUCKET",
    "S3_ENDPOINT_URL",
    "S3_ACCESS_KEY",
    "SEARCH_URL",
    "METRICS_TOKEN",
    "MEDIA_DIR",
    "SEARCH_INDEX_DIR",
):
    os.environ[_name] = ""

from portal.settings.production import *  # noqa: E402, F403
from portal.settings.production import INSTALLED_APPS as _INSTALLED_APPS  # noqa: E402
from portal.settings.production import MIDDLEWARE as _MIDDLEWARE  # noqa: E402
from portal.settings.production import STORAGES  # noqa: E402

SHOW_STYLE_GUIDE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Wagtail's page assertions log in with the first backend and fail if that is Axes.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
INSTALLED_APPS = [*_INSTALLED_APPS, "django_migration_linter"]
MIDDLEWARE = [name for name in _MIDDLEWARE if "whitenoise" not in name]
LOGGING_CONFIG = None
