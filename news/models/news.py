"""News: the list, its categories and tags, and the article."""

import datetime
from typing import Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from core.blocks import BodyBlock
from core.models import BasePage
from news.listing import news_list, related_articles


class NewsCategory(models.Model):
    """A section of the news."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class NewsTag(TaggedItemBase):
    """A free keyword of an article."""

    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsQuerySet(PageQuerySet):
    def visible(self) -> Self:
        """Return the articles that anybody may read now."""
        return self.live().public()

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def with_list_relations(self) -> Self:
        """Return the rows with what a list shows."""
        return self.select_related("category", "lead_image")


NewsManager = PageManager.from_queryset(NewsQuerySet)


class NewsIndexPage(BasePage):
    """The list of all news."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "news/news_index_page.html"
    parent_page_types = ["core.HomePage"]
    subpage_types = ["news.NewsPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of news")

    @property
    def lead_text(self) -> str:
        return self.introduction

    def articles(self) -> NewsQuerySet:
        """Return the readable articles, newest first, with what a list shows."""
        return NewsPage.objects.child_of(self).visible().newest_first().with_list_relations()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context(request, *args, **kwargs), **news_list(self.articles(), request)}


class NewsPage(BasePage):
    """One article."""

    published_at = models.DateTimeField(_("date shown"), default=timezone.now)
    category = models.ForeignKey(
        NewsCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    tags = ClusterTaggableManager(through=NewsTag, verbose_name=_("tags"), blank=True)
    lead = models.TextField(_("lead"), max_length=500, help_text=_("One or two sentences."))
    lead_image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(_("alternative text of the image"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    correction = models.TextField(
        _("correction"), blank=True, help_text=_("What was wrong, what is right, and when it was mended.")
    )

    objects = NewsManager()

    template = "news/news_page.html"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("published_at"), FieldPanel("category"), FieldPanel("unit")], _("Placing")
        ),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("lead_image"), FieldPanel("lead_image_alt")], _("Lead image")),
        FieldPanel("body"),
        FieldPanel("tags"),
        FieldPanel("correction"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def lead_text(self) -> str:
        return self.lead

    @property
    def day(self) -> datetime.date:
        """The local day that the article shows."""
        return timezone.localtime(self.published_at).date()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "tag_list": list(self.tags.all()), "related": related_articles(self)}
