"""Every address of the site. ``contract.md`` lists what people rely on."""

from django.contrib import admin
from django.urls import include, path

from .views import about, health, home, robots, search, styleguide, suggest

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search_page, name="search"),
    path("search/suggest/", suggest.suggestions, name="search-suggest"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("healthz", health.health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
    path("about/", about.about, name="about"),
    path("about/entries/", about.entries, name="about-entries"),
    path("about/licence/", about.licence, name="about-licence"),
    path("about/privacy/", about.privacy, name="about-privacy"),
    path("about/accessibility/", about.accessibility, name="about-accessibility"),
    path("about/names/", about.names, name="about-names"),
    path("accounts/", include("organizations.urls_accounts")),
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("", include("lessons.urls")),
]

handler400 = "msn_kb.views.errors.bad_request"
handler429 = "organizations.accounts.throttling.too_many"
handler500 = "msn_kb.views.errors.server_error"
