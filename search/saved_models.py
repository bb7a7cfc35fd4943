"""A search whose new results are sent by mail."""

from django.db import models
from django.utils import timezone


class SavedSearch(models.Model):
    """What to look for and whom to tell; the row goes when the mail is no longer wanted.

    ``parameters`` is the query string of the results page. ``token_hash`` is the SHA-256 of the
    secret in the confirmation mail, "" before it was sent and after it was used.
    """

    email = models.EmailField()
    parameters = models.CharField(max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)
    token_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Things first published up to here were told or existed before.
    last_sent_sequence = models.BigIntegerField(default=0)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "parameters"], name="search_saved_once")]

    def __str__(self) -> str:
        return self.parameters
