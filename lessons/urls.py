"""Addresses of the lessons app."""

from django.urls import path

from msn_kb.core.lists.comparing import comparison_urls
from msn_kb.core.lists.urls import list_urls

from .comparisons import COMPARED_CASES, COMPARED_LESSONS
from .listings import CASES, LESSONS, TERMS, THEMES
from .views import cases, pictures, terms, themes
from .views.lessons import lesson_page

urlpatterns = [
    *list_urls(LESSONS, "lessons/"),
    *comparison_urls(COMPARED_LESSONS, "lessons/"),
    path("lessons/matrix/", pictures.LessonMatrix.as_view(listing=LESSONS), name="lesson-matrix"),
    path("lessons/timeline/", pictures.LessonTimeline.as_view(listing=LESSONS), name="lesson-timeline"),
    path("lessons/map/", pictures.LessonMap.as_view(listing=LESSONS), name="lesson-map"),
    path("lessons/<slug:slug>/", lesson_page, name="lesson-detail"),
    *list_urls(CASES, "cases/"),
    *comparison_urls(COMPARED_CASES, "cases/"),
    path("cases/<slug:slug>/", cases.case_page, name="case-detail"),
    *list_urls(THEMES, "themes/"),
    path("themes/<slug:slug>/", themes.theme_page, name="theme-detail"),
    *list_urls(TERMS, "glossary/"),
    path("glossary/contrasts/<slug:slug>/", terms.contrast_page, name="contrast-detail"),
    path("glossary/<slug:slug>/", terms.term_page, name="term-detail"),
]
