"""People who sign in: staff, teachers, reviewers. Readers need no account, children get none."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import nfc, person_sort_key, squeeze


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new user with ``email`` in lower case; raises ValueError without one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new administrator with every permission."""
        fields.setdefault("full_name", email.split("@")[0])
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with one full name (family name first) and, mostly, a unit."""

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("This e-mail has an account.")}
    )
    full_name = models.CharField(_("full name"), max_length=120)
    sort_name = models.CharField(max_length=500, editable=False, db_index=True)
    unit = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Take this away instead of deleting an account.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["sort_name", "email"]

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = squeeze(nfc(self.full_name))
        self.sort_name = person_sort_key(self.full_name)[:500]
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return the full name, as Wagtail and Django ask for it."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the given name: the last word."""
        return self.full_name.rsplit(" ", 1)[-1]

    @property
    def first_name(self) -> str:
        """What Wagtail's side bar greets with; Vietnamese names are not cut in two."""
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Whether the Wagtail admin is open to this person."""
        return self.has_perm("wagtailadmin.access_admin")


def display_name(user: User) -> str:
    """Return what allauth shows for a user."""
    return user.full_name or user.email
