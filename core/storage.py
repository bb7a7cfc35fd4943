"""The storages behind the aliases ``public`` and ``private``, and static files."""

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.files.utils import validate_file_name
from storages.backends.s3 import S3Storage as BaseS3Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from core.text import nfc


class LocalStorage(FileSystemStorage):
    """Files in a local folder, names in NFC: macOS sends NFD, and the two are different names."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        checked = validate_file_name(nfc(name), allow_relative_path=True)
        return super().get_available_name(str(checked), max_length)


class S3Storage(BaseS3Storage):
    """django-storages with NFC names and a public host for the links that browsers open.

    The host is part of a signature, so links are signed by a client of their own when readers
    reach the server under another name than the application does.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "public_endpoint_url": None}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return str(super().get_available_name(nfc(name), max_length))

    def url(
        self,
        name: str,
        parameters: Mapping[str, Any] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        if self.public_endpoint_url and self.public_endpoint_url != self.endpoint_url:
            return str(self._public_twin().url(name, parameters, expire, http_method))
        return str(super().url(name, parameters, expire, http_method))

    def _public_twin(self) -> "S3Storage":
        if not hasattr(self, "_twin"):
            options = {**self._constructor_args[1], "endpoint_url": self.public_endpoint_url}
            self._twin = type(self)(**options)
        return self._twin


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed static files; a name that the manifest lacks is served unhashed."""

    manifest_strict = False


def public_storage() -> Storage:
    """Return the storage of what anybody may fetch."""
    return storages["public"]


def private_storage() -> Storage:
    """Return the storage of files that a view hands out after checking access."""
    return storages["private"]
