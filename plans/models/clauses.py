"""Clauses as rows: what the reader, the search and the API use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HEADING_LEVELS = frozenset({"phan", "chuong", "muc", "dieu", "roman", "arabic", "dotted"})


class Clause(models.Model):
    """One clause of a published plan, materialised so that a view never walks the StreamField."""

    plan = models.ForeignKey("plans.PlanPage", on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    anchor = models.CharField(_("anchor"), max_length=120)
    level = models.CharField(_("level"), max_length=12)
    depth = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("printed number"), max_length=40, blank=True)
    title = models.TextField(_("heading"), blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "anchor"], name="clause_anchor_unique")]

    def __str__(self) -> str:
        return f"{self.plan_id}#{self.anchor}"

    @property
    def is_heading(self) -> bool:
        """Whether the clause has a heading of its own and stands in the table of contents."""
        return bool(self.title)
