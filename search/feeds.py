"""A search as an Atom feed: subscribing to it is being told of what is new."""

import datetime
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from search.analysis import normalise_query
from search.fieldwords import read_field_words
from search.parameters import read_query, write_parameters
from search.query import SearchQuery, Sort
from search.result import Hit
from search.searching import search


class SearchFeed(Feed[Hit, SearchQuery]):
    """The newest results of the query in the address, with its kinds and filters."""

    feed_type = Atom1Feed
    _SIZE = 30

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> SearchQuery:
        query = read_field_words(read_query(request.GET))
        return replace(query, sort=Sort.NEWEST, page=1, page_size=self._SIZE)

    def title(self, obj: SearchQuery) -> str:
        asked = normalise_query(obj.text)[:200]
        return _("New for “%(asked)s”") % {"asked": asked} if asked else _("New on the portal")

    def link(self, obj: SearchQuery) -> str:
        return "/tim-kiem/?" + urlencode(write_parameters(obj))

    def items(self, obj: SearchQuery) -> list[Hit]:
        return list(search(obj).hits)

    def item_title(self, item: Hit) -> str:
        return item.title

    def item_description(self, item: Hit) -> str:
        return strip_tags(item.snippet_html)

    def item_link(self, item: Hit) -> str:
        return item.url

    def item_guid(self, item: Hit) -> str:
        return item.key

    item_guid_is_permalink = False

    def item_pubdate(self, item: Hit) -> datetime.datetime | None:
        if item.date is None:
            return None
        return timezone.make_aware(datetime.datetime.combine(item.date, datetime.time()))
