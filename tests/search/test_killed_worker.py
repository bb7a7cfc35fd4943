"""A worker that is killed between the commit and the index, 50 times: nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_index_equals_the_table_after_fifty_kills(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PORTAL_TEST_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    command = [sys.executable, "-m", "tests.search.killed_worker"]
    ran = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=300
    )
    sys.stdout.write(ran.stdout)
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
    assert "equal afterwards: True" in ran.stdout
