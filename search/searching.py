"""The read path: SearchQuery → QueryAnalysis → clauses → engine → SearchResult. Never raises for any text."""

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from django.db.models.functions import Left
from django.utils.html import strip_tags

from search.analysis import QueryAnalysis, analyse
from search.engines.base import (
    KIND,
    EngineHit,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    IndexMissing,
    SearchEngine,
)
from search.facets import FacetValue, facets_for, present
from search.fallback import NAME as TABLE
from search.fallback import search_table
from search.highlight import MAX_SOURCE_CHARS, Wanted, has_match, highlight, snippet, wanted_of
from search.indexing import rebuild_index
from search.models import SearchDocument, SearchPassage
from search.plan import plan_documents, plan_passages
from search.query import MAX_OFFSET, Position, SearchQuery
from search.ranking import ANY_WORD, LONG_QUERY, RELAXED, STRICT, MinimumMatch
from search.registry import all_engines
from search.residue import decode_residue
from search.result import Hit, PassageHit, SearchResult
from search.sources import kind_label, sources
from search.suggestion import accent_suggestion, corrected, corrected_suggestion
from search.synonyms import current_vocabulary
from search.watching import watch

logger = logging.getLogger(__name__)

# An index that is missing is built within the request only while that is a matter of a second or two.
_INLINE_REBUILD_ROWS = 3000


@dataclass(frozen=True)
class _Answer:
    """What an engine said, and whether it was the first choice."""

    result: EngineResult
    engine: SearchEngine | None
    degraded: bool

    @property
    def name(self) -> str:
        return self.engine.name if self.engine else TABLE


def engine_query(query: SearchQuery, analysis: QueryAnalysis, minimum: MinimumMatch = STRICT) -> EngineQuery:
    """Return the request that an engine compiles."""
    known = {facet.name for facet in facets_for(())}
    filters = {name: values for name, values in query.filters.items() if name in known}
    if query.kinds:
        filters[KIND] = query.kinds
    names = tuple(facet.name for facet in facets_for(query.kinds))
    return EngineQuery(
        clause=plan_documents(analysis, minimum),
        passages=plan_passages(analysis),
        filters=filters,
        counts=(KIND, *names),
        sort=query.effective_sort,
        offset=query.offset,
        limit=query.page_size,
        passages_per_hit=query.passages_per_hit,
        after=query.after,
    )


def _is_enough(result: EngineResult, query: SearchQuery, analysis: QueryAnalysis) -> bool:
    """Return whether strict matching found enough: anything for short queries, a page for long ones."""
    needed = query.page_size if analysis.required_terms >= LONG_QUERY else 1
    return result.total >= needed


def ask(engine: SearchEngine, query: SearchQuery, analysis: QueryAnalysis) -> EngineResult:
    """Return what ``engine`` finds, with fewer words required when strict matching finds too little.

    Raises EngineUnavailable.
    """
    result = engine.search(engine_query(query, analysis))
    if analysis.required_terms < 2 or analysis.is_meaningless:
        return result
    for minimum in (RELAXED, ANY_WORD):
        if _is_enough(result, query, analysis):
            break
        wider = engine.search(engine_query(query, analysis, minimum))
        if result.total and minimum is ANY_WORD:
            break
        result = wider
    return result


def _recover(engine: SearchEngine) -> bool:
    """Build a missing index of a small table now, or ask the worker for it; return whether it is there."""
    if SearchDocument.objects.visible().count() <= _INLINE_REBUILD_ROWS:
        try:
            rebuild_index(engine)
            return True
        except EngineUnavailable as error:
            logger.warning("The index could not be rebuilt: %s", error)
    else:
        watch.ask_to_follow()
    return False


def _answer(query: SearchQuery, analysis: QueryAnalysis) -> _Answer:
    for position, engine in enumerate(all_engines()):
        try:
            return _Answer(ask(engine, query, analysis), engine, degraded=position > 0)
        except IndexMissing as error:
            logger.warning("%s: %s", engine.name, error)
            if _recover(engine):
                try:
                    return _Answer(ask(engine, query, analysis), engine, degraded=position > 0)
                except EngineUnavailable as again:
                    logger.error("%s: %s", engine.name, again)
        except EngineUnavailable as error:
            logger.error("%s: %s", engine.name, error)
    return _Answer(search_table(engine_query(query, analysis), analysis), None, degraded=True)


