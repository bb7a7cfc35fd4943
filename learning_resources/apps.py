from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningResourcesConfig(AppConfig):
    name = "learning_resources"
    verbose_name = _("Learning resources")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from learning_resources import home, jobs, receivers, search  # noqa: F401
