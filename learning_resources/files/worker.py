"""The inside of the sandbox: ``python -m learning_resources.files.worker PATH MEDIA_TYPE``.

Writes one JSON object: ``{"pages", "duration", "passages": [[label, anchor, text], …]}`` or ``{"error"}``.
"""

import json
import sys
from pathlib import Path

from learning_resources.files.extraction import ExtractionError, extract


def answer(path: Path, media_type: str) -> dict[str, object]:
    """Return what is written."""
    try:
        found = extract(path, media_type)
    except ExtractionError as error:
        return {"error": error.reason}
    passages = [[p.label, p.anchor, p.text] for p in found.passages]
    return {"pages": found.pages, "duration": found.duration, "passages": passages}


if __name__ == "__main__":
    json.dump(answer(Path(sys.argv[1]), sys.argv[2]), sys.stdout, ensure_ascii=True)