def search(query: SearchQuery) -> SearchResult:
    """Return the page of results for ``query``.

    When the first engine fails, the next one or the table answers and ``degraded`` is set; an outage
    never looks like an empty result.
    """
    started = time.perf_counter()
    analysis = analyse(query.text, current_vocabulary())
    answer = _answer(query, analysis)
    if not answer.degraded:
        watch.look(all_engines())
    rows, passages = _load(answer.result.hits)
    hits = _hits(answer.result.hits, rows, passages, analysis)
    # A row that was withdrawn after the engine's last commit is not shown and not counted.
    total = max(answer.result.total - (len(answer.result.hits) - len(hits)), 0)
    counts = answer.result.counts
    return SearchResult(
        total=total,
        engine=answer.name,
        degraded=answer.degraded,
        took_ms=round((time.perf_counter() - started) * 1000),
        hits=hits,
        kinds=_kinds(counts.get(KIND, {}), query.kinds),
        facets=tuple(
            present(facet, counts.get(facet.name, {}), query.filters.get(facet.name, ()))
            for facet in facets_for(query.kinds)
        ),
        suggestion=_suggestion(analysis, answer, total, hits),
        page=query.page,
        pages=max(1, -(-min(total, MAX_OFFSET) // query.page_size)),
        last=last_position(query, answer.result),
    )


def last_position(query: SearchQuery, result: EngineResult) -> Position | None:
    """Return the place of the page's last hit, None when no hit follows it."""
    seen = (query.after.seen if query.after else query.offset) + len(result.hits)
    if len(result.hits) < query.page_size or (not query.after and seen >= result.total):
        return None
    hit = result.hits[-1]
    return Position(query.effective_sort, hit.value, hit.key, seen)


def _kinds(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(source.kind, str(source.label), counts.get(source.kind, 0), source.kind in chosen)
        for source in sources()
        if counts.get(source.kind) or source.kind in chosen
    )


def _load(
    found: Sequence[EngineHit],
) -> tuple[dict[str, SearchDocument], dict[tuple[str, int], SearchPassage]]:
    """Return the rows and passages of a page of hits, two queries in all; withdrawn rows are missing."""
    rows = {
        row.key: row
        for row in SearchDocument.objects.visible()
        .filter(key__in=[hit.key for hit in found])
        .defer("body", "folded")
    }
    positions = {position for hit in found for position in hit.passages}
    if not positions:
        return rows, {}
    with_passages = [rows[hit.key].pk for hit in found if hit.passages and hit.key in rows]
    keys = {row.pk: row.key for row in rows.values()}
    passages = SearchPassage.objects.filter(document__in=with_passages, position__in=positions)
    return rows, {(keys[passage.document_id], passage.position): passage for passage in passages}


def _hits(
    found: Sequence[EngineHit],
    rows: Mapping[str, SearchDocument],
    passages: Mapping[tuple[str, int], SearchPassage],
    analysis: QueryAnalysis,
) -> tuple[Hit, ...]:
    wanted = wanted_of(analysis)
    bare = [hit.key for hit in found if hit.key in rows and not hit.passages]
    bodies = _beginnings(bare)
    hits = []
    for engine_hit in found:
        row = rows.get(engine_hit.key)
        if row is None:
            continue
        own = [passages[row.key, n] for n in engine_hit.passages if (row.key, n) in passages]
        hits.append(
            Hit(
                key=row.key,
                kind=row.kind,
                kind_label=kind_label(row.kind),
                title=row.title,
                title_html=highlight(row.title, wanted),
                url=row.url,
                snippet_html=snippet(_snippet_source(row.summary, bodies.get(row.key, ""), wanted), wanted),
                passages=tuple(passage_hit(row, passage, wanted) for passage in own),
                date=row.date,
                language=row.language,
                numbers=tuple(row.numbers),
                facets={name: tuple(values) for name, values in row.facets.items()},
                score=engine_hit.score,
                places=max(engine_hit.places, len(own)),
            )
        )
    return tuple(hits)


def _beginnings(keys: Sequence[str]) -> dict[str, str]:
    """Return the beginnings of the bodies of hits that no passage stands for; a whole book stays where it is."""
    if not keys:
        return {}
    rows = SearchDocument.objects.filter(key__in=keys).exclude(body="")
    return dict(rows.values_list("key", Left("body", MAX_SOURCE_CHARS)))


def _snippet_source(summary: str, body: str, wanted: Wanted) -> str:
    return (
        body
        if body and not (summary and has_match(summary, wanted)) and has_match(body, wanted)
        else summary or body
    )


def passage_hit(row: SearchDocument, passage: SearchPassage, wanted: Wanted) -> PassageHit:
    url = passage.url or f"{row.url}#{passage.anchor}"
    return PassageHit(passage.anchor, passage.label, url, snippet(passage.text, wanted))


def _suggestion(analysis: QueryAnalysis, answer: _Answer, total: int, hits: Sequence[Hit]) -> str:
    if (
        answer.engine is None
        or not analysis.terms
        or analysis.phrases
        or analysis.excluded
        or analysis.numbers
    ):
        return ""
    try:
        decoded = _decoded(analysis, total, answer.engine)
        if decoded:
            return decoded
        nearest = answer.engine.similar_words(
            [term.token for term in analysis.terms if not term.alternatives]
        )
        if nearest:
            return _corrected(analysis, nearest, answer.engine)
    except EngineUnavailable as error:
        logger.warning("No suggestion: %s", error)
        return ""
    return accent_suggestion(analysis, _shown_texts(hits)) if total else ""


def _shown_texts(hits: Iterable[Hit]) -> list[str]:
    """Return what the reader sees of the hits, without marks."""
    shown = [(hit.title, hit.snippet_html, *(p.snippet_html for p in hit.passages)) for hit in hits]
    return [unescape(strip_tags(text)) for texts in shown for text in texts]


def _decoded(analysis: QueryAnalysis, total: int, engine: SearchEngine) -> str:
    """Return the query with its Telex or VNI keys as letters when that finds more; otherwise ""."""
    decoded = decode_residue(analysis.text)
    if decoded == analysis.text:
        return ""
    query = SearchQuery(text=decoded, page_size=1, passages_per_hit=0)
    return decoded if engine.search(engine_query(query, analyse(decoded))).total > total else ""


def _corrected(analysis: QueryAnalysis, nearest: Mapping[str, str], engine: SearchEngine) -> str:
    """Return the corrected query as the things that it finds write it; "" when it finds nothing."""
    words = corrected(analysis, nearest)
    query = SearchQuery(text=" ".join(words), page_size=5, passages_per_hit=1)
    found = engine.search(engine_query(query, analyse(query.text))).hits if words else ()
    if not found:
        return ""
    rows, passages = _load(found)
    return corrected_suggestion(
        analysis, words, _shown_texts(_hits(found, rows, passages, analyse(query.text)))
    )
