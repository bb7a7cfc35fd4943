"""Learning resources: plain models with drafts, revisions and workflow, not pages.

The page tree does not scale to a million materials (docs/decisions/0003-resources-are-not-pages.md).
"""

from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.text import fold
from learning_resources.reading import resource_context

ACCESSIBILITY_FEATURES = (
    ("captions", _("Captions")),
    ("transcript", _("Transcript")),
    ("alt-text", _("Images described in words")),
    ("high-contrast", _("High contrast")),
    ("large-print", _("Large print")),
    ("sign-language", _("Sign language")),
    ("audio-description", _("Audio description")),
)


class ResourceTag(TaggedItemBase):
    """A free keyword of a resource."""

    content_object = ParentalKey(
        "learning_resources.LearningResource", on_delete=models.CASCADE, related_name="tagged_items"
    )


class LearningResourceQuerySet(models.QuerySet["LearningResource"]):
    def published(self) -> Self:
        """Return what anybody may see now; a schedule that is not yet carried out does not count."""
        return self.filter(live=True).exclude(expire_at__lte=Now()).exclude(go_live_at__gt=Now())

    def with_card_relations(self) -> Self:
        """Return the rows with all that a card shows, in a fixed number of queries."""
        return self.select_related(
            "level", "subject__level", "material_type", "licence", "language", "organisation", "use"
        ).prefetch_related("grades", "items__file")


class LearningResource(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A material of the library: what it is, for whom, from whom, and its files."""

    title = models.CharField(_("title"), max_length=250)
    slug = models.SlugField(_("slug"), max_length=120, blank=True)
    external_id = models.CharField(
        _("external identifier"), max_length=120, null=True, blank=True, unique=True, editable=False
    )
    description = models.TextField(_("description"))
    level = models.ForeignKey(
        "learning_resources.EducationLevel",
        verbose_name=_("level"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    grades = ParentalManyToManyField(
        "learning_resources.Grade", verbose_name=_("grades"), blank=True, related_name="resources"
    )
    subject = models.ForeignKey(
        "learning_resources.Subject",
        verbose_name=_("subject"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
    )
    strand = models.ForeignKey(
        "learning_resources.Strand",
        verbose_name=_("strand"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
    )
    outcomes = ParentalManyToManyField(
        "learning_resources.Outcome",
        verbose_name=_("required outcomes"),
        blank=True,
        related_name="resources",
    )
    material_type = models.ForeignKey(
        "learning_resources.MaterialType",
        verbose_name=_("type"),
        on_delete=models.PROTECT,
        related_name="resources",
    )
    licence = models.ForeignKey(
        "learning_resources.Licence",
        verbose_name=_("licence"),
        on_delete=models.PROTECT,
        related_name="resources",
    )
    language = models.ForeignKey(
        "learning_resources.Language",
        verbose_name=_("language"),
        on_delete=models.PROTECT,
        related_name="resources",
    )
    contributor = models.CharField(
        _("credited to"), max_length=150, help_text=_("As shown: Cô Nguyễn Thị Hạnh.")
    )
    owner = models.ForeignKey(
        "accounts.User",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
    )
    tags = ClusterTaggableManager(through=ResourceTag, verbose_name=_("keywords"), blank=True)
    accessibility = models.JSONField(_("accessibility features"), default=list, blank=True)
    link = models.URLField(_("link"), blank=True, help_text=_("For materials that live elsewhere."))

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="learningresource")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="learningresource",
        for_concrete_model=False,
    )

    objects = LearningResourceQuerySet.as_manager()

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("live")]

    class Meta:
        verbose_name = _("learning resource")
        verbose_name_plural = _("learning resources")
        # Wagtail makes the same right for snippets after migrating; roles need it while migrating.
        permissions = [("publish_learningresource", "Can publish learning resource")]
        ordering = ["-first_published_at", "-pk"]
        indexes = [models.Index(fields=["live", "-first_published_at"], name="resource_live_newest")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = slugify(fold(self.title))[:120].strip("-") or "hoc-lieu"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("learning_resources:detail", args=[self.pk, self.slug])

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "learning_resources/resource_detail.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, object]:
        return resource_context(self)

    @property
    def revisions(self) -> GenericRelation:
        return self._revisions

    @property
    def grade_label(self) -> str:
        """``Lớp 6`` or ``Lớp 6, Lớp 7``; the level's name where there is no grade."""
        names = [grade.name for grade in self.grades.all()]
        return ", ".join(names) or self.level.name

    @property
    def accessibility_labels(self) -> list[str]:
        """The features in words, in a fixed order."""
        return [str(label) for value, label in ACCESSIBILITY_FEATURES if value in self.accessibility]

    @property
    def total_size(self) -> int:
        """The size of all files in bytes."""
        return sum(item.file.size for item in self.items.all())


class ResourceItem(Orderable):
    """One file of a resource, with what it is for."""

    class Purpose(models.TextChoices):
        MAIN = "main", _("Main file")
        CAPTIONS = "captions", _("Captions")
        ATTACHMENT = "attachment", _("Attachment")

    resource = ParentalKey(LearningResource, on_delete=models.CASCADE, related_name="items")
    file = models.ForeignKey(
        "learning_resources.StoredFile",
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.MAIN)

    class Meta(Orderable.Meta):
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of a resource")

    def __str__(self) -> str:
        return self.title or self.file.original_name

    @property
    def url(self) -> str:
        """Where the file is shown or downloaded."""
        return self.file.url

    @property
    def file_state(self) -> str:
        """For editors: whether the file's words are in the search, or why not."""
        return self.file.text_state if self.file_id else ""


class ResourceUse(models.Model):
    """Counts of use, apart from the resource so that publishing a revision never resets them."""

    resource = models.OneToOneField(LearningResource, on_delete=models.CASCADE, related_name="use")
    views = models.PositiveIntegerField(_("views"), default=0)
    downloads = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("use of a resource")
        verbose_name_plural = _("use of resources")

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.views}/{self.downloads}"
