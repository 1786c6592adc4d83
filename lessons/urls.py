"""Addresses of the lessons app."""

from django.urls import path, register_converter

from msn_kb.core.lists.comparing import comparison_urls
from msn_kb.core.lists.urls import list_urls

from .comparisons import COMPARED_CASES, COMPARED_LESSONS
from .listings import CASES, LESSONS, TERMS, THEMES
from .proposable import ProposableNoun
from .views import cases, contributing, correcting, mine, pictures, terms, themes
from .views.lessons import lesson_page

register_converter(ProposableNoun, "proposable")

urlpatterns = [
    *list_urls(LESSONS, "lessons/"),
    *comparison_urls(COMPARED_LESSONS, "lessons/"),
    path("lessons/matrix/", pictures.LessonMatrix.as_view(listing=LESSONS), name="lesson-matrix"),
    path("lessons/timeline/", pictures.LessonTimeline.as_view(listing=LESSONS), name="lesson-timeline"),
    path("lessons/map/", pictures.LessonMap.as_view(listing=LESSONS), name="lesson-map"),
    path("lessons/new/", contributing.new_lesson, name="lesson-new"),
    path("lessons/<slug:slug>/edit/", contributing.edit_lesson, name="lesson-edit"),
    path("lessons/<slug:slug>/", lesson_page, name="lesson-detail"),
    *list_urls(CASES, "cases/"),
    *comparison_urls(COMPARED_CASES, "cases/"),
    path("cases/<slug:slug>/", cases.case_page, name="case-detail"),
    *list_urls(THEMES, "themes/"),
    path("themes/<slug:slug>/", themes.theme_page, name="theme-detail"),
    *list_urls(TERMS, "glossary/"),
    path("glossary/contrasts/<slug:slug>/", terms.contrast_page, name="contrast-detail"),
    path("glossary/<slug:slug>/", terms.term_page, name="term-detail"),
    path("suggest/<proposable:kind>/<slug:slug>/", correcting.suggest_correction, name="suggest-correction"),
    path("mine/", mine.mine, name="mine"),
    path("mine/lessons/<int:pk>/<slug:move>/", mine.move_lesson, name="mine-lesson-move"),
    path("mine/proposals/<int:pk>/", mine.proposal_page, name="mine-proposal"),
    path("mine/proposals/<int:pk>/<slug:move>/", mine.move_proposal, name="mine-proposal-move"),
]
