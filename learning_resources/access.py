"""Who may read a file that no published resource uses."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.base_user import AbstractBaseUser

from learning_resources.models import StoredFile


def may_read_file(user: AbstractBaseUser | AnonymousUser, stored: StoredFile) -> bool:
    """Return whether ``user`` owns the file or edits the library."""
    if not user.is_authenticated:
        return False
    return stored.owner_id == user.pk or user.has_perm("learning_resources.change_learningresource")
