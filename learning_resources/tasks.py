"""Background work of the library."""

from django_tasks import task

from learning_resources.processing import extract_text


@task()
def read_file(file_id: str) -> str:
    """Read the words of one stored file; safe to run twice. Returns the state."""
    return extract_text(file_id)
