"""Background work of the search."""

from django_tasks import task

from search.indexing import catch_up
from search.registry import all_engines


@task()
def catch_up_index() -> None:
    """Bring every configured index to the state of the table."""
    for engine in all_engines():
        catch_up(engine)
