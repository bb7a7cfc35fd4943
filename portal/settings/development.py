"""What ``make run`` starts: production's settings on one machine, without TLS and without secrets to set.

``DEBUG=1`` turns Django's technical pages on; otherwise a reader's pages are shown.
"""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from portal.settings.environment import BASE_DIR, env


def _local_secret(folder: Path) -> str:
    """Return this machine's key, made at the first start and kept outside the repository."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


# What is empty counts as absent: a copied .env.example names every variable.
for _name, _value in (
    ("HTTPS", "0"),
    ("ALLOWED_HOSTS", "*"),
    ("SITE_URL", f"http://localhost:{env.number('PORT', 8000, 1, 65535)}"),
):
    os.environ[_name] = os.environ.get(_name) or _value
if not os.environ.get("SECRET_KEY"):
    os.environ["SECRET_KEY"] = _local_secret(env.folder("VAR_DIR", BASE_DIR / "var"))

from portal.settings.production import *  # noqa: E402, F403

DEBUG = env.flag("DEBUG", False)
SHOW_STYLE_GUIDE = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECURE_HSTS_SECONDS = 0
