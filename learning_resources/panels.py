"""Panels of the library's own in the Wagtail admin."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FileStatePanel(Panel):  # type: ignore[misc]
    """One line that says whether a file's words are in the search, or why not."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        """The line for one file; nothing before a file is chosen and saved."""

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.file_id)

        def render_html(self, parent_context: Any = None) -> SafeString:
            return format_html(
                '<p class="help-block">{}: {}</p>', _("Reading of the file"), self.instance.file_state
            )
