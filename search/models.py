"""The record of what can be found. Every index is a copy of these tables and can be thrown away."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import clean, squeeze
from search.documents import Document, Passage
from search.saved_models import SavedSearch as SavedSearch
from search.tokens import search_words


class SearchSequence(models.Model):
    """One row: the last sequence given out, and the identity of this table.

    The row is locked by each write until its transaction ends, so that the order of sequences is the
    order of commits: a reader that has seen sequence n has seen everything before it. ``epoch``
    tells an index whether it copies this table or that of another database.
    """

    value = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.epoch}:{self.value}"


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Reads of the table."""

    def visible(self) -> "SearchDocumentQuerySet":
        """Return rows that stand for something a reader may see."""
        return self.filter(deleted=False)

    def changed_since(self, sequence: int) -> "SearchDocumentQuerySet":
        """Return rows written after ``sequence``, tombstones included, in the order of their commits."""
        return self.filter(sequence__gt=sequence).order_by("sequence")


class SearchDocument(models.Model):
    """One thing that can be found, or, when ``deleted``, the tombstone of one."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    url = models.CharField(max_length=1000, blank=True)
    title = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    language = models.CharField(max_length=35, default="vi")
    date = models.DateField(null=True, blank=True)
    facets = models.JSONField(default=dict)
    weight = models.FloatField(default=0.0)
    numbers = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, blank=True)
    # Title, keywords, summary and the beginning of the text, folded: what is searched without an engine.
    folded = models.TextField(blank=True)
    sequence = models.BigIntegerField(db_index=True)
    # The sequence of its first publication; None for what was there before this was noted.
    added = models.BigIntegerField(null=True, db_index=True)
    deleted = models.BooleanField(default=False)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "deleted"], name="search_document_kind")]

    def __str__(self) -> str:
        return self.key

    def to_document(self, passages: Iterable["SearchPassage"]) -> Document:
        """Return the row and its ``passages`` (in order) as the document that was stored."""
        return Document(
            key=self.key,
            kind=self.kind,
            url=self.url,
            title=self.title,
            summary=self.summary,
            body=self.body,
            keywords=self.keywords,
            language=self.language,
            date=self.date,
            facets={name: tuple(values) for name, values in self.facets.items()},
            weight=self.weight,
            numbers=tuple(self.numbers),
            passages=tuple(Passage(p.anchor, p.label, p.text, p.position, p.url) for p in passages),
        )


class SearchPassage(models.Model):
    """A place in a document that a hit links to."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="passages")
    anchor = models.CharField(max_length=200)
    label = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    position = models.PositiveIntegerField()
    url = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="search_passage_position")
        ]

    def __str__(self) -> str:
        return f"{self.label} #{self.anchor}"


class Synonym(models.Model):
    """Writings of one thing that staff have found to be searched for."""

    forms = models.CharField(
        _("writings"),
        max_length=500,
        help_text=_("Separated by commas. Whoever searches for one of them finds the others too."),
    )
    ambiguous = models.BooleanField(
        _("ambiguous abbreviation"),
        default=False,
        help_text=_("The first writing may mean any of the others: they are added with little weight."),
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms and abbreviations")
        ordering = ["forms"]

    def __str__(self) -> str:
        return self.forms

    @property
    def form_list(self) -> tuple[str, ...]:
        """Return the writings, as typed."""
        return tuple(form for form in (squeeze(part) for part in self.forms.split(",")) if form)

    def clean(self) -> None:
        """Keep NFC text; raises ValidationError unless two writings differ once folded."""
        self.forms = ", ".join(part for part in (squeeze(p) for p in clean(self.forms).split(",")) if part)
        distinct = {tuple(search_words(form)) for form in self.form_list} - {()}
        if len(distinct) < 2:
            raise ValidationError({"forms": _("Give at least two writings that differ without diacritics.")})


class QueryCount(models.Model):
    """How often a query was made on a day; nothing of who made it."""

    day = models.DateField()
    text = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, blank=True)
    searches = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)
    total_ms = models.PositiveBigIntegerField(default=0)
    # Of the last search of the day.
    hits = models.PositiveIntegerField(default=0, db_default=0)
    degraded = models.PositiveIntegerField(default=0, db_default=0)
    slowest_ms = models.PositiveIntegerField(default=0, db_default=0)
    # Results that were followed, and the sum of their ranks (1 is the first).
    clicks = models.PositiveIntegerField(default=0, db_default=0)
    rank_sum = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = _("counted query")
        verbose_name_plural = _("counted queries")
        constraints = [
            models.UniqueConstraint(fields=["day", "text", "kind"], name="search_query_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.day})"


class FoundThing(models.Model):
    """When a thing last stood on a first page of results, by its key in ``SearchDocument``."""

    key = models.CharField(max_length=120, unique=True)
    last_found = models.DateField()

    def __str__(self) -> str:
        return f"{self.key} ({self.last_found})"


class SearchTally(models.Model):
    """How many searches an engine answered within a time, ever; only grows."""

    engine = models.CharField(max_length=40)
    degraded = models.BooleanField()
    # The upper bound of the times counted here, in milliseconds; 0 for those above all bounds.
    up_to_ms = models.PositiveIntegerField()
    searches = models.PositiveBigIntegerField(default=0)
    total_ms = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engine", "degraded", "up_to_ms"], name="search_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.engine} ≤ {self.up_to_ms} ms: {self.searches}"
