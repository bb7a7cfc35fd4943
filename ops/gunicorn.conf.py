"""How gunicorn serves the portal: the same file for ``make run``, a server of one's own and the container.

Every setting comes from the environment (or .env) through the same typed reads as Django's settings,
so that a wrong value stops the start with the variable's name.
"""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import env

try:
    # Loopback unless asked otherwise: a proxy with TLS stands in front, and development answers any host.
    _host = env.text("WEB_HOST", "127.0.0.1", "an address to listen on")
    bind = f"{_host}:{env.number('PORT', 8000, 1, 65535)}"
    # Threads wait for the database and for readers with slow lines; processes use the cores.
    workers = env.number("WEB_WORKERS", 2, 1, 64)
    threads = env.number("WEB_THREADS", 4, 1, 64)
    # Seconds after which a worker that answers nothing is replaced.
    timeout = env.number("WEB_TIMEOUT", 60, 1, 3600)
    # The proxy keeps the log of requests; ours would name readers' addresses: only when asked for.
    accesslog = "-" if env.flag("WEB_ACCESS_LOG", False) else None
except ImproperlyConfigured as error:
    sys.exit(f"gunicorn: {error}")

worker_class = "gthread"

# The application is loaded once and shared by fork: half the memory, and a start that fails, fails once.
preload_app = True

graceful_timeout = 30
keepalive = 5
errorlog = "-"
loglevel = "info"

# Workers show that they live by touching a file: in memory, so that a busy disk does not kill them.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# Nothing here is steered at run time through gunicorn's control socket.
control_socket_disable = True
