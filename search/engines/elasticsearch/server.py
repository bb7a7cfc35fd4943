"""Talking to a search server: one small interface over the clients of Elasticsearch and OpenSearch.

The Elasticsearch client refuses OpenSearch, so the server is asked what it is first. Only requests
that both understand are sent, so paths and bodies are the same.
"""

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import elastic_transport
import elasticsearch
import opensearchpy

from search.engines.base import EngineUnavailable

Json = dict[str, Any]

_JSON = "application/json"
_LINES = "application/x-ndjson"


class ServerRefused(EngineUnavailable):
    """The server answered with an error; ``status`` is its HTTP status, ``kind`` its error type."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind


class Server(ABC):
    """A search server. Every call raises EngineUnavailable (ServerRefused for an HTTP error)."""

    product: str

    @abstractmethod
    def _send(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        body: str | None,
        mime: str,
        timeout: float,
    ) -> Any:
        """Send one request and return the decoded JSON."""

    def request(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        timeout: float = 10.0,
        **parameters: str,
    ) -> Json:
        """Send a JSON request and return the JSON answer; ``timeout`` in seconds."""
        text = None if body is None else json.dumps(body, ensure_ascii=False)
        return cast(Json, self._send(method, path, parameters, text, _JSON, timeout))

    def bulk(self, path: str, lines: Iterable[Json], timeout: float, **parameters: str) -> Json:
        """Send JSON lines and return the JSON answer."""
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return cast(Json, self._send("POST", path, parameters, text, _LINES, timeout))


def _refused(status: object, message: str, body: object) -> ServerRefused:
    error = body.get("error") if isinstance(body, dict) else None
    kind = str(error.get("type", "")) if isinstance(error, dict) else ""
    return ServerRefused(status if isinstance(status, int) else 0, kind, f"{status} {kind or message}"[:300])


class _Elasticsearch(Server):
    product = "elasticsearch"

    def __init__(self, url: str) -> None:
        self._client = elasticsearch.Elasticsearch(_with_port(url), max_retries=0, retry_on_timeout=False)

    def _send(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        body: str | None,
        mime: str,
        timeout: float,
    ) -> Any:
        headers = {"accept": _JSON, **({"content-type": mime} if body is not None else {})}
        try:
            answer = self._client.options(request_timeout=timeout).perform_request(
                method, path, params=parameters, headers=headers, body=body
            )
        except elasticsearch.ApiError as error:
            raise _refused(error.status_code, error.message, error.body) from error
        except elastic_transport.TransportError as error:
            raise EngineUnavailable(f"{type(error).__name__}: {error}"[:300]) from error
        return answer.body


class _OpenSearch(Server):
    product = "opensearch"

    def __init__(self, url: str) -> None:
        self._client = _opensearch_client(url)

    def _send(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        body: str | None,
        mime: str,
        timeout: float,
    ) -> Any:
        try:
            return self._client.transport.perform_request(
                method,
                path,
                params=dict(parameters),
                body=body,
                timeout=timeout,
                headers={"content-type": mime},
            )
        except opensearchpy.TransportError as error:
            if isinstance(error.status_code, int):
                raise _refused(error.status_code, str(error.error), error.info) from error
            raise EngineUnavailable(f"{type(error).__name__}: {error.error}"[:300]) from error
        except opensearchpy.OpenSearchException as error:
            raise EngineUnavailable(f"{type(error).__name__}: {error}"[:300]) from error


def _with_port(url: str) -> str:
    """Return ``url`` with its port written out, which the Elasticsearch client wants."""
    parts = urlsplit(url)
    if parts.port:
        return url
    port = 443 if parts.scheme == "https" else 80
    return parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def _opensearch_client(url: str) -> opensearchpy.OpenSearch:
    parts = urlsplit(_with_port(url))
    login = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None
    host = {"host": parts.hostname, "port": parts.port, "url_prefix": parts.path.strip("/")}
    return opensearchpy.OpenSearch(
        [host], http_auth=login, use_ssl=parts.scheme == "https", max_retries=0, retry_on_timeout=False
    )


def connect(url: str, timeout: float) -> Server:
    """Return the server at ``url`` after asking what it is. Raises EngineUnavailable.

    A server that hides ``GET /`` is taken for Elasticsearch, whose client then checks for itself.
    """
    asker = _OpenSearch(url)
    try:
        version = asker.request("GET", "/", timeout=timeout).get("version")
    except ServerRefused as refusal:
        if refusal.status in {401, 403}:
            raise
        return _Elasticsearch(url)
    if isinstance(version, dict) and version.get("distribution") == "opensearch":
        return asker
    return _Elasticsearch(url)


class LazyServer:
    """Connects at the first use; one per process, safe for threads."""

    def __init__(self, url: str, timeout: float) -> None:
        self.url = url
        self.timeout = timeout
        self._server: Server | None = None
        self._lock = threading.Lock()

    def get(self) -> Server:
        """Return the connected server. Raises EngineUnavailable."""
        with self._lock:
            if self._server is None:
                self._server = connect(self.url, self.timeout)
            return self._server
