"""The engine contract on real search servers, where they run (``make services``)."""

import os
import uuid
from collections.abc import Iterator

import pytest

from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.search.contract import EngineContract
from tests.search.servers import server_url
from tests.search.walk_contract import WalkContract


class _ServerContract(EngineContract, WalkContract):
    """Everything that any engine must do, on one server."""

    product: str

    @pytest.fixture
    def engine(self) -> Iterator[ElasticsearchEngine]:
        """An engine without an index, with an alias of its own."""
        engine = ElasticsearchEngine(
            server_url(self.product), alias=f"test-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        )
        assert engine.product == self.product
        yield engine
        engine.remove()


class TestElasticsearch(_ServerContract):
    """Elasticsearch 9."""

    product = "elasticsearch"


class TestOpenSearch(_ServerContract):
    """OpenSearch 3."""

    product = "opensearch"
