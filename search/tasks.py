"""Background work of the search."""

import logging

from django_tasks import task

from search.engines.base import EngineUnavailable
from search.indexing import catch_up
from search.querycounts import collect
from search.registry import all_engines

logger = logging.getLogger(__name__)


@task()
def catch_up_index() -> None:
    """Bring every index to the state of the table, and count this host's queries.

    An index that cannot be reached stops no other.
    """
    collect()
    failed = []
    for engine in all_engines():
        try:
            catch_up(engine)
        except EngineUnavailable as error:
            logger.error("%s did not follow: %s", engine.name, error)
            failed.append(engine.name)
    if failed:
        raise EngineUnavailable(f"Not in step: {', '.join(failed)}")
