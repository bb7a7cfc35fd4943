"""Where files live: a local folder, or an S3 server when ``S3_ENDPOINT_URL`` or ``S3_BUCKET`` is set.

Two aliases: ``public`` (what anybody may fetch, such as image renditions) and ``private``
(everything else, handed out by views that check access). ``default`` is private, so that a
forgotten alias fails safe.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import Environment

STATICFILES = {"BACKEND": "core.storage.PortalStaticFilesStorage"}


def storages(env: Environment, media_root: Path) -> dict[str, Any]:
    """Return ``STORAGES``; raises ImproperlyConfigured when the S3 variables are incomplete."""
    bucket = env.text("S3_BUCKET", expected="the name of a bucket")
    endpoint = env.url("S3_ENDPOINT_URL")
    names = ("S3_ACCESS_KEY", "S3_SECRET_KEY")
    access_key, secret_key = (env.text(name) for name in names)
    region = env.text("S3_REGION", "us-east-1")
    public_endpoint = env.url("S3_PUBLIC_ENDPOINT_URL", endpoint)
    if not bucket:
        if endpoint or access_key:
            raise ImproperlyConfigured("S3_BUCKET: is not set; expected the name of a bucket.")
        return _local(media_root)
    for name, value in zip(names, (access_key, secret_key), strict=True):
        if not value:
            raise ImproperlyConfigured(f"{name}: is not set; expected the key of the bucket “{bucket}”.")
    common = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "access_key": access_key,
        "secret_key": secret_key,
        "region_name": region,
    }
    return _s3(common, public_endpoint)


def _local(media_root: Path) -> dict[str, Any]:
    def folder(name: str, base_url: str | None) -> dict[str, Any]:
        options = {"location": str(media_root / name), "base_url": base_url}
        return {"BACKEND": "core.storage.LocalStorage", "OPTIONS": options}

    return {
        "default": folder("private", None),
        "private": folder("private", None),
        "public": folder("public", "/media/"),
        "staticfiles": STATICFILES,
    }


def _s3(common: dict[str, Any], public_endpoint: str) -> dict[str, Any]:
    # signature_version is mandatory: the default presign for a custom endpoint is SigV2.
    # file_overwrite=True (the library's default) silently replaces files of the same name.
    options = {
        **common,
        "signature_version": "s3v4",
        "addressing_style": "path",
        "file_overwrite": False,
        "default_acl": None,
        "custom_domain": None,
        "querystring_auth": True,
        "querystring_expire": 300,
        "public_endpoint_url": public_endpoint or None,
    }
    backend = "core.storage.S3Storage"
    private = {"BACKEND": backend, "OPTIONS": {**options, "location": "private"}}
    return {
        "default": private,
        "private": private,
        "public": {
            "BACKEND": backend,
            "OPTIONS": {**options, "location": "public", "querystring_expire": 3600},
        },
        "staticfiles": STATICFILES,
    }
