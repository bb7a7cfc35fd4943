"""Searches that are followed by mail: what is followed, confirming, ending. No account, no cookie."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from search.fieldwords import read_field_words
from search.models import SavedSearch
from search.parameters import read_query, write_parameters
from search.query import SearchQuery
from search.table import table_state

MAX_PARAMETERS = 1000
UNCONFIRMED_DAYS = 7
_SIGNER = signing.Signer(salt="search.saved.end")


def canonical_parameters(query_string: str) -> str:
    """Return the results page's parameters in ``query_string`` in one order, "" for nothing to follow."""
    query = query_of(query_string)
    if not (query.text.strip() or query.kinds or query.filters):
        return ""
    written = urlencode(write_parameters(query, sort="", q=" ".join(query.text.split())))
    return written if len(written) <= MAX_PARAMETERS else ""


def query_of(query_string: str) -> SearchQuery:
    """Return the search that ``query_string`` describes."""
    return read_field_words(read_query(QueryDict(query_string[: 4 * MAX_PARAMETERS])))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def take_confirmation(pk: int) -> tuple[SavedSearch, str] | None:
    """Return an unconfirmed search and the secret for its mail, once; None when there is nothing to send."""
    token = secrets.token_urlsafe(24)
    taken = SavedSearch.objects.filter(pk=pk, confirmed_at=None, token_hash="").update(
        token_hash=_hash(token)
    )
    return (SavedSearch.objects.get(pk=pk), token) if taken else None


def unconfirmed(token: str) -> SavedSearch | None:
    """Return the search that waits for ``token``."""
    since = timezone.now() - timedelta(days=UNCONFIRMED_DAYS)
    return SavedSearch.objects.filter(token_hash=_hash(token), confirmed_at=None, asked_at__gt=since).first()


def confirm(token: str) -> SavedSearch | None:
    """Begin to follow: what is published from now on is told. None for a used, old or wrong token."""
    row = unconfirmed(token)
    if row is None:
        return None
    row.confirmed_at, row.token_hash = timezone.now(), ""
    row.last_sent_sequence, row.checked_on = table_state().sequence, timezone.localdate()
    row.save()
    return row


def end_token(row: SavedSearch) -> str:
    """Return what ends ``row`` from a mail, as long as it lives."""
    return _SIGNER.sign(str(row.pk))


def followed(token: str) -> SavedSearch | None:
    """Return the search that ``token`` ends; None when it has ended or the token is not ours."""
    try:
        return SavedSearch.objects.filter(pk=int(_SIGNER.unsign(token))).first()
    except (signing.BadSignature, ValueError):
        return None


def end(token: str) -> bool:
    """Forget the search and the address; returns False for a token that is not ours. Safe to repeat."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return False
    SavedSearch.objects.filter(pk=pk).delete()
    return True


def forget_unconfirmed() -> None:
    """Remove addresses that nobody confirmed within a week."""
    limit = timezone.now() - timedelta(days=UNCONFIRMED_DAYS)
    SavedSearch.objects.filter(confirmed_at=None, asked_at__lt=limit).delete()
