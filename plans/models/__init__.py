from plans.models.clauses import Clause
from plans.models.pages import PlanIndexPage, PlanPage
from plans.models.progress import ProgressReport
from plans.models.relations import DocumentReference
from plans.models.targets import PlanTarget, PlanTask, TargetGoal

__all__ = [
    "Clause",
    "DocumentReference",
    "PlanIndexPage",
    "PlanPage",
    "PlanTarget",
    "PlanTask",
    "ProgressReport",
    "TargetGoal",
]
