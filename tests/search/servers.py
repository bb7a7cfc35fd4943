"""Where the real search servers for tests are: started by ``make services``, or named by the environment."""

import os
import urllib.error
import urllib.request

import pytest

_PORTS = {"elasticsearch": 9391, "opensearch": 9361}


def server_url(product: str) -> str:
    """Return the address of the running ``product``; skips the test where there is none (fails in CI)."""
    url = os.environ.get(f"TEST_{product.upper()}_URL") or f"http://127.0.0.1:{_PORTS[product]}"
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:
            assert answer.status == 200
    except (urllib.error.URLError, OSError) as error:
        message = f"no {product} at {url} (make services): {error}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return url
