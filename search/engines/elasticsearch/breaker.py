"""A circuit breaker: a server that fails is left alone for a while and does not slow every request."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search.engines.base import EngineUnavailable, IndexMissing


class CircuitBreaker:
    """Opens after ``failures`` failures in a row and lets one request try again after ``pause`` seconds."""

    def __init__(
        self, failures: int = 2, pause: float = 15.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.failures = failures
        self.pause = pause
        self._clock = clock
        self._count = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Return whether requests are refused now."""
        return self._clock() < self._open_until

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Run a request; raises EngineUnavailable at once while open. A missing index is no failure."""
        with self._lock:
            now = self._clock()
            if now < self._open_until:
                raise EngineUnavailable("The search server failed a moment ago and is left alone")
            if self._open_until:
                # One request tries; the others keep away until it has come back.
                self._open_until = now + self.pause
        try:
            yield
        except IndexMissing:
            self._succeeded()
            raise
        except EngineUnavailable:
            self._failed()
            raise
        self._succeeded()

    def _succeeded(self) -> None:
        with self._lock:
            self._count, self._open_until = 0, 0.0

    def _failed(self) -> None:
        with self._lock:
            self._count += 1
            if self._count >= self.failures:
                self._open_until = self._clock() + self.pause
