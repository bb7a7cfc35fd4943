"""Make the S3 bucket of the settings where it is missing, then write, read and remove one object.

S3 servers answer before they can store: SeaweedFS needs some seconds for its first write. Only a real
write shows that uploads will work.
"""

import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any

PATIENCE = 90.0  # seconds


def ensure_bucket(client: Any, name: str, region: str) -> bool:
    """Make the bucket unless it exists; returns whether it was made."""
    from botocore.exceptions import ClientError

    try:
        client.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        # Amazon refuses the name of its first region here, and wants every other one.
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        client.create_bucket(Bucket=name, **place)
        return True
    return False


def try_write(client: Any, name: str) -> None:
    """Write, read and remove one object.

    Raises botocore's errors, and ValueError when other bytes come back.
    """
    key, body = f"health/{uuid.uuid4()}", os.urandom(64)
    client.put_object(Bucket=name, Key=key, Body=body)
    try:
        if client.get_object(Bucket=name, Key=key)["Body"].read() != body:
            raise ValueError("what was read is not what was written")
    finally:
        client.delete_object(Bucket=name, Key=key)


def main(patience: float = PATIENCE) -> int:
    """Return the exit code; tries for ``patience`` seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from botocore.exceptions import BotoCoreError, ClientError
    from django.core.files.storage import storages

    storage = storages["private"]
    if not hasattr(storage, "bucket_name"):
        sys.stdout.write("bucket: S3_BUCKET is not set; files are kept in a local folder.\n")
        return 0
    client, name = storage.connection.meta.client, storage.bucket_name
    deadline = time.monotonic() + patience
    while True:
        try:
            made = ensure_bucket(client, name, storage.region_name)
            try_write(client, name)
        except (BotoCoreError, ClientError, ValueError) as error:
            if time.monotonic() > deadline:
                sys.stderr.write(f"bucket {name}: {error}\n")
                return 1
            time.sleep(2)
        else:
            sys.stdout.write(f"bucket {name}: {'made' if made else 'exists'}, write and read tried.\n")
            return 0


if __name__ == "__main__":
    sys.exit(main())
