"""The environment variables that the portal reads, as its own record names them."""

import json
import os
import subprocess
import sys
from functools import cache

from tests.ops.compose import PROJECT

_PROGRAM = """
import json, runpy
import portal.settings.development
runpy.run_path("ops/gunicorn.conf.py")
from portal.settings.environment import env
print(json.dumps({name: [item.expected, item.default] for name, item in env.variables.items()}))
"""


@cache
def known_variables() -> dict[str, tuple[str, str]]:
    """Return name → (what is expected, default as text) of all settings and of the web server.

    Read in a process of its own: importing the settings of production or development here would
    change those of the tests.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: (expected, default) for name, (expected, default) in json.loads(done.stdout).items()}
