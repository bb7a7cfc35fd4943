"""Units of the state and of education, with their validity and what became of them."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.text import sort_key


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def valid_on(self, day: datetime.date) -> Self:
        """Return the units that existed on ``day``."""
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        not_ended = models.Q(valid_to=None) | models.Q(valid_to__gte=day)
        return self.filter(begun & not_ended)


class Organisation(index.Indexed, models.Model):
    """A unit that issues documents, employs teachers or reports progress.

    Provinces merged on 01/07/2025 (Resolution 202/2025/QH15): a document keeps the name as
    printed, and leads to today's unit through ``successors``.
    """

    class Level(models.TextChoices):
        NATIONAL = "national", _("National")
        MINISTRY = "ministry", _("Ministry")
        PROVINCE = "province", _("Province")
        DEPARTMENT = "department", _("Department")
        DISTRICT = "district", _("District")
        OFFICE = "office", _("Office")
        COMMUNE = "commune", _("Commune")
        SCHOOL = "school", _("School")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=800, editable=False, db_index=True)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self", verbose_name=_("successors"), symmetrical=False, blank=True, related_name="predecessors"
    )

    objects = OrganisationQuerySet.as_manager()

    search_fields = [index.AutocompleteField("name"), index.SearchField("name"), index.FilterField("level")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_name = sort_key(self.name)[:800]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValidationError({"valid_to": _("The end must come after the start.")})

    def current(self) -> "Organisation":
        """Return today's unit: this one, or what it became after one or more mergers."""
        unit, seen = self, {self.pk}
        while unit.valid_to is not None:
            successor = unit.successors.exclude(pk__in=seen).first()
            if successor is None:
                break
            unit = successor
            seen.add(unit.pk)
        return unit
