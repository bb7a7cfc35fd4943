"""Our own judged set: 120 things of the demonstration, 178 queries as people type them."""

import datetime
import json
from pathlib import Path

from search.documents import Document
from search.evaluation import JudgedQuery

_FOLDER = Path(__file__).parent


def judged_documents() -> list[Document]:
    """Return the documents."""
    lines = (_FOLDER / "documents.jsonl").read_text("utf-8").splitlines()
    return [_document(json.loads(line)) for line in lines]


def _document(value: dict[str, str]) -> Document:
    kind = value["id"].partition(":")[0]
    date = value.get("date")
    return Document(
        key=f"judged:{value['id']}",
        kind=kind,
        url="",
        title=value["title"],
        summary=value["summary"],
        keywords=value["keywords"],
        body=value["text"],
        numbers=tuple(value.get("numbers", ())),
        date=datetime.date.fromisoformat(date) if date else None,
    )


def judged_queries() -> list[JudgedQuery]:
    """Return the queries: grade 3 before the semicolon, grade 1 behind it."""
    queries = []
    for line in (_FOLDER / "queries.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, answers = line.partition(" | ")
        best, _, further = answers.partition(" ; ")
        grades = dict.fromkeys(further.split(), 1.0) | dict.fromkeys(best.split(), 3.0)
        queries.append(JudgedQuery(text, text, grades))
    return queries
