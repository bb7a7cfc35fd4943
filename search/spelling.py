"""Nearest known words for words that no document holds. Pure functions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

# Sounds that regional pronunciation mixes at the start of a syllable.
_INITIALS: tuple[frozenset[str], ...] = (
    frozenset({"s", "x"}),
    frozenset({"ch", "tr"}),
    frozenset({"l", "n"}),
    frozenset({"d", "gi", "r", "v"}),
    frozenset({"c", "k", "q"}),
    frozenset({"g", "gh"}),
    frozenset({"ng", "ngh"}),
    frozenset({"f", "ph"}),
)
_MAX_WORDS = 4
_MAX_CANDIDATES = 4000

TermsWithPrefix = Callable[[str], Sequence[tuple[str, int]]]


def edit_distance(a: str, b: str, limit: int) -> int:
    """Return the optimal-string-alignment distance of ``a`` and ``b``, or ``limit + 1`` when larger."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        current = [i]
        for j, other in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (char != other))
            if before and i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def _prefixes(word: str) -> set[str]:
    prefixes = {word[:1]}
    for group in _INITIALS:
        if any(word.startswith(initial) for initial in group):
            prefixes |= {initial[:1] for initial in group}
    return prefixes


def _same_sound(a: str, b: str) -> bool:
    """Return whether ``a`` and ``b`` differ only in initials that are mixed up in speech."""
    for group in _INITIALS:
        for one in group:
            for other in group:
                if one != other and a.startswith(one) and b == other + a[len(one) :]:
                    return True
    return False


def _nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    limit = 1 if len(word) <= 5 else 2
    best: tuple[float, int, str] | None = None
    for candidate, frequency in candidates:
        if candidate == word or candidate.isdigit() != word.isdigit():
            continue
        distance: float = 0.5 if _same_sound(word, candidate) else edit_distance(word, candidate, limit)
        if distance <= limit:
            rank = (distance, -frequency, candidate)
            best = rank if best is None or rank < best else best
    return best[2] if best else None


def nearest_words(unknown: Sequence[str], terms_with_prefix: TermsWithPrefix) -> Mapping[str, str]:
    """Return the nearest known word for each of ``unknown`` that has one.

    ``terms_with_prefix`` lists an index's words with their document frequency. Numbers are left alone.
    """
    found: dict[str, str] = {}
    for word in list(unknown)[:_MAX_WORDS]:
        if len(word) < 3 or any(char.isdigit() for char in word):
            continue
        candidates = [
            term
            for prefix in sorted(_prefixes(word))
            for term in list(terms_with_prefix(prefix))[:_MAX_CANDIDATES]
        ]
        nearest = _nearest(word, candidates)
        if nearest:
            found[word] = nearest
    return found
