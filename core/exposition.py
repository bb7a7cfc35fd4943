"""Figures in the text format of Prometheus (exposition format 0.0.4), which a scraper reads.

Written by hand: the client library keeps its figures in each process, ours come from the database,
so that any number of web processes and hosts give the same answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Sample:
    """One value; ``suffix`` is ``_bucket``, ``_sum`` or ``_count`` in a histogram."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True)
class Family:
    """Values of one name; ``kind`` is counter, gauge or histogram."""

    name: str
    kind: str
    help: str
    samples: tuple[Sample, ...]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _line(name: str, sample: Sample) -> str:
    labels = ",".join(f'{label}="{_escaped(value)}"' for label, value in sample.labels.items())
    value = f"{sample.value:.10g}" if isinstance(sample.value, float) else str(sample.value)
    return f"{name}{sample.suffix}{{{labels}}} {value}" if labels else f"{name}{sample.suffix} {value}"


def render_figures(families: Iterable[Family]) -> str:
    """Return ``families`` as text, each with its help and type."""
    lines = []
    for family in families:
        lines += [f"# HELP {family.name} {family.help}", f"# TYPE {family.name} {family.kind}"]
        lines += [_line(family.name, sample) for sample in family.samples]
    return "\n".join(lines) + "\n"
