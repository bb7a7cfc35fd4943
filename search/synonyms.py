"""The vocabulary in use: the table that staff edit, read again every half minute by each process."""

import threading
import time
from collections.abc import Callable

from search.models import Synonym
from search.vocabulary import SEED_VOCABULARY, SynonymGroup, Vocabulary, build_vocabulary

_MAX_AGE_SECONDS = 30.0


class _Current:
    """The vocabulary of this process and when it was read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._read_at: float | None = None
        self._vocabulary = SEED_VOCABULARY

    def get(self) -> Vocabulary:
        """Return the vocabulary, at most half a minute old."""
        with self._lock:
            now = self._clock()
            if self._read_at is None or now - self._read_at > _MAX_AGE_SECONDS:
                self._vocabulary = _read()
                self._read_at = now
            return self._vocabulary

    def forget(self) -> None:
        """Have the next query read the table."""
        with self._lock:
            self._read_at = None


def _read() -> Vocabulary:
    groups = [SynonymGroup(row.form_list, row.ambiguous) for row in Synonym.objects.all()]
    return build_vocabulary(groups) if groups else SEED_VOCABULARY


_current = _Current()


def current_vocabulary() -> Vocabulary:
    """Return the synonyms of the table; the seed where the table is empty."""
    return _current.get()


def forget_vocabulary() -> None:
    """Make a change of the table effective in this process at once."""
    _current.forget()
