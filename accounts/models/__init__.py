from accounts.models.organisations import Organisation
from accounts.models.users import User, display_name

__all__ = ["Organisation", "User", "display_name"]
