"""The list of plans: filters from the address, one card a plan."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from plans.status import Tally
from plans.tracking import plan_tally, tracked_targets

if TYPE_CHECKING:
    from plans.models import PlanPage
    from plans.models.pages import PlanQuerySet

PAGE_SIZE = 20


@dataclass(frozen=True)
class PlanCard:
    """A plan for a card: with its targets counted by status."""

    plan: "PlanPage"
    tally: Tally
    has_ended: bool


def plan_cards(plans: list["PlanPage"], today: datetime.date | None = None) -> list[PlanCard]:
    """Return the cards of ``plans`` in their order (three queries for all of them)."""
    today = today or timezone.localdate()
    tracked = tracked_targets([plan.pk for plan in plans], today)
    return [PlanCard(plan, plan_tally(tracked.get(plan.pk, [])), plan.has_ended(today)) for plan in plans]


def plan_list(plans: "PlanQuerySet", request: HttpRequest) -> dict[str, object]:
    """Return the template context of the list for the filters ``nam`` (year) and ``don_vi`` (issuer)."""
    years = sorted({day.year for day in plans.order_by().dates("signed_on", "year")}, reverse=True)
    issuers = {plan.issuer.code: plan.issuer.name for plan in plans.defer("body") if plan.issuer}
    year, issuer = request.GET.get("nam", ""), request.GET.get("don_vi", "")[:80]
    if year.isdigit() and len(year) == 4:
        plans = plans.filter(signed_on__year=int(year))
    if issuer:
        plans = plans.filter(issuer__code=issuer)
    page = Paginator(plans.defer("body"), PAGE_SIZE).get_page(request.GET.get("trang"))
    return {
        "page_obj": page,
        "cards": plan_cards(list(page.object_list)),
        "years": years,
        "issuers": issuers,
        "year": year,
        "issuer": issuer,
    }
