"""Run a program under limits: ``python -m learning_resources.files.limits CPU MEMORY OUTPUT PROGRAM …``.

CPU in seconds, MEMORY and OUTPUT (the largest file it may write) in bytes. The limits stand before
the program starts, and it cannot raise them.
"""

import os
import resource
import sys


def apply_limits(cpu: int, memory: int, output: int) -> None:
    """Bound this process and all it turns into."""
    for kind, value in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    apply_limits(*(int(number) for number in sys.argv[1:4]))
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606 - the caller names the program by its full path
