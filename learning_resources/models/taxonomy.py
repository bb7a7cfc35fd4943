"""The vocabulary of the library: small models that editors can extend, not free tags.

Levels, grades and subjects follow the 2018 general education programme (Circular
32/2018/TT-BGDĐT, amended by 13/2022 and 17/2025) and ship as data.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Term(models.Model):
    """What every vocabulary has: a stable slug, a name, an order."""

    slug = models.SlugField(_("slug"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class EducationLevel(Term):
    """Mầm non, tiểu học, trung học cơ sở, trung học phổ thông, giáo dục thường xuyên, suốt đời."""

    short_name = models.CharField(_("short name"), max_length=40, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("education level")
        verbose_name_plural = _("education levels")
        constraints = [models.UniqueConstraint(fields=["slug"], name="level_slug_unique")]


class Grade(Term):
    """A grade (lớp 1–12) or, in pre-school, an age group."""

    level = models.ForeignKey(
        EducationLevel, verbose_name=_("level"), on_delete=models.PROTECT, related_name="grades"
    )

    class Meta(Term.Meta):
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        constraints = [models.UniqueConstraint(fields=["slug"], name="grade_slug_unique")]


class Subject(index.Indexed, Term):
    """A subject of one level: names change with the level, so the key is (level, slug)."""

    level = models.ForeignKey(
        EducationLevel, verbose_name=_("level"), on_delete=models.PROTECT, related_name="subjects"
    )
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    compulsory = models.BooleanField(_("compulsory"), default=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parts",
    )
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("continues"), symmetrical=False, blank=True, related_name="continued_by"
    )
    grades = models.ManyToManyField(Grade, verbose_name=_("grades"), blank=True, related_name="subjects")
    periods = models.JSONField(
        _("periods a year"), default=dict, blank=True, help_text=_('By grade: {"lop-1": 420}.')
    )
    pattern = models.SlugField(_("cover pattern"), max_length=20, blank=True)

    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.FilterField("level_id"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["level__order", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["level", "slug"], name="subject_level_slug_unique")]

    @property
    def key(self) -> str:
        """The key that search and addresses use: ``thcs-toan``."""
        return f"{self.level.slug}-{self.slug}"

    @property
    def label(self) -> str:
        """The name for cards and facets."""
        return self.short_name or self.name


class Strand(Term):
    """A strand of content (mạch nội dung) of a subject; unverified ones are open to correction."""

    subject = models.ForeignKey(
        Subject, verbose_name=_("subject"), on_delete=models.CASCADE, related_name="strands"
    )
    verified = models.BooleanField(_("checked against the programme"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        constraints = [models.UniqueConstraint(fields=["subject", "slug"], name="strand_subject_slug_unique")]


class Outcome(models.Model):
    """A required outcome (yêu cầu cần đạt) of a subject in a grade."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    text = models.TextField(_("what the learner can do"))
    subject = models.ForeignKey(
        Subject, verbose_name=_("subject"), on_delete=models.CASCADE, related_name="outcomes"
    )
    grade = models.ForeignKey(
        Grade,
        verbose_name=_("grade"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="outcomes",
    )
    strand = models.ForeignKey(
        Strand,
        verbose_name=_("strand"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outcomes",
    )

    class Meta:
        verbose_name = _("required outcome")
        verbose_name_plural = _("required outcomes")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


class MaterialType(Term):
    """E-lecture, lesson plan, video, simulation …"""

    icon = models.SlugField(_("icon"), max_length=40, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("material type")
        verbose_name_plural = _("material types")
        constraints = [models.UniqueConstraint(fields=["slug"], name="material_type_slug_unique")]


class Licence(models.Model):
    """What readers may do with a material, in plain words."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), blank=True)
    is_open = models.BooleanField(_("open licence"), default=True)
    link_only = models.BooleanField(_("link only"), default=False)
    explanation = models.TextField(_("in plain words"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language by its BCP 47 code: vi, en, bdq (Ba Na), jra (Gia Rai) …"""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
