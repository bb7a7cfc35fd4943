"""Addresses; they are stable once published."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from accounts.account_settings import PortalAccountView
from core import views as core_views
from core.styleguide import styleguide
from news.feeds import NewsFeed
from plans.feeds import PlanFeed
from portal.api import api
from portal.health import healthz, readyz
from portal.metrics import metrics
from portal.sitemaps import SITEMAPS

urlpatterns = [
    # One way in: allauth's login with its lock-out and second factor, also for the admin.
    path("quan-tri/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("quan-tri/account/", require_admin_access(PortalAccountView.as_view())),
    path("quan-tri/", include(admin_urls)),
    path("tai-khoan/", include("allauth.urls")),
    path("tai-lieu/", include(document_urls)),
    path("tim-kiem/", include("search.urls")),
    path("hoc-lieu/", include("learning_resources.urls")),
    path("gop-y/", include("feedback.urls")),
    path("tin-tuc/rss/", NewsFeed(), name="news_feed"),
    path("ke-hoach/atom/", PlanFeed(), name="plan_feed"),
    path("api/v1/", api.urls),
    path("media/<path:name>", core_views.public_media, name="public_media"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", core_views.robots),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
]

if settings.SHOW_STYLE_GUIDE:
    urlpatterns += [path("phong-cach/", styleguide, name="styleguide")]

urlpatterns += [path("", include(wagtail_urls))]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
