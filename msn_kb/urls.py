"""Every address of the site. ``contract.md`` lists what people rely on."""

from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("accounts/", include("organizations.urls_accounts")),
    path("admin/", admin.site.urls),
    path("", include("lessons.urls")),
]

handler400 = "msn_kb.views.bad_request"
handler500 = "msn_kb.views.server_error"
