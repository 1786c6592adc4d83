"""Addresses of the organizations app."""

from django.urls import path
from django.views.generic import RedirectView

from msn_kb.core.lists.comparing import comparison_urls
from msn_kb.core.lists.urls import list_urls

from .comparisons import COMPARED_OFFICES, COMPARED_ORGANIZATIONS
from .listings import MEETINGS, OFFICES, ORGANIZATIONS, PROCESSES, SOURCES
from .views import meetings, offices, organizations, pictures, places, processes, sources

urlpatterns = [
    *list_urls(ORGANIZATIONS, "organizations/"),
    *comparison_urls(COMPARED_ORGANIZATIONS, "organizations/"),
    path("organizations/<slug:slug>/", organizations.organization_page, name="organization-detail"),
    *list_urls(OFFICES, "offices/"),
    *comparison_urls(COMPARED_OFFICES, "offices/"),
    path("offices/<slug:slug>/", offices.office_page, name="office-detail"),
    *list_urls(MEETINGS, "meetings/"),
    path("meetings/<slug:slug>/", meetings.meeting_page, name="meeting-detail"),
    *list_urls(PROCESSES, "processes/"),
    path("processes/map/", pictures.ProcessMap.as_view(listing=PROCESSES), name="process-map"),
    path("processes/<slug:slug>/", processes.process_page, name="process-detail"),
    *list_urls(SOURCES, "sources/"),
    path("sources/<slug:slug>/", sources.source_page, name="source-detail"),
    path("countries/", places.country_list, name="country-list"),
    path("countries/<slug:alpha3>/", places.country_page, name="country-detail"),
    path("regions/", RedirectView.as_view(pattern_name="country-list"), name="region-list"),
    path("regions/<slug:code>/", places.region_page, name="region-detail"),
]
