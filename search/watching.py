"""Noticing that an index has fallen behind: a server that was away, a task that was lost."""

import logging
import time

from search.engines.base import EngineUnavailable, IndexMissing, SearchEngine
from search.table import table_state
from search.tasks import catch_up_index

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0
_ASK_SECONDS = 60.0


class Watch:
    """When this process last looked at its indexes, and last asked for them to follow."""

    def __init__(self) -> None:
        self.looked = float("-inf")
        self.asked = float("-inf")

    def forget(self) -> None:
        """Start anew (tests)."""
        self.looked = self.asked = float("-inf")

    def ask_to_follow(self) -> None:
        """Put the catch-up into the queue, at most once a minute."""
        if time.monotonic() - self.asked >= _ASK_SECONDS:
            self.asked = time.monotonic()
            catch_up_index.enqueue()

    def look(self, engines: tuple[SearchEngine, ...]) -> None:
        """Every half minute, ask for the catch-up when an index is not where the table is.

        Engines that cannot be reached are left for later: they are noticed when they are back.
        """
        if time.monotonic() - self.looked < _LOOK_SECONDS:
            return
        self.looked = time.monotonic()
        table = table_state()
        for engine in engines:
            try:
                if engine.state() != table:
                    self.ask_to_follow()
            except IndexMissing:
                self.ask_to_follow()
            except EngineUnavailable as error:
                logger.info("%s is away: %s", engine.name, error)


watch = Watch()
