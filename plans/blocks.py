"""The clauses of a plan as StreamField blocks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from core.blocks import TEXT_FEATURES

# Structural levels of Decree 30/2020/NĐ-CP, outermost first, and what carries no number.
CLAUSE_LEVELS = (
    ("phan", _("Part (Phần)")),
    ("chuong", _("Chapter (Chương)")),
    ("muc", _("Section (Mục)")),
    ("dieu", _("Article (Điều)")),
    ("roman", _("I., II., III.")),
    ("arabic", _("1., 2., 3.")),
    ("dotted", _("1.1., 1.2.")),
    ("letter", _("a), b), c)")),
    ("bullet", _("Dash")),
    ("paragraph", _("Paragraph without number")),
    ("table", _("Table")),
)


class ClauseBlock(blocks.StructBlock):
    """One clause: where it stands, its printed number, and its words."""

    level = blocks.ChoiceBlock(choices=CLAUSE_LEVELS, default="paragraph", label=_("Level"))
    label = blocks.CharBlock(required=False, max_length=40, label=_("Printed number"))
    anchor = blocks.RegexBlock(
        regex=r"^[\w.\-]{1,120}$",
        label=_("Anchor"),
        error_messages={"invalid": _("An anchor holds letters, digits, full stops and hyphens only.")},
        help_text=_("The address of the clause, such as II.2.a; it does not change once published."),
    )
    depth = blocks.IntegerBlock(min_value=0, max_value=12, default=0, label=_("Depth"))
    title = blocks.CharBlock(required=False, max_length=1000, label=_("Heading"))
    text = blocks.RichTextBlock(required=False, features=TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Clause")
        label_format = "{label} {title}"


class AnnexTableBlock(blocks.StructBlock):
    """A table of an annex, with an anchor of its own."""

    anchor = blocks.RegexBlock(regex=r"^[\w.\-]{1,120}$", label=_("Anchor"))
    title = blocks.CharBlock(required=False, max_length=1000, label=_("Heading"))
    table = TableBlock(label=_("Table"))

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{anchor} {title}"


class PlanBodyBlock(blocks.StreamBlock):
    """All clauses in reading order; anchors are unique."""

    clause = ClauseBlock()
    table = AnnexTableBlock()

    class Meta:
        max_num = 5000

    def clean(
        self, value: blocks.StreamValue, ignore_required_constraints: bool = False
    ) -> blocks.StreamValue:
        cleaned = super().clean(value, ignore_required_constraints)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(cleaned):
            anchor = child.value["anchor"]
            if anchor in seen:
                errors[index] = ValidationError(
                    _("The anchor “%(anchor)s” stands twice.") % {"anchor": anchor}
                )
            seen.add(anchor)
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned
