"""Files on S3: the options that keep data, and links that expire."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from moto import mock_aws

from core.storage import S3Storage
from portal.settings.environment import Environment
from portal.settings.storage import storages

VARIABLES = {
    "S3_BUCKET": "portal",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_ENDPOINT_URL": "",
    "S3_PUBLIC_ENDPOINT_URL": "",
}


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture
def bucket() -> Iterator[None]:
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="portal")
        yield


def storage(alias: str = "private") -> S3Storage:
    return S3Storage(**storages(Environment(), Path("/tmp"))[alias]["OPTIONS"])


@pytest.mark.parametrize(
    ("missing", "named"),
    [("S3_BUCKET", "S3_BUCKET"), ("S3_ACCESS_KEY", "S3_ACCESS_KEY"), ("S3_SECRET_KEY", "S3_SECRET_KEY")],
)
def test_what_is_missing_is_named(variables: pytest.MonkeyPatch, missing: str, named: str) -> None:
    variables.setenv(missing, "")
    variables.setenv("S3_ENDPOINT_URL", "http://127.0.0.1:7070")
    with pytest.raises(ImproperlyConfigured, match=named):
        storage()


def test_the_same_name_never_overwrites(variables: pytest.MonkeyPatch, bucket: None) -> None:
    files = storage()
    first = files.save("bài.pdf", ContentFile(b"one"))
    second = files.save("bài.pdf", ContentFile(b"two"))
    assert first != second
    assert files.open(first).read() == b"one"
    assert files.open(second).read() == b"two"


def test_decomposed_names_become_composed(variables: pytest.MonkeyPatch, bucket: None) -> None:
    name = storage().save(unicodedata.normalize("NFD", "bài giảng.pdf"), ContentFile(b"x"))
    assert name == unicodedata.normalize("NFC", name)


def test_links_are_signed_and_expire(variables: pytest.MonkeyPatch, bucket: None) -> None:
    url = storage().url("bai.pdf")
    assert "X-Amz-Signature=" in url
    assert "X-Amz-Expires=300" in url


def test_links_use_the_host_that_browsers_see(variables: pytest.MonkeyPatch) -> None:
    variables.setenv("S3_ENDPOINT_URL", "http://s3.internal:9000")
    variables.setenv("S3_PUBLIC_ENDPOINT_URL", "https://files.example")
    assert storage().url("bai.pdf").startswith("https://files.example/portal/private/bai.pdf?")


def test_private_and_public_lie_apart(variables: pytest.MonkeyPatch) -> None:
    aliases = storages(Environment(), Path("/tmp"))
    assert aliases["default"] == aliases["private"]
    assert aliases["private"]["OPTIONS"]["location"] != aliases["public"]["OPTIONS"]["location"]
