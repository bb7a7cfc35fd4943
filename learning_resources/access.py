"""Who may read a file that no published resource uses."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning_resources.models import StoredFile


def may_read_file(user: User | AnonymousUser, stored: StoredFile) -> bool:
    """Return whether ``user`` owns the file or edits the library."""
    if not isinstance(user, User):
        return False
    return stored.owner_id == user.pk or user.has_perm("learning_resources.change_learningresource")
