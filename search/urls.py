"""Addresses of the search."""

from django.urls import path

from search import saved_views, views
from search.feeds import SearchFeed

urlpatterns = [
    path("", views.results, name="search"),
    path("nhan/", views.click, name="search_click"),
    path("theo-doi/", saved_views.follow, name="saved_search_follow"),
    path("theo-doi/da-gui/", saved_views.asked, name="saved_search_asked"),
    path("theo-doi/xac-nhan/<str:token>/", saved_views.confirm_search, name="saved_search_confirm"),
    path("theo-doi/huy/<str:token>/", saved_views.end_search, name="saved_search_end"),
    path("atom/", SearchFeed(), name="search_feed"),
]
