from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Wiring: addresses, settings, the demonstration; no models."""

    name = "portal"

    def ready(self) -> None:
        from portal import receivers, search  # noqa: F401
