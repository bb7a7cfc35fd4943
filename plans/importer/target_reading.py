"""What the readers of targets collect, from sentences and from tables."""

from dataclasses import dataclass, field

from plans.importer.model import ReadingWarning, Target

# Ten times the targets of the longest plans.
MAX_TARGETS = 1_500


@dataclass(slots=True)
class TargetReading:
    """Targets, baselines and doubts of one document."""

    targets: list[Target] = field(default_factory=list)
    baselines: list[Target] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)

    def is_full(self) -> bool:
        """Return whether more was found than any plan sets."""
        return len(self.targets) + len(self.baselines) >= MAX_TARGETS
