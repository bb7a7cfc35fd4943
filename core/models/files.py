"""Images and documents of the editors; originals are private, renditions are public."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from core.storage import private_storage


class PortalImage(AbstractImage):
    """An image with what Vietnamese law and readers need beside it: source and consent."""

    file = models.ImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    shows_pupils = models.BooleanField(
        _("recognisable pupils"),
        default=False,
        help_text=_(
            "Law 91/2025/QH15, article 24: the child's representative must agree, from 7 also the child."
        ),
    )
    consent_recorded = models.BooleanField(_("consent is on file"), default=False)

    admin_form_fields = (*Image.admin_form_fields, "credit", "shows_pupils", "consent_recorded")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    """A resized copy of a PortalImage."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class PortalDocument(AbstractDocument):
    """A file that editors attach to pages, handed out by Wagtail's serve view."""

    file = models.FileField(upload_to="documents", storage=private_storage, verbose_name=_("file"))

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
