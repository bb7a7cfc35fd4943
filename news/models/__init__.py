from news.models.dx_day import DXDayActivity, DXDayIndexPage, DXDayPage, DXDaySession
from news.models.news import NewsCategory, NewsIndexPage, NewsPage, NewsTag

__all__ = [
    "DXDayActivity",
    "DXDayIndexPage",
    "DXDayPage",
    "DXDaySession",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
]
