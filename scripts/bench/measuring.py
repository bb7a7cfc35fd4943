"""Taking times, and printing them with the ratio that they should keep."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Times:
    """Milliseconds of many runs of one thing."""

    p50: float
    p95: float


def spread(milliseconds: Sequence[float]) -> Times:
    """Return the middle and the slow end of ``milliseconds`` (two values or more)."""
    cuts = quantiles(milliseconds, n=20, method="inclusive")
    return Times(cuts[9], cuts[18])


def timed(run: Callable[[], object]) -> float:
    """Run once and return the milliseconds it took."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def alternating(runs: Sequence[Callable[[int], object]], count: int) -> list[Times]:
    """Run each of ``runs`` with 0, 1, … ``count`` - 1, turn by turn, so that a busy machine hits all alike."""
    taken: list[list[float]] = [[] for _ in runs]
    for number in range(count):
        for times, run in zip(taken, runs, strict=True):
            times.append(timed(lambda run=run, number=number: run(number)))  # type: ignore[misc]
    return [spread(times) for times in taken]


def memory_mb() -> int:
    """Return the most memory that this process has used so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report(name: str, figure: str, ratio: str = "") -> None:
    """Print one line."""
    print(f"{name:<58} {figure:>24}  {ratio}".rstrip(), flush=True)


def against(ratio: float, bound: float) -> str:
    """Return a ratio beside the one it should keep."""
    return f"{ratio:.2f}x ({'within' if ratio <= bound else 'OVER'} {bound:g}x)"
