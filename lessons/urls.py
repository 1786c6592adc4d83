"""Addresses of the lessons app."""

from django.urls import path

from .views.lessons import LessonExport, LessonList, lesson_page

urlpatterns = [
    path("lessons/", LessonList.as_view(), name="lesson-list"),
    path("lessons/export.csv", LessonExport.as_view(), name="lesson-export-csv"),
    path("lessons/<slug:slug>/", lesson_page, name="lesson-detail"),
]
