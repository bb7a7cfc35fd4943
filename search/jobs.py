"""What the search does by the clock."""

import datetime

from core.periodic import register_job
from search.querycounts import collect, forget_old

register_job("search_queries", datetime.timedelta(minutes=5), collect)
register_job("search_forget", datetime.timedelta(hours=24), forget_old)
