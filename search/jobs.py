"""What the search does by the clock."""

import datetime

from core.periodic import register_job
from search.alert_tasks import send_alerts
from search.alerts import alerts_are_due
from search.querycounts import collect, forget_old
from search.saving import forget_unconfirmed
from search.services import rebuild_table
from search.tasks import catch_up_index


def enqueue_alerts() -> None:
    """Have today's mails sent, beside the clock: many mails take their time."""
    if alerts_are_due():
        send_alerts.enqueue()


register_job("search_queries", datetime.timedelta(minutes=5), collect)
register_job("search_forget", datetime.timedelta(hours=24), forget_old)
# What becomes visible or hidden by time alone, or was changed in the database by hand, is found here.
register_job("search_table", datetime.timedelta(hours=24), rebuild_table)
# Searches notice an index that fell behind; at night nobody searches.
register_job("search_catch_up", datetime.timedelta(minutes=10), catch_up_index.call)
register_job("search_forget_unconfirmed", datetime.timedelta(hours=24), forget_unconfirmed)
register_job("search_alerts", datetime.timedelta(hours=1), enqueue_alerts)
