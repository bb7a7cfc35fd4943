"""The abstract page that every page type builds on, the home page and the plain page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks import BodyBlock
from core.home import home_sections


@dataclass(frozen=True)
class Crumb:
    """One step of the way back to the home page; ``url`` is empty for the page itself."""

    title: str
    url: str


class BasePage(Page):
    """What all pages of the portal share: how they are shared, and the way back home."""

    share_image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("share image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown by Zalo, Facebook and chat programs; 1200 × 630 pixels."),
    )

    # Wagtail's own search is for the admin's choosers; readers search through the search app.
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_image"),
                FieldPanel("show_in_menus"),
            ],
            _("For search engines and sharing"),
        ),
    ]

    class Meta:
        abstract = True

    def breadcrumbs(self, request: HttpRequest | None = None) -> Sequence[Crumb]:
        """Return the live ancestors below the site's root, then this page."""
        ancestors = (
            self.get_ancestors().live().filter(depth__gte=2).only("title", "url_path", "depth", "path")
        )
        crumbs = [Crumb(page.title, page.get_url(request) or "") for page in ancestors]
        return [*crumbs, Crumb(self.title, "")]

    @property
    def meta_description(self) -> str:
        """The text for search engines; page types override ``lead_text`` as its fallback."""
        return self.search_description or self.lead_text

    @property
    def lead_text(self) -> str:
        """The page's own summary, empty where a type has none."""
        return ""


class HomePage(BasePage):
    """The front door; its sections are filled by the content apps' context providers."""

    heading = models.CharField(_("heading"), max_length=120, blank=True)
    search_examples = models.CharField(
        _("search examples"),
        max_length=250,
        blank=True,
        help_text=_("Separated by semicolons, three at most."),
    )

    template = "core/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, FieldPanel("heading"), FieldPanel("search_examples")]

    class Meta:
        verbose_name = _("home page")

    @property
    def examples(self) -> list[str]:
        """Up to three example queries."""
        return [text.strip() for text in self.search_examples.split(";") if text.strip()][:3]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context(request, *args, **kwargs), **home_sections(request)}


class StandardPage(BasePage):
    """A plain page: about, contacts, accessibility statement and the like."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    template = "core/standard_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def lead_text(self) -> str:
        return self.introduction
