"""Addresses of the search."""

from django.urls import path

from search import views
from search.feeds import SearchFeed

urlpatterns = [
    path("", views.results, name="search"),
    path("nhan/", views.click, name="search_click"),
    path("atom/", SearchFeed(), name="search_feed"),
]
