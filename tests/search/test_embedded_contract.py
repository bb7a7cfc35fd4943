"""The engine contract on tantivy."""

from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from tests.search.contract import EngineContract
from tests.search.walk_contract import WalkContract


class TestEmbedded(EngineContract, WalkContract):
    """Everything that any engine must do."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> EmbeddedEngine:
        """An engine without an index."""
        return EmbeddedEngine(tmp_path / "index")
