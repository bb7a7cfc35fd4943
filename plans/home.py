"""The plans' part of the home page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.home import register_home_section
from plans.listing import PlanCard, plan_cards
from plans.models import PlanIndexPage, PlanPage
from plans.status import Tally, tally


@dataclass(frozen=True)
class PlansSection:
    """What the home page shows of the plans."""

    index: PlanIndexPage | None
    cards: list[PlanCard]
    plan_count: int
    tally: Tally


def plans_section(request: HttpRequest) -> PlansSection:
    """Return the three newest plans and the tally over all of them."""
    plans = list(PlanPage.objects.visible().newest_first().select_related("issuer").defer("body"))
    cards = plan_cards(plans)
    # Plans that are tracked come first: a card without figures says little.
    cards.sort(key=lambda card: card.tally.total == 0)
    everything = [status for card in cards for status, count in card.tally.rows for _ in range(count)]
    return PlansSection(PlanIndexPage.objects.live().first(), cards[:3], len(plans), tally(everything))


register_home_section("plans", lambda request: SimpleLazyObject(lambda: plans_section(request)))
